"""Sanggahan: the book of objections and their answers, written as a template and read back."""

from collections.abc import Sequence

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator
from paritrana.entry.plenary import Objection
from paritrana.form import words
from paritrana.form.called import called, meant
from paritrana.form.cells import Book
from paritrana.form.found import folded
from paritrana.form.ledger import Codes, Known, RowReader
from paritrana.form.ledger_writer import Cells, Ledger, write_ledger
from paritrana.form.tables import Row, read_rows
from paritrana.problems import Problem

SHEET = "Sanggahan"
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("No", "Nomor"),
    "sender": ("Pengirim",),
    "at": ("Tanggal",),
    "category": ("Kategori",),
    "candidate": ("Kode kandidat", "Kode"),
    "indicator": ("Indikator",),
    "text": ("Isi", "Isi sanggahan"),
    "answer": ("Jawaban",),
    "changes": ("Mengubah hasil",),
}
WIDTHS = (8, 30, 12, 18, 16, 26, 50, 50, 12)
OPTIONAL = ("indicator", "answer", "changes")
CODES = Codes("J040", "J041", "J042")
ANSWERS = {words.YES.lower(): words.YES, words.NO.lower(): words.NO}
EXPLAINED = (
    ("No", "Nomor sanggahan, misalnya nomor agenda surat masuk. Wajib, dan hanya sekali."),
    ("Pengirim", "Siapa yang menyanggah; surat jawaban ditujukan kepadanya. Wajib."),
    ("Tanggal", "Tanggal surat sanggahan. Wajib."),
    ("Kategori", "Id kategori, dari daftar. Boleh kosong bila hanya ada satu kategori."),
    ("Kode kandidat", "Kandidat yang nilainya disanggah, seperti di Daftar Kandidat. Selalu teks."),
    ("Indikator", "Id atau judul indikator yang disanggah. Kosong bila seluruh hasil."),
    ("Isi", "Isi sanggahan. Wajib."),
    ("Jawaban", "Jawaban panitia. Selama kosong, belum ada surat jawaban."),
    (
        "Mengubah hasil",
        "Ya atau Tidak, bersama jawabannya. Bila Ya, perubahannya dicatat di pleno.xlsx dengan nomor ini.",
    ),
)


def write_objections(edition: Edition, rows: Sequence[Cells] = ()) -> bytes:
    """The book's bytes with these rows in it and room for more; equal input, equal bytes."""
    lists = {"category": tuple(edition.categories), "changes": (words.YES, words.NO)}
    ledger = Ledger(SHEET, COLUMNS, WIDTHS, lists, frozenset({"at"}), frozenset(), EXPLAINED)
    return write_ledger(ledger, edition, rows)


def read_objections(book: Book, edition: Edition, known: Known) -> tuple[tuple[Objection, ...], tuple[Problem, ...]]:
    """The objections that can be dealt with, in their order, and what is wrong with the others."""
    needed = tuple(key for key in COLUMNS if key not in OPTIONAL)
    rows, missing = read_rows(book, SHEET, COLUMNS, needed)
    problems = list(missing)
    found: list[Objection] = []
    numbers: dict[str, str] = {}
    for row in rows:
        it = RowReader(row, COLUMNS, CODES)
        objection = _read(it, row, edition, known)
        number = folded(row.text("number"))
        if number and number in numbers:
            it.report("J043", "number", read=row.text("number"), other=numbers[number])
        elif objection is not None:
            found.append(objection)
        if number:
            numbers.setdefault(number, row.cells["number"].source.cell)
        problems += it.problems
    return tuple(found), tuple(problems)


def _read(it: RowReader, row: Row, edition: Edition, known: Known) -> Objection | None:
    category = it.in_category(edition)
    number, sender, at = it.text("number"), it.text("sender"), it.day("at")
    code, indicator = it.candidate(known), _indicator(it, category)
    text, answer = it.text("text", long=True), it.text("answer", long=True, required=False)
    changes = it.one_of("changes", ANSWERS, required=bool(answer))
    if not it.whole or category is None:
        return None
    says = changes == words.YES if answer and changes else None
    source = row.cells["number"].source
    return Objection(number, sender, at, category.category, code, indicator, text, answer, says, source)


def _indicator(it: RowReader, category: Category | None) -> str:
    """The id of the indicator that is meant by id, or by a title that no other has; empty where none is named."""
    if category is None:
        return ""
    texts = {node.id: node.title() for node, _ in category.nodes() if isinstance(node, Indicator)}
    allowed, said = called(texts), it.text("indicator", required=False)
    if said and folded(said) not in allowed:
        it.strange("indicator", said, meant(said, texts))
    return allowed.get(folded(said), "") if said else ""

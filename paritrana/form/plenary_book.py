"""Keputusan Pleno: the book of what the plenary meeting decided, written as a template and read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paritrana.answers import Value
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.plenary import Decision, DecisionKind, Vote
from paritrana.form.called import called, meant
from paritrana.form.cells import Book
from paritrana.form.found import folded, is_blank
from paritrana.form.ledger import Codes, Known, RowReader
from paritrana.form.ledger_writer import Cells, Ledger, write_ledger
from paritrana.form.tables import read_rows
from paritrana.problems import Problem
from paritrana.text import spoken

SHEET = "Keputusan Pleno"
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("No", "Nomor"),
    "at": ("Tanggal",),
    "category": ("Kategori",),
    "candidate": ("Kode kandidat", "Kode"),
    "kind": ("Jenis",),
    "field": ("Isian",),
    "value": ("Nilai baru",),
    "rank": ("Peringkat",),
    "award": ("Penghargaan",),
    "article": ("Dasar",),
    "reason": ("Alasan",),
    "for_it": ("Setuju",),
    "against": ("Tidak setuju",),
    "abstained": ("Abstain",),
    "objection": ("No sanggahan", "Nomor sanggahan"),
}
WIDTHS = (6, 12, 18, 14, 14, 16, 12, 10, 22, 24, 36, 8, 8, 8, 11)
OWN: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.VALUE: ("field", "value"),
    DecisionKind.RANK: ("rank",),
    DecisionKind.AWARD: ("award",),
    DecisionKind.OUT: (),
}
"""The columns that a kind of decision needs besides those of all."""

JOINT = "; "
"""What stands between several titles of one candidate, so that no title may hold it."""

CODES = Codes("J030", "J031", "J032")
KINDS = {kind.value: kind.value for kind in DecisionKind}
EXPLAINED = (
    ("No", "Nomor keputusan. Setiap keputusan satu baris, tentang satu kandidat."),
    ("Tanggal", "Tanggal rapat pleno. Wajib."),
    ("Kategori", "Id kategori, dari daftar. Boleh kosong bila hanya ada satu kategori."),
    ("Kode kandidat", "Seperti di Daftar Kandidat. Selalu teks."),
    ("Jenis", "peringkat, penghargaan, diskualifikasi, atau nilai."),
    (
        "Isian, Nilai baru",
        "Hanya untuk nilai: id isian, dan nilainya sekarang. Nilai penilai tidak dapat diubah di sini.",
    ),
    ("Peringkat", "Hanya untuk peringkat: peringkat kandidat di kelompoknya, angka utuh."),
    ("Penghargaan", "Hanya untuk penghargaan: nama penghargaan tambahan, seperti akan tertulis di piagam."),
    ("Dasar", "Pasal atau ketentuan yang menjadi dasar. Wajib."),
    ("Alasan", "Alasan keputusan, dalam kalimat. Wajib."),
    ("Setuju, Tidak setuju, Abstain", "Jumlah suara, angka utuh; tulis 0 bila tidak ada. Wajib."),
    ("No sanggahan", "Bila keputusan ini menjawab sebuah sanggahan: nomornya di sanggahan.xlsx."),
)


def write_plenary(edition: Edition, rows: Sequence[Cells] = ()) -> bytes:
    """The book's bytes with these rows in it and room for more; equal input, equal bytes."""
    lists = {"category": tuple(edition.categories), "kind": tuple(KINDS)}
    numbers = frozenset({"rank", "for_it", "against", "abstained"})
    return write_ledger(Ledger(SHEET, COLUMNS, WIDTHS, lists, frozenset({"at"}), numbers, EXPLAINED), edition, rows)


def read_plenary(book: Book, edition: Edition, known: Known) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """The decisions that count, in their order, and what is wrong with the others.

    A decision counts only where all of it is there and can be read, its vote carried it, and no other contradicts it.
    """
    needed = tuple(key for key in COLUMNS if key not in ("field", "value", "rank", "award", "objection"))
    rows, missing = read_rows(book, SHEET, COLUMNS, needed)
    problems = list(missing)
    found: list[tuple[Decision, RowReader]] = []
    numbers: dict[str, str] = {}
    for row in rows:
        reading = _DecisionRow(RowReader(row, COLUMNS, CODES), edition, known)
        decision = reading.read(numbers)
        if decision is not None:
            found.append((decision, reading.it))
        else:
            problems += reading.it.problems
    against = _contradicting([one for one, _ in found], known)
    for index, (decision, it) in enumerate(found):
        if index in against:
            it.report("J034", _effect_column(decision), read=decision.number, other=against[index])
        problems += it.problems
    return tuple(one for index, (one, _) in enumerate(found) if index not in against), tuple(problems)


def _effect_column(decision: Decision) -> str:
    return next(iter(OWN[decision.kind]), "kind")


@dataclass(slots=True)
class _Own:
    """What a decision says beyond what all do."""

    field: str = ""
    value: Value | None = None
    rank: int | None = None
    award: str = ""


@dataclass
class _DecisionRow:
    """One row of the book on its way to a decision."""

    it: RowReader
    edition: Edition
    known: Known

    def read(self, numbers: dict[str, str]) -> Decision | None:
        """The decision of a row; None, and told, where it cannot count."""
        it = self.it
        category = it.in_category(self.edition)
        number = it.text("number")
        self._twice(number, numbers)
        kind = it.one_of("kind", KINDS)
        at, code = it.day("at"), it.candidate(self.known)
        article, reason = it.text("article"), it.text("reason", long=True)
        vote = Vote(it.count("for_it"), it.count("against"), it.count("abstained"))
        objection = it.text("objection", required=False)
        own = self._own(DecisionKind(kind)) if kind else None
        if not it.whole or category is None or own is None:
            return None
        if not vote.carried:
            it.report("J037", "for_it", read=number, vote=f"{vote.for_it}-{vote.against}-{vote.abstained}")
            return None
        source = it.row.cells["number"].source
        plain = Decision(
            number, at, category.category, code, DecisionKind(kind), article, reason, vote, source, objection=objection
        )
        return replace(plain, field=own.field, value=own.value, rank=own.rank, award=own.award)

    def _twice(self, number: str, numbers: dict[str, str]) -> None:
        cell = self.it.row.cells["number"].source.cell
        if number and folded(number) in numbers:
            self.it.report("J038", "number", read=number, other=numbers[folded(number)])
        elif number:
            numbers[folded(number)] = cell

    def _own(self, kind: DecisionKind) -> _Own:
        """What the columns of this kind of decision say; J039 where those of another are filled."""
        it = self.it
        for other, keys in OWN.items():
            for key in keys:
                if other is not kind and not is_blank(it.row.cells.get(key)):
                    it.report("J039", key, kind=kind.value)
        own = _Own()
        if kind is DecisionKind.VALUE and it.category is not None:
            self._value(own, it.category)
        if kind is DecisionKind.RANK:
            own.rank = it.count("rank", 1) or None
        if kind is DecisionKind.AWARD:
            own.award = self._title()
        return own

    def _title(self) -> str:
        """The further award: one title, since several of a candidate are joined by a semicolon."""
        said = self.it.text("award")
        if JOINT in said:
            self.it.whole = False
            self.it.report("J032", "award", **spoken("reason", "plenary.one_title"))
        return said

    def _value(self, own: _Own, category: Category) -> None:
        """The field and its new value: of the candidate, the organiser or the verifier, never of a juror."""
        it = self.it
        fields = {one.id: one for one in category.fields}
        texts = {one.id: one.ask() for one in category.fields}
        allowed, said = called(texts), it.text("field")
        if said and folded(said) not in allowed:
            it.strange("field", said, meant(said, {one.id: one.ask() for one in category.fields if _may_decide(one)}))
        own.field = allowed.get(folded(said), "")
        if own.field and not _may_decide(fields[own.field]):
            it.whole = False
            it.report("J036", "field", read=said)
        elif own.field:
            own.value = it.value("value", fields[own.field].spec(), code="J033")
        elif is_blank(it.row.cells.get("value")):
            it.lacks("value")


def _may_decide(field: Field) -> bool:
    """Whether the plenary may decide a field's value: a mark belongs to its juror."""
    return field.filled_by is not Role.PANEL


def _contradicting(decisions: Sequence[Decision], known: Known) -> dict[int, str]:
    """By the place of a decision in the list, the number of another that contradicts it."""
    said: dict[tuple[str, ...], dict[object, int]] = {}
    found: dict[int, str] = {}
    for index, one in enumerate(decisions):
        for key, effect in _effects(one, known):
            for other_effect, other in said.setdefault(key, {}).items():
                if other_effect != effect:
                    found[index] = decisions[other].number
                    found[other] = one.number
            said[key].setdefault(effect, index)
    return found


def _effects(one: Decision, known: Known) -> list[tuple[tuple[str, ...], object]]:
    """What a decision settles, each with how: two that settle the same thing differently contradict each other."""
    who = (one.category, one.candidate)
    if one.kind is DecisionKind.VALUE:
        return [(("value", *who, one.field), one.value)]
    if one.kind is DecisionKind.RANK:
        group = known[one.category][one.candidate].group
        place = ("place", one.category, group, str(one.rank))
        return [(("rank", *who), one.rank), (place, one.candidate), (("in", *who), True)]
    if one.kind is DecisionKind.AWARD:
        return [(("in", *who), True)]
    return [(("in", *who), False)]

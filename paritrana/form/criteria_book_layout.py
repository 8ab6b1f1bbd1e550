"""The criteria workbook as data: its sheets, their columns, and the words of its lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from paritrana.criteria.fields import Candidates, Check, Field
from paritrana.criteria.model import Adjustment, Best, Category, Ranking, Rung
from paritrana.criteria.tree import Aspect, Indicator
from paritrana.rules import RULES


class Form(StrEnum):
    """What a column holds, and so how its cells are written and read."""

    WORDS = "words"
    TEXT = "text"
    NUMBER = "number"
    FORMULA = "formula"
    CODE = "code"
    FLAG = "flag"
    PICK = "pick"
    LIST = "list"
    DAY = "day"


ENGLISH = "@en"
"""Behind the key of a column of words: its English half."""

KIND, OWNER, PARENT, SUBJECT, SETTING, VALUE, NAME = (
    "@kind",
    "@owner",
    "@parent",
    "@subject",
    "@setting",
    "@value",
    "@name",
)
"""Columns that are no key of the criteria file."""

Choices = Mapping[str, str]
"""Codes as the criteria file has them, and the words beside them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a line of the first sheet. `key` is the path within its item, with dots."""

    key: str
    title: str
    form: Form = Form.TEXT
    width: int = 14
    note: str = ""
    choices: Choices | None = None

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.key.split("."))

    @property
    def is_key(self) -> bool:
        """Whether the column stands for a key of the criteria file."""
        return not self.key.startswith("@")


@dataclass(frozen=True, slots=True)
class RowKind:
    """Rows of one list of the file. With `inner`, items of that list within the item whose id stands under `owner`."""

    code: str
    word: str
    path: tuple[str, ...]
    inner: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with one item of a list per row; where it holds several lists, a column tells which."""

    name: str
    intro: str
    kinds: tuple[RowKind, ...]
    columns: tuple[Column, ...]

    def kind_of(self, code: str) -> RowKind | None:
        """The list a row belongs to. None for an unknown code."""
        if len(self.kinds) == 1:
            return self.kinds[0]
        return next((kind for kind in self.kinds if kind.code == code), None)


def codes(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The values that a key of a model may have."""
    schema = model.model_json_schema()
    found: list[str] = []
    root = schema if "properties" in schema else schema["$defs"][model.__name__]
    _collect(root["properties"][key], schema, found)
    return tuple(found)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _collect(node: Any, schema: Any, found: list[str]) -> None:
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    found.extend(str(code) for code in (*node.get("enum", ()), *((node["const"],) if "const" in node else ())))
    for inner in (*node.get("anyOf", ()), *((node["items"],) if "items" in node else ())):
        _collect(inner, schema, found)


def _pick(key: str, title: str, model: type[BaseModel], words: Choices, width: int = 22, note: str = "") -> Column:
    """A column of one of the values that the model knows under the last part of the key."""
    known = codes(model, key.rsplit(".", 1)[-1])
    return Column(key, title, Form.PICK, width, note, {code: words.get(code, "") for code in known})


RULE_CODES = tuple(str(rule.model_fields["kind"].annotation.__args__[0]) for rule in RULES)  # type: ignore[union-attr]
_RULE_WORDS = {
    "bands": "rentang nilai",
    "checklist": "daftar butir",
    "choice": "tingkat pilihan",
    "count": "poin per satuan",
    "formula": "rumus poin",
    "given": "skor dari luar",
    "growth": "pertumbuhan",
    "linear": "garis lurus 0–100",
    "log": "garis logaritma",
    "panel": "nilai Tim Penilai",
    "relative": "kedudukan dalam kelompok",
    "share": "bagian dari kelompok",
    "table": "tabel keputusan",
    "target": "capaian target",
    "yesno": "ya atau tidak",
}
_KINDS = {
    "count": "bilangan bulat",
    "number": "angka",
    "percent": "persen",
    "rupiah": "rupiah",
    "yesno": "ya atau tidak",
    "choice": "pilihan",
    "date": "tanggal",
    "text": "uraian",
    "code": "kode",
}
_ROLES = {"candidate": "kandidat", "organiser": "penyelenggara", "verifier": "verifikator", "panel": "Tim Penilai"}
_MISSING = {"zero": "kosong bernilai 0", "return": "formulir dikembalikan"}
_AGGREGATES = {
    "mean": "rata-rata berbobot",
    "geometric": "rata-rata geometrik",
    "harmonic": "rata-rata harmonik",
    "minimum": "yang terendah",
    "best": "sejumlah yang terbaik",
}
_OTHERWISE = {"redistribute": "bobot dibagi ulang", "full": "dapat penuh", "zero": "bobot hilang"}
_ORDERS = {"desc": "yang besar menang", "asc": "yang kecil menang"}
_LEVELS = {"error": "wajib diperbaiki", "warning": "perlu dicek"}
_STATUSES = {"contoh": "contoh", "rancangan": "rancangan", "ditetapkan": "ditetapkan"}
SETTINGS = {
    "value": "nilai yang dinilai",
    "field": "isian yang dinilai",
    "bands": "rentang",
    "closed": "batas masuk ke rentang",
    "levels": "tingkat",
    "items": "butir",
    "yes": "poin untuk Ya",
    "no": "poin untuk Tidak",
    "zero_at": "nilai yang mendapat 0",
    "full_at": "nilai yang mendapat 100",
    "target": "target",
    "better": "mana yang lebih baik",
    "reduce": "cara menggabung penilai",
    "quorum": "penilai paling sedikit",
    "scale": "skala",
    "before": "nilai sebelumnya",
    "each": "poin per satuan",
    "most": "poin paling banyak",
    "per": "dibagi dengan",
    "least": "pembagi paling kecil",
    "points": "rumus poin",
    "cap": "potong di 0 dan 100",
    "out_of": "skor penuhnya",
    "method": "cara",
    "all_equal": "poin bila semua sama",
    "ddof": "pembagi simpangan baku n −",
    "rows": "baris tabel",
    "otherwise": "poin selain itu",
}
"""Words for the settings of rules; those of rules unknown here stand by their key."""

FLAGS = {"true": "ya", "false": "tidak"}

SOURCE = Column("source", "Sumber", width=30, note="Peraturan, pasal, tanggal; atau contoh.")

CATEGORY = "Kategori"
"""The sheet of single values; its lines in sections."""

CATEGORY_LINES: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (
        "Identitas",
        (
            Column("category", "Id kategori", Form.CODE, note="Huruf kecil dan tanda hubung; sama dengan nama berkas."),
            Column("title", "Judul kategori", Form.WORDS),
            _pick("status", "Status", Category, _STATUSES, note="Kosong: mengikuti penyelenggaraan."),
            Column("note", "Catatan yang dicetak", Form.WORDS),
        ),
    ),
    (
        "Siapa yang ikut",
        (
            _pick("candidates.kind", "Jenis kandidat", Candidates, {"region": "wilayah", "business": "badan usaha"}),
            Column("candidates.levels", "Tingkat wilayah", Form.LIST, note="Dipisah koma: kabupaten, kota."),
            Column("candidates.pattern", "Pola kode badan usaha", note="Hanya untuk badan usaha."),
            Column("candidates.example", "Contoh kode"),
            _pick(
                "candidates.list",
                "Daftar Kandidat",
                Candidates,
                {"derived": "diturunkan dari wilayah", "required": "harus ada"},
            ),
        ),
    ),
    (
        "Cara menghitung nilai",
        (
            _pick("missing", "Bila isian kosong", Category, _MISSING, note="Dapat diatur lain pada tiap indikator."),
            Column("precision.points", "Desimal skor", Form.NUMBER, note="0 sampai 9, atau exact."),
            Column("precision.score", "Desimal nilai", Form.NUMBER),
            Column("panel.size", "Jumlah Tim Penilai", Form.NUMBER),
            _pick("weights", "Satuan bobot", Category, {"percent": "persen dari induknya", "points": "poin"}),
            Column("scale", "Nilai tertinggi", Form.NUMBER, note="Kosong: 100."),
            _pick("aggregate", "Cara menggabung aspek", Category, _AGGREGATES),
            Column("best", "Berapa yang terbaik", Form.NUMBER, note="Hanya untuk cara (best)."),
            Column("caps.bonus", "Batas semua bonus", Form.NUMBER),
            Column("caps.penalty", "Batas semua penalti", Form.NUMBER),
            Column("unclassified", "Sebutan di luar semua kelas", Form.WORDS),
        ),
    ),
    (
        "Peringkat",
        (
            _pick("ranking.style", "Cara menomori", Ranking, {}),
            _pick(
                "ranking.rank_on", "Diperingkat atas", Ranking, {"published": "nilai tercetak", "exact": "nilai utuh"}
            ),
            _pick("ranking.still_tied", "Bila tetap sama", Ranking, {"share": "berbagi peringkat", "lot": "diundi"}),
            Column("ranking.basis", "Isian dasar hitung", Form.CODE),
            Column("ranking.mixed_bases", "Kalimat bila dasar hitung campur", Form.WORDS),
        ),
    ),
    (
        "Penghargaan",
        (
            Column("awards.minimum_score", "Nilai terendah pemenang", Form.NUMBER),
            Column("awards.none", "Kata bila tanpa pemenang", Form.WORDS),
            Column("awards.citation", "Kalimat piagam", Form.WORDS),
            Column("awards.quota.by", "Kuota menurut", Form.CODE),
            Column("awards.quota.most", "Kuota paling banyak", Form.NUMBER),
        ),
    ),
)
CATEGORY_KEYS = {line.key: line for _, lines in CATEGORY_LINES for line in lines}

_GROUPS = ListSheet(
    "Kelompok",
    "Kandidat diperingkat di dalam kelompoknya. Kosongkan lembar ini bila semua diperingkat bersama.",
    (RowKind("group", "kelompok", ("groups",)),),
    (
        Column("id", "Id", Form.CODE, 26),
        Column("title", "Judul", Form.WORDS, 40),
        Column("kinds", "Jenis wilayah", Form.LIST, 26, "Dipisah koma: kabupaten, kota."),
        Column("regions", "Kode wilayah", Form.LIST, 26, "Awal kode, dipisah koma: 33, 34."),
    ),
)
_FIELDS = ListSheet(
    "Isian",
    "Satu baris untuk setiap hal yang ditanyakan. Pilihan jawaban ada pada lembar Pilihan.",
    (RowKind("field", "isian", ("fields",)),),
    (
        Column("id", "Id", Form.CODE, 24, "Huruf kecil, angka, garis bawah."),
        Column("section", "Bagian", Form.WORDS, 20, "Judul bagian pada formulir."),
        Column("ask", "Pertanyaan", Form.WORDS, 44),
        Column("hint", "Petunjuk", Form.WORDS, 44),
        _pick("kind", "Jenis", Field, _KINDS),
        Column("unit", "Satuan", Form.WORDS, 12),
        Column("decimals", "Desimal", Form.NUMBER, 9),
        Column("min", "Terendah", Form.NUMBER, 12),
        Column("max", "Tertinggi", Form.NUMBER, 12),
        Column("plausible.min", "Lazim dari", Form.NUMBER, 12, "Di luar kisaran lazim: perlu dicek, tidak ditolak."),
        Column("plausible.max", "Lazim sampai", Form.NUMBER, 14),
        Column("like", "Sebesar isian", Form.TEXT, 14, "Id isian penyelenggara yang kira-kira sama besar."),
        _pick("filled_by", "Pengisi", Field, _ROLES, note="Kosong: kandidat."),
        Column("required", "Wajib", Form.FLAG, 9, "Kosong: ya."),
        Column("applies_when", "Hanya bila", Form.FORMULA, 24),
        Column("evidence", "Bukti dukung", Form.WORDS, 28),
        Column("public", "Umum", Form.FLAG, 9, "Boleh diumumkan. Kosong: tidak."),
        Column("info_only", "Keterangan saja", Form.FLAG, 12, "Tidak dinilai. Kosong: tidak."),
        Column("pattern", "Pola kode", Form.TEXT, 16),
        Column("max_length", "Panjang teks", Form.NUMBER, 11),
        SOURCE,
    ),
)
_OPTIONS = ListSheet(
    "Pilihan",
    "Pilihan jawaban isian berjenis pilihan (choice), satu baris setiap pilihan.",
    (RowKind("option", "pilihan", ("fields",), "options", OWNER),),
    (
        Column(OWNER, "Id isian", Form.CODE, 26, "Id pada lembar Isian."),
        Column("code", "Kode", Form.CODE, 26),
        Column("label", "Tulisan", Form.WORDS, 52),
    ),
)
_FORMULAS = ListSheet(
    "Rumus",
    "Nilai hitungan dari isian, dan angka acuan (target, ambang) yang nilainya berganti menurut tanggal.",
    (
        RowKind("derived", "rumus", ("derived",)),
        RowKind("parameter", "angka acuan", ("parameters",)),
        RowKind("value", "nilai acuan", ("parameters",), "values", "id"),
    ),
    (
        Column(KIND, "Jenis baris", Form.PICK, 24),
        Column("id", "Id", Form.CODE, 26, "Pada baris nilai acuan: id angka acuannya."),
        Column("title", "Judul", Form.WORDS, 40),
        Column("formula", "Rumus", Form.FORMULA, 52),
        Column("unit", "Satuan", Form.WORDS, 12),
        Column("decimals", "Desimal", Form.NUMBER, 9),
        Column("from", "Mulai berlaku", Form.DAY, 14, "Tanggal seperti 2025-01-01."),
        Column("value", "Nilai", Form.NUMBER, 12),
        Column("public", "Umum", Form.FLAG, 9),
        SOURCE,
    ),
)
_ADJUSTMENTS = ListSheet(
    "Bonus dan Penalti",
    "Poin yang ditambahkan atau dikurangkan setelah pembobotan. Boleh kosong.",
    (RowKind("adjustment", "bonus atau penalti", ("adjustments",)),),
    (
        Column("id", "Id", Form.CODE, 26),
        Column("title", "Judul", Form.WORDS, 40),
        _pick("kind", "Jenis", Adjustment, {"bonus": "tambahan", "penalty": "pengurangan"}),
        Column("points", "Rumus poin", Form.FORMULA, 44),
        Column("most", "Paling banyak", Form.NUMBER, 14),
        Column("article", "Pasal", Form.TEXT, 30),
        SOURCE,
    ),
)
_GATES = ListSheet(
    "Syarat",
    "Syarat kelayakan (tidak terpenuhi: kandidat gugur) dan pemeriksaan silang antarjawaban.",
    (RowKind("gate", "syarat kelayakan", ("gates",)), RowKind("check", "pemeriksaan", ("checks",))),
    (
        Column(KIND, "Jenis baris", Form.PICK, 24),
        Column("id", "Id", Form.CODE, 26),
        Column("condition", "Harus benar", Form.FORMULA, 52),
        _pick("level", "Bila tidak", Check, _LEVELS, note="Hanya untuk pemeriksaan."),
        Column("message", "Kalimat", Form.WORDS, 52),
        Column("article", "Pasal", Form.TEXT, 34, "Hanya untuk syarat kelayakan."),
    ),
)
_LADDER = ListSheet(
    "Peringkat",
    "Penentu bila nilai sama, dari yang pertama; dan kelas nilai (sebutan menurut nilai akhir).",
    (RowKind("tie", "penentu nilai sama", ("ranking", "ties")), RowKind("class", "kelas nilai", ("classes",))),
    (
        Column(KIND, "Jenis baris", Form.PICK, 28),
        Column("by", "Menurut", Form.CODE, 26, "Id isian, rumus, aspek, atau indikator."),
        _pick("order", "Arah", Rung, _ORDERS, 26),
        Column("from", "Dari", Form.NUMBER, 12),
        Column("to", "Sampai", Form.NUMBER, 12),
        Column("title", "Sebutan kelas", Form.WORDS, 36),
    ),
)
_AWARDS = ListSheet(
    "Penghargaan",
    "Juara menurut peringkat, predikat menurut syarat, dan penghargaan khusus.",
    (
        RowKind("place", "juara", ("awards", "places")),
        RowKind("predicate", "predikat", ("awards", "predicates")),
        RowKind("special", "khusus bersyarat", ("awards", "special")),
        RowKind("best", "terbaik pada", ("awards", "best")),
        RowKind("cutoff", "batas terendah", ("awards", "cutoffs")),
    ),
    (
        Column(KIND, "Jenis baris", Form.PICK, 28),
        Column("rank", "Peringkat", Form.NUMBER, 11),
        Column("to", "Sampai", Form.NUMBER, 9, "Bila satu gelar untuk beberapa peringkat."),
        Column("title", "Gelar", Form.WORDS, 34),
        Column("prize", "Hadiah", Form.WORDS, 30),
        Column("when", "Bila", Form.FORMULA, 44),
        Column("by", "Menurut", Form.CODE, 24, "Id aspek, indikator, isian, atau rumus."),
        _pick("order", "Arah", Best, _ORDERS, 26),
        Column("at_least", "Paling sedikit", Form.NUMBER, 14),
        Column("article", "Pasal", Form.TEXT, 30),
    ),
)

TREE = ListSheet(
    "Indikator",
    "Pohon penilaian: aspek berisi indikator (atau aspek lagi). Bobot anak-anak satu induk berjumlah tepat 100.",
    (RowKind("aspect", "aspek", ("aspects",)), RowKind("indicator", "indikator", ("indicators",))),
    (
        Column(KIND, "Jenis baris", Form.PICK, 22),
        Column("id", "Id", Form.CODE, 24),
        Column(PARENT, "Di bawah", Form.CODE, 22, "Id aspek induknya; kosong untuk aspek teratas."),
        Column("title", "Judul", Form.WORDS, 42),
        Column("weight", "Bobot", Form.NUMBER, 13, "Persen dari induknya, misalnya 33,33."),
        Column("rule.kind", "Aturan", Form.PICK, 30, "", {code: _RULE_WORDS.get(code, "") for code in RULE_CODES}),
        Column(SUBJECT, "Yang dinilai", Form.FORMULA, 36, "Id isian atau rumus. Setelan lain ada pada Parameter."),
        _pick("missing", "Bila kosong", Indicator, _MISSING, 26),
        _pick("aggregate", "Cara menggabung anaknya", Aspect, _AGGREGATES, 26),
        Column("best", "Berapa terbaik", Form.NUMBER, 11),
        Column("applies_when", "Berlaku bila", Form.FORMULA, 26),
        _pick("otherwise", "Bila tidak berlaku", Indicator, _OTHERWISE, 26),
        Column("note", "Catatan", Form.WORDS, 26),
        SOURCE,
    ),
)
PARAMETERS = ListSheet(
    "Parameter",
    "Setelan aturan tiap indikator: satu baris setiap rentang, tingkat, butir, atau setelan lain.",
    (RowKind("setting", "setelan", ()),),
    (
        Column(OWNER, "Id indikator", Form.CODE, 26, "Id pada lembar Indikator."),
        Column(SETTING, "Setelan", Form.PICK, 32, "", SETTINGS),
        Column(VALUE, "Isi", Form.FORMULA, 30, "Untuk setelan tunggal."),
        Column(NAME, "Pilihan atau isian", Form.CODE, 26, "Kode pilihan (levels) atau id isian (items)."),
        Column("from", "Dari", Form.NUMBER, 12, "Kosong: tanpa batas bawah."),
        Column("to", "Sampai", Form.NUMBER, 12, "Kosong: tanpa batas atas."),
        Column("above", "Di atas", Form.NUMBER, 12, "Pengganti Dari bila batasnya sendiri tidak termasuk."),
        Column("below", "Di bawah", Form.NUMBER, 12, "Pengganti Sampai bila batasnya sendiri tidak termasuk."),
        Column("points", "Poin", Form.NUMBER, 10),
    ),
)

LISTS = (_GROUPS, _FIELDS, _OPTIONS, _FORMULAS, _ADJUSTMENTS, _GATES, _LADDER, _AWARDS)
ORDER = (_GROUPS, _FIELDS, _OPTIONS, _FORMULAS, TREE, PARAMETERS, _ADJUSTMENTS, _GATES, _LADDER, _AWARDS)
"""The sheets of rows as they stand in the workbook."""

EDITION = "Penanda Tangan"
EDITION_KEYS = {
    "edition": "Id penyelenggaraan",
    "title": "Judul",
    "label": "Label",
    "level": "Tingkat",
    "province": "Kode provinsi",
    "period.start": "Periode penilaian dari",
    "period.end": "Periode penilaian sampai",
    "award_date": "Tanggal penganugerahan",
    "status": "Status",
    "decree.number": "Nomor keputusan",
    "decree.date": "Tanggal keputusan",
    "organiser": "Penyelenggara",
    "place": "Tempat",
    "signatory.prefix": "Awalan (Plt., a.n.)",
    "signatory.position": "Jabatan penanda tangan",
    "signatory.on_behalf": "Atas nama",
    "signatory.name": "Nama penanda tangan",
    "signatory.rank": "Pangkat",
    "signatory.nip": "NIP",
    "public_scores": "Nilai diumumkan",
    "data_note": "Catatan data",
    "source": "Sumber",
}
"""Facts of the edition, shown but not changed here."""

REST = "Lain-lain"
REST_PATH, REST_TEXT = "path", "text"
REST_TITLES = {REST_PATH: "Bagian", REST_TEXT: "Isi (YAML)"}
LINE_KEY, LINE_VALUE, LINE_ENGLISH = "key", "value", "english"
LINE_TITLES = {LINE_KEY: "Kunci", LINE_VALUE: "Isi", LINE_ENGLISH: "Bahasa Inggris"}
CELL_LIMIT = 32_000
"""Letters that a cell can hold, with some to spare."""

"""Which of somebody else's columns answers which question: a guess by the words of header and question.

Only a proposal: a person confirms it once, and from then on the header is known.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paritrana.answers import Kind, RawAnswer, read
from paritrana.catalogue import Level, level
from paritrana.criteria.fields import Field
from paritrana.form.organiser_table import SourceColumn, SourceTable

SURE, LIKELY = 0.6, 0.34
CLEAR = 0.08
"""How much better than the next a guess must be to be called sure."""

TRIED = 40
"""Rows whose values are tried on a question."""

UNUSED = "-"
"""Stands for a column that answers no question."""

_WORDS = {
    "jml": "jumlah",
    "jlh": "jumlah",
    "total": "jumlah",
    "tk": "pekerja",
    "naker": "pekerja",
    "tenaga": "pekerja",
    "persentase": "persen",
    "prosentase": "persen",
    "pu": "penerima upah",
    "bpu": "bukan penerima upah",
    "jakon": "jasa konstruksi",
    "pst": "peserta",
    "thn": "tahun",
    "des": "desember",
    "ucj": "ucj cakupan",
    "coverage": "cakupan",
    "penjualan": "penjualan pendapatan",
}
_IDLE = frozenset(
    (
        *("per", "dan", "yang", "di", "pada", "dari", "untuk", "dengan", "ini", "itu", "atau"),
        *("tahun", "tanggal", "tulis", "seperti", "bila"),
    )
)
_WEAK = frozenset(("jumlah", "data"))
_TURNING = frozenset(("belum", "tidak", "non", "bukan", "tanpa", "target", "realisasi"))
"""Words that make a figure another one."""

_ONE_TERM = r"bukan\s+penerima\s+upah"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNIT = re.compile(
    r"\b(?:se)?ribu(?:an)?\b|\b(?:se)?juta(?:an)?\b|\bmil[iy]+ar(?:an)?\b|\btriliun(?:an)?\b|\bper[sc]en(?:tase)?\b"
    r"|\bprosentase\b|%|(?<![\d.,])000\b|\b[x×]\s?1[.,]?000\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The question a column is proposed for (`-` for none), and how sure that is."""

    field: str
    how: str


def guess_columns(table: SourceTable, fields: Sequence[Field], taken: Iterable[int] = ()) -> Mapping[int, Guess]:
    """A guess for every column but those in `taken` (names, codes); no question is proposed twice."""
    blocked = set(taken)
    free = [column for column in table.columns if column.number not in blocked]
    scored = [
        (_likeness(column, field, fields) * _fit(table, column, field), column, field)
        for column in free
        for field in fields
    ]
    ranked = sorted(scored, key=lambda one: (-one[0], one[1].number, one[2].id))
    found: dict[int, Guess] = {}
    used: set[str] = set()
    for score, column, field in ranked:
        if score < LIKELY or column.number in found or field.id in used:
            continue
        if unit_said(column.header, field):
            found[column.number] = Guess("", "periksa satuan")
            used.add(field.id)
            continue
        rivals = [
            other
            for other, beside, asked in ranked
            if (beside is column) != (asked is field) and beside.number not in found and asked.id not in used
        ]
        sure = score >= SURE and score - max(rivals, default=0) >= CLEAR and not _apart(column.header, field)
        found[column.number] = Guess(field.id, "yakin" if sure else "mungkin")
        used.add(field.id)
    for column in free:
        if column.number not in found:
            alike = any(_likeness(column, field, fields) >= SURE for field in fields if field.id not in used)
            found[column.number] = Guess(UNUSED, "periksa isi" if alike else "tidak cocok")
    return {column.number: found[column.number] for column in free}


def unit_said(header: str, field: Field) -> str:
    """The unit a header names for a count or an amount that is asked for without it; empty where there is none."""
    if field.kind not in (Kind.COUNT, Kind.RUPIAH):
        return ""
    asked = f"{field.ask()} {field.hint() if field.hint else ''} {field.unit() if field.unit else ''}"
    own = {found[0].casefold() for found in _UNIT.finditer(asked)}
    return next((found[0] for found in _UNIT.finditer(header) if found[0].casefold() not in own), "")


def _apart(header: str, field: Field) -> bool:
    """Whether only one of header and question is about a target, what came true, or those who do not."""
    said, asked = _plain(header), _plain(f"{field.ask()} {field.id.replace('_', ' ')}")
    turning = [_TURNING & set(re.findall(r"[a-z]+", re.sub(_ONE_TERM, "bpu", text))) for text in (said, asked)]
    years = [set(_YEAR.findall(text)) for text in (said, asked)]
    return turning[0] != turning[1] or (all(years) and not years[0] & years[1])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def _tokens(text: str) -> tuple[str, ...]:
    found = (_WORDS.get(word, word) for word in re.findall(r"[a-z]+", _plain(text.replace("%", " persen "))))
    return tuple(dict.fromkeys(word for words in found for word in words.split() if word not in _IDLE))


def _likeness(column: SourceColumn, field: Field, fields: Sequence[Field]) -> float:
    """How much of the header stands in the question, and of the question in the header, rare words counting more."""
    head = _tokens(column.header)
    asked = _tokens(f"{field.ask()} {field.id.replace('_', ' ')}")
    about = {*asked, *_tokens(f"{field.hint() if field.hint else ''} {field.unit() if field.unit else ''}")}
    weight = {word: _weight(word, fields) for word in {*head, *asked}}
    if not head or not asked:
        return 0.0
    hit = sum(weight[word] * (1.0 if word in asked else 0.5) for word in head if word in about)
    precision = hit / sum(weight[word] for word in head)
    recall = sum(weight[word] for word in asked if word in head) / sum(weight[word] for word in asked)
    return 0.65 * precision + 0.35 * recall


def _weight(word: str, fields: Sequence[Field]) -> float:
    if word in _WEAK:
        return 0.3
    shared = sum(word in _tokens(f"{one.ask()} {one.id.replace('_', ' ')}") for one in fields)
    return 1.0 / math.sqrt(max(1, shared))


def _fit(table: SourceTable, column: SourceColumn, field: Field) -> float:
    """The share of a column's values that the question takes."""
    cells = [row.cells[column.number] for row in table.figures[:TRIED] if column.number in row.cells]
    if not cells:
        return 0.5
    return sum(_taken(raw, field) for raw in cells) / len(cells)


def _taken(raw: RawAnswer, field: Field) -> bool:
    if raw.error or (raw.formula and not raw.cached):
        return field.kind.is_numeric
    return not any(level(one.code) is Level.ERROR for one in read(raw, field.spec()).findings)

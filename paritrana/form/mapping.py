"""What a person decides once about an organiser's table: which column is which question, which row which candidate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from paritrana.answers import RawAnswer
from paritrana.criteria.model import Category
from paritrana.form.column_guess import UNUSED, Guess, guess_columns
from paritrana.form.found import folded, text_of
from paritrana.form.organiser_table import SourceRow, SourceTable
from paritrana.form.same_candidate import How, Match, Roll, most

LONGEST_CODE_COLUMN = 40
_NAMED = ("nama", "kabupaten", "provinsi", "perusahaan", "badan usaha", "desa", "wilayah")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column: what it is used for (a field id, `-` for nothing, empty where undecided), and why."""

    letters: str
    header: str
    samples: str
    choice: str
    how: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One row: whose it is (a code, `-` for nobody's, empty where undecided), why, and who else it may be.

    `beside` is the code that stands in the row itself.
    """

    row: int
    name: str
    beside: str
    choice: str
    how: str
    hint: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the person who checked a mapping wrote, as it stands in the cells."""

    position: RawAnswer
    basis: RawAnswer
    by: RawAnswer
    on: RawAnswer


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The decisions about one file, by its SHA-256; `declared` is None where nobody was asked yet."""

    file: str
    sha256: str
    sheet: str
    columns: tuple[ColumnChoice, ...]
    rows: tuple[RowChoice, ...]
    declared: Declared | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a table that say who a row is about; 0 where there is none."""

    name: int
    code: int = 0


def places(table: SourceTable, roll: Roll) -> Places:
    """The column of names, and that of codes, by which most rows are known."""
    rows = table.figures
    counts = {column.number: _texts(rows, column.number) for column in table.columns}
    headers = {column.number: folded(column.header) for column in table.columns}
    name = most((_names(texts, headers[number], roll), number) for number, texts in counts.items())
    coded = {
        number: sum(bool(roll.by_code(text)) for text in texts if len(text) <= LONGEST_CODE_COLUMN)
        for number, texts in counts.items()
        if number != name and not _is_running(texts)
    }
    code = most((count, number) for number, count in coded.items() if count * 2 >= len(rows))
    return Places(name, code)


def _texts(rows: Iterable[SourceRow], column: int) -> list[str]:
    return [text for row in rows if (text := row.text(column))]


def _names(texts: Sequence[str], header: str, roll: Roll) -> int:
    """How well a column names candidates: each different text counts, twice where it leaves no doubt.

    What repeats itself, as branch offices do, counts less; a header that speaks of names decides between equals.
    """
    different = set(texts)
    hits = sum(min(2, 3 - len(found)) for text in different if 0 < len(found := roll.by_name(text)) < 3)
    return hits * 1000 * len(different) // max(len(texts), 1) + (hits > 0 and any(map(header.__contains__, _NAMED)))


def _is_running(texts: list[str]) -> bool:
    """Whether a column only numbers the rows."""
    return texts[:2] in (["1", "2"], ["1"], ["1.", "2."])


def known_rows(table: SourceTable, roll: Roll) -> int:
    """How many rows of figures are some candidate's by name or code, without guessing."""
    if not roll.codes:
        return 0
    at = places(table, roll)
    return sum(bool(roll.by_name(row.text(at.name)) or roll.by_code(row.text(at.code))) for row in table.figures)


def propose(
    table: SourceTable,
    file: str,
    sha256: str,
    category: Category,
    roll: Roll,
    fields: tuple[str, ...],
    former: SourceMap | None = None,
) -> SourceMap:
    """The best guess for every column and row, what a former mapping says of the same header or name first."""
    at = places(table, roll)
    asked = [category.field(one) for one in fields]
    guessed = guess_columns(table, asked, (at.name, at.code))
    columns = tuple(_columns(table, guessed, _by_header(former), fields))
    names = _by_name(former)
    rows = [_row(row, at, roll, names) for row in mapped_rows(table, at, roll)]
    return SourceMap(file, sha256, table.sheet, columns, tuple(_asked_of_several(rows, former, roll)))


def is_confirmed(source: SourceMap) -> bool:
    """Whether somebody stands for a mapping: a name and a date are given. A guess alone is no decision."""
    own = source.declared
    return own is not None and bool(text_of(own.by)) and bool(text_of(own.on))


def mapped_rows(table: SourceTable, at: Places, roll: Roll) -> Iterable[SourceRow]:
    """The rows that must be decided on: those with figures but totals, and bare ones that name a candidate.

    A row that names a candidate but says beside the name that it is a total is left out where the candidate has
    others.
    """
    known = {row.number: _known(row, at, roll) for row in table.rows}
    single = {code for row in table.rows if not (row.bare or row.total) for code in known[row.number]}
    for row in table.rows:
        codes = known[row.number]
        if row.total and row.total_at != at.name and codes & single:
            continue
        if codes or not (row.bare or row.total):
            yield row


def _known(row: SourceRow, at: Places, roll: Roll) -> frozenset[str]:
    code = roll.by_code(row.text(at.code)) if at.code else ""
    return frozenset((*roll.by_name(row.text(at.name)), *((code,) if code else ())))


def _asked_of_several(rows: Sequence[RowChoice], former: SourceMap | None, roll: Roll) -> Iterable[RowChoice]:
    """The rows, undecided where several are one candidate's, but for as many as a person gave it before."""
    counts = Counter(one.choice for one in rows if one.choice not in ("", UNUSED))
    guessed = {one.choice for one in rows if one.how != How.BEFORE.value}
    before = Counter(one.choice for one in former.rows) if former else Counter[str]()
    for one in rows:
        settled = one.choice not in guessed and counts[one.choice] == before[one.choice]
        if counts[one.choice] < 2 or settled:
            yield one
        else:
            yield replace(one, choice="", how=How.SEVERAL.value, hint=roll.label(one.choice))


def _columns(
    table: SourceTable, guessed: Mapping[int, Guess], former: Mapping[str, str], fields: tuple[str, ...]
) -> Iterable[ColumnChoice]:
    old = {
        column.number: former[folded(column.header)]
        for column in table.columns
        if column.header and column.number in guessed and former.get(folded(column.header), "") in (*fields, UNUSED)
    }
    settled = set(old.values()) - {UNUSED}
    for column in table.columns:
        if column.number not in guessed:
            continue
        guess = guessed[column.number]
        if column.number in old:
            guess = Guess(old[column.number], How.BEFORE.value)
        elif guess.field in settled:
            guess = Guess(UNUSED, "tidak cocok")
        samples = " · ".join(column.samples)
        yield ColumnChoice(column.letters, column.header, samples, guess.field, guess.how)


def _row(row: SourceRow, at: Places, roll: Roll, former: Mapping[tuple[str, str], str]) -> RowChoice:
    name, beside = row.text(at.name), row.text(at.code) if at.code else ""
    old = former.get((folded(name), beside), "") if name else ""
    known = old == UNUSED or old in roll.codes
    found = Match(old, How.BEFORE) if known else roll.match(name, beside)
    hint = ", ".join(map(roll.label, found.others))
    return RowChoice(row.number, name, beside, found.code, found.how.value, hint)


def _by_header(former: SourceMap | None) -> dict[str, str]:
    """Former choices by header; a header that stood over two columns settles nothing."""
    found: dict[str, set[str]] = {}
    for one in former.columns if former else ():
        found.setdefault(folded(one.header), set()).add(one.choice)
    return {header: next(iter(said)) for header, said in found.items() if len(said) == 1}


def _by_name(former: SourceMap | None) -> dict[tuple[str, str], str]:
    """Former choices by name and code beside it; a name that meant two candidates settles nothing."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in former.rows if former else ():
        found.setdefault((folded(one.name), one.beside), set()).add(one.choice)
    return {key: next(iter(said)) for key, said in found.items() if len(said) == 1}

"""A table that somebody else made becomes the organiser's table: proposed, confirmed by a person, written.

The first call writes a mapping workbook; once a person has confirmed it, the same call writes the table. A mapping is
of one file by its SHA-256: another file of the same headers takes its decisions over, and is confirmed anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Literal

from paritrana.answers import show
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.imported_table import Provenance, write_imported
from paritrana.form.layout import plan_table
from paritrana.form.mapping import Places, SourceMap, is_confirmed, known_rows, places, propose
from paritrana.form.mapping_book import write_mapping
from paritrana.form.mapping_check import Asked, Decided, check_mapping
from paritrana.form.mapping_reader import read_mapping
from paritrana.form.organiser_table import SourceTable, tables_in
from paritrana.form.organiser_values import Figures, read_figures
from paritrana.form.same_candidate import Roll
from paritrana.intake.guard import inspect
from paritrana.manifest import sha256
from paritrana.problems import Problem, UsageError, Where, has_errors
from paritrana.regions.zones import WIB
from paritrana.workflow.alone import alone
from paritrana.workflow.parcel import is_parcel
from paritrana.workflow.reconcile import Reconciled, reconcile
from paritrana.workflow.remarks import arranged, dressed
from paritrana.workflow.season import Season, unopened
from paritrana.workspace import shown, write_file

MAPPING = "mapping"
"""The folder of mapping workbooks in the submissions of an edition."""

LISTED = 5
"""Other sheets that are named; the rest are counted."""

DANGEROUS, PROBLEMS, FINE = 3, 1, 0
Step = Literal["refused", "proposed", "open", "written"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a call came to. `undecided` counts columns and rows for which a person must choose.

    `kept` are former files with other content, under new names; `figures` counts what stands in the table.
    """

    step: Step
    category: str = ""
    problems: tuple[Problem, ...] = ()
    mapping: Path | None = None
    table: Path | None = None
    kept: tuple[Path, ...] = ()
    rows: int = 0
    undecided: int = 0
    figures: int = 0
    dangerous: bool = False
    reconciled: Reconciled | None = None

    @property
    def exit_code(self) -> int:
        if self.dangerous:
            return DANGEROUS
        return PROBLEMS if self.step != "written" or has_errors(self.problems) else FINE


def are_proposals(paths: Sequence[Path]) -> bool:
    """Whether files are proposals of provinces, and no table. Raises UsageError for a file that is not there."""
    found = [is_parcel(path) for path in paths]
    return any(found)


def one_table(paths: Sequence[Path], wanted: Sequence[str]) -> tuple[Path, str | None]:
    """The one table, and the one category it is for, if named. Raises UsageError for more."""
    if len(paths) != 1 or len(wanted) > 1:
        raise UsageError("errors.one_import")
    return paths[0], (wanted[0] if wanted else None)


@alone
def import_table(
    season: Season,
    path: Path,
    wanted: str | None,
    now: datetime,
    at: datetime | None = None,
    lang: str = "id",
    sheet: str | None = None,
) -> Imported:
    """Take in an organiser's table. `now` is the day after which no date can lie, `at` the day papers carry.

    `sheet` is the sheet to read; None takes that of the mapping, else the one of which most rows are known.
    Raises UsageError where there is no such file or sheet, or where several categories may be meant.
    """
    if not path.is_file():
        raise UsageError("errors.no_file", path=str(path))
    name = shown(path.name)
    book = _opened(path, name)
    if not isinstance(book, Book):
        return Imported("refused", problems=book, dangerous=True)
    tables = tables_in(book)
    if not tables:
        return Imported("refused", problems=(Problem("B060", Where(name)),))
    names = [one.sheet for one in tables]
    if sheet is not None and sheet not in names:
        raise UsageError("errors.no_sheet", read=show.quoted(sheet), expected=", ".join(map(show.quoted, names)))
    desk = _desk(season, book, wanted, sheet)
    return desk.carry_on(book, now, at, lang)


def _opened(path: Path, name: str) -> Book | tuple[Problem, ...]:
    """The workbook, or why it is not opened."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return (Problem("B012", Where(name), unopened(error)),)
    hazards, parts = inspect(data, name)
    if hazards:
        return hazards
    try:
        return open_book(data, name, parts=parts)
    except UnreadableBook as error:
        return (Problem("B012", Where(name), {"reason": error.reason}),)


def _desk(season: Season, book: Book, wanted: str | None, sheet: str | None) -> "_Desk":
    """The category asked for, else the only one whose candidates most rows name, with its best table."""
    asked = season.categories([wanted] if wanted else ())
    chosen = [_Desk.of(season, one, book, sheet) for one in asked if one.filled_by(Role.ORGANISER)]
    if not chosen:
        raise UsageError("errors.no_organiser_fields", category=", ".join(one.category for one in asked))
    if wanted:
        if not chosen[0].roll.codes:
            raise UsageError("errors.no_candidates", category=wanted, edition=season.edition.id)
        return chosen[0]
    fitting = [one for one in chosen if 2 * one.known >= len(one.table.figures) and one.known]
    best = [one for one in fitting if one.known == max(other.known for other in fitting)]
    if len(best) != 1:
        names = ", ".join(one.category.category for one in best or chosen)
        raise UsageError("errors.which_category", expected=names)
    return best[0]


@dataclass(frozen=True, slots=True)
class _Desk:
    """One category's work on one table; `beside` are other sheets that name candidates, where none was asked for."""

    season: Season
    category: Category
    roll: Roll
    table: SourceTable
    at: Places
    known: int
    beside: tuple[str, ...] = ()

    @classmethod
    def of(cls, season: Season, category: Category, book: Book, sheet: str | None) -> "_Desk":
        """With the sheet asked for, else that of the mapping of this file, else the one of which most rows are known.

        Of several the first is taken; the others are kept in `beside`.
        """
        roll = Roll(season.candidates(category), season.edition.facts.province)
        tables = tables_in(book, roll.by_name)
        known = {one.sheet: known_rows(one, roll) for one in tables}
        best = max(tables, key=lambda one: (one.sheet == sheet, known[one.sheet]))
        beside = [name for name, rows in known.items() if rows and name != best.sheet] if sheet is None else []
        desk = cls(season, category, roll, best, places(best, roll), known[best.sheet], tuple(beside))
        return desk._as_mapped(book, tables) if sheet is None else desk

    def _as_mapped(self, book: Book, tables: tuple[SourceTable, ...]) -> "_Desk":
        """The same with the sheet that the mapping of this very file was made for."""
        own, _ = self._former(self.path)
        if own is None or own.sha256 != book.sha256 or own.sheet == self.table.sheet:
            return self
        table = next((one for one in tables if one.sheet == own.sheet), None)
        if table is None:
            return self
        known = known_rows(table, self.roll)
        return replace(self, table=table, at=places(table, self.roll), known=known, beside=())

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.category.filled_by(Role.ORGANISER)

    @property
    def path(self) -> Path:
        return mapping_path(self.season, self.season.edition.id, self.category)

    def carry_on(self, book: Book, now: datetime, at: datetime | None, lang: str) -> Imported:
        """Propose where this file has no mapping yet; else check the mapping, and write where it holds."""
        own, lost = self._former(self.path)
        if own is None and lost:
            return Imported("open", self.category.category, lost, self.path)
        if own is None or own.sha256 != book.sha256 or own.sheet != self.table.sheet:
            return self._propose(book, own)
        if lost:
            return Imported("open", self.category.category, lost, self.path)
        others = self._other_sheets(book)
        ids = tuple(one.id for one in self.fields)
        asked = Asked(self.category.category, ids, self.season.edition.facts.period, now.date())
        name = self.season.workspace.relative(self.path)
        decided, problems = check_mapping(own, name, self.table, self.at, self.roll, asked)
        if decided is None:
            found = arranged((*problems, *others))
            return Imported("open", self.category.category, found, self.path, rows=len(own.rows))
        return self._write(book, decided, (*problems, *others), at, lang)

    def _other_sheets(self, book: Book) -> tuple[Problem, ...]:
        """B076 where other sheets could have been meant too."""
        if not self.beside:
            return ()
        more = f" … (+{len(self.beside) - LISTED})" if len(self.beside) > LISTED else ""
        others = ", ".join(map(show.quoted, self.beside[:LISTED])) + more
        told = {"read": show.quoted(self.table.sheet), "other": others}
        return (Problem("B076", Where(book.file, self.table.sheet), told, category=self.category.category),)

    def _former(self, path: Path) -> tuple[SourceMap | None, tuple[Problem, ...]]:
        """A mapping workbook read back; None where there is none, or where it cannot be opened."""
        if not path.is_file():
            return None, ()
        found = _opened(path, self.season.workspace.relative(path))
        return read_mapping(found) if isinstance(found, Book) else (None, found)

    def _propose(self, book: Book, own: SourceMap | None) -> Imported:
        former = own if own is not None and is_confirmed(own) else self._of_other_editions()
        ids = tuple(one.id for one in self.fields)
        source = propose(self.table, book.file, book.sha256, self.category, self.roll, ids, former)
        basis = str(former.declared.basis.value or "") if former and former.declared else ""
        data = write_mapping(
            source, self.table, self.at, self.season.edition, self.category, self.fields, self.roll, basis[:300]
        )
        kept = _write(self.path, data, self.path.parent)
        choices = [*(one.choice for one in source.columns), *(one.choice for one in source.rows)]
        name, rows, undecided = self.category.category, len(source.rows), choices.count("")
        others = self._other_sheets(book)
        return Imported("proposed", name, others, mapping=self.path, kept=kept, rows=rows, undecided=undecided)

    def _of_other_editions(self) -> SourceMap | None:
        """The mapping of this category in another edition, the last by its name that somebody confirmed."""
        others = sorted(self.season.workspace.editions(), reverse=True)
        paths = (mapping_path(self.season, name, self.category) for name in others if name != self.season.edition.id)
        found = (self._former(path)[0] for path in paths)
        return next((one for one in found if one is not None and is_confirmed(one)), None)

    def _write(
        self, book: Book, decided: Decided, problems: tuple[Problem, ...], at: datetime | None, lang: str
    ) -> Imported:
        season, category = self.season, self.category
        figures = read_figures(book, self.table, decided, category, self.roll)
        layout = plan_table(season.edition, category, Role.ORGANISER, season.candidates(category))
        provenance = Provenance(book.file, book.sha256, self.table.sheet, decided)
        target = season.workspace.committee(season.edition.id) / f"impor_penyelenggara_{category.category}.xlsx"
        kept = _write(target, write_imported(layout, figures, provenance), self.path.parent)
        papers = reconcile(season, category, provenance, _cells(figures), at or _noon(decided), lang)
        found = arranged(dressed((*problems, *figures.problems), category))
        read = sum(one.value is not None for one in figures.figures)
        done = Imported("written", category.category, found, self.path, target, kept, len(decided.rows), figures=read)
        return replace(done, reconciled=papers)


def mapping_path(season: Season, edition: str, category: Category) -> Path:
    """Where the mapping of a category lies in an edition."""
    return season.workspace.submissions(edition) / MAPPING / f"{category.category}.xlsx"


def _noon(decided: Decided) -> datetime:
    return datetime.combine(decided.on, time(12), WIB)


def _cells(figures: Figures) -> dict[tuple[str, str], str]:
    """Where every figure stands in the source, by candidate and field."""
    return {(one.code, one.field): ", ".join(one.cells) for one in figures.figures}


def _write(path: Path, data: bytes, folder: Path) -> tuple[Path, ...]:
    """Write a file; a former one with other content is kept in `folder`, where nobody reads it as a table."""
    kept: Iterable[Path] = ()
    if path.is_file() and (former := path.read_bytes()) != data:
        copy = folder / f"{path.stem}.lama-{sha256(former)[:8]}.xlsx"
        write_file(copy, former)
        kept = (copy,)
    write_file(path, data)
    return tuple(kept)

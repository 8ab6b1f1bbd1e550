"""Writing forms and tables for a category."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.layout import FormLayout, TableLayout, form_file_name, plan_form, plan_table
from paritrana.form.writer import write_form, write_table
from paritrana.manifest import sha256
from paritrana.problems import UsageError, unknown
from paritrana.runner import run
from paritrana.text import spoken
from paritrana.workflow.alone import alone
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workspace import write_file

Layout = FormLayout | TableLayout


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table of one role."""

    role: Role
    candidates: tuple[Candidate, ...]


Whose = Candidate | _Rows | None
"""Whom a form is for; None for a blank one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which forms: of one candidate, of every candidate, or tables (of one role, or of each that fills something in).

    With none of these: one blank form.
    """

    candidate: str | None = None
    every: bool = False
    table: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms written, and former files of the same names with other content, kept under new names."""

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()


@alone
def write_forms(season: Season, category_id: str, wanted: Wanted, output: Path | None, tick: Tick = silent) -> Forms:
    """Write the forms. `output` is a folder, or a file (.xlsx) where one form is written.

    Raises UsageError for a candidate or role that does not exist, or one file named for several forms.
    """
    category = season.categories([category_id])[0]
    if wanted.candidate is not None and wanted.every:
        raise UsageError("errors.one_kind_of_form")
    if (wanted.every or wanted.table) and not season.candidates(category):
        raise UsageError("errors.no_candidates", category=category.category, edition=season.edition.id)
    whom = _whom(season, category, wanted)
    if output is not None and output.suffix.lower() == ".xlsx":
        if len(whom) != 1:
            raise UsageError("errors.one_output")
        return Forms((output,), _kept([_written(_bytes(_layout(season.edition, category, whom[0])), output)]))
    folder = output or season.workspace.forms(season.edition.id, category.category)
    paths, kept = [], []
    for name, data in run(_Desk(season.edition, category), whom):
        paths.append(folder / name)
        kept.append(_written(data, paths[-1]))
        tick(len(paths), len(whom))
    return Forms(tuple(paths), _kept(kept))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Fills in forms and tables; in a worker too, to which only the candidates are sent.

    It does not put them into the folder: there two processes would wait for each other more than they work.
    """

    edition: Edition
    category: Category

    def __call__(self, one: Whose) -> tuple[str, bytes]:
        """The file's name and its bytes."""
        layout = _layout(self.edition, self.category, one)
        return form_file_name(layout), _bytes(layout)


def _layout(edition: Edition, category: Category, one: Whose) -> Layout:
    if isinstance(one, _Rows):
        return plan_table(edition, category, one.role, one.candidates)
    return plan_form(edition, category, one)


def _kept(found: Iterable[Path | None]) -> tuple[Path, ...]:
    return tuple(path for path in found if path is not None)


def _written(data: bytes, path: Path) -> Path | None:
    """Write a form. A file of that name with other content may have been filled in: it is kept under another name."""
    kept = None
    if path.is_file() and (former := path.read_bytes()) != data:
        kept = path.with_name(f"{path.stem}.lama-{sha256(former)[:8]}.xlsx")
        write_file(kept, former)
    write_file(path, data)
    return kept


def _bytes(layout: Layout) -> bytes:
    return write_table(layout) if isinstance(layout, TableLayout) else write_form(layout)


def _whom(season: Season, category: Category, wanted: Wanted) -> Sequence[Whose]:
    candidates = season.candidates(category)
    if wanted.table or wanted.role:
        chosen = candidates if wanted.candidate is None else (_named(season, wanted.candidate, category),)
        return [_Rows(role, chosen) for role in _roles(category, wanted.role)]
    if wanted.every:
        return candidates
    return [None if wanted.candidate is None else _named(season, wanted.candidate, category)]


def _named(season: Season, code: str, category: Category) -> Candidate:
    known: dict[str, str] = {}
    for one in season.candidates(category):
        if one.code == code:
            return one
        known |= dict.fromkeys((one.name, one.code), f"{one.code} ({one.name})")
    raise unknown("errors.no_candidate", code, known, category=category.category, edition=season.edition.id)


def _roles(category: Category, wanted: str | None) -> tuple[Role, ...]:
    """The role asked for, else every role that fills something in. Raises UsageError."""
    filling = tuple(role for role in Role if category.filled_by(role))
    if wanted is None:
        return filling
    allowed = (*filling, *((Role.VERIFIER,) if Role.CANDIDATE in filling else ()))
    if wanted not in allowed:
        expected = ", ".join(dict.fromkeys(role.value for role in allowed))
        known = {
            word: role.value for role in allowed for word in (role.value, *spoken("role", f"roles.{role}").values())
        }
        raise unknown("errors.no_role", wanted, known, expected=expected)
    return (Role(wanted),)

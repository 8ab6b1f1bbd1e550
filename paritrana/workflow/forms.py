"""Writing forms and tables for a category."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.entry.panel import Board
from paritrana.form.layout import FormLayout, TableLayout, form_file_name, plan_form, plan_table
from paritrana.form.panel_grid import plan_grid
from paritrana.form.verification_writer import write_verification
from paritrana.form.writer import write_form, write_table
from paritrana.manifest import sha256
from paritrana.problems import Problem, UsageError, unknown
from paritrana.runner import run
from paritrana.text import spoken
from paritrana.workflow.alone import alone
from paritrana.workflow.jurors import own_workbooks
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.verification import Verifying, verifying
from paritrana.workspace import write_file

Layout = FormLayout | TableLayout
NO_BOARD = Board()


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table of one role; a panel's with the names of its members, or the workbook of one juror."""

    role: Role
    candidates: tuple[Candidate, ...]
    board: Board = NO_BOARD
    person: str = ""


Whose = Candidate | _Rows | Verifying | None
"""Whom a form is for; None for a blank one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which forms: of one candidate, of every candidate, or tables (of one role, or of each that fills something in).

    With none of these: one blank form. Verifiers have workbooks of their own; `verifier` names one of them.
    `jurors` are those of whom each gets a workbook of marks, or `each_juror` of the panel's list.
    """

    candidate: str | None = None
    every: bool = False
    table: bool = False
    role: str | None = None
    verifier: str | None = None
    jurors: tuple[str, ...] = ()
    each_juror: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms written, and former files of the same names with other content, kept under new names.

    `unclaimed` where verifiers' workbooks have no rows, for no readable form has come yet; `problems` are those of the
    panel's list, where it was asked for names.
    """

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    unclaimed: bool = False
    problems: tuple[Problem, ...] = ()


@alone
def write_forms(season: Season, category_id: str, wanted: Wanted, output: Path | None, tick: Tick = silent) -> Forms:
    """Write the forms. `output` is a folder, or a file (.xlsx) where one form is written.

    Raises UsageError for a candidate, role or verifier that does not exist, or one file named for several forms.
    """
    category = season.categories([category_id])[0]
    if wanted.candidate is not None and wanted.every:
        raise UsageError("errors.one_kind_of_form")
    if (wanted.every or wanted.table) and not season.candidates(category):
        raise UsageError("errors.no_candidates", category=category.category, edition=season.edition.id)
    whom = _whom(season, category, wanted)
    verifiers = [one for one in whom if isinstance(one, Verifying)]
    told = season.panel[1] if any(isinstance(one, _Rows) and one.role is Role.PANEL for one in whom) else ()
    unclaimed = bool(verifiers) and not any(one.has_claims for one in verifiers)
    if output is not None and output.suffix.lower() == ".xlsx":
        if len(whom) != 1:
            raise UsageError("errors.one_output")
        data = _Desk(season.edition, category)(whom[0])[1]
        return Forms((output,), _kept([_written(data, output)]), unclaimed, told)
    folder = output or season.workspace.forms(season.edition.id, category.category)
    paths, kept = [], []
    for name, data in run(_Desk(season.edition, category), whom):
        paths.append(folder / name)
        kept.append(_written(data, paths[-1]))
        tick(len(paths), len(whom))
    return Forms(tuple(paths), _kept(kept), unclaimed, told)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Fills in forms and tables; in a worker too, to which only the candidates are sent.

    It does not put them into the folder: there two processes would wait for each other more than they work.
    """

    edition: Edition
    category: Category

    def __call__(self, one: Whose) -> tuple[str, bytes]:
        """The file's name and its bytes."""
        if isinstance(one, Verifying):
            return one.name, write_verification(one.layout(self.edition, self.category))
        layout = _layout(self.edition, self.category, one)
        return form_file_name(layout), _bytes(layout)


def _layout(edition: Edition, category: Category, one: Candidate | _Rows | None) -> Layout:
    if isinstance(one, _Rows) and one.role is Role.PANEL:
        return plan_grid(edition, category, one.candidates, one.board, one.person)
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
    if wanted.verifier is not None and wanted.role not in (None, Role.VERIFIER.value):
        raise UsageError("errors.verifier_only")
    role = wanted.role if wanted.verifier is None else Role.VERIFIER.value
    if wanted.jurors or wanted.each_juror:
        role = _panel_only(role)
    if wanted.table or role:
        only = None if wanted.candidate is None else _named(season, wanted.candidate, category)
        chosen = candidates if only is None else (only,)
        roles = _roles(category, role)
        others = (one for one in roles if one is not Role.VERIFIER)
        tables = [table for one in others for table in _tables(season, category, wanted, one, chosen)]
        return [*tables, *(verifying(season, category, wanted.verifier, only) if Role.VERIFIER in roles else ())]
    if wanted.every:
        return candidates
    return [None if wanted.candidate is None else _named(season, wanted.candidate, category)]


def _panel_only(role: str | None) -> str:
    """The panel's role, where jurors are named. Raises UsageError where another role is asked for."""
    if role not in (None, Role.PANEL.value):
        raise UsageError("errors.juror_only")
    return Role.PANEL.value


def _tables(
    season: Season, category: Category, wanted: Wanted, role: Role, chosen: tuple[Candidate, ...]
) -> tuple[_Rows, ...]:
    """The table of a role; for the panel those of the jurors who are asked for, else the one of all."""
    if role is not Role.PANEL:
        return (_Rows(role, chosen),)
    board = season.panel[0]
    people = own_workbooks(board, category, wanted.jurors, each=wanted.each_juror)
    return tuple(_Rows(role, chosen, board, person) for person in people or ("",))


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

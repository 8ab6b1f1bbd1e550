"""What the demo's offices and committees hand in, as files by their place in the submissions folder."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from paritrana.answers import Value
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import write_candidates
from paritrana.form.layout import REASON_NAME, FormLayout, TableLayout, form_file_name, plan_form, plan_table
from paritrana.form.writer import Filled, write_form
from paritrana.workflow.sample import cast
from paritrana.workflow.sample.answers import answer, filled, mark
from paritrana.workflow.sample.handmade import CODES
from paritrana.workflow.sample.tables import fill_table

Files = Iterator[tuple[str, bytes]]
"""Place and bytes, one after the other."""

RECUSED, AWAY = 3, 4
"""In how many of a hundred cases a juror does not mark: because of an own interest, or by absence."""


def submissions(edition: Edition) -> Files:
    """The candidate list, every form that is not ready-made, every table of the committee."""
    candidates = cast.candidates(edition)
    yield "candidates.xlsx", write_candidates(candidates, edition)
    for category in edition.categories.values():
        own = tuple(one for one in candidates if one.category == category.category)
        yield from _forms(edition, category, own)
        yield from _tables(edition, category, own)


def answers(category: Category, code: str) -> dict[str, Filled]:
    """A candidate's form by field id; the first note says that all of it is invented."""
    who, lifelike = cast.who(category, code), cast.lifelike(category, code)
    found = {one.id: filled(one, who, lifelike) for one in category.filled_by(Role.CANDIDATE)}
    first = next(iter(found))
    return {**found, first: Filled(found[first].value, found[first].evidence, cast.INVENTED)}


def form(edition: Edition, category: Category, candidate: Candidate) -> tuple[FormLayout, bytes]:
    """A candidate's form with its answers."""
    layout = plan_form(edition, category, candidate)
    return layout, write_form(layout, answers(category, candidate.code))


def _forms(edition: Edition, category: Category, candidates: tuple[Candidate, ...]) -> Files:
    for candidate in candidates:
        if candidate.code not in CODES | cast.ABSENT:
            layout, data = form(edition, category, candidate)
            yield f"inbox/{category.category}/{form_file_name(layout)}", data


def _tables(edition: Edition, category: Category, candidates: tuple[Candidate, ...]) -> Files:
    for role in (Role.ORGANISER, Role.VERIFIER, Role.PANEL):
        table = plan_table(edition, category, role, candidates)
        rows = _ROWS[role](table)
        if rows:
            yield f"committee/{form_file_name(table)}", fill_table(table, rows, cast.JURORS)


Rows = dict[str, dict[str, Value | None]]


def _organiser_rows(table: TableLayout) -> Rows:
    """What the organiser knows of every candidate, whether it sent a form or not."""
    return {row.candidate.code: _known(table, row.candidate.code) for row in table.rows if table.columns}


def _known(table: TableLayout, code: str) -> dict[str, Value | None]:
    who, lifelike = cast.who(table.category, code), cast.lifelike(table.category, code)
    return {column.name: answer(column.field, who, lifelike) for column in table.columns}


def _panel_rows(table: TableLayout) -> Rows:
    """The marks of those who came; a juror who is away or has an own interest leaves a blank."""
    present = (row.candidate.code for row in table.rows if row.candidate.code not in cast.ABSENT)
    return {code: _marks(table, code) for code in present if table.columns}


def _marks(table: TableLayout, code: str) -> dict[str, Value | None]:
    who = cast.who(table.category, code)
    marking = [one for one in table.columns if not who.dice.chance(f"tidak menilai/{one.juror}", RECUSED + AWAY)]
    return {column.name: mark(column.field, who, column.juror) for column in marking}


def _verifier_rows(table: TableLayout) -> Rows:
    """The few claims that the verifiers correct."""
    names = {column.id: column.name for column in table.columns}
    fixes = {row.candidate.code: cast.CORRECTIONS.get(row.candidate.code) for row in table.rows}
    return {
        code: {names[fix[0]]: _corrected(table.category, code, fix[0], fix[1]), REASON_NAME: fix[2]}
        for code, fix in fixes.items()
        if fix and fix[0] in names
    }


def _corrected(category: Category, code: str, field_id: str, difference: int) -> Decimal | None:
    field: Field = category.field(field_id)
    claimed = answer(field, cast.who(category, code), cast.lifelike(category, code))
    return max(Decimal(0), claimed + difference) if isinstance(claimed, Decimal) else None


_ROWS: Mapping[Role, Callable[[TableLayout], Rows]] = {
    Role.ORGANISER: _organiser_rows,
    Role.VERIFIER: _verifier_rows,
    Role.PANEL: _panel_rows,
}

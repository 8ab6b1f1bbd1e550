"""What the demo's offices and committees hand in, as files by their place in the submissions folder."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from paritrana.answers import Source, Value
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate, Statement, StatementKind
from paritrana.entry.verification import Verdict
from paritrana.form.candidate_list import write_candidates
from paritrana.form.layout import FormLayout, TableLayout, form_file_name, plan_form, plan_table
from paritrana.form.panel_grid import plan_grid
from paritrana.form.panel_template import write_panel
from paritrana.form.verification import plan_verification, verification_file_names
from paritrana.form.verification_writer import Judgement, write_verification
from paritrana.form.writer import Filled, write_form
from paritrana.workflow.sample import cast
from paritrana.workflow.sample.answers import answer, filled, mark
from paritrana.workflow.sample.handmade import CODES
from paritrana.workflow.sample.jurors import BOARD
from paritrana.workflow.sample.meeting import books
from paritrana.workflow.sample.tables import fill_table

Files = Iterator[tuple[str, bytes]]
"""Place and bytes, one after the other."""

RECUSED, AWAY = 3, 4
"""In how many of a hundred cases a juror does not mark: because of an own interest, or by absence."""


def submissions(edition: Edition) -> Files:
    """The candidate list, every form that is not ready-made, every table of the committee, its books."""
    candidates = cast.candidates(edition)
    yield "candidates.xlsx", write_candidates(candidates, edition)
    yield "panel.xlsx", write_panel(BOARD, edition)
    yield from books(edition)
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
    for role in (Role.ORGANISER, Role.PANEL):
        table = _plan(edition, category, role, candidates)
        rows = _ROWS[role](table)
        if rows:
            yield f"committee/{form_file_name(table)}", fill_table(table, rows)
    yield from _verification(edition, category, candidates)


def _plan(edition: Edition, category: Category, role: Role, candidates: tuple[Candidate, ...]) -> TableLayout:
    if role is Role.PANEL:
        return plan_grid(edition, category, candidates, BOARD)
    return plan_table(edition, category, role, candidates)


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


def _verification(edition: Edition, category: Category, candidates: tuple[Candidate, ...]) -> Files:
    """The workbook of the verifier, who goes through all claims and corrects a few."""
    if not any(one.code in cast.CORRECTIONS for one in candidates):
        return
    sent = tuple(one for one in candidates if one.code not in CODES | cast.ABSENT)
    said = {one.code: _claims(category, one.code) for one in sent}
    layout = plan_verification(edition, category, cast.VERIFIER, sent, said)
    found = {row.key: _judgement(category, *row.key) for row in layout.rows if row.claim}
    day = edition.facts.period.end + timedelta(days=cast.VERIFIED_AFTER)
    name = verification_file_names(category, [""])[""]
    yield f"committee/{name}", write_verification(layout, found, day)


def _claims(category: Category, code: str) -> tuple[Statement, ...]:
    """What a candidate's form says, as it is read: some offices type numbers as text."""
    who, lifelike, typed = cast.who(category, code), cast.lifelike(category, code), answers(category, code)
    values = {field.id: answer(field, who, lifelike) for field in category.filled_by(Role.CANDIDATE)}
    beside = {key: {"evidence": one.evidence, "note": one.note} for key, one in typed.items()}
    return tuple(
        Statement(code, key, value, StatementKind.CLAIMED, Source("", ""), **beside[key])
        for key, value in values.items()
        if value is not None
    )


def _judgement(category: Category, code: str, field_id: str) -> Judgement:
    """What the verifier finds: the claim agrees with its evidence but for the few corrections."""
    field, difference, reason, note = cast.CORRECTIONS.get(code, ("", 0, "", ""))
    if field != field_id:
        return Judgement(Verdict.AGREES)
    return Judgement(Verdict.DIFFERS, _corrected(category, code, field_id, difference), reason, note)


def _corrected(category: Category, code: str, field_id: str, difference: int) -> Decimal | None:
    field: Field = category.field(field_id)
    claimed = answer(field, cast.who(category, code), cast.lifelike(category, code))
    return max(Decimal(0), claimed + difference) if isinstance(claimed, Decimal) else None


_ROWS: Mapping[Role, Callable[[TableLayout], Rows]] = {
    Role.ORGANISER: _organiser_rows,
    Role.PANEL: _panel_rows,
}

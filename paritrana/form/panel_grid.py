"""The panel's table with the names of its members: for all of them, or one juror's own workbook."""

from collections.abc import Sequence
from dataclasses import replace

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.entry.panel import Board
from paritrana.entry.verification import person_key
from paritrana.form.layout import TableLayout, plan_table


def plan_grid(
    edition: Edition, category: Category, candidates: Sequence[Candidate], board: Board, person: str = ""
) -> TableLayout:
    """The table of a panel: a column for each member who marks the category, or for `person` alone.

    The pairs that are recused are barred. Without members and person it is the table in which names are typed.
    """
    names = (person,) if person else tuple(one.name for one in board.marking(category.category))
    table = plan_table(edition, category, Role.PANEL, candidates, jurors=len(names), person=person)
    recused = board.recused(category.category)
    barred = {
        (row.candidate.code, number)
        for row in table.rows
        for number, name in enumerate(names, 1)
        if (row.candidate.code, person_key(name)) in recused
    }
    return replace(table, people=names, barred=frozenset(barred))

"""Whose own workbooks of marks are asked for."""

from collections.abc import Sequence

from paritrana.answers.texts import cleaned, single_line
from paritrana.criteria.model import Category
from paritrana.entry.panel import Board
from paritrana.entry.verification import person_key
from paritrana.problems import UsageError, unknown

LONGEST_NAME = 200


def own_workbooks(board: Board, category: Category, wanted: Sequence[str], *, each: bool) -> tuple[str, ...]:
    """The jurors of whom everyone gets a workbook, by the names of the panel's list; empty where none is asked for.

    Without a list a juror is who is named. Raises UsageError for somebody who does not mark the category, for a name
    without letters, and where each member is asked for and no list of them exists.
    """
    members = {person_key(one.name): one.name for one in board.marking(category.category)}
    if each and not members:
        raise UsageError("errors.no_panel", category=category.category)
    if each:
        return tuple(members.values())
    found = dict.fromkeys(_named(name, members, category) for name in wanted)
    return tuple({person_key(name): name for name in found}.values())


def _named(read: str, members: dict[str, str], category: Category) -> str:
    name = single_line(cleaned(read)[0])[:LONGEST_NAME]
    if members and person_key(name) not in members:
        known = {one: one for one in members.values()}
        raise unknown("errors.no_juror", name, known, expected=", ".join(known), category=category.category)
    if not name:
        raise UsageError("errors.juror_without_name")
    return members.get(person_key(name), name)

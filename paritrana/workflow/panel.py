"""The panel at work: its list as a template, who has marked whom, who does not, and who may have an interest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.panel import Board, Member, Recusal
from paritrana.entry.verification import person_key
from paritrana.form.panel_template import write_panel
from paritrana.problems import Problem, UsageError, has_errors
from paritrana.rules.panel import Panel
from paritrana.store.journal import read_journal
from paritrana.store.shortlists import closed_stages
from paritrana.workflow.board import panel_problems
from paritrana.workflow.collect import read_folders
from paritrana.workflow.interests import Hint, hints
from paritrana.workflow.marks import Marks, marks_of
from paritrana.workflow.new_list import write_new
from paritrana.workflow.reading import FileRead
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workflow.stage_desk import own_fields


@dataclass(frozen=True, slots=True)
class Tally:
    """A juror's share: how many candidates are wholly marked, of whom marks are owed, whom the juror does not mark."""

    member: Member
    done: int
    owed: tuple[str, ...]
    recused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelView:
    """A category's panel. `marks` is the fewest marks of a candidate on any field, `short` who has too few of them."""

    category: Category
    names: Mapping[str, str]
    tallies: tuple[Tally, ...]
    recusals: tuple[Recusal, ...]
    hints: tuple[Hint, ...]
    quorum: int
    marks: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def short(self) -> tuple[str, ...]:
        """The codes of candidates with fewer marks than the quorum."""
        return tuple(code for code, count in self.marks.items() if count < self.quorum)

    @property
    def exit_code(self) -> int:
        return 1 if has_errors(self.problems) else 0


def panel_template(season: Season) -> Path:
    """Write panel.xlsx with nine empty rows. Raises ConflictError where it exists."""
    return write_new(season, season.workspace.panel(season.edition.id), lambda: write_panel(Board(), season.edition))


def panel_views(season: Season, names: Iterable[str] = (), tick: Tick = silent) -> tuple[PanelView, ...]:
    """The panels of the categories asked for; all that jurors mark by default.

    Raises UsageError for a category that is asked for by name and is marked by nobody.
    """
    asked = tuple(names)
    chosen = [one for one in season.categories(asked) if one.filled_by(Role.PANEL)]
    if len(chosen) < len(asked) or not chosen:
        raise UsageError("errors.no_marks", category=", ".join(asked) or season.edition.id)
    reads = read_folders(season, tick)
    return tuple(_view(season, one, reads) for one in chosen)


def _view(season: Season, category: Category, reads: Sequence[FileRead]) -> PanelView:
    name, board = category.category, season.panel[0]
    inside = _inside(season, category)
    everybody = [one for one in season.candidates(category) if one.code in inside]
    codes = [one.code for one in everybody]
    fields = [field.id for field in category.filled_by(Role.PANEL)]
    marks = marks_of(season, category, reads)
    return PanelView(
        category,
        {one.code: one.name for one in season.candidates(category)},
        tuple(_tally(one, codes, fields, marks) for one in marks.members),
        board.declared(name),
        hints(marks.members, everybody),
        max((node.rule.quorum for node, _ in category.indicators() if isinstance(node.rule, Panel)), default=1),
        {code: min(marks.count(code, field) for field in fields) for code in codes},
        (*panel_problems(season, category), *marks.problems),
    )


def _inside(season: Season, category: Category) -> frozenset[str]:
    """Whom the jurors mark: everybody in the running, or those who passed a closed stage before the jurors' own."""
    active = frozenset(one.code for one in season.candidates(category) if one.status == "aktif")
    marked = {field.id for field in category.filled_by(Role.PANEL)}
    closed = closed_stages(read_journal(season.workspace.journal), season.edition.id, category.category)
    for stage, following in pairwise(category.stages):
        if stage.id in closed and marked & own_fields(category, following):
            return active & frozenset(closed[stage.id].passed)
    return active


def _tally(member: Member, codes: Sequence[str], fields: Sequence[str], marks: Marks) -> Tally:
    key = person_key(member.name)
    recused = tuple(code for code in codes if (code, key) in marks.barred)
    owed = marks.owed(key, codes, fields)
    return Tally(member, len(codes) - len(recused) - len(owed), owed, recused)

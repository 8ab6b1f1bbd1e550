"""The books of the plenary meeting and of objections: written once as templates, and shown with what they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paritrana.documents.decisions import decision_lines
from paritrana.documents.ranking_model import Decided
from paritrana.entry.plenary import Decision, Objection
from paritrana.form.objection_book import write_objections
from paritrana.form.plenary_book import write_plenary
from paritrana.problems import Problem
from paritrana.workflow.collect import read_folders
from paritrana.workflow.new_list import write_new
from paritrana.workflow.objections import led_to, letter_names, objected, objection_problems
from paritrana.workflow.plenary import plenary_problems
from paritrana.workflow.result import Scored
from paritrana.workflow.score import folder_of, score_only
from paritrana.workflow.season import Season, Tick, silent


@dataclass(frozen=True, slots=True)
class PlenaryBoard:
    """The decisions of one category that took effect, each beside its words, and what is wrong with the others."""

    scored: Scored
    lines: tuple[tuple[Decision, Decided], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One objection with the numbers of the decisions it led to, and its letter where that was written."""

    objection: Objection
    decisions: tuple[str, ...]
    letter: Path | None


def plenary_template(season: Season) -> Path:
    """Write pleno.xlsx with blank rows. Raises ConflictError if it exists."""
    return write_new(season, season.workspace.plenary(season.edition.id), lambda: write_plenary(season.edition))


def objection_template(season: Season) -> Path:
    """Write sanggahan.xlsx with blank rows. Raises ConflictError if it exists."""
    return write_new(season, season.workspace.objections(season.edition.id), lambda: write_objections(season.edition))


def plenary_boards(
    season: Season, names: Iterable[str] = (), seed: str = "", lang: str = "id", tick: Tick = silent
) -> list[PlenaryBoard]:
    """What was decided about the categories asked for (all that have decisions by default), and what it did."""
    asked = tuple(names)
    concerned = {one.category for one in season.plenary[0]} | {one.category for one in season.plenary[1]}
    chosen = [one for one in season.categories(asked) if asked or one.category in concerned]
    reads = read_folders(season, tick) if chosen else ()
    return [_board(one, season, lang) for one in score_only(season, chosen, reads, seed)]


def _board(scored: Scored, season: Season, lang: str) -> PlenaryBoard:
    lines = decision_lines(scored.result, scored.before.result if scored.before else None, lang)
    pairs = tuple(zip(scored.result.decisions, lines, strict=True))
    idle = (one for one in scored.problems if one.code in ("J035", "J047"))
    return PlenaryBoard(scored, pairs, (*plenary_problems(season, scored.category), *idle))


def answered(season: Season, names: Iterable[str] = ()) -> tuple[tuple[Answered, ...], tuple[Problem, ...]]:
    """The objections of the categories asked for (all by default), and what is wrong with them."""
    found: list[Answered] = []
    problems = [one for one in season.objections[1] if not one.category]
    for category in season.categories(names):
        files = letter_names(season, category)
        problems.extend(objection_problems(season, category))
        for one in objected(season, category):
            path = folder_of(season, category) / files[one.number] if one.number in files else None
            written = path if path is not None and path.is_file() else None
            found.append(Answered(one, tuple(item.number for item in led_to(season, one)), written))
    return tuple(found), tuple(problems)

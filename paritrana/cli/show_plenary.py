"""What `plenary` and `objection` print: decisions with what they changed, objections with how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import facts, print_problems, say, table
from paritrana.cli.terminal import envelope, tell
from paritrana.problems import Problem, has_errors
from paritrana.text import formats, label

if TYPE_CHECKING:
    from paritrana.documents.ranking_model import Decided
    from paritrana.entry.plenary import Decision
    from paritrana.scoring import Result
    from paritrana.workflow.plenary_desk import Answered, PlenaryBoard
    from paritrana.workflow.season import Season

COLUMNS = ("decision_no", "decision_about", "decision", "decision_before", "decision_after", "article", "vote")
OBJECTIONS = ("decision_no", "sender", "objection_about", "objection_indicator", "objection_state", "objection_changes")


def show_plenary(boards: Sequence[PlenaryBoard], season: Season, options: Common) -> int:
    """Tell of decisions, category by category; the exit code they deserve."""
    stray = [one for one in season.plenary[1] if not one.category]
    problems = [*stray, *(problem for board in boards for problem in board.problems)]
    exit_code = 1 if has_errors(problems) else 0
    if options.as_json:
        decisions = [_facts(board, one, line) for board in boards for one, line in board.lines]
        envelope("plenary-show", decisions=decisions, problems=facts(problems, options))
        return exit_code
    print_problems(problems, options)
    for board in boards:
        if board.lines:
            tell(board.scored.category.title(options.lang))
            table(COLUMNS, (_row(line) for _, line in board.lines), options)
    if not any(board.lines for board in boards):
        say("no_decisions", options)
    return exit_code


def _row(line: Decided) -> list[str]:
    return [
        line.number,
        f"{line.name} ({line.code})",
        line.what,
        line.before,
        line.after,
        f"{line.article}, {line.at}",
        line.vote,
    ]


def _facts(board: PlenaryBoard, one: Decision, line: Decided) -> dict[str, Any]:
    before = board.scored.before
    return {
        **one.facts(),
        "category": one.category,
        "before": _standing(before.result if before else None, one.candidate),
        "after": _standing(board.scored.result, one.candidate),
        "says": {"what": line.what, "before": line.before, "after": line.after},
    }


def _standing(result: Result | None, code: str) -> dict[str, Any] | None:
    """Rank, status and award of a candidate in a result."""
    places = result.placed if result else ()
    place = next((place for place in places if place.candidate.code == code), None)
    if result is None or place is None:
        return None
    award = result.awards.get(code) if place.rank is not None else None
    return {"rank": place.rank, "status": place.status.value, "award": award.title if award else None}


def show_objections(found: Sequence[Answered], problems: Sequence[Problem], options: Common) -> int:
    """Tell of objections; the exit code they deserve."""
    exit_code = 1 if has_errors(problems) else 0
    if options.as_json:
        told = [_objection_facts(one) for one in found]
        envelope("objection-show", objections=told, problems=facts(problems, options))
        return exit_code
    print_problems(problems, options)
    if found:
        table(OBJECTIONS, (_objection_row(one, options) for one in found), options)
    else:
        say("no_objections", options)
    return exit_code


def _objection_row(one: Answered, options: Common) -> list[str]:
    it = one.objection
    state = "written" if one.letter else "answered" if it.answer else "waiting"
    changes = "" if it.changes is None else label(f"basis.{'yes' if it.changes else 'no'}", options.lang)
    decided = f"{changes} ({formats.listing(one.decisions, options.lang)})" if one.decisions else changes
    about = f"{it.category} {it.candidate}"
    return [it.number, it.sender, about, it.indicator, label(f"show.objection_{state}", options.lang), decided]


def _objection_facts(one: Answered) -> dict[str, Any]:
    it = one.objection
    return {
        "number": it.number,
        "sender": it.sender,
        "at": it.at,
        "category": it.category,
        "candidate": it.candidate,
        "indicator": it.indicator,
        "answered": bool(it.answer),
        "changes": it.changes,
        "decisions": list(one.decisions),
        "letter": None if one.letter is None else one.letter.as_posix(),
    }

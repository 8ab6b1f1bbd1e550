"""What `stage` prints: a line for each stage, then what is missing from whom, and who passes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import say, table
from paritrana.cli.terminal import envelope, tell
from paritrana.text import formats, label

if TYPE_CHECKING:
    from paritrana.workflow.season import Season
    from paritrana.workflow.stage_desk import Lack, StageBoard

COLUMNS = ("stage", "inside", "passed", "missing", "settled")
FEW = 5
"""Candidates that a line names; the rest are counted."""


def show_boards(verb: str, boards: Sequence[StageBoard], season: Season, options: Common) -> None:
    """Tell of stages, category by category."""
    if options.as_json:
        envelope(verb, stages=[_facts(one) for one in boards])
        return
    for name in dict.fromkeys(one.category.category for one in boards):
        own = [one for one in boards if one.category.category == name]
        tell(own[0].category.title(options.lang))
        table(COLUMNS, (_row(one, options) for one in own), options, right=COLUMNS[1:4])
        names = {one.code: one.name for one in season.candidates(own[0].category)}
        for one in own:
            _talk_of(one, names, options)


def _facts(one: StageBoard) -> dict[str, Any]:
    return {
        "category": one.category.category,
        "stage": one.stage.id,
        "kind": one.stage.kind,
        "inside": list(one.inside),
        "passed": None if one.passed is None else list(one.passed),
        "tied": list(one.tied),
        "returned": list(one.returned),
        "held": list(one.held),
        "closed": one.closed.at if one.closed else None,
        "missing": [{"role": lack.role.value, "name": lack.name, "codes": list(lack.codes)} for lack in one.lacks],
    }


def _row(one: StageBoard, options: Common) -> list[str]:
    missing = len({code for lack in one.lacks for code in lack.codes} | {*one.returned, *one.held})
    passed = "–" if one.passed is None else str(len(one.passed))
    return [one.stage.title(options.lang), str(len(one.inside)), passed, str(missing), _settled(one, options)]


def _settled(one: StageBoard, options: Common) -> str:
    if one.passed is None:
        return label("show.stage_last", options.lang)
    if one.closed is None:
        return label("show.stage_open", options.lang)
    return label("show.stage_closed", options.lang, at=formats.moment(one.closed.at, options.lang))


def _talk_of(one: StageBoard, names: dict[str, str], options: Common) -> None:
    title = one.stage.title(options.lang)
    for lack in one.lacks:
        say("stage_lacks", options, stage=title, who=_who(lack, options), names=_named(lack.codes, names, options))
    for key, codes in (("stage_returned", one.returned), ("stage_held", one.held)):
        if codes:
            say(key, options, stage=title, names=_named(codes, names, options))
    if one.passed:
        say("stage_passed", options, stage=title, names=", ".join(_name(code, names) for code in one.passed))
    if one.tied:
        say("stage_tied", options, stage=title, names=", ".join(_name(code, names) for code in one.tied))


def _who(lack: Lack, options: Common) -> str:
    role = label(f"roles.{lack.role.value}", options.lang)
    return f"{role} {lack.name}".strip() if lack.name else role


def _named(codes: Sequence[str], names: dict[str, str], options: Common) -> str:
    shown = ", ".join(_name(code, names) for code in codes[:FEW])
    more = len(codes) - FEW
    return shown if more <= 0 else label("show.more_of", options.lang, first=shown, count=str(more))


def _name(code: str, names: dict[str, str]) -> str:
    return f"{names[code]} ({code})" if code in names else code

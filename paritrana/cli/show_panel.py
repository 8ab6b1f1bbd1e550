"""What `panel show` prints: the members and what they owe, who does not mark whom, hints, and two general remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import facts, print_problems, say, table
from paritrana.cli.terminal import envelope, tell
from paritrana.documents.jury_list import REMARKS
from paritrana.problems import unique
from paritrana.text import label

if TYPE_CHECKING:
    from paritrana.workflow.panel import PanelView, Tally

COLUMNS = ("member", "member_role", "element", "affiliation", "marked", "owed", "recused")


def show_panels(views: Sequence[PanelView], options: Common) -> int:
    """Tell of panels, category by category; the exit code they deserve."""
    problems = unique(problem for one in views for problem in one.problems)
    code = max((one.exit_code for one in views), default=0)
    if options.as_json:
        remarks = [label(key, options.lang) for key in REMARKS]
        envelope(
            "panel-show", panels=[_facts(one) for one in views], remarks=remarks, problems=facts(problems, options)
        )
        return code
    print_problems(problems, options)
    for one in views:
        tell(one.category.title(options.lang))
        if one.tallies:
            table(COLUMNS, (_row(tally, options) for tally in one.tallies), options, right=COLUMNS[4:])
        else:
            say("panel_empty", options)
        _talk_of(one, options)
    for key in REMARKS:
        tell(label(key, options.lang))
    return code


def _row(one: Tally, options: Common) -> list[str]:
    member = one.member
    role = label(f"panel.roles.{member.role}", options.lang)
    counts = (one.done, len(one.owed), len(one.recused))
    return [member.name, role, member.element, member.affiliation, *map(str, counts)]


def _talk_of(one: PanelView, options: Common) -> None:
    reached = len(one.marks) - len(one.short)
    told = {"quorum": str(one.quorum), "reached": str(reached), "count": str(len(one.marks))}
    tell(label("show.panel_quorum", options.lang, **told))
    for recusal in one.recusals:
        name = _name(recusal.candidate, one)
        tell(label("panel.recusal", options.lang, juror=recusal.juror, name=name, reason=recusal.reason))
    for hint in one.hints:
        tell(label(f"panel.hint_{hint.by}", options.lang, juror=hint.juror, name=_name(hint.code, one)))


def _name(code: str, one: PanelView) -> str:
    return f"{one.names[code]} ({code})" if code in one.names else code


def _facts(one: PanelView) -> dict[str, Any]:
    return {
        "category": one.category.category,
        "quorum": one.quorum,
        "members": [
            {
                "name": tally.member.name,
                "role": tally.member.role,
                "element": tally.member.element,
                "affiliation": tally.member.affiliation,
                "region": tally.member.region,
                "marked": tally.done,
                "owed": list(tally.owed),
                "recused": list(tally.recused),
            }
            for tally in one.tallies
        ],
        "candidates": [
            {"code": code, "marks": count, "quorum_reached": count >= one.quorum} for code, count in one.marks.items()
        ],
        "recusals": [
            {"juror": each.juror, "code": each.candidate, "reason": each.reason, "cell": each.source.cell}
            for each in one.recusals
        ],
        "hints": [{"juror": each.juror, "code": each.code, "by": each.by} for each in one.hints],
    }

"""What `export` prints, and `import` of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paritrana.cli.options import Common
from paritrana.cli.show import facts, print_problems, say, table
from paritrana.cli.terminal import envelope

if TYPE_CHECKING:
    from paritrana.workflow.export import Exported
    from paritrana.workflow.proposals import ProposalsImported


def show_exported(done: Exported, options: Common) -> None:
    """Tell who goes on."""
    every = [(one, each) for one in done.proposal.categories for each in one.candidates]
    if options.as_json:
        told = [
            {"category": one.category, "result_code": one.code, "candidate": each.code, "rank": each.rank}
            for one, each in every
        ]
        problems = facts(done.problems, options)
        envelope("export", path=done.path.as_posix(), candidates=told, empty=list(done.empty), problems=problems)
        return
    print_problems(done.problems, options)
    rows = [(one.title, one.code or "–", each.code, each.name, str(each.rank)) for one, each in every]
    table(("category", "result_code", "code", "name", "rank"), rows, options, right=("rank",))
    if done.empty:
        say("export_empty", options, categories=", ".join(done.empty))
    say("export_written", options, path=str(done.path), count=str(len(every)))


def show_proposals(done: ProposalsImported, options: Common) -> int:
    """Tell of an import of proposals; the exit code it deserves."""
    if options.as_json:
        envelope(
            "import-proposals",
            taken=[
                {
                    "province": one.province,
                    "category": one.category,
                    "candidates": one.candidates,
                    "values": one.values,
                    "table": one.table.as_posix(),
                }
                for one in done.taken
            ],
            known=done.known,
            removed=list(done.removed),
            kept=[path.as_posix() for path in done.kept],
            candidates=done.candidates.as_posix() if done.candidates else None,
            problems=facts(done.problems, options),
        )
        return done.exit_code
    print_problems(done.problems, options)
    for path in done.kept:
        say("kept", options, path=str(path))
    if done.removed:
        say("import_removed", options, codes=", ".join(done.removed))
    if done.taken:
        rows = [
            (one.province, one.category, str(one.candidates), str(one.values), str(one.table)) for one in done.taken
        ]
        columns = ("province", "category", "candidates", "answers", "file")
        table(columns, rows, options, right=("candidates", "answers"))
        say("import_listed", options, path=str(done.candidates))
    else:
        say("import_nothing_taken", options)
    return done.exit_code

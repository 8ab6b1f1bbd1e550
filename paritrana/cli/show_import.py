"""What `import` prints: what was found, what a person must do, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paritrana.cli.options import Common
from paritrana.cli.show import facts, print_problems, say
from paritrana.cli.terminal import envelope, tell

if TYPE_CHECKING:
    from paritrana.workflow.importing import Imported


def show_imported(done: Imported, options: Common) -> int:
    """Tell of an import; the exit code it deserves."""
    if options.as_json:
        _envelope(done, options)
        return done.exit_code
    print_problems(done.problems, options)
    for path in done.kept:
        say("kept", options, path=str(path))
    counts = {"category": done.category, "rows": str(done.rows), "path": str(done.table or done.mapping)}
    if done.step == "proposed":
        say("import_proposed", options, **counts, undecided=str(done.undecided))
        say("import_next", options, path=str(done.mapping))
    elif done.step == "open":
        say("import_open", options, **counts)
    elif done.step == "written":
        say("import_written", options, **counts, figures=str(done.figures))
        _tell_reconciled(done, options)
    return done.exit_code


def _tell_reconciled(done: Imported, options: Common) -> None:
    found = done.reconciled
    if found is None or not found.papers:
        say("import_nothing_like", options)
        return
    say("import_reconciled", options, compared=str(found.compared), differing=str(found.differing))
    for path in found.papers:
        tell(str(path))


def _envelope(done: Imported, options: Common) -> None:
    found = done.reconciled
    envelope(
        "import",
        step=done.step,
        category=done.category,
        mapping=done.mapping.as_posix() if done.mapping else None,
        table=done.table.as_posix() if done.table else None,
        kept=[path.as_posix() for path in done.kept],
        rows=done.rows,
        undecided=done.undecided,
        figures=done.figures,
        compared=found.compared if found else 0,
        differing=found.differing if found else 0,
        papers=[path.as_posix() for path in found.papers] if found else [],
        problems=facts(done.problems, options),
    )

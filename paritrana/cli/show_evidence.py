"""What `evidence` prints: a row for each candidate with counts, then what is missing or cannot be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import facts, print_problems, say, show_files, table
from paritrana.cli.terminal import envelope, tell
from paritrana.entry.evidence import EvidenceRow, Status

if TYPE_CHECKING:
    from paritrana.workflow.evidence import EvidenceOf, EvidenceShown

COUNTED = {
    "evidence_present": (Status.PRESENT,),
    "evidence_links": (Status.LINK,),
    "evidence_unreadable": (Status.UNREADABLE,),
    "evidence_missing": (Status.MISSING, Status.NO_ADDRESS, Status.SAID_MISSING, Status.NOT_SAID),
}
COLUMNS = ("code", "name", *COUNTED, "evidence_loose")


def show_evidence(found: EvidenceShown, options: Common) -> int:
    """Tell of the evidence of categories; the exit code is 0, for evidence changes no result."""
    if options.as_json:
        _envelope(found, options)
        return 0
    for one in found.listed:
        tell(one.category.title(options.lang))
        table(COLUMNS, _rows(one), options, right=COLUMNS[2:])
    print_problems((*found.stray, *(problem for one in found.listed for problem in one.problems)), options)
    if not found.in_use:
        folder = found.season.workspace.evidence(found.season.edition.id)
        say("evidence_unused", options, path=found.season.workspace.relative(folder))
    show_files("evidence", found.written, options)
    return 0


def _rows(one: EvidenceOf) -> list[list[str]]:
    by_candidate: dict[str, list[EvidenceRow]] = {}
    for row in one.rows:
        by_candidate.setdefault(row.candidate.code, []).append(row)
    return [_row(rows) for rows in by_candidate.values()]


def _row(rows: list[EvidenceRow]) -> list[str]:
    states = Counter(row.status for row in rows if row.field)
    counts = [sum(states[status] for status in those) for those in COUNTED.values()]
    loose = sum(len(row.files) for row in rows if not row.field)
    return [rows[0].candidate.code, rows[0].candidate.name, *map(str, (*counts, loose))]


def _envelope(found: EvidenceShown, options: Common) -> None:
    rows = [_facts(row) for one in found.listed for row in one.rows]
    told = (*found.stray, *(problem for one in found.listed for problem in one.problems))
    written = [path.as_posix() for path in found.written]
    envelope("evidence", exit_code=0, in_use=found.in_use, evidence=rows, problems=facts(told, options), files=written)


def _facts(row: EvidenceRow) -> dict[str, Any]:
    return {
        "category": row.candidate.category,
        "candidate": row.candidate.code,
        "field": row.field,
        "number": row.number,
        "status": row.status.value,
        "said": row.said,
        "address": row.address,
        "files": [
            {
                "path": file.path,
                "size": file.size,
                "sha256": file.sha256,
                "kind": file.kind,
                "reason": file.reason,
                "danger": file.danger,
            }
            for file in row.files
        ],
    }

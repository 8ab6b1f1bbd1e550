"""Who may take part, and who has not sent yet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import write_candidates
from paritrana.problems import Problem, has_errors
from paritrana.store.receipts import State
from paritrana.workflow.collect import Sent, read_folders, sent_files
from paritrana.workflow.held import Undecided, standings, undecided
from paritrana.workflow.new_list import write_new
from paritrana.workflow.season import Season


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The candidates of a category; `sent` holds the codes from which a form (or row) has come.

    `receipts` are the numbers under which `receive` took their files in, those that wait for a choice too; `held` tells
    of those who have sent nothing else how that stands (`held` or `late`), and the numbers.
    """

    category: Category
    candidates: tuple[Candidate, ...]
    sent: frozenset[str]
    problems: tuple[Problem, ...]
    written: Path | None = None
    receipts: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        return 1 if has_errors(self.problems) else 0

    def unsent(self) -> dict[str, int]:
        """How many have sent nothing, by the code of their regency; empty where candidates are of one, or are such."""
        codes = [one.region or one.code for one in self.candidates]
        if len({code[:5] for code in codes}) < 2 or all(len(code) <= 5 for code in codes):
            return {}
        known = {*self.sent, *self.held}
        silent = Counter((one.region or one.code)[:5] for one in self.candidates if one.code not in known)
        return dict(sorted(silent.items()))


def candidate_list(
    season: Season, category_id: str, template: bool = False, at: datetime | None = None
) -> CandidateList:
    """The list of a category. With `template`, candidates.xlsx is written first; raises ConflictError if it exists.

    `at` is when it is asked whether held files can still be chosen.
    """
    category = season.categories([category_id])[0]
    written = _write_template(season) if template else None
    candidates, problems = season.candidates(category), season.listed[1]
    files = sent_files(season)
    reads = [read for read in read_folders(season, sent=files) if read.category == category.category]
    wanted = Role.CANDIDATE if category.filled_by(Role.CANDIDATE) else None
    sent = {code for read in reads if wanted in (None, read.role) for code in (*read.checked, read.sender) if code}
    waiting = [one for one in undecided(season, files.received, at) if one.receipt.category == category.category]
    held = {code: told for code, told in standings(waiting).items() if code not in sent}
    receipts = _received(files, category, {one.receipt.no: one for one in waiting})
    return CandidateList(category, candidates, frozenset(sent), problems, written, receipts, held)


_MARKS = {"held": " (TAHAN)", "late": " (TERLAMBAT)"}


def _received(files: Sent, category: Category, held: Mapping[int, Undecided]) -> dict[str, str]:
    """By candidate, the numbers of its files that count, wait, or came too late."""
    shown = [one for one in files.received.values() if one.state is State.COUNTS or one.no in held]
    found: dict[str, list[str]] = {}
    for one in shown:
        if one.category == category.category and one.role == Role.CANDIDATE:
            mark = _MARKS[held[one.no].standing] if one.no in held else ""
            for code in one.covers:
                found.setdefault(code, []).append(one.number + mark)
    return {code: ", ".join(numbers) for code, numbers in found.items()}


def _write_template(season: Season) -> Path:
    every = (one for category in season.edition.categories.values() for one in season.candidates(category))
    path = season.workspace.candidates(season.edition.id)
    return write_new(season, path, lambda: write_candidates(tuple(every), season.edition))

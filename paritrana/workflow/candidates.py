"""Who may take part, and who has not sent yet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import write_candidates
from paritrana.problems import ConflictError, Problem, has_errors
from paritrana.store.receipts import State
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import Season
from paritrana.workflow.standing import ledger
from paritrana.workspace import write_file


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The candidates of a category; `sent` holds the codes from which a form (or row) has come.

    `receipts` are the numbers under which `receive` took their files in, those that wait for a choice too.
    """

    category: Category
    candidates: tuple[Candidate, ...]
    sent: frozenset[str]
    problems: tuple[Problem, ...]
    written: Path | None = None
    receipts: Mapping[str, str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        return 1 if has_errors(self.problems) else 0

    def unsent(self) -> dict[str, int]:
        """How many have not sent, by the code of their regency; empty where the candidates are of one, or are such."""
        codes = [one.region or one.code for one in self.candidates]
        if len({code[:5] for code in codes}) < 2 or all(len(code) <= 5 for code in codes):
            return {}
        silent = Counter((one.region or one.code)[:5] for one in self.candidates if one.code not in self.sent)
        return dict(sorted(silent.items()))


def candidate_list(season: Season, category_id: str, template: bool = False) -> CandidateList:
    """The list of a category. With `template`, candidates.xlsx is written first; raises ConflictError if it exists."""
    category = season.categories([category_id])[0]
    written = _write_template(season) if template else None
    candidates, problems = season.candidates(category), season.listed[1]
    reads = [read for read in read_folders(season) if read.category == category.category]
    wanted = Role.CANDIDATE if category.filled_by(Role.CANDIDATE) else None
    sent = {code for read in reads if wanted in (None, read.role) for code in (*read.checked, read.sender) if code}
    return CandidateList(category, candidates, frozenset(sent), problems, written, _received(season, category))


def _received(season: Season, category: Category) -> dict[str, str]:
    """By candidate, the numbers of its files that count or wait."""
    found: dict[str, list[str]] = {}
    for one in ledger(season).values():
        if one.category == category.category and one.role == Role.CANDIDATE and one.state in (State.COUNTS, State.HELD):
            for code in one.covers:
                found.setdefault(code, []).append(one.number + (" (TAHAN)" if one.state is State.HELD else ""))
    return {code: ", ".join(numbers) for code, numbers in found.items()}


@alone
def _write_template(season: Season) -> Path:
    path = season.workspace.candidates(season.edition.id)
    if path.exists():
        raise ConflictError("errors.exists", path=season.workspace.relative(path))
    everybody = [one for category in season.edition.categories.values() for one in season.candidates(category)]
    write_file(path, write_candidates(everybody, season.edition))
    return path

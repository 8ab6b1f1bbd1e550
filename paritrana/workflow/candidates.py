"""Who may take part, and who has not sent yet."""

from dataclasses import dataclass
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.form.candidate_list import write_candidates
from paritrana.problems import ConflictError, Problem, has_errors
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders
from paritrana.workflow.season import Season
from paritrana.workspace import write_file


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The candidates of a category; `sent` holds the codes from which a form (or row) has come."""

    category: Category
    candidates: tuple[Candidate, ...]
    sent: frozenset[str]
    problems: tuple[Problem, ...]
    written: Path | None = None

    @property
    def exit_code(self) -> int:
        return 1 if has_errors(self.problems) else 0


def candidate_list(season: Season, category_id: str, template: bool = False) -> CandidateList:
    """The list of a category. With `template`, candidates.xlsx is written first; raises ConflictError if it exists."""
    category = season.categories([category_id])[0]
    written = _write_template(season) if template else None
    candidates, problems = season.candidates(category), season.listed[1]
    reads = [read for read in read_folders(season) if read.category == category.category]
    wanted = Role.CANDIDATE if category.filled_by(Role.CANDIDATE) else None
    sent = {code for read in reads if wanted in (None, read.role) for code in (*read.checked, read.sender) if code}
    return CandidateList(category, candidates, frozenset(sent), problems, written)


@alone
def _write_template(season: Season) -> Path:
    path = season.workspace.candidates(season.edition.id)
    if path.exists():
        raise ConflictError("errors.exists", path=season.workspace.relative(path))
    everybody = [one for category in season.edition.categories.values() for one in season.candidates(category)]
    write_file(path, write_candidates(everybody, season.edition))
    return path

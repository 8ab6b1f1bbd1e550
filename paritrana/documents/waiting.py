"""Who has no rank for want of the committee's own data, and not for anything in the form that was sent."""

from collections.abc import Iterable, Mapping

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.problems import Problem

Standings = Mapping[str, tuple[str, str]]
"""By candidate from whom nothing counts: how what has come stands (`held` or `late`), and its numbers."""

CANDIDATE_LIST = ("B049", "B050", "B051", "B052", "B053", "B057")
"""What is wrong with a row of the candidate list."""


def awaits_committee(problems: Iterable[Problem], category: Category) -> bool:
    """Whether there are errors, and all of them are the committee's to mend; `problems` are those of one candidate."""
    own = {field.id for field in category.fields if field.filled_by is not Role.CANDIDATE}
    errors = [problem for problem in problems if problem.is_error]
    return bool(errors) and all(
        problem.code.startswith("R") or problem.code in CANDIDATE_LIST or problem.field in own for problem in errors
    )

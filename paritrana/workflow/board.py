"""What a season's panel list decides: what is wrong with it, and the hash of it that a seal freezes."""

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.manifest import canonical, sha256
from paritrana.problems import Problem
from paritrana.workflow.season import Season

INPUT = "panel"


def panel_problems(season: Season, category: Category) -> tuple[Problem, ...]:
    """What is wrong with the panel list, as far as it concerns a category that jurors mark."""
    if not category.filled_by(Role.PANEL):
        return ()
    return tuple(one for one in season.panel[1] if one.category in ("", category.category))


def panel_hash(season: Season, category: Category) -> dict[str, str]:
    """SHA-256 of what the panel list says about a category, by name; nothing where it names nobody."""
    board = season.panel[0]
    if not category.filled_by(Role.PANEL) or not (board.members or board.recusals):
        return {}
    return {INPUT: sha256(canonical(board.facts(category.category)))}

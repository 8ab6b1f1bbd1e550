"""Points, aggregation, ranking and awards: exact, in that order, without files or clocks."""

from paritrana.scoring.aggregate import Scores
from paritrana.scoring.awards import Award
from paritrana.scoring.points import IndicatorPoints, Points
from paritrana.scoring.ranking import Placed, Status
from paritrana.scoring.result import Result, score_category

__all__ = ["Award", "IndicatorPoints", "Placed", "Points", "Result", "Scores", "Status", "score_category"]

"""The scoring rules: one file each, one line each in the union."""

from typing import Annotated

from pydantic import Field

from paritrana.rules.bands import Bands
from paritrana.rules.base import (
    Facts,
    FieldFacts,
    GroupRule,
    Input,
    Inputs,
    Marks,
    Outcome,
    is_group_rule,
)
from paritrana.rules.checklist import Checklist
from paritrana.rules.choice import Choice
from paritrana.rules.count import Count
from paritrana.rules.formula import PointsFormula
from paritrana.rules.given import Given
from paritrana.rules.growth import Growth
from paritrana.rules.linear import Linear
from paritrana.rules.log import Log
from paritrana.rules.panel import Panel
from paritrana.rules.relative import Relative
from paritrana.rules.share import Share
from paritrana.rules.table import Table
from paritrana.rules.target import Target
from paritrana.rules.yesno import YesNo

RULES = (
    Bands,
    Checklist,
    Choice,
    Count,
    PointsFormula,
    Given,
    Growth,
    Linear,
    Log,
    Panel,
    Relative,
    Share,
    Table,
    Target,
    YesNo,
)

Rule = Annotated[
    Bands
    | Checklist
    | Choice
    | Count
    | PointsFormula
    | Given
    | Growth
    | Linear
    | Log
    | Panel
    | Relative
    | Share
    | Table
    | Target
    | YesNo,
    Field(discriminator="kind"),
]

__all__ = [
    "RULES",
    "Facts",
    "FieldFacts",
    "GroupRule",
    "Input",
    "Inputs",
    "Marks",
    "Outcome",
    "Rule",
    "is_group_rule",
]

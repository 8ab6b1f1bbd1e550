"""The scoring rules: one file each, one line each in the union."""

from typing import Annotated

from pydantic import Field

from paritrana.rules.bands import Bands
from paritrana.rules.base import Facts, FieldFacts, Input, Inputs, Marks, Outcome
from paritrana.rules.checklist import Checklist
from paritrana.rules.choice import Choice
from paritrana.rules.linear import Linear
from paritrana.rules.panel import Panel
from paritrana.rules.target import Target
from paritrana.rules.yesno import YesNo

RULES = (
    Bands,
    Checklist,
    Choice,
    Linear,
    Panel,
    Target,
    YesNo,
)

Rule = Annotated[
    Bands | Checklist | Choice | Linear | Panel | Target | YesNo,
    Field(discriminator="kind"),
]

__all__ = ["RULES", "Facts", "FieldFacts", "Input", "Inputs", "Marks", "Outcome", "Rule"]

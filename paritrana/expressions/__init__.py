"""The small arithmetic language of criteria files: parsed, exact, never `eval`.

    >>> from fractions import Fraction
    >>> cover = parse("100 * insured / workers")
    >>> evaluate(cover, {"insured": Fraction(1), "workers": Fraction(3)}).value
    Fraction(100, 3)

The words of the language are listed in `operators.OPERATORS` and `functions.FUNCTIONS`.
"""

from paritrana.expressions.check import Complaint, StaticKind, static_kind
from paritrana.expressions.errors import ExpressionError
from paritrana.expressions.evaluate import evaluate, truth
from paritrana.expressions.expression import Expression, denominators
from paritrana.expressions.faults import Fault, FaultKind, Result
from paritrana.expressions.functions import FUNCTIONS, Function
from paritrana.expressions.operators import KEYWORDS, OPERATORS
from paritrana.expressions.parser import parse
from paritrana.expressions.spelling import to_text
from paritrana.expressions.values import Kind, Value

RESERVED = KEYWORDS | FUNCTIONS.keys()
"""Words that cannot be the id of a field."""

__all__ = [
    "FUNCTIONS",
    "KEYWORDS",
    "OPERATORS",
    "RESERVED",
    "Complaint",
    "Expression",
    "ExpressionError",
    "Fault",
    "FaultKind",
    "Function",
    "Kind",
    "Result",
    "StaticKind",
    "Value",
    "denominators",
    "evaluate",
    "parse",
    "static_kind",
    "to_text",
    "truth",
]

"""The functions of the language: what each takes, gives and means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from paritrana.expressions import arithmetic, inexact


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is written, what it means, how many arguments it takes (`most` None: any)."""

    signature: str
    meaning: str
    least: int
    most: int | None
    compute: Callable[..., Fraction] | None = None
    """From numbers to a number; None for the forms that choose themselves what to evaluate."""

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)


_ALL: Final = (
    Function("min(a, b, …)", "the smallest; missing if one is missing", 1, None, arithmetic.least),
    Function("max(a, b, …)", "the largest; missing if one is missing", 1, None, arithmetic.largest),
    Function("sum(a, b, …)", "the sum; missing if one is missing", 1, None, arithmetic.total),
    Function("mean(a, b, …)", "the arithmetic mean; missing if one is missing", 1, None, arithmetic.mean),
    Function("abs(x)", "the size without its sign", 1, 1, abs),
    Function("round(x, n)", "x at n decimals, halves away from zero", 2, 2, arithmetic.rounded),
    Function("pow(x, n)", "x to the power n, |n| ≤ 64; exact for whole n", 2, 2, arithmetic.power),
    Function("sqrt(x)", "the square root, to 50 digits", 1, 1, inexact.sqrt),
    Function("ln(x)", "the natural logarithm, to 50 digits", 1, 1, inexact.ln),
    Function("log10(x)", "the logarithm to base ten, to 50 digits", 1, 1, inexact.log10),
    Function("if(cond, a, b)", "a when cond is true, b when false, missing when cond is missing", 3, 3),
    Function("filled(name)", "whether the field has a value; never missing", 1, 1),
    Function("count(cond, cond, …)", "how many are true; a missing one is not counted", 1, None),
    Function("coalesce(a, b, …)", "the first that has a value; missing if none has", 1, None),
)

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({function.name: function for function in _ALL})
"""Every function by name."""

"""What can go wrong while an expression meets data: reported beside the value, never raised."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from paritrana.expressions.values import Value

FaultKind: TypeAlias = Literal["division_by_zero", "domain", "type", "limit"]
"""`domain`: where the function is not defined; `type`: a value of the wrong kind; `limit`: too large."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An operation that had no answer: where in the source, which operation or name, and what it met."""

    kind: FaultKind
    position: int
    operation: str
    found: str


@dataclass(frozen=True, slots=True)
class Result:
    """The value of an expression (None when missing) and the faults met on the way."""

    value: Value
    faults: tuple[Fault, ...] = ()


class Failure(Exception):
    """Raised inside this package by one operation, turned into a Fault by `evaluate`."""

    def __init__(self, kind: FaultKind, found: str) -> None:
        super().__init__(kind, found)
        self.kind: FaultKind = kind
        self.found = found

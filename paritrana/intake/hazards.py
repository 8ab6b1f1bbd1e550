"""What a check finds: one reason to leave a file unopened."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from paritrana.intake.limits import MIB


class Hazard(NamedTuple):
    """One reason to leave a file unopened: the catalogue code and the words its message needs."""

    code: str
    details: Mapping[str, str]


def too_much(read: str, expected: str) -> Hazard:
    """B005, with what was found and what is allowed."""
    return Hazard("B005", {"read": read, "expected": expected})


def first(code: str, found: Iterable[str]) -> Hazard | None:
    """The hazard with the first of the words as `read`, None where there is no word."""
    word = next(iter(found), None)
    return None if word is None else Hazard(code, {"read": word})


def mib(size: int) -> str:
    """A size in whole MiB, rounded up."""
    return f"{-(-size // MIB)} MiB"


def damaged(reason: str) -> Hazard:
    """B004, with the reason."""
    return Hazard("B004", {"reason": reason})

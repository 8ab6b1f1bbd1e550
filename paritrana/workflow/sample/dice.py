"""Dice that always fall the same way: SHA-256 of whom and what is asked, on every machine and in every version."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Side = TypeVar("Side")
_SIDES = 2**64


@dataclass(frozen=True, slots=True)
class Dice:
    """The dice of one candidate."""

    owner: str

    def roll(self, key: str, sides: int) -> int:
        """A number from 0 up to, without, `sides`."""
        digest = hashlib.sha256(f"{self.owner}\n{key}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * sides // _SIDES

    def between(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.roll(key, high - low + 1)

    def chance(self, key: str, percent: int) -> bool:
        """True in `percent` of a hundred cases."""
        return self.roll(key, 100) < percent

    def choose(self, key: str, sides: Sequence[Side]) -> Side:
        return sides[self.roll(key, len(sides))]


@dataclass(frozen=True, slots=True)
class Who:
    """One candidate as the invented world sees it: how well it does (0–100), how many people it is about."""

    code: str
    quality: int
    size: int
    dice: Dice

    def level(self, key: str, spread: int = 20) -> int:
        """How well it does in one thing: its quality, more or less, from 0 to 100."""
        return min(100, max(0, self.quality + self.dice.between(key, -spread, spread)))

    def along(self, key: str, low: int, high: int, spread: int = 20) -> int:
        """A whole number between `low` (does badly) and `high` (does well)."""
        return low + (high - low) * self.level(key, spread) // 100

    def share_of(self, whole: int, key: str, low: int, high: int, spread: int = 20) -> int:
        """A part of `whole` between `low` and `high` per mille."""
        return whole * self.along(key, low, high, spread) // 1000

    def grade(self, key: str, steps: int) -> int:
        """A step from 0 (best) to `steps` - 1 (worst)."""
        return min(steps - 1, (100 - self.level(key)) * steps // 100)

    def yes(self, key: str) -> bool:
        """True more often for those who do well."""
        return self.dice.chance(key, 15 + self.quality * 8 // 10)

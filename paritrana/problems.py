"""Problems: values about somebody's file, collected in one pass and never raised."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paritrana.catalogue import Level, level

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: a cell of a workbook, or a line of a text file. Empty parts are unknown."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """The order in which people read: by file, what concerns all of it first, then by line, or sheet and cell."""
        row = self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        column = self.cell.removesuffix(row)
        return self.file, self.line or 0, self.sheet, int(row) if row.isdecimal() else 0, column.rjust(3)

    def __str__(self) -> str:
        inner = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        parts = [f"{self.file}:{self.line}" if self.line is not None else self.file, inner]
        return " › ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a catalogue code, where it is, and what the words of its message need.

    `details` fills the placeholders of the text; `candidate`, `category` and `field` are ids or empty;
    `stake` is the number of points (of the final score) that hang on it, None where unknown.
    """

    code: str
    where: Where = Where()
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    candidate: str = ""
    category: str = ""
    field: str = ""
    stake: Fraction | None = None

    @property
    def level(self) -> Level:
        return level(self.code)

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems leaves its candidate (or file) out."""
    return any(problem.is_error for problem in problems)


def unique(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in their order, those of the same content said once; the stake does not tell two apart."""
    seen: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        details = tuple(sorted(one.details.items()))
        seen.setdefault((one.code, one.where, one.candidate, one.category, one.field, details), one)
    return tuple(seen.values())


class ParitranaError(Exception):
    """Root of the exceptions raised for us: wrong use, unreadable folders, locked or sealed results.

    `exit_code` is the process exit code of design §6; `key` names the message in `text/*.toml`.
    """

    exit_code = 70

    def __init__(self, key: str, **details: str) -> None:
        super().__init__(f"{key}: {details}")
        self.key = key
        self.details = details


class UsageError(ParitranaError):
    """The command or its arguments cannot be carried out as asked."""

    exit_code = 2


class ConflictError(ParitranaError):
    """A file is open elsewhere, or a result is sealed and its inputs have changed."""

    exit_code = 5


class CriteriaInvalid(ParitranaError):
    """A criteria file holds errors; `problems` are all of them, with file and line."""

    exit_code = 4

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("errors.criteria_invalid")
        self.problems = problems


def unknown(key: str, read: str, known: Mapping[str, str], **details: str) -> UsageError:
    """Wrong use: `read` is none of the names in `known`, which gives each what is shown for it.

    Where some look like it, the words are those of `<key>_near`, with them as `near`.
    """
    from difflib import get_close_matches  # only where something is already wrong

    folded = {name.casefold(): told for name, told in known.items()}
    close = get_close_matches(read.casefold(), folded, n=3, cutoff=0.6)
    near = ", ".join(dict.fromkeys(folded[name] for name in close))
    return UsageError(f"{key}_near", read=read, near=near, **details) if near else UsageError(key, read=read, **details)

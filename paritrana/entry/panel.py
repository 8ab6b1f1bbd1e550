"""The panel (Tim Penilai): who marks whom, and who does not."""

from dataclasses import dataclass
from typing import Literal

from paritrana.answers import Source

MemberRole = Literal["ketua", "sekretaris", "anggota"]


@dataclass(frozen=True, slots=True)
class Member:
    """One juror: `element` is what the juror stands for (unsur), `region` the code of the home region where known.

    `categories` are the ids of the categories that the juror marks; empty for all.
    """

    name: str
    role: MemberRole
    element: str = ""
    affiliation: str = ""
    region: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror who does not mark a candidate (tidak ikut menilai), and why; `source` is the row that declares it."""

    juror: str
    category: str
    candidate: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Board:
    """The members of a panel in the order of its list, and the recusals. Without a list both are empty."""

    members: tuple[Member, ...] = ()
    recusals: tuple[Recusal, ...] = ()

    def marking(self, category: str) -> tuple[Member, ...]:
        """The members who mark a category."""
        return tuple(one for one in self.members if not one.categories or category in one.categories)

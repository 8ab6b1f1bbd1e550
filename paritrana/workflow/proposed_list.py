"""The candidate list of a national edition with the candidates that provinces propose."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from paritrana.criteria.model import Category
from paritrana.entry.candidates import candidate_of, group_of
from paritrana.entry.model import Candidate
from paritrana.entry.proposal import Proposed
from paritrana.regions import Region, official_name, region
from paritrana.text import spoken

FACTS = ("name", "certificate_name", "detail", "group", "region", "sebutan", "nib", "npp", "proposer", "contact")
"""What a proposal tells of a candidate; the other columns of the list are the national committee's own."""

Key = tuple[str, str]
"""A category and a code."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact on which the list and a proposal differ, and which of them stands in the list now."""

    candidate: Candidate
    fact: str
    listed: str
    proposed: str
    kept: str


class Unfit(Exception):
    """A candidate that a category cannot take; the reason is words by language."""

    def __init__(self, reason: Mapping[str, str]) -> None:
        super().__init__(reason)
        self.reason = reason


def as_candidate(one: Proposed, category: Category, province: str) -> Candidate:
    """A proposed candidate in the national category, its group by the zone of its region or province. Raises Unfit."""
    home = region(one.code if category.candidates.kind == "region" else one.region or province)
    _refuse_misfit(one, category, province, home)
    own = category.candidates.kind == "region"
    base = candidate_of(home, category, one.sebutan) if own and home else None
    zone = home or region(province)
    return Candidate(
        code=one.code,
        category=category.category,
        name=one.name,
        group=group_of(zone, category) if zone else "",
        certificate_name=one.certificate_name or one.name,
        detail=one.detail or (base.detail if base else ""),
        region=home.code if home and (own or one.region) else "",
        sebutan=one.sebutan,
        nib=one.nib,
        npp=one.npp,
        proposer=proposer(province),
        contact=one.contact,
    )


def proposer(province: str) -> str:
    """How the list names a province that proposes."""
    home = region(province)
    return official_name(home) if home else province


def _refuse_misfit(one: Proposed, category: Category, province: str, home: Region | None) -> None:
    rules = category.candidates
    if rules.kind == "region" and (home is None or home.kind not in rules.levels):
        raise Unfit(_reason("no_such_region", code=one.code))
    if rules.kind == "business" and not re.fullmatch(rules.pattern, one.code, re.ASCII):
        raise Unfit(_reason("other_pattern", code=one.code, example=rules.example or rules.pattern))
    if home is None or (home.code != province and not home.code.startswith(f"{province}.")):
        raise Unfit(_reason("elsewhere", code=one.region or one.code, province=proposer(province)))


def _reason(key: str, **details: str) -> dict[str, str]:
    return spoken("reason", f"proposal.unfit.{key}", **details)


def merged(
    listed: Candidate | None, proposed: Candidate, *, overwrite: bool
) -> tuple[Candidate, tuple[Difference, ...]]:
    """The row as it stands from now on: what the list says is kept, blanks are filled in; every difference is told.

    With `overwrite` (a proposal in place of a former one that brought the row) the proposal's facts are taken.
    """
    if listed is None:
        return proposed, ()
    row = listed
    found: list[Difference] = []
    for fact in FACTS:
        ours, theirs = str(getattr(listed, fact)), str(getattr(proposed, fact))
        kept = (theirs or ours) if overwrite else (ours or theirs)
        row = _with_fact(row, fact, kept)
        if ours and theirs and ours != theirs:
            found.append(Difference(proposed, fact, ours, theirs, kept))
    return row, tuple(found)


def _with_fact(row: Candidate, fact: str, text: str) -> Candidate:
    changed: dict[str, Any] = {fact: text}
    return replace(row, **changed)


def in_list_order(rows: Iterable[Candidate], categories: Iterable[str]) -> list[Candidate]:
    """The rows by category and code, so that the order in which proposals come changes nothing."""
    order = {name: number for number, name in enumerate(categories)}
    return sorted(rows, key=lambda row: (order.get(row.category, len(order)), row.category, row.code))

"""Ranks that the plenary meeting decided, beside those that were computed: nothing else moves than what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from paritrana.scoring.ranking import PLENARY, SHARED, Placed

PARTS = 0
"""Said of a decided rank instead of how many are ranked."""


@dataclass(frozen=True, slots=True)
class Seated:
    """The ranked candidates with decided ranks, and the codes of decisions that cannot stand, with how many are ranked.

    None instead of a number means that the candidate is not ranked at all, `PARTS` that the rank would part others who
    share one and about whom nothing was decided.
    """

    placed: tuple[Placed, ...]
    refused: Mapping[str, int | None]


def seat(ranked: Sequence[Placed], decided: Mapping[str, int]) -> Seated:
    """Put the candidates with a decided rank there, group by group; the others keep their order in the places left.

    Others who share a rank still do. A rank that is taken twice, is beyond the number of ranked candidates of the
    group, or would part others who share one, is refused.
    """
    placed: list[Placed] = []
    refused: dict[str, int | None] = dict.fromkeys(decided)
    for _, group in groupby(ranked, key=lambda place: place.candidate.group):
        peers = list(group)
        fitting: dict[int, Placed] = {}
        for place in peers:
            wanted = decided.get(place.candidate.code)
            if wanted is None:
                continue
            if place.rank is not None:
                refused[place.candidate.code] = len(peers)
            if place.rank is not None and 1 <= wanted <= len(peers) and wanted not in fitting:
                fitting[wanted] = place
                del refused[place.candidate.code]
        while fitting and (parting := _parting(peers, fitting)):
            refused |= {fitting.pop(rank).candidate.code: PARTS for rank in parting}
        placed.extend(_seated(peers, fitting) if fitting else peers)
    return Seated(tuple(placed), refused)


def _parting(peers: Sequence[Placed], fitting: Mapping[int, Placed]) -> list[int]:
    """The decided ranks that would stand between others who share a rank still."""
    taken = {place.candidate.code for place in fitting.values()}
    free = iter(number for number in range(1, len(peers) + 1) if number not in fitting)
    parting: list[int] = []
    for _, block in groupby((one for one in peers if one.candidate.code not in taken), key=lambda one: one.rank):
        numbers = [next(free) for _ in block]
        parting.extend(rank for rank in fitting if numbers[0] < rank < numbers[-1])
    return parting


def _seated(peers: Sequence[Placed], fitting: Mapping[int, Placed]) -> Iterable[Placed]:
    """One group in its new order."""
    taken = {place.candidate.code for place in fitting.values()}
    free = iter(number for number in range(1, len(peers) + 1) if number not in fitting)
    seats: dict[int, Placed] = {
        number: replace(place, rank=number, computed=place.rank, tie=PLENARY) for number, place in fitting.items()
    }
    for rank, block in groupby((one for one in peers if one.candidate.code not in taken), key=lambda one: one.rank):
        numbered = [(next(free), place) for place in block]
        seats |= _together(numbered, rank)
    return [seats[number] for number in sorted(seats)]


def _together(block: Sequence[tuple[int, Placed]], computed: int | None) -> dict[int, Placed]:
    """Candidates of one computed rank in their places: those next to each other share the first of them."""
    runs: list[list[tuple[int, Placed]]] = []
    for number, place in block:
        if runs and runs[-1][-1][0] == number - 1:
            runs[-1].append((number, place))
        else:
            runs.append([(number, place)])
    return {
        number: replace(place, rank=run[0][0], computed=computed, tie=_tie(place.tie, len(run)))
        for run in runs
        for number, place in run
    }


def _tie(tie: str, sharing: int) -> str:
    """How a tie stands now: who no longer shares a rank was told apart by the plenary."""
    return PLENARY if tie == SHARED and sharing == 1 else tie

"""Received files that are held and nobody has decided about: told wherever somebody could decide without them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from paritrana.criteria.fields import Role
from paritrana.problems import Problem, Where
from paritrana.store.receipts import Receipt, State
from paritrana.text import LANGUAGES, formats, label, spoken
from paritrana.workflow.season import Season
from paritrana.workflow.whence import Whence, whence

HELD, LATE = "R011", "R012"


@dataclass(frozen=True, slots=True)
class Undecided:
    """A held file; `frozen` where it can no longer be chosen, so that it came too late and does not count."""

    receipt: Receipt
    frozen: bool = False

    @property
    def standing(self) -> str:
        """How its candidate stands who has sent nothing else: a key of the words of statuses."""
        return "late" if self.frozen else "held"


def undecided(season: Season, received: Mapping[int, Receipt], at: datetime | None = None) -> tuple[Undecided, ...]:
    """The files that are held, as they stand `at` a moment, by number.

    What is written must not change by itself with the hour: without `at` it is the last arrival that the journal tells.
    """
    held = [one for one in received.values() if one.state is State.HELD]
    if not held:
        return ()
    senders = whence(season)
    last = max(datetime.fromisoformat(one.at) for one in received.values())
    return tuple(Undecided(one, senders.is_frozen(one, _moment(one, at or last))) for one in held)


def as_of(season: Season, files: Iterable[Undecided], at: datetime) -> tuple[Undecided, ...]:
    """The same files as they stand at another moment."""
    return undecided(season, {one.receipt.no: one.receipt for one in files}, at)


def _moment(one: Receipt, at: datetime) -> datetime:
    """Nothing is decided about a file before it came."""
    return max(at, datetime.fromisoformat(one.at))


def held_problems(season: Season, files: Iterable[Undecided]) -> tuple[Problem, ...]:
    """R011 for every file to be decided about, R012 for those that came too late."""
    files = tuple(files)
    senders = whence(season) if files else None
    return tuple(_problem(one, senders) for one in files if senders)


def _problem(one: Undecided, senders: Whence) -> Problem:
    receipt = one.receipt
    single = receipt.role == Role.CANDIDATE and len(receipt.covers) == 1
    why = "undecided" if one.frozen and receipt.why != "frozen" else receipt.why
    details = {
        "number": receipt.number,
        **_worded("sender", lambda lang: senders.name(receipt, lang)),
        **spoken("why", f"receipt.because.{why}"),
        **_worded("until", lambda lang: _until(receipt, senders, lang)),
    }
    code = receipt.covers[0] if single else ""
    return Problem(LATE if one.frozen else HELD, Where(receipt.name), details, code, receipt.category)


def _until(one: Receipt, senders: Whence, lang: str) -> str:
    """Until when it can be decided, as a sentence after another; empty where nothing is ever frozen."""
    freeze = senders.freeze(one)
    return label("receipt.until", lang, moment=formats.moment(freeze.isoformat(), lang)) if freeze else ""


def _worded(placeholder: str, words: Callable[[str], str]) -> dict[str, str]:
    """A detail of a problem in every language."""
    first, *others = LANGUAGES
    return {placeholder: words(first), **{f"{placeholder}_{lang}": words(lang) for lang in others}}


def standings(files: Iterable[Undecided]) -> dict[str, tuple[str, str]]:
    """By candidate, how its held files stand (a key of the words of statuses) and their numbers.

    One file that can still be chosen is enough to wait for.
    """
    by_code: dict[str, list[Undecided]] = {}
    for one in files:
        if one.receipt.role == Role.CANDIDATE:
            for code in one.receipt.covers:
                by_code.setdefault(code, []).append(one)
    return {code: _standing(found) for code, found in by_code.items()}


def _standing(files: list[Undecided]) -> tuple[str, str]:
    open_still = [one for one in files if not one.frozen] or files
    return open_still[0].standing, numbers(open_still)


def numbers(files: Iterable[Undecided]) -> str:
    """Their numbers in a row."""
    return ", ".join(one.receipt.number for one in files)

"""What a receipt says has become of its file, in words, and why."""

from enum import StrEnum

from paritrana.store.receipts import Receipt, State, number
from paritrana.text import label


class Verdict(StrEnum):
    """What became of a file, as people are told: what counts is whole, to be mended, or empty."""

    COMPLETE = "complete"
    TO_MEND = "to_mend"
    EMPTY = "empty"
    HELD = "held"
    LATE = "late"
    REPLACED = "replaced"
    REFUSED = "refused"
    DECLINED = "declined"


def verdict(one: Receipt, *, frozen: bool) -> Verdict:
    """What became of a file; `frozen` is whether it can no longer be chosen."""
    if one.state is State.HELD:
        return Verdict.LATE if frozen else Verdict.HELD
    if one.state is not State.COUNTS:
        return Verdict(one.state.value)
    if not one.answers:
        return Verdict.EMPTY
    return Verdict.TO_MEND if one.errors else Verdict.COMPLETE


def verdict_words(one: Receipt, lang: str, *, frozen: bool) -> str:
    """The verdict as a sentence."""
    key = verdict(one, frozen=frozen)
    return label(f"receipt.verdict.{key}", lang, by=number(one.replaced_by), count=str(one.errors))


def reason(one: Receipt, lang: str, *, frozen: bool) -> str:
    """Why a file is held or refused, as a sentence; empty where there is nothing to tell."""
    if one.state is State.HELD and frozen:
        return label("receipt.too_late" if one.why == "frozen" else "receipt.undecided", lang)
    if one.state in (State.HELD, State.REFUSED) and one.why:
        return label(f"receipt.why.{one.why}", lang, named=one.named)
    return ""

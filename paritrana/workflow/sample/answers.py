"""An invented answer for any field: by its id where a category says so, else by its kind and bounds.

Fields that criteria gain later therefore have an answer too, if a less lifelike one.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from paritrana.answers import Kind, Value, show
from paritrana.criteria.fields import Field
from paritrana.form import words
from paritrana.form.writer import Filled
from paritrana.workflow.sample.dice import Who

Told = Value | int | None
Lifelike = Mapping[str, Callable[[Who], Told]]
"""By field id: what a candidate says. Whole numbers may be told as int; None leaves the cell blank."""

DIGITS_BEHIND = 2
BLANKS, AS_TEXT = 12, 5
"""In how many of a hundred cells a field that is not required stays blank, a number is typed as text."""

_USUAL: dict[Kind, tuple[int, int]] = {
    Kind.COUNT: (10, 1000),
    Kind.NUMBER: (0, 100),
    Kind.PERCENT: (15, 75),
    Kind.RUPIAH: (10_000_000, 1_000_000_000),
}


def answer(field: Field, who: Who, lifelike: Lifelike) -> Value | None:
    """What a candidate (or the committee about it) says in one field."""
    if field.id in lifelike:
        told = lifelike[field.id](who)
        return told if isinstance(told, bool) or not isinstance(told, int) else Decimal(told)
    if not field.required and who.dice.chance(f"{field.id}/kosong", BLANKS):
        return None
    return _by_kind(field, who)


def filled(field: Field, who: Who, lifelike: Lifelike) -> Filled:
    """An answer as the office typed it, with what it says about its evidence."""
    value = answer(field, who, lifelike)
    evidence = _evidence(field, who) if field.evidence and value is not None else ""
    return Filled(_typed(field, who, value), evidence)


def mark(field: Field, who: Who, juror: int) -> Decimal:
    """A juror's mark: jurors differ by a few points, some are stricter than others."""
    low, high = _bounds(field)
    middle = 52 + who.quality * 40 // 100 + (juror * 7 % 5 - 2)
    percent = min(98, max(40, middle + who.dice.between(f"{field.id}/{juror}", -5, 5)))
    return Decimal(low + (high - low) * percent // 100)


def _by_kind(field: Field, who: Who) -> Value:
    match field.kind:
        case Kind.YESNO:
            return who.yes(field.id)
        case Kind.CHOICE:
            return field.options[who.grade(field.id, len(field.options))].code
        case Kind.DATE:
            return datetime.date(2025, 1, 1) + datetime.timedelta(days=who.dice.roll(field.id, 365))
        case Kind.TEXT | Kind.CODE:
            return "Contoh: jawaban karangan"
        case _:
            return _number(field, who)


def _number(field: Field, who: Who) -> Decimal:
    low, high = _bounds(field)
    whole = who.along(field.id, low, high)
    if field.places == 0 or whole in (low, high):
        return Decimal(whole)
    return Decimal(whole) + Decimal(who.dice.roll(f"{field.id}/koma", 100)).scaleb(-min(DIGITS_BEHIND, field.places))


def _bounds(field: Field) -> tuple[int, int]:
    """Whole ends between which an answer is neither refused nor asked about."""
    usual_low, usual_high = _USUAL.get(field.kind, (0, 100))
    low = field.plausible.min if field.plausible.min is not None else field.lowest
    high = field.plausible.max if field.plausible.max is not None else field.highest
    if field.kind is Kind.PERCENT and field.plausible.min is None:
        low, high = max(Decimal(usual_low), low or Decimal(0)), min(Decimal(usual_high), high or Decimal(100))
    first = usual_low if low is None else int(-(-low // 1))
    last = max(first + usual_high, first) if high is None else int(high // 1)
    return first, max(first, last)


def _typed(field: Field, who: Who, value: Value | None) -> Value | None:
    """Some offices write numbers as text, the Indonesian way."""
    if not isinstance(value, Decimal) or not who.dice.chance(f"{field.id}/teks", AS_TEXT):
        return value
    text = show.shown(value)
    return f"Rp {text},00" if field.kind is Kind.RUPIAH else text


def _evidence(field: Field, who: Who) -> str:
    here, link, absent = words.EVIDENCE_CHOICES
    chances = (here, here, here, here, link, link, absent)
    return who.dice.choose(f"{field.id}/bukti", chances)

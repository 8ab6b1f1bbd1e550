"""What a field allows of a number: decimals, bounds, the plausible range, three lost zeros."""

from decimal import Decimal
from fractions import Fraction

from paritrana import decimals
from paritrana.answers import show
from paritrana.answers.model import AnswerSpec, Finding, Kind

LARGEST = Decimal(10) ** 18 - 1
"""No answer of an office is larger, whatever its field declares; it also keeps the arithmetic exact."""

NEAR = 3
"""A thousandfold value within this factor of a known figure has probably lost three zeros."""

_THOUSAND, _HUNDRED = Decimal(1000), Decimal(100)
_SAMPLES = {
    Kind.COUNT: Decimal(1250),
    Kind.NUMBER: Decimal("12.5"),
    Kind.PERCENT: Decimal("38.45"),
    Kind.RUPIAH: Decimal(1_250_000),
}


def places(spec: AnswerSpec) -> int:
    """Digits allowed behind the comma: a count never has any."""
    return 0 if spec.kind is Kind.COUNT else spec.decimals


def limits(spec: AnswerSpec) -> tuple[Decimal, Decimal]:
    """The inclusive bounds, with the largest number we take where none is declared."""
    low = -LARGEST if spec.minimum is None else max(spec.minimum, -LARGEST)
    high = LARGEST if spec.maximum is None else min(spec.maximum, LARGEST)
    return low, high


def within(value: Decimal, spec: AnswerSpec) -> bool:
    """Whether `value` lies within the bounds, both ends included."""
    low, high = limits(spec)
    return low <= value <= high


def fits(value: Decimal, spec: AnswerSpec) -> bool:
    """Whether `value` is acceptable: within the bounds and with no more decimals than declared."""
    return within(value, spec) and decimals_behind(value) <= places(spec)


def decimals_behind(value: Decimal) -> int:
    """Digits behind the point without trailing zeros, however long the number is."""
    return len(show.canonical_text(value).partition(".")[2])


def judged(value: Decimal, spec: AnswerSpec, *, marked: bool = False) -> tuple[Finding, ...]:
    """All remarks on a number; `marked` when a percent sign or format leaves no doubt about its scale."""
    return (
        *_precision(value, spec, marked=marked),
        *_outside(value, spec),
        *_doubts(value, spec, marked=marked),
    )


def sample(spec: AnswerSpec) -> Decimal:
    """A number this field would accept, to show how one is written."""
    value = _to_places(_SAMPLES.get(spec.kind, Decimal(1)), spec)
    low, high = limits(spec)
    return min(max(value, low), high)


def _to_places(value: Decimal, spec: AnswerSpec) -> Decimal:
    return Decimal(decimals.fixed(Fraction(value), places(spec)))


def _precision(value: Decimal, spec: AnswerSpec, *, marked: bool) -> tuple[Finding, ...]:
    if decimals_behind(value) <= places(spec):
        return ()
    if places(spec) == 0:
        return (Finding("A009", {"read": show.shown(value)}),)
    meant = [value] if marked or not _looks_like_fraction(value, spec) else [value, value * _HUNDRED]
    example = show.either(show.plain(_to_places(number, spec)) for number in meant)
    return (Finding("A006", {"read": show.shown(value), "expected": str(places(spec)), "example": example}),)


def _outside(value: Decimal, spec: AnswerSpec) -> tuple[Finding, ...]:
    low, high = limits(spec)
    if value < low:
        return (Finding("A007", {"read": show.shown(value), "expected": show.shown(low)}),)
    if value > high:
        return (Finding("A008", {"read": show.shown(value), "expected": show.shown(high)}),)
    return ()


def _doubts(value: Decimal, spec: AnswerSpec, *, marked: bool) -> tuple[Finding, ...]:
    """At most one question about a number that may be right: the one that explains most."""
    if (known := _lost_zeros(value, spec)) is not None:
        example = show.plain(value * _THOUSAND)
        return (Finding("A019", {"value": show.shown(value), "expected": known, "example": example}),)
    if not marked and _looks_like_fraction(value, spec):
        example = show.plain(value * _HUNDRED)
        return (Finding("A032", {"value": show.shown(value), "example": example}),)
    if within(value, spec) and not _plausible(value, spec):
        expected = show.span(*spec.plausible)
        return (Finding("A020", {"value": show.shown(value), "expected": expected}),)
    return ()


def _lost_zeros(value: Decimal, spec: AnswerSpec) -> str | None:
    """The figure or range that `value` would reach with three zeros more, shown; None where it would not."""
    if value <= 0 or spec.kind is Kind.PERCENT or not within(value * _THOUSAND, spec):
        return None
    full, (low, high) = value * _THOUSAND, spec.plausible
    if spec.reference is not None and spec.reference <= full * NEAR and full <= spec.reference * NEAR:
        return show.shown(spec.reference)
    if low is not None and high is not None and value < low <= full <= high:
        return show.span(low, high)
    return None


def _looks_like_fraction(value: Decimal, spec: AnswerSpec) -> bool:
    """A percentage below one whose hundredfold is allowed too: 0,3845 may stand for 38,45 %."""
    if spec.kind is not Kind.PERCENT or not 0 < value < 1 or not within(value * _HUNDRED, spec):
        return False
    expected_small = spec.plausible != (None, None) and _plausible(value, spec)
    return not expected_small or _plausible(value * _HUNDRED, spec)


def _plausible(value: Decimal, spec: AnswerSpec) -> bool:
    """Whether a value lies within the usual range; a plain zero says that there is nothing, and is no slip."""
    low, high = spec.plausible
    if value == 0:
        return True
    return (low is None or low <= value) and (high is None or value <= high)

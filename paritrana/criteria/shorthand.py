"""What a category file may write shorter, written out: ends of classes, fractions of a points budget."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import Any

from paritrana.decimals import exact_text

_FRACTION = re.compile(r"(\d{1,30})/(\d{1,30})", re.ASCII)


def plainly(given: Mapping[str, Any]) -> dict[str, Any]:
    """The plain values of a category as its models want them; what cannot be read is left for them to refuse."""
    found = dict(given)
    scale = _number(found.get("scale", "100"))
    if isinstance(found.get("classes"), list):
        precision = found.get("precision")
        places = precision.get("score", "2") if isinstance(precision, dict) else "2"
        if scale is not None and re.fullmatch(r"\d", str(places)):
            found["classes"] = _classes(found["classes"], scale, int(places))
    if found.get("weights") == "points" and scale is not None:
        found["aspects"] = _in_points(found.get("aspects"), scale)
    return found


def _number(value: Any) -> Fraction | None:
    try:
        return Fraction(Decimal(value)) if isinstance(value, str | Decimal) else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _classes(steps: list[Any], scale: Fraction, places: int) -> list[Any]:
    """Classes with both bounds: `above` and `below` one unit of the score further in, open ends at 0 and the scale."""
    unit = 10**places
    found = [dict(step) if isinstance(step, dict) else step for step in steps]
    for step in found:
        if not isinstance(step, dict):
            continue
        above, below = _number(step.get("above")), _number(step.get("below"))
        if above is not None:
            _fill(step, "from", exact_text(Fraction(floor(above * unit) + 1, unit)))
        if below is not None:
            _fill(step, "to", exact_text(Fraction(ceil(below * unit) - 1, unit)))
    if found and isinstance(found[0], dict) and "to" in found[0] and found[0].get("above") is None:
        _fill(found[0], "from", "0")
    if found and isinstance(found[-1], dict) and "from" in found[-1] and found[-1].get("below") is None:
        _fill(found[-1], "to", exact_text(scale))
    return found


def _fill(step: dict[str, Any], key: str, bound: str) -> None:
    if step.get(key) is None:
        step[key] = bound


def _in_points(nodes: Any, whole: Fraction) -> Any:
    """Nodes whose weights are points also where they were written as a fraction of what their parent has."""
    if not isinstance(nodes, list):
        return nodes
    found = []
    for node in nodes:
        if not isinstance(node, dict):
            found.append(node)
            continue
        told = _FRACTION.fullmatch(str(node.get("weight", "")))
        own = whole * Fraction(int(told[1]), int(told[2])) if told and int(told[2]) else _number(node.get("weight"))
        inner = own if own else Fraction(100)
        below = {key: _in_points(node[key], inner) for key in ("aspects", "indicators") if key in node}
        found.append({**node, **below, **({"weight": own} if told and own is not None else {})})
    return found

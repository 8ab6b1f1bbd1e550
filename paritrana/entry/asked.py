"""Whom a question concerns: the fields whose `applies_when` is false for a candidate, and what that leaves unknown."""

from collections.abc import Iterable, Mapping, Set
from fractions import Fraction

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.criteria.order import fields_behind, ordered_formulas
from paritrana.expressions import Value, evaluate, truth
from paritrana.rules import Input

NOBODY: frozenset[str] = frozenset()


def not_asked(values: Mapping[str, Input], category: Category) -> frozenset[str]:
    """Ids of the fields that do not concern whoever gave these values (by field; a blank has no key).

    A condition that is missing applies, so a blank frees nobody; only where it is missing because it rests on fields
    that do not concern the candidate, the field does not either.
    """
    conditional = [field for field in category.fields if field.applies_when is not None]
    out = NOBODY
    while conditional:
        known = _with_derived(values, category, out)
        found = {field.id for field in conditional if _is_out(field, known, category, out)} - out
        if not found:
            return out
        out |= found
    return out


def undecided(values: Mapping[str, Input], category: Category) -> frozenset[str]:
    """Ids of the fields of which a candidate's own answers do not tell whether they concern it: the committee's may."""
    known = _with_derived(values, category, not_asked(values, category))
    waiting = {field.id for field in category.fields if field.filled_by is not Role.CANDIDATE} - values.keys()
    found: set[str] = set()
    for field in category.fields:
        if field.applies_when is None or truth(field.applies_when, known) is not None:
            continue
        if fields_behind(field.applies_when.names, category) & waiting:
            found.add(field.id)
            waiting |= {field.id} - values.keys()
    return frozenset(found)


def lacks_only(names: Iterable[str], inputs: Mapping[str, Input], ignored: Set[str], category: Category) -> bool:
    """Whether all that is missing behind names does not concern the candidate (and something is missing)."""
    lacking = fields_behind(names, category) - inputs.keys()
    return bool(lacking) and lacking <= ignored


def _is_out(field: Field, known: Mapping[str, Value], category: Category, out: frozenset[str]) -> bool:
    if field.applies_when is None:
        return False
    holds = truth(field.applies_when, known)
    return holds is False or (holds is None and lacks_only(field.applies_when.names, known, out, category))


def _with_derived(values: Mapping[str, Input], category: Category, out: frozenset[str]) -> dict[str, Value]:
    """Parameters, the values that concern the candidate, and what is derived from them."""
    known: dict[str, Value] = {item.id: Fraction(item.values[-1].value) for item in category.parameters}
    known.update({key: one for key, one in values.items() if key not in out and not isinstance(one, tuple)})
    for item in ordered_formulas(category).formulas:
        found = evaluate(item.formula, known).value
        if found is not None:
            known[item.id] = found
    return known

"""Problems met while scoring: told with the questions behind ids and the cell an answer came from."""

from collections.abc import Mapping

from paritrana.criteria.fields import Field
from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator
from paritrana.entry.model import Entry
from paritrana.problems import Problem, Where
from paritrana.rules import Outcome
from paritrana.text import spoken


def obstacle(indicator: Indicator, outcome: Outcome, entry: Entry, category: Category) -> Problem | None:
    """Why an indicator has no points, where that is an error; None where the policy is to give zero."""
    if outcome.fault == "quorum":
        quorum = str(getattr(indicator.rule, "quorum", ""))
        details = {"question": indicator.title.id, "read": outcome.matched, "expected": quorum}
        return problem("R005", details, entry, category, indicator.id)
    if outcome.fault:
        return impossible(indicator.title.id, outcome.fault, indicator.rule.names, entry, category, indicator.id)
    if (indicator.missing or category.missing) == "return":
        names = asks(indicator.rule.names, category)
        return problem("A001", {"expected": names}, entry, category, indicator.id)
    return None


def impossible(name: str, fault: str, names: frozenset[str], entry: Entry, category: Category, where: str) -> Problem:
    """A030: something in the criteria cannot be computed from these answers."""
    details = {"name": name, "fields": asks(names, category), **spoken("reason", f"faults.{fault}")}
    return problem("A030", details, entry, category, where)


def owed(field: Field, entry: Entry, category: Category) -> Problem:
    """R001: a field that others than the candidate have left blank."""
    details = {"question": field.ask.id, **spoken("role", f"roles.{field.filled_by}")}
    return problem("R001", details, entry, category, field.id)


def asks(names: frozenset[str], category: Category) -> str:
    """The questions (or titles) behind ids, in the order of the file."""
    words = [field.ask.id for field in category.fields if field.id in names]
    words += [item.title.id for item in category.derived if item.id in names]
    return "; ".join(f'"{word}"' for word in words)


def problem(code: str, details: Mapping[str, str], entry: Entry, category: Category, field: str) -> Problem:
    """A problem of an entry, at the cell the field was last said in."""
    where = _where(entry, field)
    return Problem(code, where, details, candidate=entry.candidate.code, category=category.category, field=field)


def _where(entry: Entry, field: str) -> Where:
    said = entry.statements.get(field)
    source = said[-1].source if said else None
    return Where(source.file, source.sheet, source.cell) if source else Where()

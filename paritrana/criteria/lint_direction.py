"""What the lint has to say about values that seem to earn their points the wrong way round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.remarks import Remark, places
from paritrana.criteria.tree import Indicator
from paritrana.expressions import Expression
from paritrana.expressions.nodes import Name
from paritrana.rules import Rule
from paritrana.rules.bands import Bands
from paritrana.rules.count import Count
from paritrana.rules.yesno import YesNo
from paritrana.text import spoken

BAD = re.compile(
    r"\b(tunggakan|menunggak|keluhan|pengaduan|pelanggaran|temuan|keterlambatan|terlambat|sengketa"
    r"|kemiskinan|pengangguran|stunting|complaints?|arrears|violations?|delays?|late)\b",
    re.IGNORECASE,
)
"""Words for what an award wants little of."""

GOOD = re.compile(
    r"\b(cakupan|kepatuhan|terlindungi|kepesertaan|coverage|compliance|protected)\b",
    re.IGNORECASE,
)
"""Words for what an award wants much of."""

TURNED = re.compile(
    r"\b(tidak|tanpa|tak|bebas|bukan|belum|tepat|nihil|selisih|jarak|celah|kesenjangan|kekurangan|sisa|jauh|kurang"
    r"|turun|penurunan|penurun\w*|pengurangan|berkurang|selesai|diselesaikan|penyelesaian|ditindaklanjuti|tindak"
    r"|penanganan|ditangani|pelunasan|lunas|dilunasi|pencegahan|dicegah|saluran|kanal|layanan|sistem"
    r"|mekanisme|prosedur|petugas|without|no|not|free|gap|reduction"
    r"|resolved|handled|settled|prevention)\b",
    re.IGNORECASE,
)
"""Words that may turn the meaning of the others: where one of them stands, nothing is guessed."""

HIGHER, LOWER = "higher", "lower"


@dataclass(frozen=True, slots=True)
class _Use:
    """A place that prefers more, or less, of one value."""

    path: Path
    by: str
    value: str
    better: str


def directions(category: Category) -> Iterator[Remark]:
    """C042 where the name of a value, or another use of it, says that it should be the other way round."""
    titles = {field.id: field.ask.id for field in category.fields}
    titles |= {item.id: item.title.id for item in category.derived}
    first: dict[str, _Use] = {}
    for use in _uses(category):
        before = first.setdefault(use.value, use)
        wanted = _wanted(f"{titles.get(use.value, '')} {use.value.replace('_', ' ')}")
        if wanted and wanted != use.better:
            yield _remark(use, f"direction.{use.better}", name=titles[use.value])
        elif before.better != use.better:
            yield _remark(use, f"direction.unlike_{use.better}", name=use.value, other=before.by)


def _remark(use: _Use, key: str, **details: str) -> Remark:
    return Remark("C042", use.path, {"by": use.by, **spoken("reason", key, **details)})


def _wanted(title: str) -> str:
    """Which way a title tells to prefer, or nothing."""
    good, bad = bool(GOOD.search(title)), bool(BAD.search(title))
    if good == bad or TURNED.search(title):
        return ""
    return HIGHER if good else LOWER


def _uses(category: Category) -> Iterator[_Use]:
    """Indicators, rungs and prizes that look at one value by itself, indicators first."""
    values = {field.id for field in category.fields if field.filled_by is not Role.PANEL}
    values |= {item.id for item in category.derived}
    for path, node in places(category):
        value, better = _of_a_rule(node.rule) if isinstance(node, Indicator) else ("", "")
        if value in values and better:
            yield _Use((*path, "rule"), node.id, value, better)
    for index, rung in enumerate(category.ranking.ties):
        if rung.by in values:
            yield _Use(("ranking", "ties", index), "ranking.ties", rung.by, HIGHER if rung.order == "desc" else LOWER)


def _of_a_rule(rule: Rule) -> tuple[str, str]:
    """The one value a rule looks at, and which way it prefers; nothing where there is no such value or way."""
    if isinstance(rule, YesNo):
        return rule.field, _sign(rule.yes > rule.no, rule.yes < rule.no)
    formula = dict(rule.formulas).get("value")
    if not isinstance(formula, Expression) or not isinstance(formula.node, Name):
        return "", ""
    return formula.node.name, _better(rule)


def _better(rule: Rule) -> str:
    if isinstance(rule, Bands):
        steps = [(low.points, high.points) for low, high in pairwise(rule.bands)]
        rising, falling = any(low < high for low, high in steps), any(low > high for low, high in steps)
        return _sign(rising and not falling, falling and not rising)
    zero, full = getattr(rule, "zero_at", None), getattr(rule, "full_at", None)
    told = getattr(rule, "better", "")
    if isinstance(rule, Count):
        return HIGHER
    if told or zero is None or full is None:
        return str(told)
    return _sign(full > zero, full < zero)


def _sign(higher: bool, lower: bool) -> str:
    return HIGHER if higher else LOWER if lower else ""

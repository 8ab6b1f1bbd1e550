"""What the lint has to say about fields that do not concern everybody, and the indicators that read them."""

from collections.abc import Iterator

from paritrana.criteria.model import Category
from paritrana.criteria.nodes import Path
from paritrana.criteria.order import fields_behind
from paritrana.criteria.remarks import Remark, places
from paritrana.criteria.tree import Indicator
from paritrana.criteria.typing import what_belongs


def concerns(category: Category) -> Iterator[Remark]:
    """C012 where nothing says what becomes of a weight for those whom a field does not concern, and the reverse."""
    conditional = {field.id for field in category.fields if field.applies_when is not None}
    settled: list[Path] = []
    for path, node in places(category):
        if node.applies_when is not None:
            settled.append(path)
        if not isinstance(node, Indicator) or any(path[: len(above)] == above for above in settled):
            continue
        reads = bool(fields_behind(node.rule.names, category) & conditional)
        if reads != (node.otherwise is not None):
            key = "otherwise" if reads else "applies_when"
            yield Remark("C012", path, {"key": key, "parent": node.id, **what_belongs("Indicator", key)})

"""Names of files: ids that no file of results can have, and criteria files whose names keep them from being read."""

from collections.abc import Iterator
from pathlib import Path

from paritrana.criteria.edition import EditionFile
from paritrana.criteria.extend import EDITION_FILE
from paritrana.criteria.model import Category
from paritrana.criteria.remarks import Remark
from paritrana.problems import Problem, Where
from paritrana.text import spoken

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, whatever stands behind a dot."""
TAKEN = DEVICES | {"index", "interview", "receipts", "reconciliation"}
"""What cannot name a category: folders of results have pages and folders of these names already."""
SUFFIX = ".yaml"


def category_names(category: Category) -> Iterator[Remark]:
    """C004 for an id that cannot name the category's page and folder."""
    if category.category in TAKEN:
        yield _refused("category", category.category)


def edition_names(facts: EditionFile) -> tuple[Remark, ...]:
    """C004 for an id that cannot name the edition's folder."""
    return (_refused("edition", facts.edition),) if facts.edition in DEVICES else ()


def misnamed(folder: Path) -> Iterator[Problem]:
    """C057 for every file that looks like criteria and is not read as such: `.yml`, `.YAML`, `Edition.yaml`."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        right = f"{path.stem.lower()}{SUFFIX}"
        unread = path.suffix.lower() == ".yml" or (path.suffix.lower() == SUFFIX and path.suffix != SUFFIX)
        if (unread or (right == EDITION_FILE and path.name != right)) and path.is_file():
            yield Problem("C057", Where(f"{folder.name}/{path.name}"), {"read": path.name, "expected": right})


def _refused(key: str, read: str) -> Remark:
    return Remark("C004", (key,), {"read": read, **spoken("expected", "expected.file_name", read=read)})

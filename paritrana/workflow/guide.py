"""Around a category's file: the technical guide made of it, and a first file for a new category."""

import re
from datetime import datetime
from pathlib import Path

from paritrana.criteria.lint_names import TAKEN
from paritrana.criteria.load import EDITION_FILE, load_category
from paritrana.criteria.skeleton import copy_text, skeleton_text
from paritrana.documents.guide import technical_guide
from paritrana.documents.guide_render import render_guide_page, render_guide_pdf
from paritrana.problems import ConflictError, UsageError, unknown
from paritrana.rules.scalars import KEBAB_PATTERN
from paritrana.workflow.season import Season
from paritrana.workspace import choose_edition, find_workspace, write_file

FOLDER = "juknis"
LONGEST_ID = 60


def write_guide(
    season: Season, category_id: str, output: Path | None, *, at: datetime | None = None, lang: str = "id"
) -> tuple[Path, ...]:
    """Write the technical guide of a category as HTML and PDF into a folder, and return their paths.

    The papers are dated `at`, which is printed on them where it is given. Raises UsageError.
    """
    category = season.categories([category_id])[0]
    name = category.category
    whole, _ = load_category(season.workspace.criteria(season.edition.id) / f"{name}.yaml")
    guide = technical_guide(
        season.edition,
        category,
        parameters=whole.parameters if whole else (),
        at=at.isoformat() if at else None,
        lang=lang,
    )
    dirs = season.workspace.template_dirs
    made = {
        f"{name}.html": render_guide_page(guide, dirs),
        f"{name}.pdf": render_guide_pdf(guide, dirs, at=season.clock(at)),
    }
    folder = output or season.workspace.root / "out" / season.edition.id / FOLDER
    for file, data in made.items():
        write_file(folder / file, data)
    return tuple(folder / file for file in made)


def new_category(root: Path | None, edition: str | None, category_id: str, like: str | None = None) -> Path:
    """Write the first file of a category: a skeleton, or a copy of another category of the edition.

    Raises UsageError for an id that cannot be or a category that does not exist, ConflictError where the file exists.
    """
    workspace = find_workspace(root)
    folder = workspace.criteria(choose_edition(workspace, edition))
    path = folder / f"{category_id}.yaml"
    impossible = path.name == EDITION_FILE or category_id in TAKEN
    if impossible or not re.fullmatch(KEBAB_PATTERN, category_id) or len(category_id) > LONGEST_ID:
        raise UsageError("errors.bad_category_id", read=category_id)
    if path.exists():
        raise ConflictError("errors.exists", path=workspace.relative(path))
    text = skeleton_text(category_id) if like is None else copy_text(_source(folder, like), category_id)
    write_file(path, text.encode())
    return path


def _source(folder: Path, like: str) -> str:
    """The text of a category's file. Raises UsageError where the edition has no such category."""
    known = sorted(path.stem for path in folder.glob("*.yaml") if path.name != EDITION_FILE)
    if like not in known:
        raise unknown("errors.no_category", like, {one: one for one in known}, expected=", ".join(known) or "-")
    return (folder / f"{like}.yaml").read_text(encoding="utf-8-sig")

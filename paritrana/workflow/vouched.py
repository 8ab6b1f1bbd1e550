"""Outside a workspace there is no candidate list: forms and tables are taken at their word."""

import re
from collections.abc import Iterator

from paritrana.answers.texts import single_line
from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.entry.candidates import candidate_of
from paritrana.entry.model import Candidate
from paritrana.form.cells import Book
from paritrana.form.found import cells_of, text_of
from paritrana.form.meta import Meta
from paritrana.problems import Problem, Where
from paritrana.regions import normalise_code, region
from paritrana.workflow.reading import Candidates


def vouched(book: Book, meta: Meta, edition: Edition) -> Candidates:
    """The candidates a file speaks of, known by nothing but their codes: a region, or what fits the pattern."""
    category = edition.categories.get(meta.category)
    if category is None:
        return {}
    if meta.candidate_code:
        own = Candidate(meta.candidate_code, meta.category, meta.candidate_name)
        return {meta.category: {own.code: own}}
    found = {one.code: one for text in _texts(book) if (one := _candidate(text, category))}
    return {meta.category: found} if found else {}


def unlisted(meta: Meta, name: str) -> Problem:
    """The remark that the codes of a file were held against no list."""
    return Problem("B047", Where(name), category=meta.category)


def _texts(book: Book) -> Iterator[str]:
    """Every text that stands in a workbook, wherever the column of codes may be by now."""
    for sheet in book.sheets:
        for raw in cells_of(book, sheet.name).values():
            if isinstance(raw.value, str):
                yield single_line(text_of(raw))


def _candidate(code: str, category: Category) -> Candidate | None:
    if category.candidates.kind != "region":
        fits = re.fullmatch(category.candidates.pattern, code, re.ASCII)
        return Candidate(code, category.category, code) if fits else None
    found = region(normalise_code(code) or "")
    if found is None or found.kind not in category.candidates.levels:
        return None
    return candidate_of(found, category)

"""Make the candidate list and the organiser's table of the league `ucj-2024` from figures.csv.

Run from the checkout, whenever the figures or the criteria of the league change:

    .venv/bin/python scripts/build_ucj.py

The same figures give the same bytes.
"""

import csv
import datetime
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

HOUSE = Path(__file__).parents[1]
sys.path.insert(0, str(HOUSE))

from paritrana.answers import Kind, Value  # noqa: E402
from paritrana.criteria.edition import Edition  # noqa: E402
from paritrana.criteria.fields import Field, Role  # noqa: E402
from paritrana.criteria.load import load_edition  # noqa: E402
from paritrana.criteria.model import Category  # noqa: E402
from paritrana.entry.candidates import candidate_of  # noqa: E402
from paritrana.entry.model import Candidate  # noqa: E402
from paritrana.form.candidate_list import write_candidates  # noqa: E402
from paritrana.form.layout import form_file_name, plan_table  # noqa: E402
from paritrana.regions import region  # noqa: E402
from paritrana.workflow.sample.tables import fill_table  # noqa: E402
from paritrana.workspace import write_file  # noqa: E402

LEAGUE = "ucj-2024"
SUBMISSIONS = HOUSE / "submissions" / LEAGUE
FIGURES = SUBMISSIONS / "figures.csv"

Figures = dict[str, dict[str, str]]


def figures(path: Path = FIGURES) -> Figures:
    """The published figures by code and field id; blank where nothing was published."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row.pop("code"): row for row in csv.DictReader(file)}


def value(field: Field, text: str) -> Value | None:
    """A figure as its field's kind has it."""
    if not text:
        return None
    if field.kind is Kind.DATE:
        return datetime.date.fromisoformat(text)
    return Decimal(text) if field.kind.is_numeric else text


def files(edition: Edition, published: Figures) -> Iterator[tuple[str, bytes]]:
    """The files of the league by their place in its submissions folder."""
    (category,) = edition.categories.values()
    candidates = _candidates(category, published)
    yield "candidates.xlsx", write_candidates(candidates, edition)
    table = plan_table(edition, category, Role.ORGANISER, candidates)
    rows = {
        code: {column.name: value(column.field, row[column.id]) for column in table.columns}
        for code, row in published.items()
    }
    yield f"committee/{form_file_name(table)}", fill_table(table, rows)


def _candidates(category: Category, published: Figures) -> tuple[Candidate, ...]:
    found = [(code, region(code)) for code in published]
    unknown = [code for code, one in found if one is None]
    if unknown:
        raise SystemExit(f"Kode tidak dikenal di {FIGURES.name}: {', '.join(unknown)}")
    return tuple(candidate_of(one, category) for _, one in found if one is not None)


def main() -> None:
    edition, problems = load_edition(HOUSE / "criteria" / LEAGUE)
    if edition is None:
        raise SystemExit("\n".join(f"{problem.code} {problem.where} {dict(problem.details)}" for problem in problems))
    for place, data in files(edition, figures()):
        write_file(SUBMISSIONS / place, data)
        print(f"submissions/{LEAGUE}/{place}: {len(data)} bytes")


if __name__ == "__main__":
    main()

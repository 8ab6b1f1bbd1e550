"""The plain tables: ranking.csv, ranking.json, problems.json, and a data frame. The same bytes on every machine."""

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from paritrana.criteria.edition import Edition
from paritrana.criteria.fingerprint import structure_hash
from paritrana.criteria.model import Category
from paritrana.criteria.tree import Indicator, Node
from paritrana.decimals import exact_text, fixed
from paritrana.documents.columns import node_figure, places, printed_figure
from paritrana.documents.waiting import Standings
from paritrana.problems import Problem
from paritrana.rules import Input
from paritrana.scoring import Award, IndicatorPoints, Placed, Result, Scores, Status
from paritrana.text import cure, label, says

if TYPE_CHECKING:
    import pandas as pd  # the bulk door: never on the help path

LEADING = ("rank", "code", "name", "group", "score", "award", "status", "tie")
"""The first columns of ranking.csv; a column for each aspect and indicator follows, in reading order.

After them one for each adjustment (signed) and, where classes are declared, `class`; where the plenary meeting decided,
`computed_rank` stands last.
"""

CLASS, COMPUTED = "class", "computed_rank"

RANKING_SCHEMA = "paritrana/ranking/1"
PROBLEMS_SCHEMA = "paritrana/problems/1"

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay as they are."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def render_ranking_csv(result: Result, held: Standings | None = None) -> bytes:
    """ranking.csv: UTF-8, LF, decimal points; everybody by group, rank and code; no scores where there are none.

    `held` says, as for a ranking sheet, who is not simply absent.
    What does not apply to a candidate and hands its weight on is an empty cell.
    """
    category, nodes = result.category, _nodes(result.category)
    lines = [_line([*LEADING, *_figure_names(category), *_class_name(category), *_computed_name(result)])]
    for place in result.placed:
        leading, figures = _leading(place, result, held or {}), _figures(place.scores, nodes, category)
        last = [*map(guarded, _class(place, result)), *_computed(place, result)]
        lines.append(_line([*map(guarded, leading), *figures, *last]))
    return "".join(lines).encode()


def _figure_names(category: Category) -> list[str]:
    return [*(node.id for node, _ in category.nodes()), *(item.id for item in category.adjustments)]


def _class_name(category: Category) -> list[str]:
    return [CLASS] if category.classes else []


def _computed_name(result: Result) -> list[str]:
    return [COMPUTED] if result.decisions else []


def _computed(place: Placed, result: Result) -> list[str]:
    """The rank that the score gives, where the plenary meeting may have decided another."""
    rank = place.computed or place.rank
    return [] if not result.decisions else ["" if rank is None else str(rank)]


def _class(place: Placed, result: Result) -> list[str]:
    if not result.category.classes:
        return []
    words = result.classes.get(place.candidate.code)
    return ["" if words is None else words.id]


def _line(values: Iterable[str]) -> str:
    return ",".join(map(_quoted, values)) + "\n"


def _quoted(text: str) -> str:
    """`text` in quotation marks where it needs them (RFC 4180; Python's own writer forgets a lone CR)."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def _leading(place: Placed, result: Result, held: Standings) -> list[str]:
    candidate, scores = place.candidate, place.scores
    rank = "" if place.rank is None else str(place.rank)
    score = "" if scores is None else fixed(scores.published, result.category.precision.score)
    award = award_words(_award(place, result))
    own = held.get(candidate.code) if place.status is Status.ABSENT else None
    status = own[0] if own else place.status.value
    return [rank, candidate.code, candidate.name, candidate.group, score, award, status, place.tie]


def award_words(award: Award | None) -> str:
    """The title of an award, or that the plenary has to decide, or nothing."""
    if award is None:
        return ""
    return label("ranking.plenary") if award.plenary else award.title


def _award(place: Placed, result: Result) -> Award | None:
    return result.awards.get(place.candidate.code) if place.status is Status.RANKED else None


def _nodes(category: Category) -> list[tuple[Node, int]]:
    return [(node, places(category, node)) for node, _ in category.nodes()]


def _figures(scores: Scores | None, nodes: Sequence[tuple[Node, int]], category: Category) -> list[str]:
    """The score of every aspect, 0 to 100, the points of every indicator as printed, and what every adjustment does."""
    if scores is None:
        return [""] * (len(nodes) + len(category.adjustments))
    shown = (
        (
            printed_figure(scores, node, category) if isinstance(node, Indicator) else node_figure(scores, node.id),
            digits,
        )
        for node, digits in nodes
    )
    changes = (scores.points.adjustments.get(item.id) for item in category.adjustments)
    places = category.precision.score
    return [
        *("" if value is None else fixed(value, digits) for value, digits in shown),
        *("" if value is None else fixed(value, places) for value in changes),
    ]


def render_ranking_json(edition: Edition, result: Result) -> bytes:
    """ranking.json: the canonical result, with exact numbers as text; no floats, times or paths."""
    category = result.category
    precision = {"points": str(category.precision.points), "score": str(category.precision.score)}
    return _json(
        {
            "schema": RANKING_SCHEMA,
            "edition": edition.id,
            "category": category.category,
            "criteria": structure_hash(category),
            "precision": precision,
            "scale": exact_text(Fraction(category.scale)),
            "candidates": [_candidate(place, result) for place in result.placed],
            **({"decisions": [one.facts() for one in result.decisions]} if result.decisions else {}),
        }
    )


def _candidate(place: Placed, result: Result) -> dict[str, Any]:
    scores, points, words = place.scores, place.points, result.classes.get(place.candidate.code)
    return {
        "code": place.candidate.code,
        "name": place.candidate.name,
        "group": place.candidate.group,
        "rank": place.rank,
        "status": place.status.value,
        "tie": place.tie,
        "award": _award_facts(_award(place, result)),
        "score": None if scores is None else _score(scores, result.category),
        "aspects": None if scores is None else _exact_texts(scores.aspects),
        "indicators": None if scores is None else _indicators(scores),
        "adjustments": None if scores is None else _exact_texts(scores.points.adjustments),
        "fixed": None if scores is None else _fixed(scores),
        "class": None if words is None else {"title": words.id, "title_en": words.en},
        "gates": [] if points is None else list(points.gates),
        "inputs": None if points is None else {key: _input(value) for key, value in points.inputs.items()},
        **({COMPUTED: place.computed or place.rank} if result.decisions else {}),
    }


def _exact_texts(values: Mapping[str, Fraction]) -> dict[str, str]:
    return {key: exact_text(value) for key, value in values.items()}


def _fixed(scores: Scores) -> dict[str, str | None]:
    """Values of nodes that do not apply to the candidate; null where the weight is redistributed."""
    return {key: None if value is None else exact_text(value) for key, value in scores.points.fixed.items()}


def _award_facts(award: Award | None) -> dict[str, Any] | None:
    if award is None:
        return None
    return {"title": award.title, "title_en": award.title_en, "plenary": award.plenary}


def _score(scores: Scores, category: Category) -> dict[str, str]:
    return {"published": fixed(scores.published, category.precision.score), "exact": exact_text(scores.exact)}


def _indicators(scores: Scores) -> dict[str, dict[str, Any]]:
    return {key: _indicator(item) for key, item in scores.points.indicators.items()}


def _indicator(item: IndicatorPoints) -> dict[str, Any]:
    return {
        "raw": exact_text(item.raw),
        "points": exact_text(item.points),
        "missing": item.missing,
        "applies": item.applies,
        "value": _input(item.outcome.value),
        "matched": item.outcome.matched,
    }


def _input(value: Input) -> Any:
    """A value as JSON: numbers as text, marks as [juror, mark] pairs, null where missing."""
    match value:
        case None | bool() | str():
            return value
        case tuple():
            return [[juror, exact_text(mark)] for juror, mark in value]
        case datetime.date():
            return value.isoformat()
        case _:
            return exact_text(Fraction(value))


def render_problems_json(problems: Iterable[Problem], lang: str = "id") -> bytes:
    """problems.json: every problem with where it is and the words that go with it, in the order given."""
    return _json({"schema": PROBLEMS_SCHEMA, "problems": [problem_facts(problem, lang) for problem in problems]})


def problem_facts(problem: Problem, lang: str = "id") -> dict[str, Any]:
    """One problem as every JSON answer gives it."""
    return {
        "code": problem.code,
        "level": problem.level.value,
        "file": problem.where.file,
        "sheet": problem.where.sheet,
        "cell": problem.where.cell,
        "line": problem.where.line,
        "category": problem.category,
        "candidate": problem.candidate,
        "indicator": problem.field,
        "question": problem.details.get(f"question_{lang}", problem.details.get("question", "")),
        "read": problem.details.get("read", ""),
        "expected": problem.details.get(f"expected_{lang}", problem.details.get("expected", "")),
        "says": says(problem, lang),
        "cure": cure(problem, lang),
        "stake": None if problem.stake is None else exact_text(problem.stake),
    }


def _json(value: Mapping[str, Any]) -> bytes:
    """Canonical JSON: keys sorted, UTF-8, every element of a list at the top on a line of its own."""
    parts = ",\n".join(f"{_dumped(key)}: {_lines(value[key])}" for key in sorted(value))
    return f"{{\n{parts}\n}}\n".encode()


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _dumped(value)
    return "[\n" + ",\n".join(map(_dumped, value)) + "\n]"


def _dumped(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)


def to_frame(result: Result) -> "pd.DataFrame":
    """The columns of ranking.csv as a pandas frame, for looking: rank Int64, scores and points floats."""
    import pandas as pd  # the bulk door: never on the help path

    category, nodes = result.category, _nodes(result.category)
    names, classes = _figure_names(category), _class_name(category)
    rows = [
        [*_leading(place, result, {}), *_figures(place.scores, nodes, category), *_class(place, result)]
        for place in result.placed
    ]
    frame = pd.DataFrame(rows, columns=[*LEADING, *names, *classes], dtype="str")
    figures = ["score", *names]
    frame[figures] = frame[figures].apply(pd.to_numeric).astype("float64")
    frame["rank"] = pd.to_numeric(frame["rank"]).astype("Int64")
    return frame

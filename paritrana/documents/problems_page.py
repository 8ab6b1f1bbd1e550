"""problems.html: what was found in the files, for those who mend it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from paritrana.catalogue import Level
from paritrana.documents.page import render_page
from paritrana.problems import Problem, Where
from paritrana.text import cure, formats, label, says

Words = Callable[[Problem, str], str]
"""What is said of a problem in a language."""


def render_problems_page(
    title: str,
    problems: Iterable[Problem],
    template_dirs: Sequence[Path],
    *,
    names: Mapping[str, str] | None = None,
    questions: Mapping[str, str] | None = None,
    lang: str = "id",
    made: str = "",
    page_marks: Sequence[str] = (),
    template: str = "problems.html.j2",
    sayings: tuple[Words, Words] = (says, cure),
) -> bytes:
    """problems.html: every remark by candidate or file, the gravest first, with where, what and how to mend it.

    `title` names the edition and category; `names` are candidates' names by code, `questions` those of the fields by
    id. `sayings` say what is wrong and how to mend it.
    """
    found = tuple(problems)
    values = {
        "title": title,
        "made": made,
        "marks": tuple(page_marks),
        "counts": _counts(found, lang),
        "groups": _remarks(found, names or {}, questions or {}, lang, sayings),
    }
    return render_page(template, template_dirs, lang, **values)


@dataclass(frozen=True, slots=True)
class _Remark:
    """One problem in words. `question`, `read` and `expected` are empty where the sentences already say so."""

    level: str
    level_words: str
    code: str
    place: str
    question: str
    says: str
    cure: str
    read: str
    expected: str
    stake: str


@dataclass(frozen=True, slots=True)
class _Remarks:
    """The remarks on one candidate, or on one file that belongs to nobody."""

    title: str
    code: str
    remarks: tuple[_Remark, ...]
    counts: tuple[tuple[str, str], ...]


def _remarks(
    problems: Sequence[Problem],
    names: Mapping[str, str],
    questions: Mapping[str, str],
    lang: str,
    sayings: tuple[Words, Words],
) -> tuple[_Remarks, ...]:
    """The problems in groups: those with the gravest first, candidates before files; so too within each."""
    levels = tuple(Level)
    ordered = sorted(problems, key=lambda item: (*_whose(item), levels.index(item.level), item.where.order, item.code))
    groups = [(*whose, tuple(of)) for whose, of in groupby(ordered, key=_whose)]
    groups.sort(key=lambda group: (levels.index(group[2][0].level), not group[0], group[0], group[1]))
    return tuple(_group(code, file, of, names, questions, lang, sayings) for code, file, of in groups)


def _whose(problem: Problem) -> tuple[str, str]:
    return (problem.candidate, "" if problem.candidate else problem.where.file)


def _group(
    code: str,
    file: str,
    problems: Sequence[Problem],
    names: Mapping[str, str],
    questions: Mapping[str, str],
    lang: str,
    sayings: tuple[Words, Words],
) -> _Remarks:
    title = names.get(code, code) if code else file or label("remarks.general", lang)
    shown_code = code if code and title != code else ""
    remarks = tuple(_remark(item, questions.get(item.field, ""), lang, sayings, under=title) for item in problems)
    return _Remarks(title, shown_code, remarks, _counts(problems, lang))


def _place(where: Where, under: str) -> str:
    """Where it is, without the file that the heading names already."""
    return str(replace(where, file="") if where.file == under and where.line is None else where)


def _remark(problem: Problem, question: str, lang: str, sayings: tuple[Words, Words], under: str) -> _Remark:
    sentence, mending = (saying(problem, lang) for saying in sayings)
    told = f"{sentence} {mending}"
    read, expected = problem.details.get("read", ""), _detail(problem, "expected", lang)
    points = "" if problem.stake is None else formats.number(problem.stake, 2, lang)
    return _Remark(
        level=problem.level.value,
        level_words=label(f"level.{problem.level.value}", lang),
        code=problem.code,
        place=_place(problem.where, under),
        question="" if question in sentence else question,
        says=sentence,
        cure=mending,
        read="" if read in sentence else read,
        expected="" if expected in told else expected,
        stake=label("remarks.stake", lang, points=points) if points else "",
    )


def _detail(problem: Problem, key: str, lang: str) -> str:
    return problem.details.get(f"{key}_{lang}", problem.details.get(key, ""))


def _counts(problems: Sequence[Problem], lang: str) -> tuple[tuple[str, str], ...]:
    """How many of each level, in words, the gravest first; levels that do not occur are left out."""
    found = []
    for level in Level:
        count = sum(problem.level is level for problem in problems)
        if count:
            words = label(f"level.{level.value}", lang)
            found.append((level.value, label("remarks.counts", lang, count=str(count), level=words)))
    return tuple(found)

"""What is said about one file that goes back: verdict, rows of the returned form, page, points of the message."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from paritrana.catalogue import Level
from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.documents.message import POINTS, Message, Point, instead_of, ready_answer, render_message
from paritrana.documents.problems_page import render_problems_page
from paritrana.documents.view import marks
from paritrana.form.layout import OWN_CODE_NAME
from paritrana.form.marker import RESULT_SHEET, Remark, Report
from paritrana.problems import Problem
from paritrana.text import cure, formats, label, says
from paritrana.workflow.reading import FileRead
from paritrana.workflow.remarks import involved
from paritrana.workflow.typed_back import Located
from paritrana.workspace import Workspace, shipped


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a reply says besides the remarks. `receipt` and `deadline` are left out where there is none yet.

    `template_dirs` are where its templates are looked for: the shipped ones, unless a workspace has its own.
    """

    lang: str = "id"
    receipt: str = ""
    deadline: datetime | None = None
    template_dirs: Sequence[Path] = field(default_factory=lambda: Workspace(shipped("criteria").parent).template_dirs)


@dataclass(frozen=True, slots=True)
class About:
    """One file and everything that is said about it.

    `form` is empty where no form goes back. `received` counts the files of its candidate: where there are several,
    they are told of together, and it is asked which of them counts.
    """

    file: FileRead
    edition: Edition
    category: Category | None
    found: Located | None
    problems: tuple[Problem, ...]
    form: str
    html: str
    occasion: Occasion
    received: int = 1

    @property
    def lang(self) -> str:
        return self.occasion.lang

    def count(self, level: Level) -> int:
        return sum(problem.level is level for problem in self.problems)

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands above all that goes back: that it is an example, where it is one."""
        edition = self.edition
        return marks(edition.status(self.category) if self.category else edition.facts.status, code="")

    def verdict(self) -> str:
        """In one sentence, whether the file is accepted."""
        if self.received > 1:
            return label("reply.twins", self.lang, count=str(self.received))
        errors, warnings = self.count(Level.ERROR), self.count(Level.WARNING)
        key, count = ("mend", errors) if errors else ("look", warnings) if warnings else ("fine", 0)
        suffix = "" if self.found else "_file"
        return label(f"reply.{key}{suffix}", self.lang, count=str(count))

    def name(self) -> str:
        """Whom the file is about; empty where that is not known."""
        one = self.found.layout.candidate if self.found else None
        return one.name if one else ""

    def says(self, problem: Problem, lang: str) -> str:
        """What is wrong, in words for an office."""
        return _office(problem, "says", lang) or says(problem, lang)

    def cure(self, problem: Problem, lang: str) -> str:
        """How an office mends it; what is mended by the returned form itself says so."""
        told = _office(problem, "cure", lang)
        if told or not self.form:
            return told or cure(problem, lang)
        try:
            return label(("reply", "cure", problem.code), lang)
        except KeyError:
            return cure(problem, lang)

    def question(self, problem: Problem) -> str:
        """The question a problem is about, in words; empty where it is about the whole file."""
        return _worded(problem, "question", self.lang)

    def page(self) -> bytes:
        """The remarks as a page for a browser."""
        facts = self.edition.facts
        parts = [facts.title(self.lang), self.category.title(self.lang) if self.category else "", self.file.name]
        problem_names = {problem.candidate: self.name() for problem in self.problems if self.name()}
        questions = {problem.field: self.question(problem) for problem in self.problems if problem.field}
        return render_problems_page(
            " · ".join(filter(None, parts)),
            self.problems,
            self.occasion.template_dirs,
            names=problem_names,
            questions=questions,
            lang=self.lang,
            page_marks=self.marks,
            template="returned.html.j2",
            sayings=(self.says, self.cure),
        )

    def report(self) -> Report:
        """What stands on the returned form."""
        name = self.name() or self.file.name
        errors = self.count(Level.ERROR) + self.count(Level.WARNING)
        keys = ("step_open", "step_mend", "step_send") if errors else ()
        return Report(
            " · ".join((*self.marks, label("reply.title", self.lang, name=name))),
            self.verdict(),
            tuple(label(f"reply.{key}", self.lang, sheet=RESULT_SHEET) for key in keys),
            tuple(self.remark(problem) for problem in self.problems),
            label("reply.no_remarks", self.lang),
        )

    def remark(self, problem: Problem) -> Remark:
        """A problem as a row of the returned form."""
        first, *others = self.fields(problem) or ("",)
        stake = "" if problem.stake is None else formats.number(problem.stake, 2, self.lang)
        return Remark(
            problem.level,
            label(f"level.{problem.level.value}", self.lang),
            problem.code,
            first,
            self.question(problem),
            _worded(problem, "read", self.lang),
            self.expected(problem),
            self.says(problem, self.lang),
            self.cure(problem, self.lang),
            stake,
            tuple(others),
        )

    def expected(self, problem: Problem) -> str:
        """What was expected; a bare limit becomes words."""
        told = _worded(problem, "expected", self.lang)
        try:
            return label(("reply", "limit", problem.code), self.lang, expected=told)
        except KeyError:
            return told

    def fields(self, problem: Problem) -> tuple[str, ...]:
        """The questions of the form that a problem is about, or the cell in which an office writes its code."""
        if self.found is None or self.category is None:
            return ()
        code = self.found.own_code
        if not problem.field:
            own = code is not None and problem.where.cell and problem.where.cell == code.source.cell
            return (OWN_CODE_NAME,) if own and self.found.layout.candidate is None else ()
        asked = {slot.id for slot in self.found.layout.slots}
        return tuple(name for name in involved(problem, self.category) if name in asked)

    def message(self, data: bytes) -> str:
        """The text for WhatsApp."""
        facts, occasion = self.edition.facts, self.occasion
        code = self.found.layout.meta.candidate_code if self.found else ""
        message = Message(
            self.name(),
            self.verdict(),
            self.file.name,
            code,
            occasion.receipt,
            deadline=occasion.deadline if self.count(Level.ERROR) or self.count(Level.WARNING) else None,
            sender=label("reply.sender", self.lang, title=facts.title(self.lang)),
            mark=" · ".join(self.marks),
        )
        ready = self.ready(data)
        if ready:
            message = replace(message, verdict=ready[0], ways=ready[1])
        else:
            points, more = self.points()
            told = self.what_to_do()
            message = replace(message, points=points, more=more, attached=self.form or self.html, what_to_do=told)
        return render_message(message, occasion.template_dirs, self.lang)

    def ready(self, data: bytes) -> tuple[str, tuple[str, ...]] | None:
        """The ready answer to what is no form at all; None where the remarks say it better."""
        first = next(iter(self.problems), None)
        if first is not None and first.code == "B002":
            key = instead_of(first.details.get("read", ""), data)
            return ready_answer(key, first.details.get("read", ""), self.lang)
        return ready_answer("foreign", "", self.lang) if first is not None and first.code == "B020" else None

    def what_to_do(self) -> str:
        """The sentence that says what to do next; empty where nothing is left to do."""
        errors, warnings = self.count(Level.ERROR), self.count(Level.WARNING)
        if self.form and (errors or warnings):
            return label("reply.how_mend" if errors else "reply.how_look", self.lang, file=self.form)
        return label("reply.how_new", self.lang) if errors and self.file.role and self.received == 1 else ""

    def points(self) -> tuple[list[Point], int]:
        """The points of the message, those that weigh most first, and how many remarks are left out.

        Of several files it only asks which of them counts.
        """
        told = [problem for problem in self.problems if problem.level is not Level.INFO]
        blanks = [problem for problem in told if problem.code == "A001"]
        gathered = blanks if len(blanks) > 1 else []
        groups = [[problem] for problem in told if problem not in gathered] + ([gathered] if gathered else [])
        groups.sort(key=_weight)
        shown = POINTS if self.received == 1 else 1
        return [self.point(group) for group in groups[:shown]], sum(len(group) for group in groups[shown:])

    def point(self, group: Sequence[Problem]) -> Point:
        """One point: a problem, or all the blanks together."""
        cells = [self.cell(problem) for problem in group]
        if len(group) > 1:
            return Point("", blanks=tuple(filter(None, cells)))
        told = f"{self.says(group[0], self.lang)} {self.cure(group[0], self.lang)}"
        return Point(told, self.question(group[0]), cells[0])

    def cell(self, problem: Problem) -> str:
        """The cell of the returned form in which a problem is mended; without such a form, that of the file."""
        if self.found is None or not self.form:
            return problem.where.cell
        places = {slot.id: slot.answer for slot in self.found.layout.slots}
        return next((places[name] for name in self.fields(problem) if name in places), "")


def _weight(group: Sequence[Problem]) -> tuple[int, bool, float]:
    """Errors before warnings, the whole file before its cells, then what costs most; equals stay in their order."""
    first = group[0]
    stakes = [problem.stake for problem in group if problem.stake is not None]
    return tuple(Level).index(first.level), bool(first.field), -float(max(stakes, default=0))


def _office(problem: Problem, key: str, lang: str) -> str:
    """The words for offices, empty where they are those for everybody."""
    try:
        return label(("reply", "office", problem.code, key), lang).format_map(problem.details)
    except KeyError:
        return ""


def _worded(problem: Problem, key: str, lang: str) -> str:
    return problem.details.get(f"{key}_{lang}", problem.details.get(key, ""))

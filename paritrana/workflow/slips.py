"""What each sender gets: the receipt as text and page, and with it the reply that says what is to be mended."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from paritrana.answers import Kind
from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Field, Role
from paritrana.documents.receipt import Slip, render_page, render_text
from paritrana.documents.typst_pdf import Typesetter
from paritrana.documents.view import marks
from paritrana.entry.check import Checked
from paritrana.problems import Problem
from paritrana.store.receipts import Receipt, State, number
from paritrana.store.received import kept, place
from paritrana.text import cure, formats, label, says
from paritrana.workflow.check import Origin, with_checks
from paritrana.workflow.reading import Candidates, FileRead, References, read_file
from paritrana.workflow.returned import Occasion, reply
from paritrana.workflow.season import Season
from paritrana.workflow.verdicts import Verdict, reason, verdict, verdict_words
from paritrana.workflow.whence import Whence, by_office, whence
from paritrana.workspace import swap_folder

FOLDER = "receipts"
TEXT, PAGE = "tanda-terima.txt", "tanda-terima.pdf"
STANDING = ".keadaan.json"
"""Beside a receipt, what had become of its file when it was written: a receipt that says otherwise is written anew."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Where receipts stand, and the numbers of those that were written."""

    folder: Path
    written: tuple[int, ...]


def read_kept(job: tuple[Path, str], edition: Edition, known: Candidates, figures: References) -> FileRead:
    """A kept file, read as `check` reads it; the job is where it is kept, and the name it came under."""
    path, name = job
    return with_checks(read_file(path, name, edition, known, "any", figures), edition)


def write_slips(season: Season, known: Mapping[int, Receipt], at: datetime, lang: str) -> Slips:
    """Write receipt and reply of every file that has none, or one that no longer says what has become of it.

    A folder is replaced as a whole, so that nothing of what it said before is left.
    """
    desk = _Desk(season, whence(season), at, lang)
    folder = season.workspace.internal(season.edition.id) / FOLDER
    stale = [one for one in known.values() if not _is_current(folder / one.number, desk.standing(one))]
    if stale:
        with Typesetter(season.workspace.template_dirs) as typesetter:
            for one in sorted(stale, key=lambda one: one.no):
                swap_folder(folder / one.number, desk.papers(one, typesetter))
    return Slips(folder, tuple(sorted(one.no for one in stale)))


def _is_current(folder: Path, standing: bytes) -> bool:
    try:
        return (folder / STANDING).read_bytes() == standing and (folder / PAGE).is_file()
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class _Desk:
    """Writes receipts as things stand at a moment, in one language."""

    season: Season
    senders: Whence
    at: datetime
    lang: str

    def standing(self, one: Receipt) -> bytes:
        """What has become of a file, as it is kept beside its receipt."""
        told = [verdict(one, frozen=self._is_frozen(one)).value, one.why, one.replaced_by, list(one.replaces)]
        return json.dumps(told).encode()

    def papers(self, one: Receipt, typesetter: Typesetter) -> dict[str, bytes]:
        """Everything that goes to the sender of a file, by name."""
        read, dirs = self._read(one), self.season.workspace.template_dirs
        slip = self.slip(one, read)
        page = render_page(slip, typesetter, datetime.fromisoformat(one.at))
        own = {TEXT: render_text(slip, dirs).encode(), PAGE: page, STANDING: self.standing(one)}
        return {**self._reply(one, read), **own}

    def slip(self, one: Receipt, read: FileRead) -> Slip:
        """The words of a receipt."""
        edition = self.season.edition
        category = edition.categories.get(one.category)
        return Slip(
            number=one.number,
            award=edition.facts.title(self.lang),
            facts=tuple(self._facts(one)),
            verdict=verdict_words(one, self.lang, frozen=self._is_frozen(one)),
            next_step=self._next(one, read),
            answers=tuple(self._answers(one, read)),
            marks=marks(edition.status(category) if category else edition.facts.status, code=""),
            lang=self.lang,
        )

    def _is_frozen(self, one: Receipt) -> bool:
        return self.senders.is_frozen(one, max(self.at, datetime.fromisoformat(one.at)))

    def _read(self, one: Receipt) -> FileRead:
        if not one.sha256:
            return FileRead(one.name, "", dangerous=True)
        job = (place(self.season.workspace.received, one.sha256), one.name)
        return read_kept(job, self.season.edition, self.senders.known, {})

    def _reply(self, one: Receipt, read: FileRead) -> Mapping[str, bytes]:
        """The reply of `check -o`, with receipt and deadline; the committee's own tables get none.

        While a file is held its receipt is the message, and without mistakes the only paper: another would say that it
        is accepted. A file that cannot count any more gets none at all, for nobody is to mend it.
        """
        if not one.sha256 or not by_office(one) or one.state in (State.REPLACED, State.DECLINED):
            return {}
        if one.state is State.HELD and (self._is_frozen(one) or not one.errors):
            return {}
        season, received = self.season, self.season.workspace.received
        occasion = Occasion(self.lang, one.number, self.senders.deadline(one), season.workspace.template_dirs)
        origin = Origin(place(received, one.sha256), season.edition, self.senders.known)
        files = reply(kept(received, one.sha256), read, origin, occasion).files
        return {name: data for name, data in files.items() if one.state is not State.HELD or not name.endswith(".txt")}

    def _facts(self, one: Receipt) -> Iterable[tuple[str, str]]:
        lang, counts = self.lang, one.state is State.COUNTS
        category, due = self.season.edition.categories.get(one.category), self.senders.deadline(one)
        told = {
            "candidate": self.senders.name(one, lang),
            "category": category.title(lang) if category else "",
            "file": one.name,
            "at": _moment(self.senders.arrival(one), lang),
            "deadline": _moment(due, lang) if due else "",
            "answers": _counted(one.answers, lang) if one.covers else "",
            "remarks": label(
                "receipt.counts", lang, errors=_counted(one.errors, lang), warnings=_counted(one.warnings, lang)
            ),
            "replaces": ", ".join(map(number, one.replaces)) if counts else "",
            "sha256": one.sha256,
        }
        return ((label(f"receipt.fact.{key}", lang), value) for key, value in told.items() if value)

    def _next(self, one: Receipt, read: FileRead) -> str:
        """Why the file does not count, or what its sender does next."""
        frozen = self._is_frozen(one)
        key = _NEXT.get(verdict(one, frozen=frozen))
        why = reason(one, self.lang, frozen=frozen)
        if why or key is None:
            return why or self._unfit(read)
        if key == "mend" and not by_office(one):
            key = "mend_table"
        return label(f"receipt.{key}", self.lang, by=number(one.replaced_by))

    def _unfit(self, read: FileRead) -> str:
        """Why a file was refused: what is wrong with a form that was recognised, else that it is none."""
        first = next((problem for problem in read.problems if problem.is_error), None)
        return label("receipt.refused", self.lang) if first is None or read.role is None else _told(first, self.lang)

    def _answers(self, one: Receipt, read: FileRead) -> Iterable[tuple[str, str]]:
        """The numbers of a single form, in figures and words: what a slip of the finger changes most.

        None where the criteria or the candidate list have changed so that the form is no longer read.
        """
        category = self.season.edition.categories.get(one.category)
        if category is None or one.role != Role.CANDIDATE.value or len(one.covers) != 1:
            return
        asked = {field.id: field for field in category.fields}
        checked = read.checked.get(one.covers[0], Checked())
        for said in checked.statements:
            if isinstance(said.value, Decimal) and said.field in asked:
                yield asked[said.field].ask(self.lang), _figure(said.value, asked[said.field], self.lang)


_NEXT = {
    Verdict.COMPLETE: "done",
    Verdict.TO_MEND: "mend",
    Verdict.EMPTY: "fill",
    Verdict.REPLACED: "replaced",
    Verdict.DECLINED: "declined",
}
"""What is said after a verdict that needs no reason."""


def _told(problem: Problem, lang: str) -> str:
    return f"{says(problem, lang)} {cure(problem, lang)}"


def _figure(value: Decimal, field: Field, lang: str) -> str:
    """A number in figures and words, with its unit."""
    bare = label("guide.kinds.percent", lang) if field.kind is Kind.PERCENT else ""
    unit = field.unit(lang) if field.unit else bare
    return f"{formats.number(value, None, lang)} ({formats.terbilang(value, None, lang)}) {unit}".strip()


def _moment(at: datetime, lang: str) -> str:
    return f"{formats.weekday(at, lang)}, {formats.moment(at.isoformat(), lang)}"


def _counted(count: int, lang: str) -> str:
    return f"{count} ({formats.terbilang(count, None, lang)})"

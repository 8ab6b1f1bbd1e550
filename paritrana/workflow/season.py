"""The edition at hand: its workspace, its valid criteria, its candidates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from pathlib import Path

from paritrana.criteria.edition import Edition
from paritrana.criteria.load import load_edition
from paritrana.criteria.model import Category
from paritrana.entry.candidates import derive_candidates
from paritrana.entry.model import Candidate
from paritrana.entry.panel import Board
from paritrana.entry.plenary import Decision, Objection
from paritrana.form.candidate_list import read_candidates
from paritrana.form.cells import Book, UnreadableBook, open_book
from paritrana.form.objection_book import read_objections
from paritrana.form.panel_book import read_panel
from paritrana.form.plenary_book import read_plenary
from paritrana.intake.guard import judge
from paritrana.manifest import canonical, sha256
from paritrana.problems import CriteriaInvalid, Problem, Where, has_errors, unknown
from paritrana.regions.zones import WIB
from paritrana.text import spoken
from paritrana.workspace import Workspace, choose_edition, find_workspace

Tick = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_PAPER_ONLY = ("certificate_name", "detail", "certificate_number", "contact", "proposer", "verifier")
"""Facts of a candidate that may still change after a result is sealed: they change no rank."""


def silent(_done: int, _of: int) -> None:
    """A tick that shows nothing."""


def unopened(error: OSError) -> dict[str, str]:
    """Why a file could not be opened, as the reason of B012."""
    return spoken("reason", "form.unopened", read=error.strerror or str(error))


@dataclass(frozen=True)
class Season:
    """An edition in its workspace. Candidates are read once, when first asked for."""

    workspace: Workspace
    edition: Edition
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def listed(self) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
        """The rows of candidates.xlsx (none where the file is absent), with what is wrong with it."""
        book, problems = self.kept_book(self.workspace.candidates(self.edition.id))
        return ((), problems) if book is None else read_candidates(book, self.edition)

    def kept_book(self, path: Path) -> tuple[Book | None, tuple[Problem, ...]]:
        """A workbook that the committee keeps itself, after the guard; None where it is absent or cannot be opened."""
        if not path.exists():
            return None, ()
        name = self.workspace.relative(path)
        try:
            data = path.read_bytes()
            hazards = judge(data, name)
            return (None, hazards) if has_errors(hazards) else (open_book(data, name), ())
        except OSError as error:
            return None, (Problem("B012", Where(name), unopened(error)),)
        except UnreadableBook as error:
            return None, (Problem("B012", Where(name), {"reason": error.reason}),)

    @cached_property
    def panel(self) -> tuple[Board, tuple[Problem, ...]]:
        """The members and recusals of panel.xlsx (none where the file is absent), with what is wrong with it."""
        book, problems = self.kept_book(self.workspace.panel(self.edition.id))
        return (Board(), problems) if book is None else read_panel(book, self.edition, self.known())

    @cached_property
    def plenary(self) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
        """The decisions of pleno.xlsx that count (none where it is absent), with what is wrong with the others."""
        book, problems = self.kept_book(self.workspace.plenary(self.edition.id))
        return ((), problems) if book is None else read_plenary(book, self.edition, self.known())

    @cached_property
    def objections(self) -> tuple[tuple[Objection, ...], tuple[Problem, ...]]:
        """The objections of sanggahan.xlsx (none where the file is absent), with what is wrong with it."""
        book, problems = self.kept_book(self.workspace.objections(self.edition.id))
        return ((), problems) if book is None else read_objections(book, self.edition, self.known())

    def candidates(self, category: Category) -> tuple[Candidate, ...]:
        """Who may take part in a category, by code; derived from the regions where the list has nobody."""
        if category.category not in self._candidates:
            self._candidates[category.category] = self._found(category)
        return self._candidates[category.category]

    @cached_property
    def _candidates(self) -> dict[str, tuple[Candidate, ...]]:
        return {}

    def _found(self, category: Category) -> tuple[Candidate, ...]:
        rows = tuple(row for row in self.listed[0] if row.category == category.category)
        if not rows and category.candidates.list == "derived" and not has_errors(self.listed[1]):
            rows = derive_candidates(self.edition, category)
        return tuple(sorted(rows, key=lambda row: row.code))

    def known(self) -> dict[str, dict[str, Candidate]]:
        """The candidates of every category, by category and code."""
        return {
            key: {one.code: one for one in self.candidates(category)}
            for key, category in self.edition.categories.items()
        }

    def candidates_hash(self, category: Category) -> str:
        """SHA-256 of what the candidate list says about a category, papers-only facts left out."""
        rows = [
            {key: getattr(row, key) for key in Candidate.__slots__ if key not in _PAPER_ONLY}
            for row in self.candidates(category)
        ]
        return sha256(canonical(rows))

    def categories(self, wanted: Iterable[str] = ()) -> tuple[Category, ...]:
        """The categories asked for, in the order asked; all where none is named. Raises UsageError."""
        names = tuple(dict.fromkeys(wanted))
        known = self.edition.categories
        for name in names:
            if name not in known:
                raise unknown("errors.no_category", name, {one: one for one in known}, expected=", ".join(known))
        return tuple(known[name] for name in names) or tuple(known.values())

    def clock(self, at: datetime | None) -> datetime:
        """The time papers carry: as given, else noon of the award date or of the period's last day."""
        facts = self.edition.facts
        return at or datetime.combine(facts.award_date or facts.period.end, time(12), WIB)


def open_season(root: Path | None, wanted: str | None) -> Season:
    """The edition asked for, in its workspace. Raises UsageError, or CriteriaInvalid with every problem."""
    workspace = find_workspace(root)
    edition_id = choose_edition(workspace, wanted)
    edition, problems = load_edition(workspace.criteria(edition_id))
    if edition is None:
        raise CriteriaInvalid(problems)
    return Season(workspace, edition, problems)

"""Tim Penilai: the workbook that says who marks and who does not mark whom, read back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from paritrana.answers.texts import single_line
from paritrana.criteria.edition import Edition
from paritrana.entry.model import Candidate
from paritrana.entry.panel import ROLES, Board, Member, MemberRole, Recusal
from paritrana.entry.verification import person_key
from paritrana.form.cells import Book
from paritrana.form.found import folded, is_blank
from paritrana.form.tables import Row, read_rows
from paritrana.problems import Problem, Where
from paritrana.regions import Ambiguous, Region, normalise_code, official_name, region, resolve
from paritrana.text import spoken

MEMBERS_SHEET, RECUSALS_SHEET = "Anggota", "Tidak Ikut Menilai"
MEMBER_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("Nama", "Nama anggota"),
    "role": ("Peran", "Jabatan dalam tim"),
    "element": ("Unsur",),
    "affiliation": ("Lembaga", "Instansi"),
    "region": ("Wilayah asal",),
    "categories": ("Kategori",),
}
RECUSAL_COLUMNS: dict[str, tuple[str, ...]] = {
    "juror": ("Nama penilai", "Penilai"),
    "category": ("Kategori",),
    "candidate": ("Kode kandidat", "Kode"),
    "reason": ("Alasan",),
}
"""What the columns hold, with the titles they may have; the first is the one we write."""

LONGEST = 200
"""Letters of a name, element, affiliation or reason that count; what stands behind them is cut off."""

FEW = 3
"""Names that a message offers."""

Known = Mapping[str, Mapping[str, Candidate]]
"""The candidates by category and code."""


def read_panel(book: Book, edition: Edition, known: Known) -> tuple[Board, tuple[Problem, ...]]:
    """The members and recusals of a list in its order; a row that cannot be understood is told of, and left out.

    A member whose role or category is not known is one all the same, as an ordinary member of the known categories:
    a slip of the committee's pen takes nobody's marks away. A recusal counts only where it is whole.
    """
    rows, missing = read_rows(book, MEMBERS_SHEET, MEMBER_COLUMNS, ("name", "role"))
    if missing:
        return Board(), missing
    members = _Members(edition)
    found = tuple(filter(None, map(members.read, rows)))
    members.crowded()
    barred, absent = read_rows(book, RECUSALS_SHEET, RECUSAL_COLUMNS, tuple(RECUSAL_COLUMNS))
    recusals = _Recusals(edition, known=known, members=found)
    declared: dict[tuple[str, str, str], Recusal] = {}
    for one in filter(None, map(recusals.read, barred)):
        declared.setdefault((one.category, one.candidate, one.juror), one)
    problems = (*members.problems, *absent, *recusals.problems)
    return Board(found, tuple(declared.values())), problems


@dataclass
class _Rows:
    """Rows on their way, and what is wrong with them."""

    edition: Edition
    problems: list[Problem] = field(default_factory=list)

    def text(self, row: Row, key: str) -> str:
        return single_line(row.text(key))[:LONGEST]

    def report(self, code: str, row: Row, key: str, category: str = "", **details: str) -> None:
        source = row.cells[key].source
        self.problems.append(Problem(code, Where(source.file, source.sheet, source.cell), details, category=category))

    def category(self, row: Row, key: str, read: str) -> str:
        """The id of a category that is meant by its id or title; empty, and told, where there is none."""
        for one in self.edition.categories.values():
            if folded(read) in (one.category, folded(one.title()), folded(one.title("en"))):
                return one.category
        self.unknown(row, key, read, tuple(self.edition.categories))
        return ""

    def unknown(self, row: Row, key: str, read: str, allowed: tuple[str, ...]) -> None:
        self.report("J022", row, key, read=read, expected=", ".join(allowed), **spoken("column", f"panel.{key}"))


@dataclass
class _Members(_Rows):
    """The sheet Anggota."""

    seen: dict[str, str] = field(default_factory=dict)
    leading: dict[str, list[Row]] = field(default_factory=dict)

    def read(self, row: Row) -> Member | None:
        """The member of a row; None where it has no name, or one that stands in a row above."""
        name = self.text(row, "name")
        if not name:
            self.report("J020", row, "name")
            return None
        cell = row.cells["name"].source.cell
        if other := self.seen.get(person_key(name)):
            self.report("J021", row, "name", read=name, other=other)
            return None
        self.seen[person_key(name)] = cell
        element, affiliation = self.text(row, "element"), self.text(row, "affiliation")
        return Member(name, self._role(row), element, affiliation, self._region(row), self._categories(row))

    def _role(self, row: Row) -> MemberRole:
        read = folded(self.text(row, "role"))
        for role in ROLES:
            if read == role:
                self.leading.setdefault(role, []).append(row)
                return role
        self.unknown(row, "role", self.text(row, "role"), ROLES)
        return "anggota"

    def _region(self, row: Row) -> str:
        """The code of the home region; empty, and asked about, where it is not one region for certain."""
        read = self.text(row, "region")
        if not read:
            return ""
        if home := region(normalise_code(read) or read):
            return home.code
        within = self.edition.facts.province or None
        match resolve(read, within):
            case Region() as one:
                return one.code
            case Ambiguous() as several:
                near = [f"{one.code} ({official_name(one)})" for one in several.candidates[:FEW]]
            case unknown:
                near = list(unknown.suggestions[:FEW])
        self.report("J023", row, "region", read=read, **_maybe(near))
        return ""

    def _categories(self, row: Row) -> tuple[str, ...]:
        parts = filter(None, (part.strip() for part in re.split(r"[,;]", self.text(row, "categories"))))
        found = (self.category(row, "categories", part) for part in parts)
        return tuple(dict.fromkeys(filter(None, found)))

    def crowded(self) -> None:
        """J024 where a panel has a second chair or secretary: it may be meant, and changes nothing."""
        for role in ROLES[:-1]:
            for row in self.leading.get(role, [])[1:]:
                first = self.leading[role][0].cells["role"].source.cell
                self.report("J024", row, "role", read=role, other=first)


@dataclass
class _Recusals(_Rows):
    """The sheet Tidak Ikut Menilai."""

    known: Known = field(default_factory=dict)
    members: tuple[Member, ...] = ()

    def read(self, row: Row) -> Recusal | None:
        """The recusal of a row; None, and told, where anything of it is missing or means nobody."""
        category, whole = self._category(row), True
        for key in ("juror", "candidate", "reason"):
            if is_blank(row.cells[key]):
                self.report("J025", row, key, category, **spoken("column", f"panel.{key}"))
                whole = False
        juror, code = self._juror(row, category), self._candidate(row, category)
        if not (whole and category and juror and code):
            return None
        return Recusal(juror, category, code, self.text(row, "reason"), row.cells["juror"].source)

    def _category(self, row: Row) -> str:
        """The category of a row; where it is blank the only one that has this candidate."""
        if read := self.text(row, "category"):
            return self.category(row, "category", read)
        code = _code(self.text(row, "candidate"))
        meant = [name for name, every in self.known.items() if code in every]
        if len(self.edition.categories) == 1:
            meant = list(self.edition.categories)
        if len(meant) == 1:
            return meant[0]
        self.report("J025", row, "category", **spoken("column", "panel.category"))
        return ""

    def _juror(self, row: Row, category: str) -> str:
        """The name of the member who is meant, as the list of members has it."""
        read = self.text(row, "juror")
        names = {person_key(one.name): one.name for one in self.members}
        if read and person_key(read) not in names:
            near = [names[one] for one in get_close_matches(person_key(read), names, n=FEW, cutoff=0.6)]
            self._stranger(row, "juror", category, read, near)
        return names.get(person_key(read), "")

    def _candidate(self, row: Row, category: str) -> str:
        """The code of the candidate who is meant; a code typed as a number may have lost a zero, and is refused."""
        raw, read = row.cells["candidate"], self.text(row, "candidate")
        if not isinstance(raw.value, str) and not is_blank(raw):
            self.report("A022", row, "candidate", category, read=read)
            return ""
        every = self.known.get(category, {})
        code = read if read in every else _code(read)
        if code in every:
            return code
        if read and category:
            named = [one.code for one in every.values() if folded(read) in folded(one.name)]
            near = named or get_close_matches(code, every, n=FEW, cutoff=0.6)
            self._stranger(row, "candidate", category, read, [f"{one} ({every[one].name})" for one in near[:FEW]])
        return ""

    def _stranger(self, row: Row, key: str, category: str, read: str, near: list[str]) -> None:
        self.report("J026", row, key, category, read=read, **spoken("column", f"panel.{key}"), **_maybe(near))


def _code(text: str) -> str:
    return normalise_code(text) or text


def _maybe(near: Sequence[str]) -> dict[str, str]:
    return spoken("hint", "panel.maybe", names=", ".join(near)) if near else spoken("hint", "panel.look_up")

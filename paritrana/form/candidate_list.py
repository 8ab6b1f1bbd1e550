"""Daftar Kandidat: the workbook that says who takes part, written as a template and read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.entry.candidates import candidate_of, government_lines, group_of
from paritrana.entry.model import Activity, Candidate
from paritrana.form import words
from paritrana.form.cells import Book
from paritrana.form.found import folded, is_blank
from paritrana.form.layout import CODE_COLUMN, address, column_letters
from paritrana.form.sheets import PROTECTION, height, print_setup, workbook
from paritrana.form.styles import TEXT_FORMAT, Styles
from paritrana.form.tables import Row, read_rows
from paritrana.form.validations import drop_down
from paritrana.problems import Problem, Where
from paritrana.regions import Region, find, normalise_code, official_name, region, suggest
from paritrana.text import spoken

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("Kode", "Kode kandidat"),
    "category": ("Kategori",),
    "group": ("Kelompok",),
    "name": ("Nama resmi", "Nama"),
    "certificate_name": ("Nama di piagam",),
    "detail": ("Keterangan piagam",),
    "certificate_number": ("Nomor piagam",),
    "sebutan": ("Sebutan",),
    "region": ("Kode wilayah",),
    "nib": ("NIB",),
    "npp": ("NPP",),
    "proposer": ("Pengusul",),
    "contact": ("Kontak",),
    "verifier": ("Verifikator",),
    "status": ("Status",),
    "reason": ("Alasan",),
}
"""Fields of a candidate with the titles their column may have; the first is the one we write."""

REQUIRED = ("code", "category", "name")
CODES = ("code", "region", "nib", "npp")
WIDTHS = (14, 18, 18, 40, 34, 36, 22, 14, 16, 18, 18, 26, 26, 22, 16, 34)
STATUSES: tuple[Activity, ...] = get_args(Activity)
FIRST_ROW = 5
SPARE_ROWS = 200
EXPLAINED = (
    ("Kode", "Kode wilayah untuk pemerintah dan desa (33.21), kode peserta untuk badan usaha. Selalu teks."),
    ("Kategori", "Id kategori, dari daftar. Boleh kosong bila hanya ada satu kategori."),
    ("Kelompok", "Kosongkan bila dapat ditentukan dari kode wilayah."),
    ("Nama resmi", "Kosongkan untuk wilayah: diisi dari kode wilayahnya."),
    ("Nama di piagam", "Hanya bila berbeda dengan nama resmi."),
    ("Keterangan piagam", "Baris kedua di piagam, misalnya kecamatan dan kabupaten."),
    ("Nomor piagam", "Bila sudah ada; boleh diisi kemudian."),
    ("Sebutan", "Sebutan desa setempat: Nagari, Gampong, Kalurahan."),
    ("Kode wilayah", "Untuk badan usaha: letaknya."),
    ("NIB, NPP", "Nomor induk berusaha dan nomor pendaftaran perusahaan. Selalu teks."),
    ("Pengusul, Kontak, Verifikator", "Siapa yang mengusulkan, dihubungi, dan memeriksa."),
    ("Status", "aktif, diskualifikasi, atau mundur. Kosong berarti aktif; selain aktif, tulis alasannya."),
)


def write_candidates(candidates: Sequence[Candidate], edition: Edition) -> bytes:
    """The list's bytes with these candidates in it and room for more; equal input, equal bytes."""

    def fill(book: Any, styles: Styles) -> None:
        _write_list(book, styles, candidates, edition)
        _write_help(book, styles, edition)

    return workbook(fill)


def read_candidates(book: Book, edition: Edition) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """The candidates of a list in its order; one whose row holds an error carries it, and is returned by scoring."""
    rows, problems = read_rows(book, words.LIST_SHEET, COLUMNS, REQUIRED, "B054")
    seen: dict[tuple[str, str], str] = {}
    candidates: list[Candidate] = []
    reported = list(problems)
    for row in rows:
        reading = _RowReading(row, edition, seen)
        candidate = reading.read()
        reported += reading.problems
        if candidate is not None:
            candidates.append(candidate)
    return tuple(candidates), tuple(reported)


def _titles() -> list[str]:
    return [titles[0] for titles in COLUMNS.values()]


def _write_list(book: Any, styles: Styles, candidates: Sequence[Candidate], edition: Edition) -> None:
    sheet = book.add_worksheet(words.LIST_SHEET)
    last = FIRST_ROW - 1 + len(candidates) + SPARE_ROWS
    _list_titles(sheet, styles, edition)
    text = styles.boxed(num_format=TEXT_FORMAT, valign="vcenter")
    blank = [""] * len(COLUMNS)
    for offset, values in enumerate([*map(_values, candidates), *[blank] * SPARE_ROWS]):
        for column, value in enumerate(values):
            sheet.write_string(FIRST_ROW - 1 + offset, column, value, text)
    _choices(sheet, edition, last)
    sheet.freeze_panes(FIRST_ROW - 1, CODE_COLUMN)
    sheet.autofilter(FIRST_ROW - 2, 0, last - 1, len(COLUMNS) - 1)
    sheet.repeat_rows(FIRST_ROW - 2)
    print_setup(sheet, f"{words.LIST_SHEET} {edition.id}", landscape=True)


def _list_titles(sheet: Any, styles: Styles, edition: Edition) -> None:
    for column, (width, title) in enumerate(zip(WIDTHS, _titles(), strict=True)):
        sheet.set_column(column, column, width, styles.make(num_format=TEXT_FORMAT))
        sheet.write_string(FIRST_ROW - 2, column, title, styles.header)
    sheet.set_row(FIRST_ROW - 2, 22)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{edition.facts.title()} – {words.LIST_SHEET}", styles.title)
    sheet.write_string(1, 0, f"{edition.facts.level()} · {edition.id}", styles.subtitle)


def _values(candidate: Candidate) -> list[str]:
    """The row of a candidate; what the reader would fill in by itself is left blank."""
    shown = {key: str(getattr(candidate, key)) for key in COLUMNS}
    if candidate.certificate_name == candidate.name:
        shown["certificate_name"] = ""
    if candidate.region == candidate.code:
        shown["region"] = ""
    return list(shown.values())


def _choices(sheet: Any, edition: Edition, last: int) -> None:
    """Lists for category, group and status; where a list is too long for Excel, the cells stay free."""
    groups = dict.fromkeys(group for one in edition.categories.values() for group in one.group_ids())
    lists: dict[str, list[str]] = {
        "category": list(edition.categories),
        "group": list(groups),
        "status": list(STATUSES),
    }
    for key, values in lists.items():
        column = list(COLUMNS).index(key) + 1
        area = f"{address(FIRST_ROW, column)}:{column_letters(column)}{last}"
        drop_down(sheet, COLUMNS[key][0], area, values)


def _write_help(book: Any, styles: Styles, edition: Edition) -> None:
    sheet = book.add_worksheet(words.HELP_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 78)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"{words.HELP_SHEET} {words.LIST_SHEET}", styles.title)
    sheet.set_row(0, 24)
    named = [(one.category, one.title()) for one in edition.categories.values()]
    groups = [(g.id, f"{g.title()} ({one.title()})") for one in edition.categories.values() for g in one.groups]
    row = 2
    parts: list[tuple[str, Sequence[tuple[str, str]]]] = [
        ("Kolom", EXPLAINED),
        ("Kategori", named),
        ("Kelompok", groups),
    ]
    for heading, lines in parts:
        for column in range(2):
            sheet.write_string(row, column, "" if column else heading, styles.heading)
        for label, text in lines:
            row += 1
            sheet.write_string(row, 0, label, styles.body)
            sheet.write_string(row, 1, text, styles.body)
            sheet.set_row(row, height([(text, 10)], 78, 15))
        row += 2
    sheet.protect("", PROTECTION)
    print_setup(sheet, f"{words.LIST_SHEET} {edition.id}", landscape=False)


@dataclass
class _RowReading:
    """One row of the list on its way to a candidate."""

    row: Row
    edition: Edition
    seen: dict[tuple[str, str], str]

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.category: Category | None = None

    def read(self) -> Candidate | None:
        """The candidate of this row; None where category or code cannot be told."""
        self.category = self._category()
        code = self._code()
        if self.category is None or not code:
            return None
        where = self.row.cells["code"].source
        key = (self.category.category, code)
        if key in self.seen:
            details = {"read": code, "category": self.category.title(), "other": self.seen[key]}
            self._report("B051", "code", code, **details)
            return None
        self.seen[key] = where.cell
        return self._candidate(self.category, code)

    def _candidate(self, category: Category, code: str) -> Candidate | None:
        own = category.candidates.kind == "region"
        home = self._own_region(category, code) if own else self._location()
        if own and home is None:
            return None
        if not own and not re.fullmatch(category.candidates.pattern, code, re.ASCII):
            self._unfit("code", code, _pattern_words(category), spoken("hint", "form.like_example"))
        base = candidate_of(home, category, self.row.text("sebutan")) if own and home else None
        name = self.row.text("name") or (base.name if base else "")
        if not name:
            self._report("B049", "name", code, read=code)
        elif own and home:
            self._compare_names(home, name)
        return self._assembled(category, code, name, home, base)

    def _assembled(
        self, category: Category, code: str, name: str, home: Region | None, base: Candidate | None
    ) -> Candidate:
        text = self.row.text
        return Candidate(
            code=code,
            category=category.category,
            name=name,
            group=self._group(category, home, code),
            certificate_name=text("certificate_name") or name,
            detail=text("detail") or (base.detail if base else ""),
            certificate_number=text("certificate_number"),
            region=home.code if home else "",
            sebutan=text("sebutan"),
            nib=self._digits("nib"),
            npp=self._digits("npp"),
            proposer=text("proposer"),
            contact=text("contact"),
            verifier=text("verifier"),
            status=self._status(code),
            reason=text("reason"),
        )

    def _category(self) -> Category | None:
        read, known = self.row.text("category"), self.edition.categories
        if not read and len(known) == 1:
            return next(iter(known.values()))
        for one in known.values():
            if folded(read) in (one.category, folded(one.title())):
                return one
        self._report("B055", "category", read=read, expected=", ".join(known))
        return None

    def _code(self) -> str:
        raw = self.row.cells["code"]
        if is_blank(raw):
            self._report("B050", "code")
            return ""
        code = self._digits("code")
        own = self.category is not None and self.category.candidates.kind == "region"
        return (normalise_code(code) or code) if own else code

    def _digits(self, key: str) -> str:
        """A code as text; a cell that holds a number is a problem, for its zeros may be lost."""
        raw = self.row.cells.get(key)
        if raw is None or is_blank(raw) or isinstance(raw.value, str):
            return self.row.text(key)
        details = {"read": _shown(raw.value), "example": self._example(key)}
        self._report("A022", key, **details)
        return ""

    def _example(self, key: str) -> str:
        """A code as it should be typed; for a region the one its name stands for, where there is just one."""
        if key == "nib":
            return "0123456789012"
        within = self.edition.facts.province or None
        found = find(self.row.text("name"), within) if self.row.text("name") else ()
        if key in ("code", "region") and len(found) == 1:
            return found[0].code
        example = self.category.candidates.example if self.category and key == "code" else ""
        return example or "33.10"

    def _own_region(self, category: Category, code: str) -> Region | None:
        """The region a code stands for, if the category takes such regions."""
        found, province = region(code), self.edition.facts.province
        fits = found is not None and found.kind in category.candidates.levels
        if fits and (not province or code == province or code.startswith(f"{province}.")):
            return found
        levels = "/".join(level.replace("_", " ") for level in category.candidates.levels)
        key = "form.region_code_within" if province else "form.region_code"
        self._unfit("code", code, spoken("expected", key, levels=levels, province=province), self._nearest(category))
        return None

    def _nearest(self, category: Category) -> dict[str, str]:
        """The code that the row's name stands for, as advice."""
        name, within = self.row.text("name"), self.edition.facts.province or None
        found = [one for one in find(name, within) if one.kind in category.candidates.levels] if name else []
        if len(found) == 1:
            return spoken("hint", "form.code_of", name=official_name(found[0]), code=found[0].code)
        near = suggest(name, within) if name else ()
        guesses = ", ".join(near)
        return spoken("hint", "form.maybe", guesses=guesses) if near else spoken("hint", "form.check_region")

    def _location(self) -> Region | None:
        """Where a business lies; blank is fine, an unknown code is not."""
        code = self._digits("region")
        found = region(normalise_code(code) or code) if code else None
        if code and found is None:
            advice = spoken("hint", "form.check_location")
            self._unfit("region", code, spoken("expected", "form.some_region"), advice)
        return found

    def _group(self, category: Category, home: Region | None, code: str) -> str:
        read = self.row.text("group")
        for group in category.groups:
            if folded(read) in (group.id, folded(group.title())):
                return group.id
        derived = group_of(home, category) if home is not None else ""
        if len(category.groups) == 1:
            derived = category.groups[0].id
        if (read or category.groups) and (read or not derived):
            expected = {"expected": ", ".join(category.group_ids())}
            known = expected if category.groups else spoken("expected", "form.no_groups")
            self._report("B052", "group", code, read=read, **known)
        return derived

    def _compare_names(self, home: Region, name: str) -> None:
        """B056 where the name does not stand for the region of the code."""
        ours = government_lines(home, self.row.text("sebutan"))
        known = {folded(", ".join(part for part in ours if part)), folded(ours[0])}
        if folded(name) not in known and home not in find(name, home.code[:2] if "." in home.code else None, home.kind):
            self._report("B056", "name", home.code, read=name, code=home.code, expected=ours[0])

    def _status(self, code: str) -> Activity:
        read = folded(self.row.text("status"))
        for status in STATUSES:
            if read in (status, ""):
                return status
        self._report("B057", "status", code, read=self.row.text("status"), expected=", ".join(STATUSES))
        return "aktif"

    def _unfit(self, key: str, code: str, expected: dict[str, str], hint: dict[str, str]) -> None:
        self._report("B053", key, code, read=code, **expected, **hint)

    def _report(self, problem: str, key: str, candidate: str = "", /, **details: str) -> None:
        source = (self.row.cells.get(key) or self.row.cells["code"]).source
        category = self.category.category if self.category else ""
        where = Where(source.file, source.sheet, source.cell)
        self.problems.append(Problem(problem, where, details, candidate=candidate, category=category))


def _pattern_words(category: Category) -> dict[str, str]:
    example, pattern = category.candidates.example, category.candidates.pattern
    key = "form.code_like" if example else "form.code_pattern"
    return spoken("expected", key, example=example, pattern=pattern)


def _shown(value: object) -> str:
    text = str(value)
    return text.removesuffix(".0").replace(".", ",") if isinstance(value, float) else text

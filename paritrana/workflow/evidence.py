"""The evidence of a season: the files that lie there, what candidates say about them, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from paritrana.criteria.model import Category
from paritrana.documents.evidence_xlsx import render_evidence_xlsx
from paritrana.entry.evidence import EvidenceRow, Folder, evidence_problems, evidence_rows
from paritrana.entry.evidence_names import leading_code
from paritrana.form.layout import plan_form
from paritrana.intake.evidence_files import passed_over, read_evidence_folder
from paritrana.intake.limits import EVIDENCE
from paritrana.problems import Problem, Where
from paritrana.text import spoken
from paritrana.workflow.alone import alone
from paritrana.workflow.collect import read_folders
from paritrana.workflow.papers import EVIDENCE_LIST
from paritrana.workflow.reading import FileRead
from paritrana.workflow.result import Scored
from paritrana.workflow.season import Season, Tick, silent
from paritrana.workspace import write_file

STRANGER, REFUSED = "B084", "B086"
NOTHING = Folder()


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """What lies in an edition's evidence folder: by category and code, and what belongs to no candidate."""

    folders: Mapping[tuple[str, str], tuple[Folder, ...]]
    stray: tuple[Problem, ...] = ()

    @property
    def in_use(self) -> bool:
        """Whether anything of any candidate lies there: else offices send their evidence in other ways."""
        return any(one.files or one.refused for folders in self.folders.values() for one in folders)

    def of(self, category: str, code: str) -> Folder:
        """The files of a candidate, of all folders that are its own."""
        found = self.folders.get((category, code), ())
        files = tuple(file for one in found for file in one.files)
        return (
            Folder(found[0].path, files, next((one.refused for one in found if one.refused), "")) if found else NOTHING
        )

    def hashes(self, category: str) -> dict[str, str]:
        """SHA-256 by path of a category's files; of what was not read, its size, so that it is not exchanged unseen.

        Of a folder beyond the bounds only that it is, and why (B086): what lies in it is not looked at.
        """
        own = [one for (name, _), found in self.folders.items() if name == category for one in found]
        told = {one.path: f"refused:{one.refused}" for one in own if one.refused}
        return told | {file.path: file.sha256 or f"unread:{file.size}" for one in own for file in one.files}


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """The evidence of one category: a row for each candidate and question, and what is wrong."""

    category: Category
    rows: tuple[EvidenceRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """What `evidence` tells and has written."""

    season: Season
    listed: tuple[EvidenceOf, ...]
    stray: tuple[Problem, ...]
    in_use: bool
    written: tuple[Path, ...]


def evidence_files(season: Season) -> EvidenceFiles:
    """Every file of the edition's evidence folder, read and hashed anew."""
    root, known = season.workspace.evidence(season.edition.id), season.known()
    if root.is_symlink() or not root.is_dir():
        return EvidenceFiles({})
    found: dict[tuple[str, str], list[Folder]] = {}
    problems: list[Problem] = []
    entries = [one for one in _entries(root) if not passed_over(one.name)]
    folded = {name.casefold(): name for name in known}
    places: list[tuple[Path, list[str]]] = []
    for one in entries[: EVIDENCE.folders]:
        own = folded.get(one.name.casefold(), "")
        if own and one.is_dir() and not one.is_symlink():
            places.extend((below, [own]) for below in _entries(one)[: EVIDENCE.folders] if not passed_over(below.name))
        else:
            places.append((one, list(known)))
    if len(entries) > EVIDENCE.folders:
        problems.append(_refused(Folder(season.workspace.relative(root), (), "many"), "", ""))
    for place, names in places:
        code = leading_code(place.name, {code for name in names for code in known[name]})
        owners = [name for name in names if code in known[name]] if code else []
        if len(owners) != 1 or place.is_symlink() or not place.is_dir():
            problems.append(_stranger(season, place, owners, {code for name in names for code in known[name]}))
            continue
        folder = read_evidence_folder(place, season.workspace.relative)
        found.setdefault((owners[0], code), []).append(folder)
    return EvidenceFiles({key: tuple(folders) for key, folders in sorted(found.items())}, tuple(problems))


def evidence_of(season: Season, category: Category, reads: Sequence[FileRead], files: EvidenceFiles) -> EvidenceOf:
    """The evidence of one category's candidates, by code."""
    name = category.category
    questions = {slot.id: slot.number for slot in plan_form(season.edition, category).slots}
    rows: list[EvidenceRow] = []
    problems: list[Problem] = []
    for candidate in season.candidates(category):
        own = [
            read.checked[candidate.code] for read in reads if read.category == name and candidate.code in read.checked
        ]
        said = [statement for checked in own for statement in checked.statements]
        folder = files.of(name, candidate.code)
        found = evidence_rows(candidate, said, category, questions, folder)
        rows.extend(found)
        problems.extend(evidence_problems(found, category, questions, folder, in_use=files.in_use))
        if folder.refused:
            problems.append(_refused(folder, candidate.code, name))
    return EvidenceOf(category, tuple(rows), tuple(problems))


def with_evidence(one: Scored, reads: Sequence[FileRead], files: EvidenceFiles) -> Scored:
    """A result with what its candidates' evidence files are; as it was where the edition keeps none."""
    if not files.in_use:
        return one
    found = evidence_of(one.season, one.category, reads, files)
    return one.with_evidence(found.problems, files.hashes(one.category.category), _book(one.season, found))


@alone
def list_evidence(season: Season, names: Iterable[str] = (), tick: Tick = silent) -> EvidenceShown:
    """List the evidence of categories (all by default), and write the list of each as a workbook."""
    chosen = season.categories(names)
    reads, files = read_folders(season, tick), evidence_files(season)
    listed = tuple(evidence_of(season, category, reads, files) for category in chosen)
    written = []
    for one in listed:
        path = season.workspace.internal(season.edition.id) / one.category.category / EVIDENCE_LIST
        write_file(path, _book(season, one))
        written.append(path)
    return EvidenceShown(season, listed, files.stray, files.in_use, tuple(written))


def _book(season: Season, found: EvidenceOf) -> bytes:
    return render_evidence_xlsx(season.edition, found.category, found.rows)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _stranger(season: Season, place: Path, owners: Sequence[str], codes: Iterable[str]) -> Problem:
    """B084: a folder of nobody, or of candidates of several categories; a file or link that lies in none."""
    if len(owners) > 1:
        reason = spoken("reason", "evidence.strangers.several", expected=", ".join(owners))
    elif place.is_symlink():
        reason = spoken("reason", "evidence.strangers.link")
    elif not place.is_dir():
        reason = spoken("reason", "evidence.strangers.file")
    else:
        begun = place.name.replace("_", " ").partition(" ")[0]
        near = ", ".join(get_close_matches(begun[:80], sorted(codes), n=2, cutoff=0.75))
        key = "evidence.strangers.near" if near else "evidence.strangers.unknown"
        reason = spoken("reason", key, near=near)
    return Problem(STRANGER, Where(season.workspace.relative(place)), reason)


def _refused(folder: Folder, code: str, category: str) -> Problem:
    reason = spoken("reason", f"evidence.refused.{folder.refused}")
    return Problem(REFUSED, Where(folder.path), reason, candidate=code, category=category)

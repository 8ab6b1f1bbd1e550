"""What goes back to whoever sent a file: the returned form, the page of remarks, the message for WhatsApp."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paritrana.criteria.fields import Role
from paritrana.form.marker import write_returned
from paritrana.problems import Problem, Where
from paritrana.text.formats import listing
from paritrana.workflow.check import FilesChecked, Origin
from paritrana.workflow.collect import senders
from paritrana.workflow.reading import FileRead
from paritrana.workflow.remarks import arranged, dressed
from paritrana.workflow.reply_words import About, Occasion
from paritrana.workflow.typed_back import Located, filled_in, located_in
from paritrana.workspace import write_file

SUFFIX = "hasil-periksa"
PASSED_OVER = ("B011", "B033")
"""Files that nobody meant to send, and those that the committee put into the wrong folder: they get no reply."""

_FOR_THE_DESK = ("B047",)
"""Remarks that tell an office nothing."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: files by name, and the text of the message, which is also one of the files.

    `problems` are those of the file and, for an older form, those of the answers carried over from it.
    `form` is the name of the returned form, empty where none can be made. What the committee filled in gets only the
    page: `message` is empty.
    """

    stem: str
    form: str
    message: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def write_replies(checked: FilesChecked, folder: Path, occasion: Occasion) -> tuple[Path, ...]:
    """Write the reply to every file that was checked, with the templates of the workspace it was checked in.

    Several files of one candidate get one reply that names them all.
    """
    if checked.workspace is not None:
        occasion = replace(occasion, template_dirs=checked.workspace.template_dirs)
    written: list[Path] = []
    taken: set[str] = set()
    for (file, origin), *more in _by_sender(checked):
        others = tuple(other for other, _ in more)
        one = reply(_bytes_of(origin), file, origin, occasion, frozenset(taken), others)
        taken.add(one.stem.casefold())
        for name, data in one.files.items():
            written.append(folder / name)
            write_file(written[-1], data)
    return tuple(written)


def _by_sender(checked: FilesChecked) -> Iterable[list[tuple[FileRead, Origin]]]:
    """The files that get a reply, those of one candidate together; a table of many candidates stands alone."""
    found: dict[tuple[str, ...], list[tuple[FileRead, Origin]]] = {}
    for number, (file, origin) in enumerate(zip(checked.files, checked.origins, strict=True)):
        if any(problem.code in PASSED_OVER for problem in file.problems):
            continue
        codes = senders(file) if file.role is Role.CANDIDATE else ()
        key = (origin.edition.id, file.category, *codes) if len(codes) == 1 else (str(number),)
        found.setdefault(key, []).append((file, origin))
    return found.values()


def _bytes_of(origin: Origin) -> bytes:
    try:
        return origin.path.read_bytes()
    except OSError:
        return b""


def reply(
    data: bytes,
    file: FileRead,
    origin: Origin,
    occasion: Occasion,
    taken: frozenset[str] = frozenset(),
    others: Sequence[FileRead] = (),
) -> Reply:
    """The reply to one file: `data` are its bytes, `file` is what was read in it.

    `taken` are stems already given away, in small letters; `others` are further files of the same candidate. With them
    no form goes back: it could only hold the answers of one file, and nobody knows yet which.
    """
    file = _together([_for_its_sender(one) for one in (file, *others)])
    found = located_in(data, file, origin.edition, origin.candidates)
    category = origin.edition.categories.get(file.category)
    problems = file.problems
    if found is not None and category is not None and not others:
        problems = arranged(dressed((*problems, *found.problems), category))
    stem = _stem(found, file, taken)
    form = f"{stem}_{SUFFIX}.xlsx" if found and not others else ""
    page = f"{stem}_{SUFFIX}.html"
    about = About(file, origin.edition, category, found, problems, form, page, occasion, 1 + len(others))
    if origin.committee or file.role not in (None, Role.CANDIDATE):
        return Reply(stem, "", "", {page: about.page()}, problems)
    message = about.message(data)
    files = {page: about.page(), f"{stem}_pesan.txt": message.encode()}
    if found is not None and form:
        files = {form: write_returned(found.layout, filled_in(found, problems), about.report()), **files}
    return Reply(stem, form, message, files, problems)


def _for_its_sender(file: FileRead) -> FileRead:
    """A file as its sender knows it: by its own name, not by the committee's folders."""
    told = (problem for problem in file.problems if problem.code not in _FOR_THE_DESK)
    return replace(file, name=_own(file.name), problems=tuple(map(_by_own_name, told)))


def _by_own_name(problem: Problem) -> Problem:
    details = dict(problem.details)
    if problem.code == "B028":
        details |= {key: _own(details[key]) for key in ("read", "other")}
    return replace(problem, where=replace(problem.where, file=_own(problem.where.file)), details=details)


def _own(name: str) -> str:
    return name.rpartition("/")[2]


def _together(files: Sequence[FileRead]) -> FileRead:
    """One file; of several what was found in all of them, under all their names, and first that there are several."""
    first = files[0]
    if len(files) == 1:
        return first
    *names, last = (file.name for file in files)
    told, (code,) = {"read": ", ".join(names), "other": last}, senders(first)
    several = Problem("B028", Where(), told, candidate=code, category=first.category)
    rest = (problem for file in files for problem in file.problems if problem.code != "B028")
    return replace(first, name=listing([*names, last]), problems=arranged((several, *rest)))


def _stem(found: Located | None, file: FileRead, taken: frozenset[str]) -> str:
    """A safe name for the reply: the candidate's code, else the name of the file; numbered where it is taken."""
    code = found.layout.meta.candidate_code if found else file.sender
    known = code or Path(file.name).stem
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", known).strip(".-")[:_LONGEST_NAME].rstrip(".-")
    if plain != known:
        plain = f"{plain or 'berkas'}-{hashlib.sha256(known.encode('utf-8', 'replace')).hexdigest()[:8]}"
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(stem for stem in (plain, *numbered) if stem.casefold() not in taken)


__all__ = ["Occasion", "Reply", "reply", "write_replies"]

"""What goes back to whoever sent a file: the returned form, the page of remarks, the message for WhatsApp."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from paritrana.form.marker import write_returned
from paritrana.problems import Problem
from paritrana.workflow.check import FilesChecked, Origin
from paritrana.workflow.reading import FileRead
from paritrana.workflow.remarks import arranged, dressed
from paritrana.workflow.reply_words import About, Occasion
from paritrana.workflow.typed_back import Located, filled_in, located_in
from paritrana.workspace import write_file

SUFFIX = "hasil-periksa"
PASSED_OVER = ("B011",)
"""Files that nobody meant to send get no reply."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: files by name, and the text of the message, which is also one of the files.

    `problems` are those of the file and, for an older form, those of the answers carried over from it.
    `form` is the name of the returned form, empty where none can be made.
    """

    stem: str
    form: str
    message: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def write_replies(checked: FilesChecked, folder: Path, occasion: Occasion) -> tuple[Path, ...]:
    """Write the reply to every file that was checked, with the templates of the workspace it was checked in.

    Two files of one candidate get replies of their own.
    """
    if checked.workspace is not None:
        occasion = replace(occasion, template_dirs=checked.workspace.template_dirs)
    written: list[Path] = []
    taken: set[str] = set()
    for file, origin in zip(checked.files, checked.origins, strict=True):
        if any(problem.code in PASSED_OVER for problem in file.problems):
            continue
        one = reply(_bytes_of(origin), file, origin, occasion, frozenset(taken))
        taken.add(one.stem.casefold())
        for name, data in one.files.items():
            written.append(folder / name)
            write_file(written[-1], data)
    return tuple(written)


def _bytes_of(origin: Origin) -> bytes:
    try:
        return origin.path.read_bytes()
    except OSError:
        return b""


def reply(
    data: bytes, file: FileRead, origin: Origin, occasion: Occasion, taken: frozenset[str] = frozenset()
) -> Reply:
    """The reply to one file: `data` are its bytes, `file` is what was read in it.

    `taken` are stems already given away, in small letters.
    """
    found = located_in(data, file, origin.edition, origin.candidates)
    category = origin.edition.categories.get(file.category)
    problems = file.problems
    if found is not None and category is not None:
        problems = arranged(dressed((*problems, *found.problems), category))
    stem = _stem(found, file, taken)
    form = f"{stem}_{SUFFIX}.xlsx" if found else ""
    page = f"{stem}_{SUFFIX}.html"
    about = About(file, origin.edition, category, found, problems, form, page, occasion)
    message = about.message(data)
    files = {page: about.page(), f"{stem}_pesan.txt": message.encode()}
    if found is not None:
        files = {form: write_returned(found.layout, filled_in(found, problems), about.report()), **files}
    return Reply(stem, form, message, files, problems)


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

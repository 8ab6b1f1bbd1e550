"""Typst source from Jinja templates, and PDF/A from Typst: nothing a stranger wrote is ever read as code."""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Final, Self

import jinja2
import typst
from jinja2.sandbox import SandboxedEnvironment

from paritrana.documents.template_error import TemplateError, TemplateLoader, is_own, named_template, utf8_text
from paritrana.problems import ParitranaError

PDF_STANDARD: Final = "a-2u"
"""PDF/A-2u: fonts embedded, every letter searchable, and a letter that no font has is an error."""

FONTS = "fonts"

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed|the disallowed codepoint `"(.*?)"`')
_CODE_POINT = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_PLACE = re.compile(r"┌─ (.*?):(\d+):\d+")
_MAIN = "__typst_py_bytes__.typ"
_PACKAGE = re.compile(r'"@[\w-]+/')


class MissingGlyphsError(ParitranaError):
    """Letters that cannot be printed (problem T001); `characters` names each once, in the order met.

    No font has them, or they are control or bidi characters. `name` says on whose paper, where known.
    """

    def __init__(self, characters: Iterable[str], name: str = "") -> None:
        self.characters = tuple(dict.fromkeys(characters))
        super().__init__("T001", read=" ".join(map(_visible, self.characters)), name=_shown(name))


class Typesetter:
    """Fonts and templates of some folders, loaded once and used for any number of papers, in a `with` block.

    `template_dirs` are searched in order, so a workspace's own templates win over the shipped ones, which
    come last; one that does not exist is empty. The fonts are those in `fonts/` of each. The templates see one
    folder in which the first file of a name hides the others: a copy made at the start and removed at the end.
    Nothing outside it can be read, and a template that asks for a package from the network is refused with
    TemplateError.
    """

    def __init__(self, template_dirs: Sequence[Path]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="paritrana-")
        self._dirs = tuple(template_dirs)
        root = Path(self._folder.name)
        try:
            _overlay(template_dirs, root)
            _refuse_packages(root)
        except BaseException:
            self._folder.cleanup()
            raise
        self._templates = _environment(root)
        fonts = [str(path) for folder in reversed(template_dirs) if (path := folder / FONTS).is_dir()]
        self._compiler = typst.Compiler(
            root=str(root),
            package_path=str(root / "packages"),
            package_cache_path=str(root / "packages"),
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def source(self, template: str, values: Mapping[str, object]) -> str:
        """The Typst source of the template filled with the values; TemplateError if that cannot be done."""
        with named_template(template, (Path(self._folder.name),), self._dirs):
            return self._templates.get_template(template).render(values)

    def pdf(self, template: str, values: Mapping[str, object], *, at: datetime) -> bytes:
        """The filled template as PDF/A dated `at` (with its time zone): same arguments, same bytes.

        Raises MissingGlyphsError for letters outside the fonts, TemplateError for anything else of an own template;
        where all are shipped it is a bug of ours: TypstError.
        """
        source = self.source(template, values).encode("utf-8")
        try:
            pdf = self._compiler.compile(
                source, format="pdf", pdf_standards=[PDF_STANDARD], timestamp=_fixed_offset(at)
            )
        except typst.TypstError as error:
            told = self._explained(template, error)
            if isinstance(told, TemplateError) and not self._has_own():
                raise
            raise told from error
        if not isinstance(pdf, bytes):
            raise TypeError("one PDF was expected")
        return pdf

    def spelt_pdf(self, template: str, values: Mapping[str, object], *, at: datetime) -> bytes:
        """The same, but letters in the values that no font has are written out as U+XXXX instead of refused."""
        for _ in ("control characters", "letters outside the fonts"):  # told one kind after the other
            try:
                return self.pdf(template, values, at=at)
            except MissingGlyphsError as error:
                written = str.maketrans({sign: f"U+{ord(sign):04X}" for sign in error.characters})
                values = {key: _translated(one, written) for key, one in values.items()}
        return self.pdf(template, values, at=at)

    def _has_own(self) -> bool:
        """Whether any template is the workspace's own: Typst does not name all that led to an error."""
        root = Path(self._folder.name)
        return any(is_own(path.relative_to(root).as_posix(), self._dirs) for path in root.rglob("*.typ*"))

    def _explained(self, template: str, error: typst.TypstError) -> ParitranaError:
        letters = [_unescaped(found[1] or found[2]) for found in _MISSING.finditer(error.diagnostic)]
        if letters:
            return MissingGlyphsError(letters)
        reason = error.message.replace(self._folder.name, "").strip()
        place = _PLACE.search(error.diagnostic)
        file = place[1].split(f"{Path(self._folder.name).name}/")[-1] if place else _MAIN
        if place is None or file == _MAIN:  # a line of the filled template is none of the template's own
            return TemplateError(template, reason)
        return TemplateError(file, reason, int(place[2]))


def _translated(value: object, written: Mapping[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(written)
    if isinstance(value, dict):
        return {key: _translated(one, written) for key, one in value.items()}
    return tuple(_translated(one, written) for one in value) if isinstance(value, tuple) else value


def typst_literal(value: object) -> str:
    """The value as a Typst literal: a quoted string, none, true, false, or an array of such.

    Anything else is refused with TypeError, so that no template can write a value as markup or code;
    MissingGlyphsError for control and bidi characters, which stand in no font and could hide or turn text.
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + _quoted(value) + '"'
    if isinstance(value, tuple | list):
        return "(" + "".join(f"{typst_literal(item)}," for item in value) + ")"
    raise TypeError(f"a template can print text only, not {type(value).__name__}")


def _quoted(text: str) -> str:
    unprintable = [char for char in text if _is_unprintable(char)]
    if unprintable:
        raise MissingGlyphsError(unprintable)
    return text.translate(_ESCAPES)


def _is_unprintable(char: str) -> bool:
    return char in _BIDI or (char not in "\n\r\t" and unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn"))


def _visible(char: str) -> str:
    return char if char.isprintable() else f"U+{ord(char):04X}"


def _shown(text: str) -> str:
    return "".join(_visible(char) for char in text)


def _overlay(template_dirs: Sequence[Path], root: Path) -> None:
    for folder in filter(Path.is_dir, reversed(template_dirs)):
        shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(FONTS))


def _refuse_packages(root: Path) -> None:
    for path in sorted(root.rglob("*.typ*")):
        name = path.relative_to(root).as_posix()
        if _PACKAGE.search(utf8_text(path.read_bytes(), name)):
            raise TemplateError(name, "packages (@preview/…) are refused")


def _environment(root: Path) -> SandboxedEnvironment:
    # Typst is not HTML: `finalize` quotes every value instead of autoescape.
    return SandboxedEnvironment(
        loader=TemplateLoader((root,)),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=_finalized,
        keep_trailing_newline=True,
    )


def _finalized(value: object) -> str:
    if isinstance(value, jinja2.Undefined):
        str(value)  # StrictUndefined raises and names the variable
    return typst_literal(value)


def _fixed_offset(at: datetime) -> datetime:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("the date of a paper needs a time zone")
    return at.astimezone(timezone(offset)).replace(microsecond=0)


def _unescaped(found: str) -> str:
    return _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), found)

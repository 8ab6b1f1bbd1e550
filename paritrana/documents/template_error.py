"""What a workspace's own template does wrong, told with its name and line; the shipped ones only fail by a bug."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

import jinja2

from paritrana.problems import ParitranaError


class TemplateError(ParitranaError):
    """A template that cannot be filled or typeset (problem T002): its name, the line where known, and the reason."""

    exit_code = 2

    def __init__(self, template: str, reason: str, line: int | None = None) -> None:
        super().__init__("T002", file=template if line is None else f"{template}:{line}", reason=reason)


def utf8_text(data: bytes, template: str) -> str:
    """The text of a template. Raises TemplateError with the line that is no UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError(template, "not UTF-8", data.count(b"\n", 0, error.start) + 1) from error


class TemplateLoader(jinja2.FileSystemLoader):
    """Templates of some folders, the first that has a name winning. Raises TemplateError where one is no UTF-8."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__([str(folder) for folder in folders], encoding="utf-8")

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            utf8_text(error.object, template)
            raise


@contextmanager
def named_template(template: str, folders: Sequence[Path], template_dirs: Sequence[Path] = ()) -> Iterator[None]:
    """Whatever filling an own template raises becomes a TemplateError, but for errors told in words.

    `folders` are those that templates are loaded from, and `template_dirs` where these come from (none: the same).
    The last is the shipped one: what is raised where only its templates take part is a bug of ours and goes on.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, ParitranaError | OSError) and not isinstance(error, jinja2.TemplateError):
            raise
        places = [(_name(file, folders) or template, line) for file, line in _places(error)]
        if not any(is_own(name, template_dirs or folders) for name in (template, *(name for name, _ in places))):
            raise
        name, line = places[-1] if places else (template, None)
        raise TemplateError(name, _reason(error), line) from error


def is_own(template: str, template_dirs: Sequence[Path]) -> bool:
    """Whether the template is not the shipped one, which lies in the last folder; a copy of it counts as shipped."""
    *own, shipped = (folder / template for folder in template_dirs)
    found = next((path for path in own if path.is_file()), None)
    return found is not None and not (shipped.is_file() and found.read_bytes() == shipped.read_bytes())


def _places(error: Exception) -> list[tuple[str, int]]:
    """Files and lines of the templates that an error comes through, the innermost last; none where unknown."""
    # Jinja puts frames into the traceback that stand for the lines of templates, and marks them.
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__) if _stands_in(frame)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or error.name or "", error.lineno))
    return places


def _stands_in(frame: object) -> bool:
    return "__jinja_exception__" in getattr(frame, "f_globals", {})


def _name(file: str, folders: Sequence[Path]) -> str:
    """The name of a template: its path in the folder that it lies in."""
    path = Path(file)
    return next((path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder)), "")


def _reason(error: Exception) -> str:
    words = str(error).strip()
    if isinstance(error, jinja2.TemplateNotFound):
        return f"TemplateNotFound: {words}"
    if isinstance(error, jinja2.TemplateError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__

"""From the rows of a criteria workbook to the plain tree of a criteria file, every place with its cell."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paritrana.criteria.nodes import Path, Tree, read_tree
from paritrana.criteria.typing import nearest
from paritrana.form.criteria_book_layout import (
    CATEGORY,
    CATEGORY_KEYS,
    ENGLISH,
    KIND,
    LINE_ENGLISH,
    LINE_KEY,
    LINE_VALUE,
    LISTS,
    NAME,
    OWNER,
    PARAMETERS,
    PARENT,
    REST,
    REST_PATH,
    REST_TEXT,
    SETTING,
    SETTINGS,
    SUBJECT,
    TREE,
    VALUE,
    Column,
    Form,
    ListSheet,
    RowKind,
)
from paritrana.form.criteria_book_texts import code_of, read_text, setting_shape, subject_key, value_of_cells
from paritrana.problems import Problem, Where
from paritrana.text import spoken

_NO_PLACE = Where()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: the texts of its cells by column, and where each column's cell is."""

    texts: Mapping[str, str]
    places: Mapping[str, Where] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return self.texts.get(key, "")

    def place(self, key: str) -> Where:
        return self.places.get(key) or next(iter(self.places.values()), _NO_PLACE)


Rows = Mapping[str, Sequence[Line]]
"""The rows of every sheet by its name."""


class BookTree(Tree):
    """A tree whose problems point to the cell that has to be changed."""

    def report(self, code: str, path: Path, details: Mapping[str, str]) -> None:
        super().report(code, self._aim(code, path, details), details)

    def _aim(self, code: str, path: Path, details: Mapping[str, str]) -> Path:
        """The place below a path that a problem is really about."""
        whose = details.get(_WHOSE.get(code, ""), "")
        path = next((found for found in self._children(path) if _at(self.value, (*found, "id")) == whose), path)
        wanted = details.get(_NAMED.get(code, ""), "")
        if wanted and path[-1:] == ("rule",):
            return next(self._naming(path, wanted), path)
        tails = ((details["key"],),) if code == "C012" else _AIMS.get(code, ())
        return next(((*path, *tail) for tail in tails if (*path, *tail) in self.lines), path)

    def _children(self, path: Path) -> Iterator[Path]:
        for steps in ((), ("aspects",), ("indicators",)):
            yield from ((*path, *steps, index) for index in range(_length(self.value, (*path, *steps))))

    def _naming(self, path: Path, name: str) -> Iterator[Path]:
        """The places below a path whose text speaks of a name."""
        found = _at(self.value, path)
        if isinstance(found, str) and re.search(rf"\b{re.escape(name)}\b", found) and path in self.lines:
            yield path
        for step in found if isinstance(found, dict) else range(len(found)) if isinstance(found, list) else ():
            yield from self._naming((*path, step), name)


_WHOSE = {"C012": "parent", "C025": "id", "C026": "id"}
"""The detail of a problem at a parent that tells which child it is about."""

_NAMED = {"C007": "name", "C018": "field", "C016": "read"}
"""The detail of a problem of a rule that tells the name it is about."""

_AIMS: Mapping[str, tuple[Path, ...]] = {
    "C005": ((0, "weight"), ("aspects", 0, "weight"), ("indicators", 0, "weight")),
    "C009": (("bands",),),
    "C014": (("source",),),
    "C020": (("levels",),),
    "C025": (("weight",),),
    "C026": (("weight",),),
}


def build(file: str, rows: Rows) -> BookTree:
    """The tree of a workbook's rows; rows that fit nowhere are problems of it."""
    tree = BookTree(file, {})
    tree.lines[()] = Where(file, CATEGORY)
    for line in rows.get(CATEGORY, ()):
        _single(tree, line)
    for sheet in LISTS:
        _list_rows(tree, sheet, rows.get(sheet.name, ()))
    _nodes(tree, rows.get(TREE.name, ()))
    for line in rows.get(PARAMETERS.name, ()):
        _setting(tree, line)
    for name, text, place in _joined(rows.get(REST, ())):
        _rest(tree, name, text, place)
    return tree


def _single(tree: Tree, line: Line) -> None:
    key = read_text(Column("", "", Form.CODE), line.text(LINE_KEY))
    column = CATEGORY_KEYS.get(key) or Column(key, key)
    if not key:
        read = line.text(LINE_VALUE) or line.text(LINE_ENGLISH)
        _complain(tree, "C056", line.place(LINE_VALUE), {"read": read})
        return
    texts = {column.key: line.text(LINE_VALUE), column.key + ENGLISH: line.text(LINE_ENGLISH)}
    places = {column.key: line.place(LINE_VALUE), column.key + ENGLISH: line.place(LINE_ENGLISH)}
    _fill(tree, (), (column,), Line(texts, places))


def _list_rows(tree: Tree, sheet: ListSheet, lines: Sequence[Line]) -> None:
    found = [(kind, line) for line in lines if (kind := _kind(tree, sheet, line)) is not None]
    for kind in sheet.kinds:
        tree.lines.setdefault(kind.path, Where(tree.file, sheet.name))
    for kind, line in sorted(found, key=lambda pair: bool(pair[0].inner)):
        base = _owned(tree, sheet, kind, line) if kind.inner else kind.path
        if base is not None:
            item = (*base, _length(tree.value, base))
            columns = [column for column in sheet.columns if column.is_key and column.key != kind.owner]
            _fill(tree, item, columns, line)


def _kind(tree: Tree, sheet: ListSheet, line: Line) -> RowKind | None:
    """The list a row belongs to; C051 where nothing says so."""
    words = {kind.code: kind.word for kind in sheet.kinds}
    found = sheet.kind_of(code_of(words, line.text(KIND).strip()))
    if found is None:
        details = {"read": line.text(KIND), "expected": ", ".join(f"{word} ({code})" for code, word in words.items())}
        _complain(tree, "C051", line.place(KIND), details)
    return found


def _complain(tree: Tree, code: str, place: Where, details: Mapping[str, str]) -> None:
    tree.problems.append(Problem(code, place, details))


def _owned(tree: Tree, sheet: ListSheet, kind: RowKind, line: Line) -> Path | None:
    """The list within the item that a row belongs to; C050 where there is no such item."""
    wanted = line.text(kind.owner).strip()
    ids = _ids(tree.value, kind.path)
    if wanted in ids:
        return (*kind.path, ids.index(wanted), kind.inner)
    title = next(column.title for column in sheet.columns if column.key == kind.owner)
    _unknown(tree, title, wanted, ids, line.place(kind.owner))
    return None


def _unknown(tree: Tree, title: str, read: str, known: Iterable[str], place: Where) -> None:
    names = tuple(known)
    if near := nearest(read, names):
        hint = spoken("hint", "hints.near", near=near)
    else:
        hint = spoken("hint", "hints.known", known=", ".join(names) or "-")
    _complain(tree, "C050", place, {"column": title, "read": read, **hint})


def _ids(value: Any, path: Path) -> list[str]:
    found = _at(value, path)
    return [str(item.get("id", "")) for item in found] if isinstance(found, list) else []


def _at(value: Any, path: Path) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _length(value: Any, path: Path) -> int:
    found = _at(value, path)
    return len(found) if isinstance(found, list) else 0


def _fill(tree: Tree, base: Path, columns: Iterable[Column], line: Line) -> None:
    """Put what the cells of a row say into the tree, and note the place of every key, blank ones too."""
    if base:
        tree.lines.setdefault(base, line.place(""))
        _container(tree.value, base)
    for column in columns:
        path = (*base, *column.path)
        tree.lines.setdefault(path, line.place(column.key))
        if column.form is Form.WORDS:
            tree.lines.setdefault((*path, "id"), line.place(column.key))
            tree.lines.setdefault((*path, "en"), line.place(column.key + ENGLISH))
        value = value_of_cells(column, line.texts)
        if value:
            _put(tree, path, value, line.place(column.key))


def _put(tree: Tree, path: Path, value: Any, place: Where) -> None:
    """Set a value; C002 where there is one already, C003 where its parent is none that holds keys."""
    parent = _container(tree.value, path[:-1])
    key = path[-1]
    if not isinstance(parent, dict):
        _complain(tree, "C003", place, {"key": str(key), **spoken("hint", "hints.remove")})
    elif key in parent:
        _complain(tree, "C002", place, {"key": str(key)})
    else:
        parent[str(key)] = value
        tree.lines[path] = place


def _container(value: Any, path: Path) -> Any:
    """The mapping or list at a path, made where it is not there yet."""
    for part, after in zip(path, (*path[1:], ""), strict=False):
        fresh: Any = [] if isinstance(after, int) else {}
        if isinstance(value, list) and isinstance(part, int):
            if part == len(value):
                value.append(fresh)
            value = value[part]
        elif isinstance(value, dict):
            value = value.setdefault(str(part), fresh)
        else:
            return None
    return value


def _nodes(tree: Tree, lines: Sequence[Line]) -> None:
    """The tree of aspects and indicators: every row goes into the aspect its parent column names."""
    tree.lines.setdefault(("aspects",), Where(tree.file, TREE.name))
    waiting = [(kind, line) for line in lines if (kind := _kind(tree, TREE, line)) is not None]
    homes: dict[str, Path] = {"": ()}
    while ready := [pair for pair in waiting if pair[1].text(PARENT).strip() in homes]:
        waiting = [pair for pair in waiting if pair[1].text(PARENT).strip() not in homes]
        for kind, line in ready:
            path = _node(tree, homes[line.text(PARENT).strip()], kind, line)
            if kind.code == "aspect" and (name := line.text("id").strip()):
                homes.setdefault(name, path)
    _homeless(tree, [line for _, line in waiting], tuple(homes)[1:])


def _node(tree: Tree, home: Path, kind: RowKind, line: Line) -> Path:
    base = (*home, *kind.path)
    path = (*base, _length(tree.value, base))
    tree.lines.setdefault(base, line.place("id"))
    _fill(tree, path, (column for column in TREE.columns if column.is_key), line)
    subject = subject_key(str(_at(tree.value, (*path, "rule", "kind"))))
    tree.lines.setdefault((*path, "rule"), line.place("rule.kind"))
    tree.lines.setdefault((*path, "rule", subject), line.place(SUBJECT))
    if text := line.text(SUBJECT).strip():
        _put(tree, (*path, "rule", subject), text, line.place(SUBJECT))
    return path


def _homeless(tree: Tree, lines: Sequence[Line], known: tuple[str, ...]) -> None:
    """Rows whose parent is no aspect (C050), or stands below them (C053)."""
    below = {line.text("id").strip() for line in lines}
    title = next(column.title for column in TREE.columns if column.key == PARENT)
    for line in lines:
        parent = line.text(PARENT).strip()
        if parent not in below:
            _unknown(tree, title, parent, known, line.place(PARENT))
    if lines and all(line.text(PARENT).strip() in below for line in lines):
        _complain(tree, "C053", lines[0].place(PARENT), {"read": ", ".join(sorted(below))})


def _indicators(value: Any, path: Path = ()) -> Iterable[tuple[str, Path]]:
    """The ids of all indicators with their paths."""
    node = _at(value, path)
    if not isinstance(node, dict):
        return
    for index, item in enumerate(node.get("indicators") or ()):
        yield str(item.get("id", "")), (*path, "indicators", index)
    for index in range(len(node.get("aspects") or ())):
        yield from _indicators(value, (*path, "aspects", index))


def _setting(tree: Tree, line: Line) -> None:
    """A row of rule settings into the rule of its indicator."""
    known = dict(reversed(list(_indicators(tree.value))))
    owner = line.text(OWNER).strip()
    if owner not in known:
        title = next(column.title for column in PARAMETERS.columns if column.key == OWNER)
        _unknown(tree, title, owner, list(known)[::-1], line.place(OWNER))
        return
    key = code_of(SETTINGS, line.text(SETTING).strip())
    path = (*known[owner], "rule", key)
    if not key:
        _complain(tree, "C051", line.place(SETTING), {"read": "", "expected": ", ".join(SETTINGS)})
        return
    tree.lines.setdefault(path, line.place(SETTING))
    used = _place_setting(tree, path, line)
    for column in PARAMETERS.columns:
        if column.key not in (OWNER, SETTING, *used) and line.text(column.key).strip():
            hint = spoken("hint", "hints.remove")
            _complain(tree, "C003", line.place(column.key), {"key": column.title, **hint})


def _place_setting(tree: Tree, path: Path, line: Line) -> tuple[str, ...]:
    """Put a setting's row into its rule; the columns that were looked at."""
    shape = setting_shape(str(path[-1]))
    if isinstance(shape, dict):
        item = (*path, _length(tree.value, path))
        columns = [Column(key, key, Form.NUMBER if key != "field" else Form.CODE) for key in shape]
        texts = {key: line.text(column) for key, column in shape.items()}
        _fill(tree, item, columns, Line(texts, {key: line.place(column) for key, column in shape.items()}))
        tree.lines[item] = line.place(SETTING)
        return tuple(shape.values())
    if shape == "map":
        name = line.text(NAME).strip()
        tree.lines.setdefault((*path, name), line.place("points"))
        _put(tree, (*path, name), line.text("points").strip(), line.place("points"))
        return (NAME, "points")
    text = line.text(VALUE).strip(" \t\xa0")
    value = [part.strip() for part in text.split(";")] if shape == "list" else text
    if text:
        _put(tree, path, value, line.place(VALUE))
    return (VALUE,)


def _joined(lines: Sequence[Line]) -> Iterable[tuple[str, str, Where]]:
    """The kept parts; rows of one name in a row are one text."""
    found: list[tuple[str, str, Where]] = []
    for line in lines:
        name, text = line.text(REST_PATH).strip(), line.text(REST_TEXT)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + text, found[-1][2])
        else:
            found.append((name, text, line.place(REST_TEXT)))
    return found


def _rest(tree: Tree, name: str, text: str, place: Where) -> None:
    """A kept part into its place; C052 where that is gone, C001 (and its kin) where its text is not YAML."""
    inner = read_tree(text, tree.file)
    for problem in inner.problems:
        _complain(tree, problem.code, place, problem.details)
    path = resolved(tree.value, name)
    if path is None:
        _complain(tree, "C052", place, {"read": name})
    elif not inner.problems:
        parent: Any = _container(tree.value, path[:-1])
        if parent is not None:
            parent[path[-1]] = inner.value
        tree.lines[path] = place


_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+')


def path_text(value: Any, path: Path) -> str:
    """A place in words: keys, and the ids (or numbers) of the items on the way."""
    parts: list[str] = []
    for part in path:
        if isinstance(part, int):
            ids = [item.get("id") if isinstance(item, dict) else None for item in value]
            own = str(ids[part])
            parts.append(own if _is_name(own) and ids.count(own) == 1 else f"#{part + 1}")
        else:
            parts.append(part if _is_name(part) else json.dumps(part, ensure_ascii=False))
        value = value[part]
    return ".".join(parts)


def _is_name(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(r"[\w-]+", text) is not None


def resolved(value: Any, text: str) -> Path | None:
    """The place that a text of `path_text` means. None where an item on the way is not there."""
    path: list[str | int] = []
    for part in _PARTS.findall(text):
        if isinstance(value, list):
            index = _index(value, part)
            if index is None:
                return None
            path.append(index)
            value = value[index]
        else:
            key = json.loads(part) if part.startswith('"') else part
            path.append(key)
            value = value.get(key) if isinstance(value, dict) else None
    return tuple(path) if path and isinstance(path[-1], str | int) else None


def _index(items: list[Any], part: str) -> int | None:
    for index, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == part:
            return index
    number = int(part[1:]) - 1 if re.fullmatch(r"#[1-9]\d{0,5}", part, re.ASCII) else -1
    return number if 0 <= number < len(items) else None

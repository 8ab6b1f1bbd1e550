"""From the plain tree of a criteria file to the rows of a criteria workbook, and the parts that fit in no column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paritrana.criteria.nodes import Path
from paritrana.criteria.yaml_text import without_empty, yaml_text
from paritrana.form.criteria_book_layout import (
    CATEGORY,
    CATEGORY_KEYS,
    CELL_LIMIT,
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
    ListSheet,
    RowKind,
)
from paritrana.form.criteria_book_texts import cells_of_value, setting_shape, subject_key, with_word
from paritrana.form.criteria_book_tree import Line, build, path_text

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """The rows of every sheet by its name; `kept` names the parts that stand in the sheet for all others."""

    rows: Mapping[str, tuple[Texts, ...]]
    kept: tuple[str, ...]


def plan_rows(value: Any) -> Planned:
    """The rows of a category's plain tree. What they alone would not bring back is kept as YAML."""
    bare = without_empty(value)
    rows = {sheet.name: tuple(_list_rows(sheet, bare)) for sheet in LISTS}
    rows[CATEGORY] = tuple(_single_rows(bare))
    rows[TREE.name] = tuple(_node_rows(bare, ""))
    rows[PARAMETERS.name] = tuple(row for owner, rule in _rules(bare) for row in _setting_rows(owner, rule))
    rebuilt = build("", {name: [Line(texts) for texts in found] for name, found in rows.items()}).value
    rest = list(difference(bare, without_empty(rebuilt)))
    names = [path_text(bare, path) for path, _ in rest]
    pairs = zip(names, (yaml_text(part) for _, part in rest), strict=True)
    rows[REST] = tuple(row for name, text in pairs for row in _kept_rows(name, text))
    return Planned(rows, tuple(names))


def _kept_rows(name: str, text: str) -> Iterator[Texts]:
    for start in range(0, len(text), CELL_LIMIT):
        yield {REST_PATH: name, REST_TEXT: text[start : start + CELL_LIMIT]}


def difference(wanted: Any, found: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The smallest parts of one tree that have to be put into another to make them equal."""
    if wanted == found:
        return
    if isinstance(wanted, dict) and isinstance(found, dict) and found.keys() <= wanted.keys():
        for key, inner in wanted.items():
            if key in found:
                yield from difference(inner, found[key], (*path, key))
            else:
                yield (*path, key), inner
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, (inner, other) in enumerate(zip(wanted, found, strict=True)):
            yield from difference(inner, other, (*path, index))
    else:
        yield path, wanted


def _single_rows(value: Any) -> Iterator[Texts]:
    for key, column in CATEGORY_KEYS.items():
        cells = _cells(column, value)
        if cells:
            yield {LINE_KEY: key, LINE_VALUE: cells.get(key, ""), LINE_ENGLISH: cells.get(key + ENGLISH, "")}


def _cells(column: Column, item: Any) -> Texts:
    found = cells_of_value(column, _at(item, column.path))
    return {} if any(len(text) > CELL_LIMIT for text in found.values()) else found


def _at(item: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        item = item.get(part) if isinstance(item, dict) else None
    return item


def _list_rows(sheet: ListSheet, value: Any) -> Iterator[Texts]:
    for kind in sheet.kinds:
        for owner, item in _items(kind, value):
            own = {kind.owner: owner} if kind.inner else {}
            columns = (column for column in sheet.columns if column.is_key and column.key != kind.owner)
            yield {**_told(sheet, kind), **own, **_row(columns, item)}


def _items(kind: RowKind, value: Any) -> Iterator[tuple[str, Any]]:
    """The items of a kind of rows, with the id of the item they stand in."""
    found = _at(value, kind.path)
    for item in found if isinstance(found, list) else ():
        if not kind.inner:
            yield "", item
        else:
            inner = _at(item, (kind.inner,))
            yield from ((str(_at(item, ("id",)) or ""), one) for one in inner or ())


def _told(sheet: ListSheet, kind: RowKind) -> Texts:
    """The cell that says which list a row belongs to, where a sheet holds several."""
    return {KIND: with_word({kind.code: kind.word}, kind.code)} if len(sheet.kinds) > 1 else {}


def _row(columns: Any, item: Any) -> Texts:
    return {key: text for column in columns for key, text in _cells(column, item).items()}


def _node_rows(node: Any, parent: str) -> Iterator[Texts]:
    """Every aspect and indicator below a node, each with the id of the one above."""
    for kind in TREE.kinds:
        found = _at(node, kind.path)
        for item in found if isinstance(found, list) else ():
            row = {**_told(TREE, kind), **_row((column for column in TREE.columns if column.is_key), item)}
            subject = _at(item, ("rule", subject_key(str(_at(item, ("rule", "kind"))))))
            shown = {SUBJECT: subject} if isinstance(subject, str) and len(subject) <= CELL_LIMIT else {}
            yield {**row, **({PARENT: parent} if parent else {}), **shown}
            if kind.code == "aspect":
                yield from _node_rows(item, str(_at(item, ("id",)) or ""))


def _rules(node: Any) -> Iterator[tuple[str, Any]]:
    """Every indicator's id and rule, in reading order."""
    for item in _at(node, ("aspects",)) or ():
        yield from _rules(item)
    for item in _at(node, ("indicators",)) or ():
        yield str(_at(item, ("id",)) or ""), _at(item, ("rule",))


def _setting_rows(owner: str, rule: Any) -> Iterator[Texts]:
    subject = subject_key(str(_at(rule, ("kind",))))
    for key, value in (rule or {}).items():
        if key not in ("kind", subject):
            for cells in _setting_cells(key, value):
                yield {OWNER: owner, SETTING: with_word(SETTINGS, key), **cells}


def _setting_cells(key: str, value: Any) -> Iterator[Texts]:
    """The rows of one setting; none where it does not fit in rows."""
    shape = setting_shape(key)
    if isinstance(shape, dict) and isinstance(value, list):
        if all(isinstance(item, dict) and item.keys() <= shape.keys() for item in value):
            yield from ({shape[name]: text for name, text in item.items()} for item in value)
    elif shape == "map" and isinstance(value, dict):
        yield from ({NAME: name, "points": points} for name, points in value.items())
    elif shape == "list" and isinstance(value, list):
        yield {VALUE: "; ".join(map(str, value))}
    elif isinstance(value, str) and len(value) <= CELL_LIMIT:
        yield {VALUE: value}

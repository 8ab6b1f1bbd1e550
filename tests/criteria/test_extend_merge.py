"""What a file that extends another one comes to: small pairs of trees, and the file and line of every place."""

import pytest

from paritrana.criteria.extend import merged
from paritrana.criteria.nodes import read_tree
from paritrana.text import line

PAIRS = {
    "a key of its own wins, the others stay": ("a: 1\nb: 2", "b: 3", {"a": "1", "b": "3"}),
    "mappings merge key by key": (
        "m: {a: 1, n: {x: 1, y: 2}}",
        "m: {n: {y: 3}}",
        {"m": {"a": "1", "n": {"x": "1", "y": "3"}}},
    ),
    "a key left empty counts as not given": ("a: 1", "a:", {"a": "1"}),
    "a text replaces a mapping": ("t: {id: a, en: b}", "t: c", {"t": "c"}),
    "a mapping replaces a text": ("t: c", "t: {id: a}", {"t": {"id": "a"}}),
    "items merge by their id": (
        "f: [{id: a, w: 1}, {id: b, w: 2}]",
        "f: [{id: b, w: 3}]",
        {"f": [{"id": "a", "w": "1"}, {"id": "b", "w": "3"}]},
    ),
    "new ids come at the end in their order": (
        "f: [{id: a}]",
        "f: [{id: c}, {id: a, w: 1}, {id: b}]",
        {"f": [{"id": "a", "w": "1"}, {"id": "c"}, {"id": "b"}]},
    ),
    "an item can be removed": (
        "f: [{id: a}, {id: b}, {id: c}]",
        "f: [{id: b, remove: true}]",
        {"f": [{"id": "a"}, {"id": "c"}]},
    ),
    "removed and written anew, an item is replaced": (
        "f: [{id: a, w: 1}, {id: b}]",
        "f: [{id: a, remove: true}, {id: a, v: 2}]",
        {"f": [{"id": "b"}, {"id": "a", "v": "2"}]},
    ),
    "an id written twice stays twice, for the lint to find": (
        "f: [{id: a, w: 1}]",
        "f: [{id: a, w: 2}, {id: a, w: 3}]",
        {"f": [{"id": "a", "w": "2"}, {"id": "a", "w": "3"}]},
    ),
    "an item without an id is kept, for the lint to find": (
        "f: [{id: a}]",
        "f: [{id: b}, {w: 1}]",
        {"f": [{"id": "a"}, {"id": "b"}, {"w": "1"}]},
    ),
    "an empty list empties": ("f: [{id: a}]", "f: []", {"f": []}),
    "options merge by code": (
        "options: [{code: a, label: A}, {code: b, label: B}]",
        "options: [{code: b, label: C}]",
        {"options": [{"code": "a", "label": "A"}, {"code": "b", "label": "C"}]},
    ),
    "places merge by rank": (
        "places: [{rank: 1, title: A}, {rank: 2, title: B}]",
        "places: [{rank: 2, remove: true}]",
        {"places": [{"rank": "1", "title": "A"}]},
    ),
    "by is no id": (
        "ties: [{by: a, order: desc}]",
        "ties: [{by: b, order: asc}]",
        {"ties": [{"by": "b", "order": "asc"}]},
    ),
    "plain lists are replaced": ("l: [a, b]", "l: [c]", {"l": ["c"]}),
    "bands are replaced": ("bands: [{to: 5}, {from: 5}]", "bands: [{to: 6}]", {"bands": [{"to": "6"}]}),
    "a rule of the same kind merges": (
        "rule: {kind: choice, levels: {a: 1, b: 2}}",
        "rule: {levels: {b: 3}}",
        {"rule": {"kind": "choice", "levels": {"a": "1", "b": "3"}}},
    ),
    "a rule of another kind is replaced": (
        "rule: {kind: choice, field: f}",
        "rule: {kind: yesno, yes: 1}",
        {"rule": {"kind": "yesno", "yes": "1"}},
    ),
    "the kind of anything else is a key like others": (
        "f: [{id: a, kind: count, min: 1}]",
        "f: [{id: a, kind: number}]",
        {"f": [{"id": "a", "kind": "number", "min": "1"}]},
    ),
}


def trees(base, child):
    return read_tree(base, "dasar.yaml"), read_tree(f"extends: dasar\n{child}", "anak.yaml")


@pytest.mark.parametrize(("base", "child", "whole"), PAIRS.values(), ids=PAIRS)
def test_pairs_merge(base, child, whole):
    both = merged(*trees(base, child))
    assert both.value == whole
    assert both.problems == []


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_merging_leaves_both_trees_as_they_were(pair):
    one, two = trees(*pair[:2])
    before = repr((one, two))
    merged(one, two)
    assert repr((one, two)) == before


def test_every_place_stands_in_the_file_and_line_that_say_it():
    base = "a: 1\nf:\n  - id: x\n    w: 1\n  - id: y\n    w: 2\n    v: 3\n"
    both = merged(*trees(base, "f:\n  - {id: x, remove: true}\n  - id: y\n    w: 5\n  - id: z\n    u: 1\n"))
    assert {path: str(where) for path, where in both.lines.items()} == {
        (): "anak.yaml:1",
        ("a",): "dasar.yaml:1",
        ("extends",): "anak.yaml:1",
        ("f",): "anak.yaml:2",
        ("f", 0): "anak.yaml:4",
        ("f", 0, "id"): "anak.yaml:4",
        ("f", 0, "w"): "anak.yaml:5",
        ("f", 0, "v"): "dasar.yaml:7",
        ("f", 1): "anak.yaml:6",
        ("f", 1, "id"): "anak.yaml:6",
        ("f", 1, "u"): "anak.yaml:7",
    }


@pytest.mark.parametrize(
    ("child", "told"),
    [
        ("f: [{id: b, remove: true}]", [("C034", 2)]),
        ("g: [{id: a, remove: true}]", [("C034", 2)]),
        ("f:\n- {id: a, remove: true}\n- {id: a, remove: true}", [("C034", 4)]),
        ("f: [{id: n, g: [{id: m, remove: true}]}]", [("C034", 2)]),
        ("f: [{id: a, remove: false}]", [("C004", 2)]),
        ("f: [{id: a, remove: ya}]", [("C004", 2)]),
        ("f: [{id: a, remove: true, w: 1}]", [("C004", 2)]),
        ("f: [{id: a, w: 1}, {remove: true}]", [("C004", 2)]),
    ],
)
def test_what_cannot_be_removed_is_told_at_its_line(child, told):
    both = merged(*trees("f: [{id: a}]", child))
    assert [(problem.code, problem.where.line) for problem in both.problems] == told
    assert all(problem.where.file == "anak.yaml" for problem in both.problems)


def test_the_words_of_a_removal_of_nothing():
    (problem,) = merged(*trees("f: [{id: a}]", "f: [{id: b, remove: true}]")).problems
    assert line(problem) == (
        'anak.yaml:2: "b" hendak dihapus, padahal tidak ada di berkas yang diperluas. '
        "Periksa idnya, atau hapus baris remove: ini. [C034]"
    )

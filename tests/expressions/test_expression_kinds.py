"""Kinds are checked before any answer arrives."""

import pytest

from paritrana.expressions import Kind, StaticKind, parse, static_kind

KINDS: dict[str, Kind] = {
    "workers": "number",
    "insured": "number",
    "jkk": "boolean",
    "jkm": "boolean",
    "scale": "text",
    "start": "date",
    "end": "date",
}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("1", "number"),
        ("scale", "text"),
        ("start", "date"),
        ("100 * insured / workers", "number"),
        ("jkk + jkm", "number"),
        ("-jkk", "number"),
        ("insured <= workers", "boolean"),
        ("start < end", "boolean"),
        ("start >= '2026-01-31'", "boolean"),
        ("'2026-01-31' <= start", "boolean"),
        ("scale = 'besar'", "boolean"),
        ("scale in ('besar', 'kecil') or not jkk", "boolean"),
        ("jkk = 1", "boolean"),
        ("round(mean(workers, insured), 2)", "number"),
        ("if(jkk, 1, 0)", "number"),
        ("if(jkk, 1, jkm)", "number"),
        ("if(jkk, jkm, 1)", "number"),
        ("if(jkk, jkm, false)", "boolean"),
        ("if(jkk, 'x', scale)", "text"),
        ("coalesce(end, start)", "date"),
        ("filled(scale)", "boolean"),
        ("count(jkk, workers > 1)", "number"),
    ],
)
def test_kind(source: str, kind: Kind) -> None:
    assert static_kind(parse(source), KINDS) == StaticKind(kind)


@pytest.mark.parametrize(
    ("source", "kind", "complaints"),
    [
        ("worker + 1", "number", [("unknown_name", 0, "worker", "workers")]),
        ("xyzzy", None, [("unknown_name", 0, "xyzzy", "")]),
        ("filled(worker)", "boolean", [("unknown_name", 7, "worker", "workers")]),
        ("scale + 1", "number", [("wrong_kind", 0, "scale (text)", "")]),
        (
            "end - start",
            "number",
            [("wrong_kind", 0, "end (date)", ""), ("wrong_kind", 6, "start (date)", "")],
        ),
        ("max(1, scale)", "number", [("wrong_kind", 7, "scale (text)", "")]),
        ("not workers", "boolean", [("wrong_kind", 4, "workers (number)", "")]),
        ("jkk and workers", "boolean", [("wrong_kind", 8, "workers (number)", "")]),
        ("if(workers, 1, 0)", "number", [("wrong_kind", 3, "workers (number)", "")]),
        ("count(workers)", "number", [("wrong_kind", 6, "workers (number)", "")]),
        ("scale < 'x'", "boolean", [("text_has_no_order", 6, "<", "")]),
        ("scale = 1", "boolean", [("kinds_differ", 8, "1 (number)", "")]),
        ("start = 1", "boolean", [("kinds_differ", 8, "1 (number)", "")]),
        ("start = 'kemarin'", "boolean", [("text_is_no_date", 8, "'kemarin'", "")]),
        ("start = scale", "boolean", [("text_is_no_date", 8, "scale", "")]),
        ("scale in ('x', 2)", "boolean", [("kinds_differ", 15, "2 (number)", "")]),
        ("if(jkk, 1, 'x')", "number", [("kinds_differ", 11, "'x' (text)", "")]),
        (
            "coalesce(nope_nope, start, 1)",
            "date",
            [("unknown_name", 9, "nope_nope", ""), ("kinds_differ", 27, "1 (number)", "")],
        ),
    ],
)
def test_complaints(source: str, kind: Kind | None, complaints: list[tuple[str, int, str, str]]) -> None:
    found = static_kind(parse(source), KINDS)
    assert found.kind == kind
    assert [(c.message_key, c.position, c.found, c.suggestion) for c in found.complaints] == complaints

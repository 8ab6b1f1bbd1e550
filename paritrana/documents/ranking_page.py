"""ranking.html: the Rekapitulasi of one category for a browser, one file on its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from paritrana.documents.page import render_page
from paritrana.documents.ranking_model import Cell, Column, Peers, RankingSheet, Row, foremost
from paritrana.text import formats, label

LISTED: Final = 2_000
"""Candidates of a group that a page lists; the rest stand in the workbook and the table."""

BESIDE: Final = 6
"""Columns that fit beside the score; a table of more scrolls in a box, and leaves them to the next on paper."""

MATRIX: Final = 14
"""Columns of points that fit beside the names on a sheet of A4."""

_LONG = re.compile(r"[^\W\d_]{11,}")
_SYLLABLE = re.compile(
    r"(?<=\w\w[aiueo])(?=(?:ng|ny|kh|sy|[b-df-hj-np-tv-z])[aiueo])|(?<=[aiueo]ng)(?=[b-df-hj-np-tv-z])"
)
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def render_ranking_page(sheet: RankingSheet, template_dirs: Sequence[Path]) -> bytes:
    """ranking.html: winners, ranks, what each candidate's score is made of, the rules, and the unranked."""
    aspects = _heads(sheet.columns)
    beside = sheet.key_figures if sheet.scored and len(aspects) + len(sheet.key_figures) <= BESIDE else ()
    matrices = _matrices(sheet.columns) if sheet.detailed else ()
    values = {
        "sheet": sheet,
        "marks": sheet.marks,
        "aspects": aspects,
        "beside": beside,
        "apart": () if beside or not sheet.detailed else sheet.key_figures,
        "span": len(aspects) + len(beside) + len(sheet.changes) + sheet.has_classes + sheet.gives_awards + 2,
        "unranked": sheet.unranked[:LISTED],
        "corrected": sheet.corrected[:LISTED],
        "groups": tuple(_shown_peers(peers, sheet) for peers in sheet.groups),
        "matrices": matrices,
        "soft": _soft,
        "crowded": len(aspects) + len(sheet.changes) > BESIDE,
    }
    return render_page("ranking.html.j2", template_dirs, sheet.lang, **values)


def _soft(title: str) -> str:
    """A heading that may break inside its long words, between two syllables."""
    return _LONG.sub(lambda word: _SYLLABLE.sub(_SOFT_HYPHEN, word[0]), title)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row on a page: the figures beside the score, every column with its cell, and all cells by id."""

    row: Row
    aspects: tuple[Cell | None, ...]
    details: tuple[tuple[Column, Cell], ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _ShownPeers:
    """A group as far as a page lists it, and the words that say where the rest is."""

    peers: Peers
    lines: tuple[_Line, ...]
    counts: str
    cut: str
    winners: tuple[Row, ...]
    more: str
    no_winner: str


def _heads(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns beside the score: the aspects at the top, or what is below a single one: it is the score."""
    tops = tuple(column for column in columns if column.depth == 0)
    below = tuple(column for column in columns if column.depth == 1)
    return below if len(tops) == 1 and 0 < len(below) <= BESIDE else tops


def _shown_peers(peers: Peers, sheet: RankingSheet) -> _ShownPeers:
    ranked, lang = peers.ranked, sheet.lang
    every = formats.number(len(ranked), 0, lang)
    counted = "ranking.counts" if sheet.scored else "ranking.counts_judged"
    counts = label(counted, lang, ranked=every, all=formats.number(len(peers.rows), 0, lang))
    cut = label("ranking.cut", lang, shown=formats.number(LISTED, 0, lang), all=every) if len(ranked) > LISTED else ""
    winners, more = foremost(peers.rows if sheet.scored else (), lang)
    no_winner = sheet.no_winner if ranked and sheet.scored and sheet.gives_awards and not winners else ""
    heads = _heads(sheet.columns)
    lines = tuple(_line(row, sheet.columns, heads) for row in ranked[:LISTED])
    return _ShownPeers(peers, lines, counts, cut, winners, more, no_winner)


def _line(row: Row, columns: Sequence[Column], heads: Sequence[Column]) -> _Line:
    details = tuple(zip(columns, row.cells, strict=False))
    cells = {column.id: cell for column, cell in details}
    return _Line(row, tuple(cells.get(column.id) for column in heads), details, cells)


def _matrices(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """The columns in portions that fit on paper, each of them whole aspects where possible."""
    portions: list[list[Column]] = [[]]
    for aspect in _by_aspect(columns):
        if portions[-1] and len(portions[-1]) + len(aspect) > MATRIX:
            portions.append([])
        portions[-1].extend(aspect)
    return tuple(tuple(part[start : start + MATRIX]) for part in portions for start in range(0, len(part), MATRIX))


def _by_aspect(columns: Sequence[Column]) -> Iterable[list[Column]]:
    found: list[list[Column]] = []
    for column in columns:
        if column.depth == 0:
            found.append([])
        found[-1].append(column)
    return found

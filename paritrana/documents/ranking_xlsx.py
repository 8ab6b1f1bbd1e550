"""The ranking sheet as a workbook: the ranking, the rules in words, and those without a rank and why.

Names are written as text, never as formulas or links; nothing is locked. The same sheet gives the same bytes.
"""

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from paritrana.documents.decisions import columns
from paritrana.documents.figures import Figure
from paritrana.documents.ranking_model import NONE, Column, Peers, RankingSheet, Row
from paritrana.documents.xlsx_columns import EMPTY_TIE, LEADING, figure_widths, leading_widths, sheets_across
from paritrana.documents.xlsx_looks import (
    A4,
    FONT,
    HEAD,
    NOTE_WIDTHS,
    REASON_WIDTH,
    STYLES,
    cell_look,
    cut,
    escaped,
    height,
)
from paritrana.text import label

LARGE = 5_000
"""Rows beyond which the workbook is written row by row instead of kept in memory."""


KEY_WIDTH: Final = 16
DECISION_WIDTHS: Final = {
    "number": 8,
    "at": 17,
    "name": 30,
    "what": 34,
    "before": 26,
    "after": 26,
    "article": 26,
    "reason": 44,
    "vote": 22,
    "objection": 12,
}
"""Widths of the columns of the list of decisions."""


def render_ranking_xlsx(sheet: RankingSheet) -> bytes:
    """The workbook "Rekapitulasi Nilai dan Peringkat" of one category."""
    out = io.BytesIO()
    options = {
        "in_memory": len(sheet.rows) <= LARGE,
        "constant_memory": len(sheet.rows) > LARGE,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        _describe(book, sheet)
        writer = _Writer(book, sheet)
        writer.write_ranking()
        if sheet.key_figures:
            writer.write_key_figures()
        writer.write_notes()
        if sheet.decisions:
            writer.write_decisions()
        if sheet.corrected:
            writer.write_corrections()
        if sheet.unranked:
            writer.write_unranked()
    return out.getvalue()


def _describe(book: xlsxwriter.Workbook, sheet: RankingSheet) -> None:
    """Title and, for the same bytes whenever it is made, the last day of the assessment period as created date."""
    created = datetime.datetime.combine(sheet.period_end, datetime.time())
    title = f"{label(sheet.paper, sheet.lang)}: {sheet.category_title}"
    book.set_properties(
        {"title": title, "author": "", "company": "", "comments": sheet.award_title, "created": created}
    )


class _Writer:
    """Writes the sheets of one workbook, each from top to bottom (large workbooks allow no going back)."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: RankingSheet) -> None:
        self._book, self._sheet = book, sheet
        self._styles = {name: self._style(**style) for name, style in STYLES.items()}
        for name in ("head", "head_aspect"):
            self._styles[name] = self._style(**STYLES[name], **HEAD)
        self._formats: dict[tuple[Any, ...], Format] = {}
        self._leading = tuple(item for item in LEADING if self._wants(item.key))
        self._widths = leading_widths(sheet)
        self._names = next(index for index, item in enumerate(self._leading) if item.key == "name") + 1

    def _wants(self, key: str) -> bool:
        """Whether the sheet has a column before the figures."""
        sheet = self._sheet
        if key == "computed":
            return sheet.scored and bool(sheet.decisions)
        if key in ("rank", "score", "tie", "award"):
            return sheet.scored and (key != "award" or sheet.gives_awards)
        optional = {
            "group": sheet.has_groups,
            "class": sheet.has_classes,
            "prize": sheet.has_prizes,
            "predicate": not sheet.scored,
        }
        return optional.get(key, True)

    def _head(self, key: str) -> str:
        own = {"score": self._sheet.score_title, "award": self._sheet.award_head}
        return own.get(key) or self._word(f"ranking.{key}")

    def _style(self, **style: Any) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": 10, **style})

    def _word(self, key: str, **details: str) -> str:
        return label(key, self._sheet.lang, **details)

    def write_ranking(self) -> None:
        """The ranking: everybody, group by group, with the weights above the titles of the columns."""
        sheet = self._sheet
        page = self._page(self._word(f"ranking.sheet_{'ranking' if sheet.scored else 'predicates'}"), landscape=True)
        figures = figure_widths(sheet)
        widths = [*(self._widths[item.key] for item in self._leading), *figures]
        for index, width in enumerate(widths):
            page.set_column(index, index, width)
        top = self._masthead(page, len(widths))
        self._write_heads(page, top, figures)
        line = top + 2
        for peers in sheet.groups:
            line = self._write_peers(page, line, peers, len(widths))
        page.autofilter(top + 1, 0, max(line - 1, top + 1), len(widths) - 1)
        page.freeze_panes(top + 2, self._names)
        page.repeat_rows(top, top + 1)
        across = sheets_across(widths)
        if across > 1:
            page.fit_to_pages(across, 0)
            page.repeat_columns(0, self._names - 1)
        page.print_area(0, 0, max(line - 1, top + 1), len(widths) - 1)

    def _masthead(self, page: Worksheet, width: int) -> int:
        """The heading of the first sheet; the number of lines it took."""
        sheet, styles = self._sheet, self._styles
        page.set_row(0, 24)
        page.write_string(0, 0, self._word(sheet.paper), styles["title"])
        category = self._word("papers.category", title=sheet.category_title)
        page.write_string(1, 0, f"{sheet.award_title} · {sheet.level} · {category}", styles["subtitle"])
        assessed = self._word("papers.assessed", period=sheet.period)
        page.write_string(2, 0, " · ".join(filter(None, (assessed, sheet.made, sheet.scale))), styles["plain"])
        page.write_string(3, 0, sheet.standing_words, styles["plain"])
        if not sheet.marks:
            return 5
        page.set_row(4, 20)
        page.write_string(4, 0, "  ·  ".join(sheet.marks), styles["banner"])
        for column in range(1, width):
            page.write_blank(4, column, None, styles["banner"])
        return 6

    def _write_heads(self, page: Worksheet, line: int, figures: Sequence[float]) -> None:
        first, sheet, styles = len(self._leading), self._sheet, self._styles
        heads = [(column.head, column.title, column.is_aspect) for column in sheet.columns]
        heads += [(change.most, change.title, True) for change in sheet.changes]
        heads_key = "ranking.weight" if any(column.of for column in sheet.columns) else "ranking.share"
        narrow = self._widths[self._leading[-1].key] <= EMPTY_TIE
        page.set_row(line, 28 if sheet.changes or narrow else 16)
        for index, (share, _, _) in enumerate(heads, start=first):
            page.write_string(line, index, share, styles["weight"])
        if heads:
            page.write_string(line, first - 1, f"{self._word(heads_key)} →", styles["weight"])
        page.set_row(line + 1, max(44, height(zip((title for _, title, _ in heads), figures, strict=True))))
        for index, item in enumerate(self._leading):
            page.write_string(line + 1, index, self._head(item.key), styles["head"])
        for index, (_, title, is_aspect) in enumerate(heads, start=first):
            page.write_string(line + 1, index, title, styles["head_aspect" if is_aspect else "head"])

    def _write_peers(self, page: Worksheet, line: int, peers: Peers, width: int) -> int:
        """The candidates of a group, under a band with its title where there are groups: each begins with a rank 1."""
        if peers.title:
            page.set_row(line, 15)
            page.write_string(line, 0, peers.title, self._styles["group"])
            for column in range(1, width):
                page.write_blank(line, column, None, self._styles["group"])
            line += 1
        for offset, row in enumerate(peers.rows):
            self._write_row(page, line + offset, row, begins=offset == 0)
        return line + len(peers.rows)

    def _write_row(self, page: Worksheet, line: int, row: Row, *, begins: bool) -> None:
        look = {"begins": begins, "wins": row.wins, "out": not row.runs}
        values = [getattr(row, item.attribute) for item in self._leading]
        page.set_row(line, height(zip(values, (self._widths[item.key] for item in self._leading), strict=True)))
        for index, (item, value) in enumerate(zip(self._leading, values, strict=True)):
            bold = item.key in ("rank", "score") or (item.key in ("name", "award", "predicate") and row.wins)
            wraps = item.align == "left" and item.key != "code"
            self._write(page, line, index, value, align=item.align, bold=bold, wraps=wraps, **look)
        for index, (figure, bold, blank) in enumerate(self._figures(row), start=len(self._leading)):
            self._write(page, line, index, figure, align="right", bold=bold, blank=blank, **look)

    def _figures(self, row: Row) -> Iterator[tuple[Figure | str, bool, bool]]:
        """What stands under aspects, indicators, bonuses and penalties; whether it is bold, and of a blank answer."""
        for at, column in enumerate(self._sheet.columns):
            cell = row.cells[at] if row.cells else None
            figure = "" if cell is None else cell.points or NONE
            yield figure, column.is_aspect, cell is not None and cell.blank
        for at in range(len(self._sheet.changes)):
            yield row.changes[at] if row.changes else "", False, False

    def _write(self, page: Worksheet, line: int, column: int, value: Figure | int | str | None, **look: Any) -> None:
        """One cell of the ranking: a figure as a number with its decimals, all else as text."""
        if isinstance(value, Figure):
            # binary floats only show what was decided exactly: 15 digits hold every printed figure
            style = self._cell_style(places=value.places, signed=value.signed, **look)
            page.write_number(line, column, value.value.numerator / value.value.denominator, style)
        elif isinstance(value, int):
            page.write_number(line, column, value, self._cell_style(places=0, **look))
        elif value:
            page.write_string(line, column, value, self._cell_style(places=None, **look))
        else:
            page.write_blank(line, column, None, self._cell_style(places=None, **look))

    def _cell_style(self, *, places: int | None, **look: Any) -> Format:
        key = (places, *sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._style(**cell_look(places, **look))
        return self._formats[key]

    def write_notes(self) -> None:
        """The rules in words, the table of weights, and the hashes."""
        page = self._page(self._word("ranking.sheet_notes"), landscape=True)
        for index, width in enumerate(NOTE_WIDTHS):
            page.set_column(index, index, width)
        line = 0
        page.write_string(line, 0, self._word("ranking.notes"), self._styles["title"])
        for title, text in self._facts():
            line += 1
            page.write_string(line, 0, title, self._styles["strong"])
            page.write_string(line, 1, text)
        line = self._write_paragraphs(page, line + 2)
        if self._sheet.columns:
            line = self._write_weights(page, line)
        if self._sheet.derived:
            line = self._write_derived(page, line)
        self._write_hashes(page, line)

    def _facts(self) -> list[tuple[str, str]]:
        sheet = self._sheet
        return [
            (sheet.award_title, f"{sheet.level} · {sheet.organiser}"),
            (sheet.category_title, self._word("papers.assessed", period=sheet.period)),
            (self._word("ranking.status"), sheet.standing_words),
            (self._word("ranking.hashes"), sheet.made),
        ]

    def _write_paragraphs(self, page: Worksheet, line: int) -> int:
        for note in self._sheet.notes:
            line = self._write_paragraph(page, line, note.title, note.lines)
        return line

    def _write_derived(self, page: Worksheet, line: int) -> int:
        """The computed values with their formulas."""
        title, first = self._word("guide.derived.title"), self._word("guide.derived.line")
        return self._write_paragraph(page, line, title, (first, *self._sheet.derived))

    def _write_paragraph(self, page: Worksheet, line: int, title: str, lines: Iterable[str]) -> int:
        self._section(page, line, title)
        for text in lines:
            line += 1
            page.set_row(line, height([(text, 1.2 * sum(NOTE_WIDTHS))]))
            page.merge_range(line, 0, line, len(NOTE_WIDTHS) - 1, "", self._styles["text"])
            page.write_string(line, 0, text, self._styles["text"])
        return line + 2

    def _section(self, page: Worksheet, line: int, title: str) -> None:
        page.write_string(line, 0, title, self._styles["section"])
        for column in range(1, len(NOTE_WIDTHS)):
            page.write_blank(line, column, None, self._styles["section"])

    def _write_weights(self, page: Worksheet, line: int) -> int:
        self._section(page, line, self._word("ranking.weights"))
        line += 1
        heads = ("indicator", "weight", "share", "rule", "if_blank", "source")
        for index, key in enumerate(heads):
            page.write_string(line, index, self._word(f"ranking.{key}"), self._styles["head"])
        for column in self._sheet.columns:
            line += 1
            self._write_weight(page, line, column)
        return line + 2

    def _write_weight(self, page: Worksheet, line: int, column: Column) -> None:
        rule = "\n".join(column.rule)
        values = (column.title, column.weight, column.share, rule, column.if_blank, column.source)
        page.set_row(line, height(zip(values, NOTE_WIDTHS, strict=True)))
        for index, value in enumerate(values):
            look = {"align": "right" if index in (1, 2) else "left", "bold": column.is_aspect, "out": False}
            indent = 1 + column.depth if index == 0 else 0
            self._write(page, line, index, value, begins=False, wins=False, wraps=True, indent=indent, **look)

    def _write_hashes(self, page: Worksheet, line: int) -> None:
        self._section(page, line, self._word("ranking.hashes"))
        for item in self._sheet.hashes:
            line += 1
            page.write_string(line, 0, item.title, self._styles["text"])
            page.write_string(line, 1, item.value, self._styles["link"])
        if self._sheet.attribution:
            page.write_string(line + 2, 0, self._sheet.attribution, self._styles["plain"])

    def write_key_figures(self) -> None:
        """What may be made public beside ranks, of everybody with scores."""
        sheet = self._sheet
        heads = [self._head(key) for key in ("rank", "code", "name", *(["group"] if sheet.has_groups else []))]
        widths = [8, self._widths["code"], 34, *([self._widths["group"]] if sheet.has_groups else [])]
        rows = []
        for row in sheet.rows:
            group = [row.group] if sheet.has_groups else []
            if row.key_values:
                rows.append([row.rank, row.code, row.name, *group, *row.key_values])
        figures = [item.head for item in sheet.key_figures]
        self._write_table("key_figures", [*heads, *figures], [*widths, *(KEY_WIDTH for _ in figures)], rows)

    def write_corrections(self) -> None:
        """What the verifiers and the plenary changed, with both answers."""
        keys = ("code", "name", "question", "before", "after", "corrected_by", "reason")
        rows = [
            [row.code, row.name, item.title, item.before, item.after, item.by, item.reason]
            for row, item in self._sheet.corrected
        ]
        heads = [self._head(key) for key in keys]
        self._write_table("corrections", heads, [self._widths["code"], 34, 40, 24, 24, 20, 44], rows)

    def write_decisions(self) -> None:
        """What the plenary meeting decided, with its grounds and its vote."""
        keys = columns(self._sheet.decisions)
        rows = [[str(getattr(one, key)) for key in keys] for one in self._sheet.decisions]
        heads = [self._head("code") if key == "code" else self._word(f"plenary.head.{key}") for key in keys]
        widths = [self._widths["code"] if key == "code" else DECISION_WIDTHS[key] for key in keys]
        self._write_table("decisions", heads, widths, rows)

    def _write_table(
        self,
        key: str,
        heads: Sequence[str],
        widths: Sequence[float],
        rows: Sequence[Sequence[Figure | int | str | None]],
    ) -> None:
        """A sheet that is one plain table."""
        page = self._page(self._word(f"ranking.{key}"), landscape=True)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self._styles["head"])
        page.set_row(0, height(zip(heads, widths, strict=True)))
        for line, row in enumerate(rows, start=1):
            page.set_row(line, height(zip(row, widths, strict=True)))
            for column, value in enumerate(row):
                align = "left" if isinstance(value, str) and value != NONE else "right"
                wraps = align == "left" and heads[column] != self._head("code")
                look = {"begins": False, "wins": False, "out": False, "wraps": wraps}
                self._write(page, line, column, value, align=align, **look)
        page.freeze_panes(1, heads.index(self._head("name")) + 1)
        page.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        page.repeat_rows(0)

    def write_unranked(self) -> None:
        """Those without a rank, with the reason."""
        sheet = self._sheet
        page = self._page(self._word(f"ranking.sheet_{'unranked' if sheet.scored else 'unjudged'}"), landscape=True)
        keys = [item.key for item in self._leading if item.key in ("code", "name", "group", "status")]
        widths = {"code": self._widths["code"], "name": 36, "group": max(16, self._widths["group"]), "status": 24}
        for index, key in enumerate(keys):
            page.set_column(index, index, widths[key])
            page.write_string(0, index, self._word(f"ranking.{key}"), self._styles["head"])
        page.set_column(len(keys), len(keys), REASON_WIDTH)
        page.write_string(0, len(keys), self._word("ranking.reason"), self._styles["head"])
        for line, row in enumerate(sheet.unranked, start=1):
            values = [row.standing if key == "status" else str(getattr(row, key)) for key in keys]
            values.append("\n".join(row.reasons))
            page.set_row(line, height(zip(values, (*(widths[key] for key in keys), REASON_WIDTH), strict=True)))
            for index, value in enumerate(values):
                look = {"begins": False, "wins": False, "out": False, "wraps": index > 0}
                self._write(page, line, index, value, align="left", **look)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, len(sheet.unranked), len(keys))
        page.repeat_rows(0)

    def _page(self, title: str, *, landscape: bool) -> Worksheet:
        """A new sheet, set up for A4, one page wide, with the marks above and page numbers below."""
        sheet = self._sheet
        page = self._book.add_worksheet(title)
        page.set_paper(A4)
        if landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.55)
        page.hide_gridlines(2)
        marks = " · ".join(sheet.marks)
        middle = f'&C&"{FONT},Bold"&12&K9B1C1C{escaped(marks)}' if marks else ""
        page.set_header(f"&L&8{cut(sheet.award_title)}{middle}&R&8{cut(sheet.category_title)}")
        pages = f"{self._word('papers.page')} &P / &N"
        page.set_footer(f"&L&8{cut(sheet.made, 90)}&R&8{pages}")
        return page

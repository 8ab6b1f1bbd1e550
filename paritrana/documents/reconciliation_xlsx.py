"""The list of a reconciliation as a workbook: every claim beside the organiser's figure, with both places.

Every text is written as text, never as a formula or a link. The same list gives the same bytes.
"""

import datetime
import io
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from paritrana.documents.reconciliation import Line, Reconciliation, Remark
from paritrana.documents.xlsx_looks import A4, FONT, LINE, RED, STYLES, cut, escaped, height
from paritrana.text import label

KEYS: Final = (
    ("code", 13),
    ("name", 34),
    ("question", 40),
    ("claim", 17),
    ("claim_at", 34),
    ("figure", 17),
    ("figure_at", 34),
    ("difference", 15),
    ("percent", 11),
    ("remark", 26),
)
HEAD_ROW: Final = 4
EXACT_DIGITS: Final = 15


def render_reconciliation_xlsx(it: Reconciliation) -> bytes:
    """The workbook "rekonsiliasi.xlsx"."""
    out = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **literal})
    book.set_properties({"created": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)})
    _Sheet(book, it).write()
    book.close()
    return out.getvalue()


class _Sheet:
    """The one sheet of the list."""

    def __init__(self, book: Any, it: Reconciliation) -> None:
        self.it, self.page = it, book.add_worksheet(label("reconciliation.sheet", it.lang))
        box = {"border": 1, "border_color": LINE, "valign": "vcenter", "font_name": FONT}
        self.looks = {key: book.add_format({"font_name": FONT, **STYLES[key]}) for key in ("title", "plain", "banner")}
        self.head = book.add_format({**STYLES["head"], "text_wrap": True, "align": "center", "valign": "vcenter"})
        self.text = book.add_format({**box, "num_format": "@", "text_wrap": True, "indent": 1})
        self.number = book.add_format({**box, "num_format": "#,##0.##########"})
        self.whole = book.add_format({**box, "num_format": "#,##0"})
        self.signed = book.add_format({**box, "num_format": "+#,##0.##########;-#,##0.##########;0"})
        self.signed_whole = book.add_format({**box, "num_format": "+#,##0;-#,##0;0"})
        self.percent = book.add_format({**box, "num_format": "+0.00%;-0.00%;0.00%"})
        self.differs = book.add_format({**box, "num_format": "@", "text_wrap": True, "indent": 1, "font_color": RED})

    def write(self) -> None:
        it, page = self.it, self.page
        page.write_string(0, 0, label("reconciliation.list", it.lang), self.looks["title"])
        page.set_row(0, 24)
        page.write_string(1, 0, f"{it.award} · {it.category} · {it.period}", self.looks["plain"])
        page.write_string(2, 0, " · ".join(f"{what}: {much}" for what, much in it.source), self.looks["plain"])
        if it.marks:
            page.merge_range(3, 0, 3, len(KEYS) - 1, "", self.looks["banner"])
            page.write_string(3, 0, " · ".join(it.marks), self.looks["banner"])
        for column, (key, width) in enumerate(KEYS):
            page.set_column(column, column, width)
            page.write_string(HEAD_ROW, column, label(f"reconciliation.head.{key}", it.lang), self.head)
        page.set_row(HEAD_ROW, 30)
        for row, line in enumerate(it.lines, HEAD_ROW + 1):
            self._line(row, line)
        self._page()

    def _line(self, row: int, line: Line) -> None:
        asked = f"{line.question} ({line.unit})" if line.unit else line.question
        remark = label(f"reconciliation.remark.{line.remark}", self.it.lang)
        look = self.differs if line.remark is Remark.DIFFERS else self.text
        for column, text in ((0, line.code), (1, line.name), (2, asked), (4, line.claim_at), (6, line.figure_at)):
            self.page.write_string(row, column, text, self.text)
        self._number(row, 3, line.claim, self.number, self.whole)
        self._number(row, 5, line.figure, self.number, self.whole)
        self._number(row, 7, line.difference, self.signed, self.signed_whole)
        if line.share is None:
            self.page.write_blank(row, 8, None, self.percent)
        else:
            self.page.write_number(row, 8, float(line.share), self.percent)
        self.page.write_string(row, 9, remark, look)
        texts = (line.code, line.name, asked, None, line.claim_at, None, line.figure_at, None, None, remark)
        self.page.set_row(row, height(zip(texts, (width * 0.9 for _, width in KEYS), strict=True)))

    def _number(self, row: int, column: int, value: Decimal | None, broken: Any, whole: Any) -> None:
        """A number as such; one with more digits than a spreadsheet keeps, as text."""
        if value is None:
            self.page.write_blank(row, column, None, whole)
        elif len(value.as_tuple().digits) <= EXACT_DIGITS:
            look = whole if value == value.to_integral_value() else broken
            self.page.write_number(row, column, float(value), look)
        else:
            self.page.write_string(row, column, format(value, "f"), self.text)

    def _page(self) -> None:
        it, page = self.it, self.page
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.55)
        page.hide_gridlines(2)
        page.freeze_panes(HEAD_ROW + 1, 2)
        page.repeat_rows(HEAD_ROW)
        page.autofilter(HEAD_ROW, 0, HEAD_ROW + max(len(it.lines), 1), len(KEYS) - 1)
        marks = escaped(" · ".join(it.marks))
        page.set_header(f"&L&8{cut(it.award)}&C&8{marks}&R&8{cut(it.category)}")
        page.set_footer(f"&R&8{label('papers.page', it.lang)} &P / &N")

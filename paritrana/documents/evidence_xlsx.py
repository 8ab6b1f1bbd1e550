"""The list of evidence as a workbook: a row for each candidate and question. The same rows give the same bytes."""

import datetime
import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from paritrana.criteria.edition import Edition
from paritrana.criteria.model import Category
from paritrana.documents.xlsx_looks import A4, LINE, PALE, RED, STYLES, cut, height
from paritrana.entry.evidence import EvidenceFile, EvidenceRow, Status
from paritrana.text import label, visible

COLUMNS: Final = (
    ("code", 10),
    ("name", 26),
    ("number", 5),
    ("question", 36),
    ("said", 15),
    ("status", 17),
    ("files", 34),
    ("size", 14),
    ("remark", 24),
    ("address", 28),
    ("sha256", 74),
)
PRINTED: Final = len(COLUMNS) - 1
"""Columns on paper: nobody compares a hash by eye."""
HEAD_ROW: Final = 3
MOST: Final = 32_000
"""A cell holds no longer text."""
TALLEST: Final = 400
"""Points: a spreadsheet draws no row higher than 409."""
_FINE: Final = (Status.PRESENT, Status.LINK, Status.SAID_MISSING, Status.NOT_SAID)


def render_evidence_xlsx(edition: Edition, category: Category, rows: Sequence[EvidenceRow]) -> bytes:
    """The workbook "Daftar Bukti Dukung" of one category; names and addresses are text, never links or formulas."""
    out = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **literal}) as book:
        created = datetime.datetime.combine(edition.facts.period.end, datetime.time())
        title = f"{label('evidence.title')}: {category.title.id}"
        book.set_properties({"title": title, "author": "", "company": "", "created": created})
        sheet = book.add_worksheet(label("evidence.sheet"))
        sheet.write_string(0, 0, title, book.add_format(STYLES["title"]))
        sheet.write_string(1, 0, f"{edition.facts.title.id} · INTERNAL", book.add_format(STYLES["subtitle"]))
        head = book.add_format({**STYLES["head"], "text_wrap": True, "valign": "vcenter"})
        look = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": LINE, "num_format": "@"}
        plain, wrong = book.add_format(look), book.add_format({**look, "font_color": RED, "bg_color": PALE})
        for column, (key, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, label(f"evidence.columns.{key}"), head)
        for row, one in enumerate(rows, HEAD_ROW + 1):
            fine = one.status in _FINE and all(file.usable for file in one.files) and bool(one.field)
            texts = [visible(text, "\n")[:MOST] for text in _cells(one, category)]
            widths = [0.9 * width for _, width in COLUMNS]
            sheet.set_row(row, min(TALLEST, 1.15 * height(zip(texts, widths, strict=True))))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, plain if fine else wrong)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + max(len(rows), 1), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_row(HEAD_ROW, 30)
        sheet.print_area(0, 0, HEAD_ROW + max(len(rows), 1), PRINTED - 1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer(f"&L{cut(title)}&R&P/&N")
    return out.getvalue()


def status_words(row: EvidenceRow, lang: str = "id") -> str:
    """How the evidence of a row stands, in a few words."""
    return label("evidence.status.untied" if not row.field else f"evidence.status.{row.status.value}", lang)


def _cells(row: EvidenceRow, category: Category) -> tuple[str, ...]:
    question = category.field(row.field).ask.id if row.field else label("evidence.no_question")
    return (
        row.candidate.code,
        row.candidate.name,
        str(row.number or ""),
        question,
        row.said,
        status_words(row),
        "\n".join(file.path.split("/evidence/", 1)[-1] for file in row.files),
        "\n".join(f"{_size(file)}" for file in row.files),
        "\n".join(_remark(file) for file in row.files),
        row.address,
        "\n".join(file.sha256 for file in row.files),
    )


def _size(file: EvidenceFile) -> str:
    """Size in bytes, grouped by thousands in the Indonesian way, with the kind."""
    return f"{file.size:,} B".replace(",", ".")


def _remark(file: EvidenceFile) -> str:
    why = file.danger or file.reason
    return label(f"evidence.reasons.{why}") if why else label(f"evidence.kinds.{file.kind}")

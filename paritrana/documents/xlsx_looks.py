"""How the ranking workbook looks: colours, styles, heights of rows."""

from collections.abc import Iterable
from typing import Any, Final

GREEN, DEEP, GOLD, PALE, LINE, GREY, RED = "#0F3D34", "#0A2B25", "#8A6A1F", "#F3EFE2", "#C9C4B4", "#6B6B63", "#9B1C1C"
FONT: Final = "Calibri"
A4: Final = 9
NOTE_WIDTHS: Final = (32, 11, 12, 72, 18, 36)
REASON_WIDTH: Final = 90

STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": GREEN, "font_name": "Georgia"},
    "subtitle": {"font_size": 11, "font_color": GREEN, "bold": True},
    "plain": {"font_color": GREY},
    "banner": {"bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": RED, "valign": "vcenter"},
    "weight": {"font_size": 9, "align": "center", "font_color": GOLD, "bold": True, "text_wrap": True},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": GREEN, "border": 1, "border_color": LINE},
    "head_aspect": {"bold": True, "font_color": "#FFFFFF", "bg_color": GOLD, "border": 1, "border_color": LINE},
    "section": {"bold": True, "font_size": 12, "font_color": GREEN, "bottom": 2, "bottom_color": GOLD},
    "text": {"valign": "top", "text_wrap": True},
    "strong": {"valign": "top", "bold": True, "text_wrap": True},
    "group": {"bold": True, "font_color": GREEN, "bg_color": PALE, "top": 2, "top_color": GOLD, "valign": "vcenter"},
    "link": {"valign": "top", "font_color": GREY, "font_name": "Consolas", "font_size": 9},
}
HEAD: Final = {"text_wrap": True, "align": "center", "valign": "vcenter", "font_size": 8.5}


def cell_look(
    places: int | None,
    *,
    align: str,
    begins: bool,
    wins: bool,
    out: bool,
    bold: bool = False,
    blank: bool = False,
    signed: bool = False,
    wraps: bool = False,
    indent: int = 0,
) -> dict[str, Any]:
    """How a cell looks: a gold line above a new group, winners on pale ground, those without a rank in grey."""
    look: dict[str, Any] = {"align": align, "valign": "vcenter", "bold": bold, "bottom": 1, "bottom_color": LINE}
    look |= {"text_wrap": wraps, "indent": indent} if wraps else {}
    look |= {"indent": 1} if align == "left" and not indent else {}
    look |= {"top": 2, "top_color": GOLD} if begins else {}
    look |= {"bg_color": PALE} if wins else {}
    look |= {"font_color": GREY, "italic": True} if out else {}
    look |= {"font_color": RED} if blank else {}
    if places is not None:
        plain = "0." + "0" * places if places else "0"
        look["num_format"] = f"+{plain};-{plain};{plain}" if signed else plain
    else:
        look["num_format"] = "@"
    return look


def height(texts: Iterable[tuple[object, float]]) -> float:
    """Points a row needs for texts that wrap in columns of these widths, counted in letters; figures take a line."""
    lines = [_lines(text, width) for text, width in texts if isinstance(text, str)]
    return 3 + 12.5 * max(1, 1, *lines)


def _lines(text: str, width: float) -> int:
    return sum(1 + int(max(len(part) - 1, 0) // width) for part in text.split("\n"))


def escaped(text: str) -> str:
    return text.replace("&", "&&")


def cut(text: str, length: int = 60) -> str:
    """Text for a header or footer, which together hold 255 characters."""
    return escaped(text if len(text) <= length else text[: length - 1] + "…")

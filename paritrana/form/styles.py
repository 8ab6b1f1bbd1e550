"""How our workbooks look: one family of letters, few colours, each with one meaning."""

from functools import cached_property
from typing import Any

from paritrana.answers import Kind
from paritrana.criteria.fields import Field

FONT = "Arial"
INK, GREY, FAINT = "#1F2933", "#5F6B76", "#B8C0C8"
BLUE, PALE_BLUE, LINE, SHADE = "#1F4E79", "#DCE6F1", "#C3CBD3", "#F4F6F8"
YELLOW, RED, PALE_RED, AMBER, GREEN = "#FFF2CC", "#9C0006", "#F8CBAD", "#8A4B08", "#E2EFDA"

TEXT_FORMAT, DATE_FORMAT = "@", "dd/mm/yyyy"


def number_format(field: Field) -> str:
    """The cell format of an answer: counts grouped, percents plain, codes and texts as text."""
    behind = "." + "0" * field.places if field.places else ""
    match field.kind:
        case Kind.COUNT | Kind.RUPIAH:
            return f"#,##0{behind}"
        case Kind.PERCENT | Kind.NUMBER:
            return f"0{behind}"
        case Kind.DATE:
            return DATE_FORMAT
        case _:
            return TEXT_FORMAT


def letter_size(field: Field) -> int:
    """The size of the letters of an answer in points; a text has many of them."""
    return 10 if field.kind is Kind.TEXT else 11


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def make(self, **looks: Any) -> Any:
        """A format; the same looks give the same object."""
        full = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", **looks}
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]

    def boxed(self, **looks: Any) -> Any:
        """A format with a thin border and wrapped text."""
        return self.make(**{"border": 1, "border_color": LINE, "text_wrap": True, "valign": "top", **looks})

    def answer(self, field: Field, **marked: Any) -> Any:
        """An open answer cell; `marked` are further looks, or others."""
        side = "right" if field.kind.is_numeric else "left"
        looks: dict[str, Any] = {
            "indent": 1,
            "num_format": number_format(field),
            "align": side,
            "border_color": BLUE,
            "font_size": letter_size(field),
            "valign": "top" if field.kind is Kind.TEXT else "vcenter",
        }
        return self.boxed(**{"locked": False, **looks, **marked})

    @cached_property
    def title(self) -> Any:
        return self.make(bold=True, font_size=15, font_color=BLUE)

    @cached_property
    def subtitle(self) -> Any:
        return self.make(font_color=GREY)

    @cached_property
    def candidate(self) -> Any:
        return self.make(bold=True, font_size=12)

    @cached_property
    def banner(self) -> Any:
        return self.make(bold=True, font_size=9, font_color=AMBER)

    @cached_property
    def decided(self) -> Any:
        return self.make(font_size=9, font_color=GREY)

    @cached_property
    def aside(self) -> Any:
        return self.make(font_size=8, font_color=GREY, align="right")

    @cached_property
    def progress(self) -> Any:
        return self.make(font_size=9, font_color=BLUE)

    @cached_property
    def header(self) -> Any:
        looks = {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "align": "center"}
        return self.boxed(**looks, border_color=BLUE, valign="vcenter")

    @cached_property
    def section(self) -> Any:
        return self.make(bold=True, bg_color=PALE_BLUE, font_color=BLUE, border=1, border_color=LINE, indent=1)

    @cached_property
    def number(self) -> Any:
        return self.boxed(align="center", font_color=GREY, num_format="0")

    @cached_property
    def question(self) -> Any:
        return self.boxed(indent=1, align="left")

    @cached_property
    def unit(self) -> Any:
        return self.boxed(font_color=GREY, valign="vcenter", font_size=9, indent=1)

    @cached_property
    def echo(self) -> Any:
        return self.boxed(font_color=GREY, bg_color=SHADE, valign="vcenter", font_size=9, italic=True, indent=1)

    @cached_property
    def shade(self) -> Any:
        return self.boxed(bg_color=SHADE, font_color=GREY, num_format=TEXT_FORMAT)

    @cached_property
    def open_text(self) -> Any:
        return self.boxed(locked=False, num_format=TEXT_FORMAT, font_size=9, valign="vcenter", indent=1)

    @cached_property
    def marker(self) -> Any:
        return self.make(font_size=7, font_color=FAINT, num_format=TEXT_FORMAT)

    @cached_property
    def hint_letters(self) -> Any:
        return self.make(font_size=8, font_color=GREY)

    @cached_property
    def question_letters(self) -> Any:
        return self.make()

    @cached_property
    def juror(self) -> Any:
        looks = {"bold": True, "align": "center", "valign": "vcenter", "border_color": BLUE}
        return self.boxed(locked=False, num_format=TEXT_FORMAT, **looks)

    @cached_property
    def juror_echo(self) -> Any:
        return self.boxed(bold=True, align="center", valign="vcenter", bg_color=SHADE, font_color=GREY)

    @cached_property
    def juror_settled(self) -> Any:
        looks = {"bold": True, "align": "center", "valign": "vcenter", "font_size": 9, "border_color": BLUE}
        return self.boxed(bg_color=SHADE, num_format=TEXT_FORMAT, **looks)

    @cached_property
    def barred(self) -> Any:
        looks = {"align": "center", "valign": "vcenter", "font_size": 8, "italic": True}
        return self.boxed(bg_color=SHADE, font_color=GREY, num_format=TEXT_FORMAT, **looks)

    @cached_property
    def fixed_text(self) -> Any:
        return self.boxed(num_format=TEXT_FORMAT, bg_color=SHADE, valign="vcenter", indent=1)

    @cached_property
    def body(self) -> Any:
        return self.make(text_wrap=True, valign="top")

    @cached_property
    def heading(self) -> Any:
        return self.make(bold=True, font_size=11, font_color=BLUE, bottom=1, bottom_color=LINE)

    @cached_property
    def line(self) -> Any:
        return self.make(locked=False, num_format=TEXT_FORMAT, bottom=4, bottom_color=GREY)

    @cached_property
    def empty_required(self) -> Any:
        return self._book.add_format({"bg_color": YELLOW})

    @cached_property
    def impossible(self) -> Any:
        return self._book.add_format({"bg_color": PALE_RED, "font_color": RED})

    @cached_property
    def mended(self) -> Any:
        return self._book.add_format({"bg_color": GREEN})

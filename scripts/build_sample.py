"""Make the ready-made files of the demo in submissions/contoh-jawa-tengah: saved by LibreOffice, or broken.

Run from the checkout, whenever the criteria of 2025-provinsi or the forms change (a test says so):

    .venv/bin/python scripts/build_sample.py

Everything is invented (`paritrana/workflow/sample`). The broken files have the same bytes every time; those that
LibreOffice saves have not, and are left as they are where LibreOffice is not installed.
"""

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

HOUSE = Path(__file__).parents[1]
sys.path.insert(0, str(HOUSE))

from paritrana.criteria.edition import Edition  # noqa: E402
from paritrana.criteria.fields import Role  # noqa: E402
from paritrana.criteria.load import load_edition  # noqa: E402
from paritrana.criteria.model import Category  # noqa: E402
from paritrana.form.layout import FormLayout, plan_form, plan_table  # noqa: E402
from paritrana.form.writer import Filled, write_form, write_table  # noqa: E402
from paritrana.workflow.sample import cast, papers  # noqa: E402
from paritrana.workflow.sample.handmade import FOLDER, HANDMADE, Handmade  # noqa: E402
from paritrana.workflow.sample.tables import saved, zipped  # noqa: E402
from paritrana.workspace import write_file  # noqa: E402

TARGET = HOUSE / "submissions" / FOLDER / "inbox"
FILTER = "xlsx:Calc MS Excel 2007 XML"
LIBREOFFICE = "libreoffice"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
VBA = (
    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    b'<Relationship Id="rIdMakro" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    b' Target="vbaProject.bin"/></Relationships>',
)
PDF = """%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 62 >> stream
BT /F1 12 Tf 72 760 Td (Contoh: formulir yang dicetak) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
"""


class Order:
    """One file to be made: whose form it is and what it would hold if nothing happened to it."""

    def __init__(self, edition: Edition, item: Handmade) -> None:
        self.edition, self.item = edition, item

    @property
    def category(self) -> Category:
        return self.edition.categories[self.item.category]

    def layout(self) -> FormLayout:
        found = (one for one in cast.candidates(self.edition) if one.code == self.item.code)
        return plan_form(self.edition, self.category, next(found))

    def answers(self, changes: Mapping[str, Filled] | None = None) -> dict[str, Filled]:
        told = papers.answers(self.category, self.item.code)
        for key in changes or {}:
            if key not in told:
                raise SystemExit(f"{self.item.name}: isian {key} tidak ada lagi di kriteria; sesuaikan skrip ini.")
        return {**told, **(changes or {})}

    def form(self, changes: Mapping[str, Filled] | None = None) -> bytes:
        return write_form(self.layout(), self.answers(changes))


def row_inserted(order: Order) -> bytes:
    """A row inserted above the fourth question, and the sheet renamed: Excel moves all names along."""
    layout = order.layout()
    first = layout.slots[3].row
    slots = tuple(replace(one, row=one.row + (one.row >= first), sheet="Isian") for one in layout.slots)
    sections = tuple(replace(one, row=one.row + (one.row >= first)) for one in layout.sections)
    return write_form(replace(layout, slots=slots, sections=sections, sheet="Isian"), order.answers())


def lost_zeros(order: Order) -> bytes:
    """Rp607.000.000 typed with points under English settings and stored as 607.000."""
    return order.form({"anggaran_rentan": Filled(Decimal(607_000), "Ada–terlampir")})


def truncated(order: Order) -> bytes:
    """A download that broke off."""
    data = order.form()
    return data[: len(data) * 2 // 3]


def in_words(order: Order) -> bytes:
    return order.form({"anggaran_rentan": Filled("2,8 juta", "Tautan")})


def uncached(order: Order) -> bytes:
    """A formula saved by a program that does not calculate."""
    book: Any = load_workbook(io.BytesIO(order.form()), rich_text=True)
    sheet, cell = next(iter(book.defined_names["isian.pekerja_rentan"].destinations))
    book[sheet][cell.replace("$", "")] = "=18500+2750"
    return saved(book)


def blank_and_too_large(order: Order) -> bytes:
    """A required answer left blank, and 78,30 typed without its comma."""
    return order.form({"pekerja_rentan": Filled(), "non_asn": Filled(Decimal(7830))})


def as_sent(order: Order) -> bytes:
    return order.form()


def second_copy(order: Order) -> bytes:
    """The same office sends another form, with another figure."""
    return order.form({"pekerja_rentan": Filled(Decimal(24_000), "Ada–terlampir")})


def lock_file(_: Order) -> bytes:
    """What Excel leaves beside an open workbook: the name of whoever has it open."""
    name = "Contoh"
    return bytes([len(name)]) + name.encode().ljust(54) + name.encode("utf-16-le").ljust(110, b"\x00")


def committee_table(order: Order) -> bytes:
    candidates = [one for one in cast.candidates(order.edition) if one.category == order.item.category]
    return write_table(plan_table(order.edition, order.category, Role.PANEL, candidates))


def other_edition(order: Order) -> bytes:
    """Last year's form with this year's answers."""
    layout = order.layout()
    return write_form(replace(layout, meta=replace(layout.meta, edition="2024-provinsi")), order.answers())


def other_version(order: Order) -> bytes:
    """A form written before the questions were changed."""
    layout = order.layout()
    return write_form(replace(layout, meta=replace(layout.meta, version="0" * 8)), order.answers())


def pdf(_: Order) -> bytes:
    return PDF.encode()


def macros(order: Order) -> bytes:
    """The form saved as a workbook with macros, with a project that does nothing."""
    with zipfile.ZipFile(io.BytesIO(order.form())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types, links = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    parts[types] = parts[types].replace(PLAIN_TYPE, MACRO_TYPE).replace(b"</Types>", VBA[0])
    parts[links] = parts[links].replace(b"</Relationships>", VBA[1])
    return zipped({**parts, "xl/vbaProject.bin": b"Contoh: bukan proyek VBA"})


DEEDS: Mapping[str, Callable[[Order], bytes]] = {
    deed.__name__: deed
    for deed in (
        *(row_inserted, lost_zeros, truncated, in_words, uncached, blank_and_too_large, as_sent, second_copy),
        *(lock_file, committee_table, other_edition, other_version, pdf, macros),
    )
}


def load() -> Edition:
    """The edition of the demo. Raises SystemExit where its criteria are broken."""
    edition, problems = load_edition(HOUSE / "criteria" / "2025-provinsi")
    if edition is None:
        raise SystemExit("\n".join(f"{problem.code} {problem.where} {dict(problem.details)}" for problem in problems))
    return edition


def broken(edition: Edition) -> dict[str, bytes]:
    """The files that need no LibreOffice, by name."""
    return {one.name: DEEDS[one.deed](Order(edition, one)) for one in HANDMADE if one.deed in DEEDS}


def by_libreoffice(edition: Edition, soffice: str) -> dict[str, bytes]:
    """Forms opened and saved again by LibreOffice, by name."""
    wanted = [one for one in HANDMADE if one.deed == LIBREOFFICE]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, resaved = folder / "asli", folder / "hasil"
        for number, one in enumerate(wanted):
            write_file(plain / f"{number}.xlsx", Order(edition, one).form())
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        files = [str(path) for path in sorted(plain.iterdir())]
        command = [soffice, profile, "--headless", "--convert-to", FILTER, "--outdir", str(resaved), *files]
        subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
        return {one.name: (resaved / f"{number}.xlsx").read_bytes() for number, one in enumerate(wanted)}


def main() -> int:
    edition, soffice = load(), shutil.which("soffice")
    made = {**broken(edition), **(by_libreoffice(edition, soffice) if soffice else {})}
    wanted = {one.name for one in HANDMADE}
    for path in sorted(path for path in TARGET.rglob("*") if path.is_file()):
        if path.relative_to(TARGET).as_posix() not in wanted:
            path.unlink()
    for name, data in made.items():
        write_file(TARGET / name, data)
        print(f"{name}: {len(data)} bytes")
    if soffice is None:
        print("LibreOffice (soffice) tidak ada: berkas simpanannya dibiarkan seperti semula.")
    return 0 if soffice else 1


if __name__ == "__main__":
    sys.exit(main())

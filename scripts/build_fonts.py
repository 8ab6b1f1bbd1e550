"""Make the fonts in templates/fonts from the @fontsource packages of the npm registry.

Each package ships one WOFF2 file per script and weight. This joins the files `latin` and `latin-ext` of a
weight into one static TTF without hinting, and copies the licence of the family beside it. The result is
committed, so this is needed only to change a font:

    npm pack @fontsource/cinzel@5.3.0 @fontsource/cormorant-garamond@5.3.0 \
             @fontsource/eb-garamond@5.3.0 @fontsource/libre-franklin@5.3.0
    for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python -m venv fonttools && fonttools/bin/pip install fonttools==4.68.0 brotli==1.2.1
    fonttools/bin/python scripts/build_fonts.py FOLDER_OF_THE_PACKAGES templates/fonts

None of the four families has a Reserved Font Name, so the joined files may keep their names (OFL 1.1,
condition 3).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import merge, ttLib

FONTS = (
    ("cinzel", "Cinzel", "600-normal", "SemiBold"),
    ("cormorant-garamond", "Cormorant Garamond", "700-normal", "Bold"),
    ("eb-garamond", "EB Garamond", "400-normal", "Regular"),
    ("eb-garamond", "EB Garamond", "400-italic", "Italic"),
    ("eb-garamond", "EB Garamond", "600-normal", "SemiBold"),
    ("libre-franklin", "Libre Franklin", "400-normal", "Regular"),
    ("libre-franklin", "Libre Franklin", "600-normal", "SemiBold"),
)
SCRIPTS = ("latin", "latin-ext")
SAME_GLYPH = {0x2010: 0x2D, 0x2011: 0x2D}
"""Hyphen and non-breaking hyphen, which word processors write, look like the plain hyphen."""


def main(packages: Path, target: Path) -> None:
    """Write every font of FONTS, and the licence of its family, to the target folder."""
    for package, family, style, name in FONTS:
        folder = next(packages.glob(f"fontsource-{package}-[0-9]*/package"))
        parts = [folder / "files" / f"{package}-{script}-{style}.woff2" for script in SCRIPTS]
        font = joined(parts)
        add_hyphens(font)
        rename(font, family, name, int(style[:3]))
        font.save(target / f"{family.replace(' ', '')}-{name}.ttf")
        licence = (folder / "LICENSE").read_text(encoding="utf-8")
        (target / f"OFL-{family.replace(' ', '')}.txt").write_text(licence, encoding="utf-8", newline="\n")


def joined(parts: list[Path]) -> ttLib.TTFont:
    """One font with the glyphs of all parts; names and dates are those of the first."""
    with tempfile.TemporaryDirectory() as folder:
        plain = [decompressed(part, Path(folder) / f"{number}.ttf") for number, part in enumerate(parts)]
        font = merge.Merger(merge.Options(drop_tables=["DSIG", "fpgm", "prep", "cvt ", "gasp"])).merge(plain)
    first = ttLib.TTFont(parts[0])
    font["name"] = first["name"]
    font["head"].created, font["head"].modified = first["head"].created, first["head"].modified
    font.recalcTimestamp = False
    return font


def add_hyphens(font: ttLib.TTFont) -> None:
    """Give the letters of SAME_GLYPH the glyph of their plain form where the font has none of its own."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for letter, plain in SAME_GLYPH.items():
                table.cmap.setdefault(letter, table.cmap[plain])


def rename(font: ttLib.TTFont, family: str, name: str, weight: int) -> None:
    """Give the font its own name and weight: the packages leave those of the variable font's default."""
    values = {
        1: f"{family} {name}",
        2: "Regular",
        4: f"{family} {name}",
        6: f"{family}-{name}".replace(" ", ""),
    }
    for number, value in {**values, 3: f"{values[6]}; paritrana", 16: family, 17: name}.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def decompressed(source: Path, target: Path) -> str:
    """The path of the WOFF2 font as a plain TTF without hinting."""
    font = ttLib.TTFont(source, recalcTimestamp=False)
    font.flavor = None
    for table in ("fpgm", "prep", "cvt ", "gasp", "DSIG"):
        if table in font:
            del font[table]
    if "glyf" in font:
        for name in font.getGlyphOrder():
            font["glyf"][name].removeHinting()
    font.save(target)
    return str(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

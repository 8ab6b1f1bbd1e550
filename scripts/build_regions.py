"""Builder of the region data in paritrana/regions/data from the tables of idn-area-data.

    python scripts/build_regions.py FOLDER [--target FOLDER]

FOLDER is the `data` folder of an unpacked release of idn-area-data (ODbL 1.0); nothing is fetched. The same
tables always give the same bytes. What is changed, and nothing else:

- the words that only say the kind ("Kabupaten", "Kota Administrasi", "Desa Adat") leave the name;
- a word left in lower case gets its capital, unless it belongs to the word before it (see `capitalised`);
- a quotation mark or typographic apostrophe inside a word becomes the plain apostrophe it stands for;
- the slips in CORRECTIONS, and a stray asterisk, are mended.
"""

import argparse
import csv
import lzma
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "paritrana" / "regions" / "data"

TABLES = {"provinces": 1, "regencies": 2, "districts": 3, "villages": 4}
"""Each table of the source with the number of parts in its codes."""

CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[123][0-9]{3})?)?)?")

CORRECTIONS = {"KI'E": "Ki'e", "ALue": "Alue", "LIang": "Liang"}
"""Words whose capitals are a slip of the shift key."""

KEPT = {"dan", "x", "an", "ana", "i", "lha", "olin", "uran"}
"""Words that stay in lower case: particles, and halves of words whose apostrophe was lost ("Blu uran")."""

ATTRIBUTION = """\
Data wilayah: idn-area-data 4.0.1, ODbL 1.0, berdasarkan kode wilayah Kemendagri.

Contains information from idn-area-data 4.0.1 (https://github.com/fityannugroho/idn-area-data), by Fityan,
made available under the Open Database License (ODbL) 1.0:
https://opendatacommons.org/licenses/odbl/1-0/ - the text stands beside this file in LICENSE-ODbL.md.

The tables in this folder are a derivative database under the same licence. They were changed by
scripts/build_regions.py, whose first lines list every change. Islands are left out.
"""

Row = tuple[str, str]
"""A dotted code and a name."""


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description="Build paritrana/regions/data from idn-area-data.")
    parser.add_argument("source", type=Path, help="the data folder of an unpacked idn-area-data")
    parser.add_argument("--target", type=Path, default=TARGET, help="the folder to write (default: %(default)s)")
    arguments = parser.parse_args()
    build(arguments.source, arguments.target)


def build(source: Path, target: Path) -> None:
    """The data folder: one text table of governments, one compressed table per province, the licence."""
    tables = {table: sorted(read_rows(source, table)) for table in TABLES}
    check_parents(tables)
    target.mkdir(parents=True, exist_ok=True)
    governments = sorted(tables["provinces"] + tables["regencies"])
    (target / "governments.tsv").write_bytes(tsv(governments))
    write_provinces(sorted(tables["districts"] + tables["villages"]), target / "below")
    shutil.copyfile(source / "LICENSE.md", target / "LICENSE-ODbL.md")
    (target / "ATTRIBUTION").write_bytes(ATTRIBUTION.encode("utf-8"))


def read_rows(source: Path, table: str) -> Iterator[Row]:
    """The rows of one table of the source, with dotted codes and mended names."""
    with (source / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            code = line["code"]
            if not CODE.fullmatch(code) or code.count(".") + 1 != TABLES[table]:
                raise SystemExit(f"{table}.csv: {code!r} is not a code of this table")
            yield code, mended(bare(code, line["name"]))


def bare(code: str, name: str) -> str:
    """A name without the words that say the kind; the code must agree with them."""
    parts = code.split(".")
    if len(parts) == 2:
        kind = "Kabupaten" if parts[1] < "70" else "Kota"
        return without(f"{kind} Administrasi" if parts[0] == "31" else kind, name, code)
    if len(parts) == 4 and parts[3].startswith("3"):
        return without("Desa Adat", name, code)
    return name


def without(prefix: str, name: str, code: str) -> str:
    """A name without its leading words, which must be there."""
    if not name.startswith(f"{prefix} "):
        raise SystemExit(f"{code}: {name!r} does not begin with {prefix!r}")
    return name.removeprefix(f"{prefix} ")


def mended(name: str) -> str:
    """A name with plain apostrophes, proper capitals and single spaces."""
    name = re.sub(r"(?<=\w)[\"’](?=\w)", "'", name.replace("*", ""))
    words = [CORRECTIONS.get(word, word) for word in name.split()]
    return " ".join(capitalised(before, word) for before, word in pairwise(["", *words]))


def capitalised(before: str, word: str) -> str:
    """A word with its capital, unless it doubles or ends the one before it ("Goro goro", "Abar- abir")."""
    if before and (word in KEPT or before.endswith("-") or before.lower().endswith(word)):
        return word
    return word[0].upper() + word[1:]


def check_parents(tables: dict[str, list[Row]]) -> None:
    """A refusal of codes that occur twice or whose parent is missing."""
    codes = [code for rows in tables.values() for code, _ in rows]
    known = set(codes)
    if len(known) != len(codes):
        raise SystemExit("a code occurs twice")
    orphans = [code for code in codes if "." in code and code.rpartition(".")[0] not in known]
    if orphans:
        raise SystemExit(f"codes without a parent: {', '.join(orphans[:10])}")


def write_provinces(rows: Iterable[Row], target: Path) -> None:
    """One compressed table per province: its kecamatan, desa and kelurahan in the order of their codes."""
    target.mkdir(exist_ok=True)
    provinces: dict[str, list[Row]] = defaultdict(list)
    for code, name in rows:
        provinces[code[:2]].append((code, name))
    for province, members in provinces.items():
        compressed = lzma.compress(tsv(members), check=lzma.CHECK_CRC32, preset=9 | lzma.PRESET_EXTREME)
        (target / f"{province}.tsv.xz").write_bytes(compressed)


def tsv(rows: Iterable[Row]) -> bytes:
    """Lines of code, tab, name."""
    return "".join(f"{code}\t{name}\n" for code, name in rows).encode("utf-8")


if __name__ == "__main__":
    main()

"""The script that makes the region data: the same bytes every time, and no wrong table accepted."""

import lzma
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_regions.py"

SAMPLE = {
    "provinces.csv": "code,name\n31,Daerah Khusus Ibukota Jakarta\n91,Papua\n",
    "regencies.csv": "code,province_code,name\n"
    "91.71,91,Kota Jayapura\n91.03,91,Kabupaten Jayapura\n31.71,31,Kota Administrasi Jakarta Pusat\n",
    "districts.csv": "code,regency_code,name\n91.03.01,91.03,Sentani\n31.71.01,31.71,KI'E\n",
    "villages.csv": "code,district_code,name\n"
    "91.03.01.3007,91.03.01,Desa Adat Yoboi\n91.03.01.1001,91.03.01,Teuw*\n"
    '91.03.01.2001,91.03.01,goro  goro II dan "baru\n31.71.01.1001,31.71.01,"Soka""an"\n',
    "LICENSE.md": "# Open Database License (ODbL)\n",
}


def sample(folder: Path, **changes: str) -> Path:
    folder.mkdir()
    for name, text in SAMPLE.items():
        (folder / name).write_text(changes.get(name.partition(".")[0], text), encoding="utf-8", newline="")
    return folder


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(SCRIPT), str(source), "--target", str(target)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    source = sample(tmp_path / "source")
    assert build(source, tmp_path / "first").returncode == 0
    assert build(source, tmp_path / "second").returncode == 0

    first = contents(tmp_path / "first")
    assert first == contents(tmp_path / "second")
    assert sorted(first) == [
        "ATTRIBUTION",
        "LICENSE-ODbL.md",
        "below/31.tsv.xz",
        "below/91.tsv.xz",
        "governments.tsv",
    ]


def test_names_are_bare_mended_and_in_the_order_of_the_codes(tmp_path: Path) -> None:
    build(sample(tmp_path / "source"), tmp_path / "data")
    data = contents(tmp_path / "data")

    assert data["governments.tsv"].decode().splitlines() == [
        "31\tDaerah Khusus Ibukota Jakarta",
        "31.71\tJakarta Pusat",
        "91\tPapua",
        "91.03\tJayapura",
        "91.71\tJayapura",
    ]
    assert lzma.decompress(data["below/31.tsv.xz"]).decode() == "31.71.01\tKi'e\n31.71.01.1001\tSoka'an\n"
    assert lzma.decompress(data["below/91.tsv.xz"]).decode().splitlines() == [
        "91.03.01\tSentani",
        "91.03.01.1001\tTeuw",
        '91.03.01.2001\tGoro goro II dan "baru',
        "91.03.01.3007\tYoboi",
    ]


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        ("provinces", "code,name\n91,Papua\n91,Papua\n31,DKI\n", "twice"),
        ("provinces", "code,name\n91,Papua\n", "31.71"),
        ("regencies", "code,name\n9103,Kabupaten Jayapura\n", "9103"),
        ("regencies", "code,name\n91.03,Kota Jayapura\n", "Kabupaten"),
        ("villages", "code,name\n91.03.01.4001,Pulau Asei\n", "91.03.01.4001"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, table: str, text: str, words: str) -> None:
    run = build(sample(tmp_path / "source", **{table: text}), tmp_path / "data")

    assert run.returncode != 0
    assert words in run.stderr
    assert not (tmp_path / "data").exists()

"""Unchanged forms are not read again, and nobody can tell from what is found."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import season_kit as kit

from paritrana.__main__ import main
from paritrana.answers import Source
from paritrana.criteria.fields import Role
from paritrana.entry.check import Checked
from paritrana.entry.model import Statement, StatementKind
from paritrana.problems import Problem, Where
from paritrana.workflow import collect
from paritrana.workflow.check import with_checks
from paritrana.workflow.collect import read_folders
from paritrana.workflow.read_codec import packed, packs, unpacked
from paritrana.workflow.reading import FileRead
from paritrana.workflow.season import open_season


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(collect, "FEW", 1)
    root = kit.play(tmp_path / "musim", {kit.CODES[1]: {"pekerja": "1.000 orang", "peserta": "banyak"}})
    (kit.inbox(root) / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan buku kerja")
    return root


def _read(root: Path, *, cached: bool = True) -> tuple[FileRead, ...]:
    return read_folders(open_season(root, None), cached=cached, after=with_checks)


def _packs(root: Path) -> list[Path]:
    return sorted((root / ".paritrana" / "cache").glob("*.pack"))


def _read_names(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a run really reads."""
    names: list[str] = []
    real = collect.read_file

    def watched(path: Path, name: str, *args: object, **kwargs: object) -> FileRead:
        names.append(Path(name).name)
        return real(path, name, *args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(collect, "read_file", watched)
        _read(root)
    return names


def test_what_is_read_again_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = _read(root, cached=False)
    assert _read(root) == fresh
    assert any(kit.inbox(root).name in read.name and read.checked for read in fresh)
    again = _read_names(root, monkeypatch)
    assert "rusak.xlsx" in again
    assert not [name for name in again if name.startswith("kiriman")]
    assert _read(root) == fresh


def test_a_changed_file_alone_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _read(root)
    path, other = kit.inbox(root) / "kiriman-0.xlsx", kit.inbox(root) / "kiriman-2.xlsx"
    data = path.read_bytes()
    path.write_bytes(other.read_bytes())
    assert [name for name in _read_names(root, monkeypatch) if name.startswith("kiriman")] == ["kiriman-0.xlsx"]
    assert _read(root) == _read(root, cached=False) != before
    path.write_bytes(data)
    assert _read(root) == before


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_pack_is_passed_over_and_written_anew(root: Path, harm: str) -> None:
    before = _read(root)
    (pack,) = (path for path in _packs(root) if "inbox" in path.name)
    data = pack.read_bytes()
    middle = len(data) // 2
    damaged = {
        "cut": data[:middle],
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "empty": b"",
        "foreign": b"cbuiltins\neval\n(S'1'\ntR.",
    }
    pack.write_bytes(damaged[harm])
    assert _read(root) == before
    assert pack.read_bytes() == data


def test_other_criteria_are_read_anew(root: Path) -> None:
    _read(root)
    criteria = root / "criteria" / "uji-2025" / "kota.yaml"
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("kind: count, min: 1", "kind: count, min: 5000"), encoding="utf-8")
    assert _read(root) == _read(root, cached=False)


def test_a_pack_that_lies_is_found_out_when_the_result_is_sealed(root: Path) -> None:
    assert main(["score", "-w", str(root), "--lang", "id"]) == 1
    (pack,) = (path for path in _packs(root) if "as_read" in path.name)
    head, _, text = pack.read_bytes().partition(b"\n")
    season = open_season(root, None)
    (honest,) = (one for one in _read(root) if one.name.endswith("kiriman-0.xlsx"))
    (code,) = honest.checked
    said = honest.checked[code].statements
    told = [one if not isinstance(one.value, Decimal) else _with(one, one.value + 1) for one in said]
    forged = FileRead(honest.name, honest.sha256, honest.category, honest.role, {code: Checked(tuple(told))})
    lines = [_forged(line, forged) for line in text.split(b"\n")]
    new = b"\n".join(lines)
    assert new != text
    pack.write_bytes(head.split(b" ")[0] + b" " + hashlib.sha256(new).hexdigest().encode() + b"\n" + new)
    assert read_folders(season) != read_folders(season, cached=False)
    assert main(["score", "-w", str(root), "--lang", "id"]) == 1
    assert main(["seal", "-w", str(root), "--lang", "id"]) == 5


def _with(said: Statement, value: Decimal) -> Statement:
    return Statement(said.candidate, said.field, value, said.kind, said.source)


def _forged(line: bytes, read: FileRead) -> bytes:
    key, about, _, _ = line.split(b"\t")
    if not key.startswith(read.sha256.encode()):
        return line
    head, body = packed(read)
    return b"\t".join((key, about, head.encode(), body))


def test_every_kind_of_value_survives() -> None:
    source = Source("a.xlsx", "0" * 64, "Formulir", "C7")
    values = [Decimal("1E+3"), Decimal("-0.10"), True, False, "x\ttab\nbaris 𝒳 \ud800", date(2025, 1, 2)]
    moment = datetime(2025, 1, 2, 3, 4)  # noqa: DTZ001 (a form knows no zone)
    said = tuple(
        Statement("34.01", f"f{number}", value, StatementKind.CLAIMED, source, "by", "at", "why", "bukti", "catatan")
        for number, value in enumerate([*values, moment])
    )
    told = Problem("A001", Where("a.xlsx", "S", "B2", 3), {"read": "x"}, "34.01", "kota", "f1", Fraction(1, 3))
    one = FileRead(
        "a.xlsx", "0" * 64, "kota", Role.CANDIDATE, {"34.01": Checked(said, (told,), frozenset("f"))}, (told,)
    )
    assert packs(one)
    again = unpacked(*packed(one))
    assert again == one
    assert [type(kept.value) for kept in again.checked["34.01"].statements] == [type(value.value) for value in said]
    assert str(again.checked["34.01"].statements[0].value) == "1E+3"

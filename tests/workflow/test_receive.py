"""Receiving: everything is kept and numbered, one file of a candidate counts, and a person decides what is unclear."""

import json
import shutil
import zipfile
from contextlib import nullcontext
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
from receive_kit import IN_TIME, form, receive, sent, states, told, unreceived, whole
from season_kit import CODES, inbox, out, paritrana, play

from paritrana.workflow import slips
from paritrana.workflow.standing import FOLDER


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A workspace whose files lie in a folder beside it, nothing received yet."""
    return unreceived(tmp_path)


def test_a_received_season_gives_the_ranks_of_one_laid_out_by_hand(season: Path, tmp_path: Path) -> None:
    other = play(tmp_path / "by-hand")
    assert paritrana(other, "score") == 0
    assert receive(season, sent(season), *IN_TIME) == 0
    assert paritrana(season, "score") == 0
    assert (out(season) / "ranking.csv").read_bytes() == (out(other) / "ranking.csv").read_bytes()
    assert len(list((season / ".paritrana" / "received").rglob("?" * 64))) == len(CODES) + 2


def test_identity_comes_from_the_form_and_the_bytes_are_kept(season: Path) -> None:
    path = whole(season, "DOC-20260312-WA0007.xlsx", "34.02")
    assert receive(season, path, *IN_TIME) == 0
    copy = inbox(season) / FOLDER / "kota" / "34.02_TT-0001.xlsx"
    assert copy.read_bytes() == path.read_bytes()
    text = (out(season).parent / slips.FOLDER / "TT-0001" / slips.TEXT).read_text(encoding="utf-8")
    assert "34.02" in text
    assert "1.000 (seribu)" in text
    assert "Minggu, 1 Maret 2026 09.00 WIB" in text
    assert (out(season).parent / slips.FOLDER / "TT-0001" / slips.PAGE).read_bytes().startswith(b"%PDF")


def test_of_two_that_come_together_a_person_chooses(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [whole(season, "Kulon Progo (2).xlsx", peserta=701), whole(season, "Kulon Progo.xlsx")]
    trace = sent(season) / "later" / "~$Kulon Progo.xlsx"
    trace.write_bytes(b"x")
    found = states(season, capsys, *both, trace, *IN_TIME)
    assert found == [("TT-0001", "counts", ""), ("TT-0002", "held", "together")]
    slip = out(season).parent / slips.FOLDER
    assert sorted(path.name for path in (slip / "TT-0001").glob("*.txt")) == ["34.01_pesan.txt", slips.TEXT]
    assert [path.name for path in (slip / "TT-0002").glob("*.txt")] == [slips.TEXT]
    assert "panitia memilih" in (slip / "TT-0002" / slips.TEXT).read_text(encoding="utf-8")


def test_an_empty_table_is_refused_as_such(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = season / "forms" / "tabel_panel_kota.xlsx"
    assert states(season, capsys, table, *IN_TIME) == [("TT-0001", "refused", "empty")]


def test_the_same_bytes_are_recognised(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = whole(season, "a.xlsx")
    assert states(season, capsys, path, *IN_TIME) == [("TT-0001", "counts", "")]
    again = told(season, capsys, path, path, *IN_TIME)
    assert again["receipts"] == []
    assert again["again"] == [{"file": "a.xlsx", "receipt": "TT-0001"}] * 2


def test_a_later_file_replaces_unless_it_is_emptier_worse_or_late(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = whole(season, "1.xlsx"), whole(season, "2.xlsx", peserta=701)
    emptier = form(season, "3.xlsx", "34.01", pekerja=1000, peserta=702)
    worse = form(season, "4.xlsx", "34.01", perda="Ya", pekerja=1000, peserta="banyak")
    late = whole(season, "5.xlsx", peserta=704)
    assert states(season, capsys, first, *IN_TIME) == [("TT-0001", "counts", "")]
    assert states(season, capsys, second, "--at", "2026-03-01T09:01") == [("TT-0002", "counts", "")]
    assert states(season, capsys, whole(season, "2b.xlsx", peserta=700.5), *IN_TIME)[0][1] == "held"
    assert states(season, capsys, emptier, "--at", "2026-03-01T09:02") == [("TT-0004", "held", "emptier")]
    assert states(season, capsys, worse, "--at", "2026-03-01T09:03")[0][1] == "held"
    assert states(season, capsys, late, "--at", "2026-04-16T09:00") == [("TT-0006", "held", "late")]
    assert [path.name for path in inbox(season).rglob("*.xlsx")] == ["34.01_TT-0002.xlsx"]
    waiting = told(season, capsys, "--at", "2026-04-16T09:30")
    assert waiting["waiting"] == ["TT-0003", "TT-0004", "TT-0005", "TT-0006"]
    assert receive(season, "--choose", "TT-0006", "--at", "2026-04-16T10:00") == 0
    assert [path.name for path in inbox(season).rglob("*.xlsx")] == ["34.01_TT-0006.xlsx"]
    assert receive(season, "--choose", "6", "--at", "2026-05-01T10:00") == 5


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-03-31T16:59", "counts"),
        ("2026-03-31T17:01", "held"),
        ("2026-03-31T18:00+08:00", "counts"),
        ("2026-03-31T18:01+08:00", "held"),
    ],
)
def test_the_deadline_and_its_grace_are_local_time(
    season: Path, capsys: pytest.CaptureFixture[str], at: str, state: str
) -> None:
    assert states(season, capsys, whole(season, "a.xlsx"), "--at", at)[0][1] == state


def test_in_the_window_for_corrections_only_those_in_time_may_correct(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = form(season, "1.xlsx", "34.01", perda="Ya", pekerja=1000, peserta="banyak")
    assert states(season, capsys, wrong, *IN_TIME) == [("TT-0001", "counts", "")]
    assert states(season, capsys, whole(season, "2.xlsx"), "--at", "2026-04-10T09:00") == [("TT-0002", "counts", "")]
    newcomer = whole(season, "3.xlsx", "34.02")
    assert states(season, capsys, newcomer, "--at", "2026-04-10T09:00") == [("TT-0003", "held", "late")]


def test_a_zip_is_opened_and_its_names_lead_nowhere(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = sent(season) / "semua.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(whole(season, "1.xlsx"), "../../keluar/1.xlsx")
        archive.write(whole(season, "2.xlsx", "34.02"), "kecamatan/2.xlsx")
        archive.writestr("catatan.txt", "halo")
        archive.writestr("__MACOSX/._1.xlsx", "x")
    found = states(season, capsys, bundle, *IN_TIME)
    assert [state for _, state, _ in found] == ["counts", "counts", "refused"]
    assert not list(season.parent.rglob("keluar"))


def test_what_is_no_form_is_kept_and_never_counts(season: Path) -> None:
    photo = sent(season) / "foto.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0 photo")
    assert receive(season, photo, *IN_TIME) == 1
    assert any(path.read_bytes() == photo.read_bytes() for path in (season / ".paritrana" / "received").rglob("?" * 64))
    assert not list(inbox(season).rglob("*.xlsx"))
    assert receive(season, "--choose", "TT-0001") == 5
    assert receive(season, "--choose", "TT-0009") == 2


def test_a_changed_copy_stops_scoring_until_it_is_put_back(season: Path) -> None:
    assert receive(season, sent(season), *IN_TIME) == 0
    copy = next((inbox(season) / FOLDER).rglob("34.01_*.xlsx"))
    before = copy.read_bytes()
    copy.write_bytes(before + b" ")
    assert paritrana(season, "score") == 5
    copy.unlink()
    assert paritrana(season, "score") == 5
    assert receive(season) == 0
    assert copy.read_bytes() == before
    assert paritrana(season, "score") == 0


def test_cut_off_at_any_write_nothing_is_lost_and_the_next_call_finishes(
    season: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every write of the whole call fails once, in a copy of the workspace, as if the power went."""
    files = [whole(season, "1.xlsx"), whole(season, "3.xlsx", "34.02")]

    class Cut(BaseException):
        pass

    monkeypatch.setattr(slips, "Typesetter", lambda _: nullcontext())
    monkeypatch.setattr(slips, "render_page", lambda *_: b"%PDF")
    steps = {name: getattr(Path, name) for name in ("replace", "rename", "write_bytes")}
    done = False
    for stop in range(100):
        root = tmp_path / f"cut-{stop}"
        shutil.copytree(season, root)
        count = 0

        def step(path: Path, given: Any, name: str = "", stop: int = stop) -> Any:
            nonlocal count
            count += 1
            if count > stop:
                raise Cut
            return steps[name](path, given)

        for name in steps:
            monkeypatch.setattr(Path, name, partialmethod(step, name=name))
        try:
            receive(root, *files, *IN_TIME)
            done = True
        except Cut:
            pass
        for name, own in steps.items():
            monkeypatch.setattr(Path, name, own)
        assert receive(root, *files, *IN_TIME) == 0
        names = sorted(path.name for path in inbox(root).rglob("*") if path.is_file())
        assert names == ["34.01_TT-0001.xlsx", "34.02_TT-0002.xlsx"]
        slip = out(root).parent / slips.FOLDER
        assert sorted(path.name for path in slip.iterdir()) == ["TT-0001", "TT-0002"]
        assert all((folder / slips.PAGE).is_file() for folder in slip.iterdir())
        if done:
            break
    assert done
    assert stop > 10


def test_the_candidate_list_shows_receipts_and_who_has_not_sent(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receive(season, whole(season, "1.xlsx"), form(season, "2.xlsx", "34.01", pekerja=10), *IN_TIME)
    capsys.readouterr()
    assert paritrana(season, "candidates", "kota", "--json", *IN_TIME) == 0
    rows = {row["code"]: row for row in json.loads(capsys.readouterr().out)["candidates"]}
    assert rows["34.01"]["receipts"] == "TT-0001, TT-0002 (TAHAN)"
    assert [code for code, row in rows.items() if row["sent"]] == ["34.01"]


def test_a_time_without_zone_is_the_province_s_own(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition = season / "criteria" / "uji-2025" / "edition.yaml"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace('province: "34"', 'province: "73"'), encoding="utf-8"
    )
    photo = sent(season) / "foto.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0 photo")
    assert states(season, capsys, photo, "--at", "2026-03-31T16:00") == [("TT-0001", "refused", "")]
    text = (out(season).parent / slips.FOLDER / "TT-0001" / slips.TEXT).read_text(encoding="utf-8")
    assert "31 Maret 2026 16.00 WITA" in text


def test_what_was_received_from_the_inbox_itself_counts_once(season: Path) -> None:
    shutil.move(sent(season) / "inbox", inbox(season))
    assert receive(season, sent(season), inbox(season), *IN_TIME) == 0
    assert paritrana(season, "score") == 0
    held = form(season, "3.xlsx", "34.01", pekerja=1000)
    assert receive(season, held, "--at", "2026-03-01T10:00") == 1
    shutil.copy(held, inbox(season) / "salinan.xlsx")
    assert paritrana(season, "score") == 0


def test_a_file_of_an_earlier_day_never_replaces_a_later_one(season: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert states(season, capsys, whole(season, "1.xlsx"), *IN_TIME) == [("TT-0001", "counts", "")]
    earlier = whole(season, "2.xlsx", peserta=701)
    assert states(season, capsys, earlier, "--at", "2026-02-01T09:00") == [("TT-0002", "held", "together")]

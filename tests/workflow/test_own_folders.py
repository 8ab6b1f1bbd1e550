"""What belongs to a workspace itself is never received as if somebody had sent it."""

from pathlib import Path

import pytest
from receive_kit import IN_TIME, receive, sent, told, unreceived
from season_kit import EDITION, committee, inbox, paritrana

OWN = (
    ".",
    "..",
    "criteria",
    "criteria/uji-2025",
    "forms",
    "out",
    "out/uji-2025/internal/receipts/TT-0001",
    "templates",
    ".paritrana",
    ".paritrana/received",
    "submissions",
    "submissions/uji-2025",
    "submissions/uji-2025/inbox/diterima",
    "submissions/uji-2025/inbox/diterima/kota",
    "submissions/uji-2025/committee/diterima",
)


def test_the_workspace_s_own_folders_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    season = unreceived(tmp_path)
    assert receive(season, sent(season), *IN_TIME) == 0
    (season / "templates").mkdir()
    journal = (season / ".paritrana" / "journal.jsonl").read_bytes()
    monkeypatch.chdir(season)
    for name in OWN:
        capsys.readouterr()
        assert receive(season, sent(season) / "inbox", name, *IN_TIME) == 2, name
        assert "misalnya folder unduhan, atau submissions/uji-2025/inbox" in capsys.readouterr().err, name
    assert (season / ".paritrana" / "journal.jsonl").read_bytes() == journal


def test_inbox_and_committee_may_be_given_without_the_copies_in_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    season = unreceived(tmp_path)
    assert receive(season, sent(season), *IN_TIME) == 0
    (inbox(season) / "kecamatan").mkdir()
    (inbox(season) / "kecamatan" / "catatan.txt").write_text("halo", encoding="utf-8")
    found = told(season, capsys, inbox(season), committee(season), *IN_TIME)
    assert found["again"] == []
    assert [one["file"] for one in found["receipts"]] == ["catatan.txt"]  # type: ignore[attr-defined]


def test_the_copies_of_another_edition_are_own_folders_too(tmp_path: Path) -> None:
    season = unreceived(tmp_path)
    other = season / "criteria" / "uji-2024"
    other.mkdir()
    (other / "edition.yaml").write_text(EDITION.replace("uji-2025", "uji-2024"), encoding="utf-8")
    (other / "kota.yaml").write_bytes((season / "criteria" / "uji-2025" / "kota.yaml").read_bytes())
    foreign = season / "submissions" / "uji-2024" / "inbox" / "diterima"
    foreign.mkdir(parents=True)
    assert paritrana(season, "receive", str(foreign), "-e", "uji-2025", *IN_TIME) == 2
    assert paritrana(season, "receive", str(foreign.parent), "-e", "uji-2025", *IN_TIME) == 0

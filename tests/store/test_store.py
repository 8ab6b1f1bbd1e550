"""The journal and the received files: chained, never changed, whole after a sudden end."""

from pathlib import Path

import pytest

from paritrana.problems import ConflictError
from paritrana.store.journal import append_journal, read_journal
from paritrana.store.received import keep, kept, place


def three(folder: Path) -> Path:
    journal = folder / "state" / "journal.jsonl"
    for number in range(3):
        append_journal(journal, {"event": "received", "number": number})
    return journal


def test_a_journal_cut_at_any_byte_opens_and_loses_nothing(tmp_path: Path) -> None:
    journal = three(tmp_path)
    whole = journal.read_bytes()
    aside = journal.with_name("journal.torn")
    for cut in range(len(whole)):
        journal.write_bytes(whole[:cut])
        aside.unlink(missing_ok=True)
        left = whole[:cut].count(b"\n")
        assert [one["number"] for one in read_journal(journal)] == list(range(left))
        assert journal.read_bytes() == whole[:cut]
        append_journal(journal, {"event": "received", "number": 9})
        assert [one["number"] for one in read_journal(journal)] == [*range(left), 9]
        torn = whole[:cut].rpartition(b"\n")[2]
        assert (aside.read_bytes() if aside.exists() else b"") == (torn and torn + b"\n")


@pytest.mark.parametrize("line", [1, 2])
def test_a_changed_line_is_named_and_nothing_is_added(tmp_path: Path, line: int) -> None:
    journal = three(tmp_path)
    lines = journal.read_bytes().split(b"\n")
    lines[line - 1] = lines[line - 1].replace(b"received", b"released")
    journal.write_bytes(b"\n".join(lines))
    with pytest.raises(ConflictError) as refused:
        append_journal(journal, {"event": "received"})
    assert refused.value.details["line"] == str(line + 1)
    assert journal.read_bytes() == b"\n".join(lines)


def test_received_bytes_are_kept_once_and_verified(tmp_path: Path) -> None:
    digest = keep(tmp_path, b"anything")
    assert keep(tmp_path, b"anything") == digest
    assert kept(tmp_path, digest) == b"anything"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place(tmp_path, digest)]
    place(tmp_path, digest).write_bytes(b"other")
    for again in (lambda: keep(tmp_path, b"anything"), lambda: kept(tmp_path, digest)):
        with pytest.raises(ConflictError):
            again()

"""What has changed since a seal is told in the words of people, in the language they read."""

from paritrana.seal import told_changes


def test_lists_that_decide_whose_words_count_have_words() -> None:
    told = told_changes(["panel", "plenary", "structure", "verifiers"])
    assert told["read"] == (
        "panel.xlsx (daftar Tim Penilai), pleno.xlsx (keputusan Rapat Pleno), "
        "candidates.xlsx (verifikator para kandidat)"
    )
    assert told["read_en"] == (
        "panel.xlsx (the panel's list), pleno.xlsx (decisions of the plenary meeting), "
        "candidates.xlsx (who verifies whom)"
    )


def test_files_are_told_by_their_names() -> None:
    assert told_changes(["inbox/a.xlsx", "ranking.json"])["read"] == "inbox/a.xlsx"
    assert told_changes(["ranking.json"])["read"] == "ranking.json"

"""The invented data of the demo: everything reads back, and every broken file is broken in its own way."""

import datetime
import importlib.util
from pathlib import Path

import pytest

from paritrana.criteria.fields import Role
from paritrana.criteria.load import load_edition
from paritrana.decimals import fixed
from paritrana.entry.candidates import derive_candidates
from paritrana.entry.model import Candidate
from paritrana.entry.verification import Verdict
from paritrana.form.layout import plan_form
from paritrana.form.writer import write_form
from paritrana.scoring.ranking import Status
from paritrana.workflow.collect import read_folders
from paritrana.workflow.demo import AWARD, LEAGUE, hand_in
from paritrana.workflow.init import init_workspace
from paritrana.workflow.reading import read_file
from paritrana.workflow.sample import answers, cast, enterprises, papers, small
from paritrana.workflow.sample.dice import Dice, Who
from paritrana.workflow.sample.handmade import FOLDER, HANDMADE
from paritrana.workflow.score import score_only
from paritrana.workflow.season import open_season
from paritrana.workspace import shipped

HOUSE = Path(__file__).parents[2]
ADVICE = "Kriteria atau formulir berubah: jalankan scripts/build_sample.py (dan scripts/build_ucj.py)."

PROVOKED = {
    "33.09_Boyolali_kabupaten-kota.xlsx": {"B031"},
    "Formulir Demak FINAL.xlsx": {"B031"},
    "33.72_Surakarta_kabupaten-kota.xlsx": {"B031"},
    "Wunut_revisi(1).xlsx": {"B031"},
    "BU-33-0012 kirim ulang.xlsx": {"B031"},
    "Batik Canthinglo.xlsx": {"B031"},
    "33.07_Wonosobo (baris disisipkan).xlsx": set(),
    "33.71_Magelang_kabupaten-kota.xlsx": {"A019"},
    "33.27_Pemalang_kabupaten-kota.xlsx": {"B004"},
    "33.05_Kebumen_kabupaten-kota.xlsx": {"A021"},
    "33.13_Karanganyar_kabupaten-kota.xlsx": {"A014"},
    "33.26_Pekalongan_kabupaten-kota.xlsx": {"A001", "A008"},
    "33.24_Kendal_kabupaten-kota.xlsx": set(),
    "33.24_Kendal_kabupaten-kota (2).xlsx": set(),
    "~$33.09_Boyolali_kabupaten-kota.xlsx": {"B011"},
    "tabel_panel_kabupaten-kota.xlsx": {"B029"},
    "33.01.19.2004_Purwadadi.xlsx": {"B022"},
    "UKM-33-0008.xlsx": {"B023"},
    "Formulir Jamu Segarwux.xlsx": {"B002"},
    "BU-33-0010_Grosir.xlsm": {"B007"},
}
HARMLESS = {"A005"}
"""Numbers that some offices typed as text, the Indonesian way; they may stand in any form."""


def script(name):
    """A module of scripts/ by name."""
    spec = importlib.util.spec_from_file_location(name, HOUSE / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    """The award of the demo with everything handed in, not yet scored."""
    root = tmp_path_factory.mktemp("demo") / "kerja"
    init_workspace(root)
    found = open_season(root, AWARD)
    hand_in(found)
    return found


@pytest.fixture(scope="module")
def reads(season):
    return read_folders(season)


@pytest.fixture(scope="module")
def scored(season, reads):
    return {one.category.category: one for one in score_only(season, season.categories(), reads, "")}


def codes(read):
    return {problem.code for problem in read.problems}


def place(scored, category, code):
    return next(one for one in scored[category].result.placed if one.candidate.code == code)


def test_every_ready_made_file_provokes_its_own_problem_and_no_other(season, reads):
    folder = season.workspace.inbox(AWARD)
    by_name = {read.name.rpartition("/")[2]: read for read in reads if "/inbox/" in read.name}
    assert {one.name.rpartition("/")[2] for one in HANDMADE} == set(PROVOKED)
    for one in HANDMADE:
        name = one.name.rpartition("/")[2]
        assert (folder / one.name).is_file(), f"{one.name}: tidak ada. {ADVICE}"
        assert codes(by_name[name]) - HARMLESS == PROVOKED[name], f"{name}: {by_name[name].problems} {ADVICE}"


def test_the_folder_holds_nothing_but_the_ready_made_files():
    folder = shipped("submissions") / FOLDER / "inbox"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {one.name for one in HANDMADE}, ADVICE


def test_forms_that_libreoffice_saved_say_what_was_written(season, reads):
    """Also after the criteria change: a stale answer is as bad as a stale version."""
    for one in HANDMADE:
        if one.deed not in ("libreoffice", "row_inserted"):
            continue
        (read,) = (read for read in reads if read.name.endswith(one.name))
        category = season.edition.categories[one.category]
        told = {item.field: item.value for item in read.checked[one.code].statements}
        who, lifelike = cast.who(category, one.code), cast.lifelike(category, one.code)
        asked = {field.id: answers.answer(field, who, lifelike) for field in category.filled_by(Role.CANDIDATE)}
        assert told == {key: value for key, value in asked.items() if value is not None}, f"{one.name} {ADVICE}"


def test_all_other_forms_and_tables_are_without_fault(reads):
    idle = {"B044"}
    for read in reads:
        if read.name.rpartition("/")[2] in PROVOKED and "/inbox/" in read.name:
            continue
        allowed = HARMLESS | (idle if read.role is not Role.CANDIDATE else set())
        assert codes(read) <= allowed, [str(problem) for problem in read.problems]


def test_some_offices_type_numbers_the_indonesian_way(reads):
    texts = {problem.details["read"] for read in reads for problem in read.problems if problem.code == "A005"}
    assert any(text.startswith("Rp ") and text.endswith(",00") for text in texts)
    assert any("," in text and "Rp" not in text for text in texts)
    assert any("." in text and "," not in text for text in texts)


def test_at_least_28_of_35_kabupaten_and_kota_are_ranked(scored):
    statuses = [one.status for one in scored["kabupaten-kota"].result.placed]
    assert len(statuses) == 35
    assert statuses.count(Status.RANKED) >= 28
    assert statuses.count(Status.RETURNED) >= 3


def test_a_tie_is_decided_by_a_rung(scored):
    first, second = (place(scored, "badan-usaha", code) for code in ("BU-33-0007", "BU-33-0006"))
    assert first.scores.published == second.scores.published
    assert (first.rank, second.rank) == (1, 2)
    assert first.tie == second.tie == "bulan_terlambat"
    purbalingga, banjarnegara = (place(scored, "kabupaten-kota", code) for code in ("33.03", "33.04"))
    assert purbalingga.scores.published == banjarnegara.scores.published
    assert purbalingga.tie == banjarnegara.tie == "cakupan"


def test_a_tie_at_a_prize_was_decided_by_the_plenary_meeting(scored):
    one = scored["usaha-kecil-mikro"]
    waiting = {code for code, award in one.before.result.awards.items() if award.plenary}
    assert waiting == {"UKM-33-0002", "UKM-33-0005"}
    assert [problem.code for problem in one.before.problems].count("R003") == 1
    decided, other = (place(scored, "usaha-kecil-mikro", code) for code in ("UKM-33-0002", "UKM-33-0005"))
    assert (decided.rank, other.rank) == (1, 2)
    assert (decided.computed, other.computed) == (1, 1)
    assert not any(award.plenary for award in one.result.awards.values())
    assert "R003" not in {problem.code for problem in one.problems}


def test_an_objection_was_answered_and_changes_nothing(scored):
    one = scored["kabupaten-kota"]
    assert one.before is None
    (objection,) = one.season.objections[0]
    assert objection.changes is False
    assert "karangan" in objection.answer


def test_one_is_stopped_by_the_gate_one_disqualified_and_some_are_absent(scored):
    assert place(scored, "badan-usaha", "BU-33-0013").status is Status.GATED
    disqualified = place(scored, "badan-usaha", "BU-33-0018")
    assert disqualified.status is Status.DISQUALIFIED
    assert disqualified.candidate.reason
    for category, code in (("kabupaten-kota", "33.16"), ("desa-kelurahan", "33.25.12.2003")):
        assert place(scored, category, code).status is Status.ABSENT


def test_one_group_lacks_a_winner_below_the_least_score(scored):
    one = scored["badan-usaha"]
    lacking = [problem.details["award"] for problem in one.problems if problem.code == "R007"]
    assert lacking == ["Terbaik III Pendidikan"]
    assert sum(place.candidate.group == "pendidikan" for place in one.result.ranked) > 2


def test_the_verifiers_word_replaces_the_claim(reads):
    tables = [read for read in reads if read.role is Role.VERIFIER]
    corrected = {code: one.statements for read in tables for code, one in read.checked.items()}
    changed = [item for said in corrected.values() for item in said if item.verdict != Verdict.AGREES]
    assert {item.candidate: (item.field, item.reason, item.note) for item in changed} == {
        code: (field, reason, note) for code, (field, _, reason, note) in cast.CORRECTIONS.items()
    }
    assert {item.by for said in corrected.values() for item in said} == {cast.VERIFIER}
    assert len(corrected) > 20


def test_all_that_the_verifier_says_counts(scored):
    one = scored["kabupaten-kota"]
    assert [problem.code for problem in one.problems if problem.code.startswith("J01")] == []


def test_every_enterprise_is_obviously_invented(season):
    named = [one for one in season.listed[0] if one.category in ("badan-usaha", "usaha-kecil-mikro")]
    assert len(named) == sum(map(len, enterprises.GROUPS.values())) + len(small.NAMES)
    for one in named:
        assert one.name.endswith(" Contoh")
        assert one.nib.startswith("CONTOH-")


def test_every_form_says_that_it_is_invented(reads):
    for read in reads:
        if read.role is not Role.CANDIDATE or "/inbox/" not in read.name:
            continue
        for checked in read.checked.values():
            said = [item for item in checked.statements if item.note]
            assert all(item.note == cast.INVENTED for item in said)
            assert said or PROVOKED.get(read.name.rpartition("/")[2]), read.name


def test_the_same_files_come_out_every_time(season):
    folder = season.workspace.submissions(AWARD)
    for name, data in papers.submissions(season.edition):
        assert (folder / name).read_bytes() == data, name


def test_broken_files_come_out_the_same_every_time():
    builder = script("build_sample")
    edition = builder.load()
    assert builder.broken(edition) == builder.broken(edition)


def test_every_shipped_category_can_be_answered_by_kind_alone(tmp_path):
    """What criteria ask next year has an acceptable answer without a line of ours."""
    for folder in sorted((HOUSE / "criteria").glob("*/edition.yaml")):
        edition, _ = load_edition(folder.parent)
        for category in edition.categories.values():
            candidate = (*derive_candidates(edition, category), Candidate("BU-33-0001", category.category, "Contoh"))[0]
            for number, quality in enumerate((0, 50, 100)):
                who = Who(str(number), quality, 500, Dice(f"{category.category}/{number}"))
                told = {one.id: answers.filled(one, who, {}) for one in category.filled_by(Role.CANDIDATE)}
                path = tmp_path / f"{edition.id}-{category.category}-{number}.xlsx"
                path.write_bytes(write_form(plan_form(edition, category, candidate), told))
                known = {category.category: {candidate.code: candidate}}
                read = read_file(path, path.name, edition, known, "inbox")
                assert codes(read) <= HARMLESS, [str(problem) for problem in read.problems]


def test_dice_fall_the_same_way_on_every_machine():
    dice = Dice("33.21")
    assert [dice.roll("contoh", 1000) for _ in range(2)] == [dice.roll("contoh", 1000)] * 2
    assert (Dice("33.21").roll("a", 10**6), Dice("33.10").roll("a", 10**6)) == (491464, 472380)


def test_the_league_says_what_the_figures_say(tmp_path):
    builder = script("build_ucj")
    init_workspace(tmp_path / "kerja")
    season = open_season(tmp_path / "kerja", LEAGUE)
    (category,) = season.categories()
    (read,) = read_folders(season)
    assert read.problems == (), ADVICE
    for code, row in builder.figures().items():
        wanted = {key: builder.value(category.field(key), text) for key, text in row.items() if text}
        assert {item.field: item.value for item in read.checked[code].statements} == wanted, ADVICE
    files = dict(builder.files(season.edition, builder.figures()))
    assert files == dict(builder.files(season.edition, builder.figures()))


def test_the_league_finds_the_three_figures_that_do_not_agree(tmp_path):
    init_workspace(tmp_path / "kerja")
    season = open_season(tmp_path / "kerja", LEAGUE)
    (one,) = score_only(season, season.categories(), read_folders(season), "")
    found = {(problem.candidate, problem.code, problem.field) for problem in one.problems}
    assert found == {
        ("51", "A025", "cakupan_cocok"),
        ("63.03", "A025", "celah_target_cocok"),
        ("18", "A025", "celah_target_cocok"),
    }
    bali = place({"cakupan": one}, "cakupan", "51")
    assert fixed(bali.scores.points.inputs["cakupan_hitung"], 2) == "49.90"
    assert {place.candidate.code for place in one.result.placed if place.status is Status.GATED} == {
        "33",
        "63",
        "33.18",
    }
    assert datetime.date(2025, 3, 31) == bali.scores.points.entry.values["tanggal_data"]

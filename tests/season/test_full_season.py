"""A whole season by hand: claims, verification, interview, plenary, objection; every figure recomputed outside."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import season_story as story
from openpyxl import load_workbook

from paritrana.__main__ import main

NAMES = [f"Juri Karangan {number}" for number in range(1, 10)]


def _order(codes: list[str]) -> list[str]:
    """The regencies from the best to the weakest: an order of their own, so that codes decide nothing."""
    return [codes[index * 11 % len(codes)] for index in range(len(codes))]


def _claim(place: int, workers: int) -> dict[str, Any]:
    top = place < 12
    return {
        "produk_hukum": "perda" if top else "perkada" if place < 20 else "instruksi" if place < 28 else "belum",
        "anggaran_rentan": workers * (10_080 if top else 5_000),
        "pekerja_rentan": workers * (5 if top else 2) // 100,
        "non_asn": 99 - place,
        "inovasi_program": True,
        "inovasi_desa": top,
        "inovasi_layanan": top,
    }


def _figures(place: int) -> dict[str, int]:
    workers = 400_000 + 1_000 * place
    share = 63 if place == 10 else 62 if place < 12 else 60 - place
    return {"pekerja": workers, "terlindungi": workers * share // 100, "target_ucj": 50}


LOWERED: Mapping[int, tuple[str, Any, str]] = {
    2: ("non_asn", 85, "berbeda dengan data BPJS"),
    3: ("inovasi_layanan", False, "bukti tidak ada"),
    5: ("pekerja_rentan", 4_050, "di luar periode"),
    6: ("produk_hukum", "perkada", "masih rancangan"),
    9: ("non_asn", 75, "berbeda dengan data BPJS"),
    10: ("non_asn", 75, "berbeda dengan data BPJS"),
}
"""What the verifiers lower, by place. The two at 75 meet at the cut-off; the ladder takes the one of more coverage."""


class Season:
    """The season as it is played, and everything a person outside knows about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.decisions: list[dict[str, object]] = []
        self.came: dict[str, str] = {}
        assert main(["init", str(root), "--province", "33"]) == 0
        criteria = root / "criteria" / story.EDITION / f"{story.CATEGORY}.yaml"
        text = criteria.read_text(encoding="utf-8")
        criteria.write_text(text.replace("\nranking:", f"{story.STAGES}\nranking:", 1), encoding="utf-8")
        self.forms = root / "forms"
        self.home = root / "submissions" / story.EDITION
        assert story.run(root, "form", story.CATEGORY, "--all", "-o", self.forms) == 0
        codes = sorted(path.name.split("_")[0] for path in self.forms.glob("33.*.xlsx"))
        self.order = _order(codes)
        self.figures = {code: _figures(place) for place, code in enumerate(self.order)}
        self.claims = {code: _claim(place, self.figures[code]["pekerja"]) for place, code in enumerate(self.order)}

    def claim(self) -> None:
        """Every office fills in its form; the organiser its table."""
        for code, claim in self.claims.items():
            answers = {name: _cell(value) for name, value in claim.items()}
            form = next(self.forms.glob(f"{code}_*.xlsx"))
            story.typed(form, self.home / "inbox" / f"{code}.xlsx", answers)
        self.organise({})

    def organise(self, attendance: Mapping[str, str]) -> None:
        story.run(self.root, "form", story.CATEGORY, "--for", "organiser", "-o", self.forms)
        rows = {}
        for code, figures in self.figures.items():
            rows[(code,)] = dict(zip(_TITLES, [*figures.values(), attendance.get(code)], strict=True))
        table = f"tabel_penyelenggara_{story.CATEGORY}.xlsx"
        story.enter(self.forms / table, self.home / "committee" / table, "Tabel", ["Kode"], rows)

    def verify(self) -> dict[str, dict[str, Any]]:
        """Verifiers lower six values, and confirm one; returns what counts from then on."""
        folder = self.forms / "verifikasi"
        assert story.run(self.root, "form", story.CATEGORY, "--for", "verifier", "-o", folder) == 0
        (book,) = folder.glob("*.xlsx")
        rows, counts = {}, {code: dict(claim) for code, claim in self.claims.items()}
        for place, (field, value, reason) in LOWERED.items():
            code = self.order[place]
            told = {"Status bukti": "Tidak sesuai", "Nilai hasil verifikasi": _cell(value), "Alasan": reason}
            rows[(code, field)] = told
            counts[code][field] = value
        rows[(self.order[0], "non_asn")] = {"Status bukti": "Sesuai"}
        story.mark_rows(book, self.home / "committee" / "verifikasi.xlsx", rows)
        return counts

    def panel(self) -> None:
        """Nine jurors; one of them does not mark one candidate."""
        assert story.run(self.root, "panel", "template") == 0
        roles = ["ketua", "sekretaris", *["anggota"] * 7]
        members = [
            {"Nama": name, "Peran": role, "Unsur": "Karangan", "Lembaga": f"Lembaga {name[-1]}"}
            for name, role in zip(NAMES, roles, strict=True)
        ]
        story.write_down(self.home / "panel.xlsx", "Anggota", members)
        recused = {
            "Nama penilai": NAMES[1],
            "Kategori": story.CATEGORY,
            "Kode kandidat": self.order[4],
            "Alasan": "Pernah menjadi pejabat di sana (karangan)",
        }
        story.write_down(self.home / "panel.xlsx", "Tidak Ikut Menilai", [recused])

    def marks(self, codes: list[str]) -> dict[str, dict[str, int]]:
        """What each juror gives: the second is recused for one, the fifth forgets one, the ninth gives everybody 95."""
        given: dict[str, dict[str, int]] = {}
        for number, code in enumerate(sorted(codes)):
            marks = {name: 60 + (3 * juror + 5 * number) % 35 for juror, name in enumerate(NAMES, 1)}
            marks[NAMES[8]] = 95
            if code == self.order[4]:
                del marks[NAMES[1]]
            if code == self.order[7]:
                del marks[NAMES[4]]
            given[code] = marks
        return given

    def interview(self, codes: list[str]) -> dict[str, dict[str, int]]:
        """The panel's table is typed in, and the organiser's with who came."""
        given = self.marks(codes)
        assert story.run(self.root, "form", story.CATEGORY, "--for", "panel", "-o", self.forms) == 0
        table = self.forms / f"tabel_panel_{story.CATEGORY}.xlsx"
        story.enter_marks(table, self.home / "committee" / "nilai.xlsx", given)
        self.came = {code: list(story.ATTENDANCE)[number % 3] for number, code in enumerate(sorted(codes))}
        self.organise(self.came)
        return given

    def final(self, code: str, claim: Mapping[str, Any], marks: Iterable[int]) -> Fraction:
        """A finalist's score, by hand."""
        points = story.desk_points(claim, self.figures[code])
        return story.total({**points, **story.interview(marks, self.came[code])})

    def object(self, code: str) -> None:
        """An objection that is granted: a plenary decision carries its number."""
        assert story.run(self.root, "objection", "template") == 0
        row = {
            "No": 1,
            "Pengirim": "Kepala Dinas (karangan)",
            "Tanggal": "2026-03-05",
            "Kategori": story.CATEGORY,
            "Kode kandidat": code,
            "Indikator": "skor_non_asn",
            "Isi": "Rekapitulasi BPJS Ketenagakerjaan memuat 92 persen (karangan).",
            "Jawaban": "Sanggahan diterima; rekapitulasi sudah diperiksa (karangan).",
            "Mengubah hasil": "Ya",
        }
        story.write_down(self.home / "sanggahan.xlsx", "Sanggahan", [row])

    def decide(self, **row: object) -> None:
        """One more decision of the plenary meeting."""
        if not self.decisions:
            assert story.run(self.root, "plenary", "template") == 0
        usual = {
            "No": len(self.decisions) + 1,
            "Tanggal": "2026-03-10",
            "Kategori": story.CATEGORY,
            "Dasar": "Pasal 7 (karangan)",
            "Alasan": "Alasan karangan",
            "Setuju": 8,
            "Tidak setuju": 1,
            "Abstain": 0,
        }
        self.decisions.append({**usual, **row})
        for line in self.decisions:
            for title in self.decisions[-1]:
                line.setdefault(title, None)
        story.write_down(self.home / "pleno.xlsx", "Keputusan Pleno", self.decisions)

    def score(self) -> dict[str, dict[str, str]]:
        """The ranking as it is written, by code."""
        assert story.run(self.root, "score", story.CATEGORY) in (0, 1)
        with (self.papers / "ranking.csv").open(encoding="utf-8-sig") as file:
            return {row["code"]: row for row in csv.DictReader(file)}

    @property
    def papers(self) -> Path:
        return self.root / "out" / story.EDITION / "internal" / story.CATEGORY

    def codes(self) -> list[str]:
        """The problems told, by code."""
        told = json.loads((self.papers / "problems.json").read_text(encoding="utf-8"))
        return sorted(one["code"] for one in told["problems"])

    def passed(self, stage: str) -> list[str]:
        """Who passed a stage, as its paper says."""
        with (self.papers / f"tahap-{stage}" / "ranking.csv").open(encoding="utf-8-sig") as file:
            return [row["code"] for row in csv.DictReader(file) if row["award"]]


_TITLES = (
    "Jumlah penduduk bekerja (orang)",
    "Jumlah pekerja terlindungi (peserta aktif) per 31 Desember 2025 (orang)",
    "Target UCJ 2025 (persen)",
    "Kehadiran kepala daerah pada wawancara",
)


def _cell(value: Any) -> object:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return {**story.LAWS, "belum": "Belum ada"}.get(value, value)


def _best(scores: Mapping[str, Fraction], count: int) -> list[str]:
    return sorted(scores, key=lambda code: -scores[code])[:count]


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    played = Season(tmp_path_factory.mktemp("musim") / "jateng")
    played.claim()
    return played


def test_the_season(season: Season) -> None:
    found = season.score()
    desk = {code: story.total(story.desk_points(season.claims[code], season.figures[code])) for code in season.order}
    assert len(set(desk.values())) == len(desk)
    assert season.passed("berkas") == _best(desk, 12) == season.order[:12]
    assert {row["status"] for code, row in found.items() if code not in season.order[:12]} == {"eliminated"}
    assert story.run(season.root, "stage", "close", story.CATEGORY, "berkas", "--at", "2026-02-02") == 0

    verified = season.verify()
    found = season.score()
    checked = {code: story.total(story.desk_points(verified[code], season.figures[code])) for code in season.order[:12]}
    ninth, eighth = season.order[9], season.order[10]
    assert checked[ninth] == checked[eighth] == sorted(checked.values(), reverse=True)[7]
    eight = [*_best({code: each for code, each in checked.items() if code != ninth}, 8)]
    assert set(season.passed("verifikasi")) == set(eight)
    assert found[ninth]["status"] == "eliminated"
    assert story.run(season.root, "stage", "close", story.CATEGORY, "verifikasi", "--at", "2026-02-20") == 0

    season.panel()
    given = season.interview(eight)
    found = season.score()
    final = {code: season.final(code, verified[code], given[code].values()) for code in eight}
    assert {code: Fraction(found[code]["score"]) for code in eight} == final
    former = _best(final, 8)
    assert [code for code, row in found.items() if row["status"] == "ranked"] == former

    out, objector = former[0], season.order[2]
    season.decide(**{"Kode kandidat": out, "Jenis": "diskualifikasi"})
    changed = {"Jenis": "nilai", "Isian": "non_asn", "Nilai baru": 92, "No sanggahan": 1}
    season.decide(**{"Kode kandidat": objector, **changed})
    season.decide(**{"Kode kandidat": former[5], "Jenis": "penghargaan", "Penghargaan": "Inovasi Terbaik (karangan)"})
    season.object(objector)
    verified[objector]["non_asn"] = 92
    final[objector] = season.final(objector, verified[objector], given[objector].values())
    found = season.score()
    left = {code: score for code, score in final.items() if code != out}
    assert {code: Fraction(found[code]["score"]) for code in left} == left
    assert [code for code, row in found.items() if row["status"] == "ranked"] == _best(left, 7)
    assert found[out]["status"] == "disqualified"
    assert (season.papers / "sebelum-pleno" / "ranking.csv").is_file()
    assert (season.papers / "sanggahan" / "jawaban-1.pdf").read_bytes().startswith(b"%PDF-")
    assert season.passed("verifikasi") == _same_order(season.passed("verifikasi"), eight)
    assert "J021" not in season.codes()


def test_replayed_elsewhere_it_gives_the_same_bytes(season: Season, tmp_path: Path) -> None:
    copy = tmp_path / "lain"
    shutil.copytree(season.root, copy, ignore=shutil.ignore_patterns("out", "forms"))
    (copy / "forms").mkdir()
    assert story.run(copy, "score", story.CATEGORY) in (0, 1)
    again = copy / season.papers.relative_to(season.root)
    names = sorted(path.relative_to(season.papers) for path in season.papers.rglob("*") if path.is_file())
    assert {"ladder.html", "jury.html", "sanggahan/jawaban-1.pdf"} <= {name.as_posix() for name in names}
    assert [name for name in names if (season.papers / name).read_bytes() != (again / name).read_bytes()] == []


def test_the_names_and_so_the_order_of_the_files_decide_nothing(season: Season, tmp_path: Path) -> None:
    copy = tmp_path / "lain"
    shutil.copytree(season.root, copy, ignore=shutil.ignore_patterns("out", "forms"))
    for folder in ("inbox", "committee"):
        place = copy / "submissions" / story.EDITION / folder
        for number, path in enumerate(sorted(place.glob("*.xlsx"), reverse=True)):
            path.rename(place / f"WA{number:04}.xlsx")
    assert story.run(copy, "score", story.CATEGORY) in (0, 1)
    again = copy / season.papers.relative_to(season.root)
    assert (again / "ranking.csv").read_bytes() == (season.papers / "ranking.csv").read_bytes()


def test_the_winner_goes_on_to_the_national_stage(season: Season) -> None:
    assert story.run(season.root, "seal", story.CATEGORY, "--at", "2026-03-12") == 0
    proposal = season.root / "usulan.zip"
    assert story.run(season.root, "export", story.CATEGORY, "-o", proposal, "--at", "2026-03-15") == 0
    assert main(["import", str(proposal), "-w", str(season.root), "-e", "2025-nasional", "--at", "2026-03-20"]) == 0
    with (season.papers / "ranking.csv").open(encoding="utf-8-sig") as file:
        winner = next(row["code"] for row in csv.DictReader(file) if row["rank"] == "1")
    page = load_workbook(season.root / "submissions" / "2025-nasional" / "candidates.xlsx").active
    rows = [[cell.value for cell in row[:3]] for row in page.iter_rows(min_row=5) if row[0].value]
    assert rows == [[winner, "kabupaten-kota", "jawa-bali"]]


def _same_order(found: list[str], wanted: list[str]) -> list[str]:
    """What was found, where it holds the wanted ones and nobody else."""
    assert set(found) == set(wanted)
    return found

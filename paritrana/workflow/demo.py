"""The demo: a whole award season of invented answers, and a coverage league of published figures, in one folder."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from paritrana.form.candidate_list import write_candidates
from paritrana.problems import ConflictError, UsageError
from paritrana.workflow.certificates import winners
from paritrana.workflow.forms import Wanted, write_forms
from paritrana.workflow.init import init_workspace
from paritrana.workflow.publish import publish_season
from paritrana.workflow.result import Scored
from paritrana.workflow.sample import handmade, papers
from paritrana.workflow.score import Outcome, score_season
from paritrana.workflow.sealing import seal_season
from paritrana.workflow.season import Season, Tick, open_season, silent
from paritrana.workspace import STATE, Workspace, shipped, write_file

AWARD, LEAGUE = "2025-provinsi", "ucj-2024"
SHOWN = "kabupaten-kota"
MARKER = f"{STATE}/demo"
NOTE = (
    '\ndata_note:\n  id: "Demo: semua jawaban, nilai, dan usaha di sini karangan, bukan keadaan yang sebenarnya."\n'
    '  en: "Demo: all answers, marks and enterprises here are invented."\n'
)


@dataclass(frozen=True, slots=True)
class Demo:
    """The workspace that was made, what was published in it, and the files worth opening first."""

    workspace: Workspace
    outcomes: tuple[Outcome, ...]
    look_at: tuple[Path, ...]


SHOWN_PAPERS = (
    *("ranking.xlsx", "certificates.pdf", "problems.html"),
    *("ladder.html", "jury.html", "sanggahan/jawaban-001.pdf"),
)


def run_demo(folder: Path, at: datetime | None = None, *, lang: str = "id", tick: Tick = silent) -> Demo:
    """Make the demo's workspace and play both editions to the end. A former demo in the folder is replaced.

    Raises UsageError where the folder holds anything else.
    """
    _make_room(folder)
    workspace = init_workspace(folder)
    write_file(folder / MARKER, b"paritrana demo\n")
    _say_invented(workspace.criteria(AWARD) / "edition.yaml")
    season = open_season(folder, AWARD)
    hand_in(season)
    forms = tuple(write_forms(season, SHOWN, one, None).files[0] for one in (Wanted(), Wanted(role="panel")))
    outcomes = tuple(_play(one, at, lang, tick) for one in (season, open_season(folder, LEAGUE)))
    return Demo(workspace, outcomes, _look_at(season, outcomes, forms))


def _make_room(folder: Path) -> None:
    """Remove a former demo, its marker last. Raises UsageError for any other folder, ConflictError for an open file."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / MARKER).is_file():
        raise UsageError("errors.not_a_demo", path=str(folder))
    try:
        for path in sorted(folder.iterdir(), key=lambda path: path.name == STATE):
            _remove(path)
    except PermissionError as error:
        raise ConflictError("errors.open_elsewhere", path=Path(error.filename or folder).name) from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _say_invented(path: Path) -> None:
    """The criteria's note about the data, printed on every sheet: nothing of it is true."""
    text = path.read_text(encoding="utf-8")
    if "\ndata_note:" not in text:
        path.write_text(text.rstrip("\n") + NOTE, encoding="utf-8", newline="\n")


def hand_in(season: Season) -> None:
    """Offices send their forms, the committee fills in its tables."""
    folder = season.workspace.submissions(season.edition.id)
    for place, data in papers.submissions(season.edition):
        write_file(folder / place, data)
    shutil.copytree(shipped("submissions") / handmade.FOLDER / "inbox", folder / "inbox", dirs_exist_ok=True)


def _play(season: Season, at: datetime | None, lang: str, tick: Tick) -> Outcome:
    """Score, seal, number the certificates, publish."""
    scored = score_season(season, at=at, lang=lang, tick=tick).scored
    seal_season(season, at=at)
    numbered = _with_numbers(season, scored)
    return publish_season(numbered, at=at, lang=lang, tick=tick)


def _with_numbers(season: Season, scored: tuple[Scored, ...]) -> Season:
    """The season with the winners' certificate numbers in its candidate list; sealed results do not depend on them."""
    codes = [(one.category.category, place.candidate.code) for one in scored for place, _ in winners(one)]
    if not codes:
        return season
    numbers = {key: f"CONTOH/{number:03}/{season.edition.facts.label}" for number, key in enumerate(codes, 1)}
    everybody = (one for category in season.edition.categories.values() for one in season.candidates(category))
    listed = [replace(one, certificate_number=numbers.get((one.category, one.code), "")) for one in everybody]
    path = season.workspace.candidates(season.edition.id)
    write_file(path, write_candidates(listed, season.edition))
    return Season(season.workspace, season.edition, season.warnings)


def _look_at(season: Season, outcomes: tuple[Outcome, ...], forms: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files worth opening first, those that are there."""
    inside = season.workspace.internal(season.edition.id) / SHOWN
    public = [one.season.workspace.public(one.season.edition.id) / "index.html" for one in outcomes]
    papers_inside = [inside / name for name in SHOWN_PAPERS]
    return tuple(path for path in (*public, *papers_inside, *forms) if path.is_file())

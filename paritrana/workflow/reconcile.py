"""What candidates claim, held against the organiser's figures: a list, and the minutes of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath

from paritrana.criteria.fields import Field, Role
from paritrana.criteria.model import Category
from paritrana.documents.reconciliation import Line, Reconciliation, Remark, render_minutes
from paritrana.documents.reconciliation_xlsx import render_reconciliation_xlsx
from paritrana.documents.typst_pdf import Typesetter
from paritrana.documents.view import marks
from paritrana.entry.model import Candidate, Statement
from paritrana.form.imported_table import Provenance
from paritrana.problems import Where
from paritrana.text import formats, label
from paritrana.workflow.collect import read_folders, senders, sent_files
from paritrana.workflow.held import standings, undecided
from paritrana.workflow.reading import FileRead
from paritrana.workflow.season import Season
from paritrana.workspace import swap_folder

FOLDER = "reconciliation"
"""Beside the categories' folders, which every scoring replaces whole."""

LIST, MINUTES = "rekonsiliasi.xlsx", "berita-acara-rekonsiliasi.pdf"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was compared, and the papers written; none where no question of candidates is like one of the organiser."""

    compared: int = 0
    differing: int = 0
    papers: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Said:
    """What the files of a category say about one candidate; `unsent` is what is told of one who sent nothing."""

    claims: dict[str, Statement] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)
    figures: dict[str, Statement] = field(default_factory=dict)
    sent: bool = False
    unsent: Remark = Remark.NOT_SENT


def reconcile(
    season: Season,
    category: Category,
    provenance: Provenance,
    cells: Mapping[tuple[str, str], str],
    at: datetime,
    lang: str,
) -> Reconciled:
    """Compare, and write both papers. `cells` tell where a figure stands in the organiser's own file."""
    pairs = [(one, category.field(one.like)) for one in category.fields if one.like and one.filled_by is Role.CANDIDATE]
    if not pairs:
        return Reconciled()
    files = sent_files(season)
    reads = [read for read in read_folders(season, sent=files) if read.category == category.category]
    said = _said(reads)
    waiting = [one for one in undecided(season, files.received, at) if one.receipt.category == category.category]
    for code, (standing, _) in standings(waiting).items():
        said.setdefault(code, _Said()).unsent = Remark(standing)
    candidates = [one for one in season.candidates(category) if one.status == "aktif"]
    lines = [
        line for one in candidates for line in _lines(one, said.get(one.code, _Said()), pairs, provenance, cells, lang)
    ]
    sent = sum(said.get(one.code, _Said()).sent for one in candidates)
    facts = season.edition.facts
    it = Reconciliation(
        award=facts.title(lang),
        category=category.title(lang),
        period=formats.period(facts.period.start, facts.period.end, lang),
        place=facts.place,
        source=tuple(_source(provenance, lang)),
        lines=tuple(lines),
        candidates=len(candidates),
        sent=sent,
        marks=marks(season.edition.status(category), code=""),
        lang=lang,
    )
    return Reconciled(it.count(Remark.SAME, Remark.DIFFERS), len(it.differing), _papers(season, category, it, at))


def _papers(season: Season, category: Category, it: Reconciliation, at: datetime) -> tuple[Path, ...]:
    folder = season.workspace.internal(season.edition.id) / FOLDER / category.category
    with Typesetter(season.workspace.template_dirs) as typesetter:
        files = {LIST: render_reconciliation_xlsx(it), MINUTES: render_minutes(it, typesetter, at)}
    swap_folder(folder, files)
    return tuple(folder / name for name in files)


def _said(reads: Iterable[FileRead]) -> dict[str, _Said]:
    """By candidate; of two files the first by name counts, as nothing is scored here."""
    found: dict[str, _Said] = {}
    for read in reads:
        for code, checked in read.checked.items():
            one = found.setdefault(code, _Said())
            if read.role is Role.CANDIDATE:
                one.spoiled |= checked.spoiled
                for said in checked.statements:
                    one.claims.setdefault(said.field, said)
            elif read.role is Role.ORGANISER:
                for said in checked.statements:
                    one.figures.setdefault(said.field, said)
        for code in senders(read) if read.role is Role.CANDIDATE else ():
            found.setdefault(code, _Said()).sent = True
    return found


def _lines(
    one: Candidate,
    said: _Said,
    pairs: Sequence[tuple[Field, Field]],
    provenance: Provenance,
    cells: Mapping[tuple[str, str], str],
    lang: str,
) -> Iterator[Line]:
    for asked, like in pairs:
        claim, figure = said.claims.get(asked.id), said.figures.get(like.id)
        claimed, known = _number(claim), _number(figure)
        own = cells.get((one.code, like.id))
        at = str(Where(provenance.file, provenance.sheet, own)) if own and figure else _place(figure)
        remark = _remark(said, asked.id, claimed, known)
        unit = asked.unit(lang) if asked.unit else ""
        yield Line(one.code, one.name, asked.ask(lang), unit, claimed, _place(claim), known, at, remark)


def _remark(said: _Said, asked: str, claim: Decimal | None, figure: Decimal | None) -> Remark:
    if claim is None:
        missing = Remark.UNREADABLE if asked in said.spoiled else Remark.NO_CLAIM
        return missing if said.sent else said.unsent
    if figure is None:
        return Remark.NO_FIGURE
    return Remark.SAME if claim == figure else Remark.DIFFERS


def _number(said: Statement | None) -> Decimal | None:
    return said.value if said is not None and isinstance(said.value, Decimal) else None


def _place(said: Statement | None) -> str:
    """File, sheet and cell; the file without its folders, which say no more than whose it is."""
    if said is None:
        return ""
    return str(Where(PurePosixPath(said.source.file).name, said.source.sheet, said.source.cell))


def _source(provenance: Provenance, lang: str) -> Iterator[tuple[str, str]]:
    own = provenance.decided
    told = {
        "file": f"{provenance.file} › {provenance.sheet}",
        "sha256": provenance.sha256,
        "position": formats.date(own.position, lang),
        "basis": own.basis,
        "checked": f"{own.by}, {formats.date(own.on, lang)}",
    }
    for key, text in told.items():
        yield label(f"reconciliation.source.{key}", lang), text

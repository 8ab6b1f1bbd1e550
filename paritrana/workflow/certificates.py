"""The certificates of a category's winners: one PDF each and one book."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from paritrana.criteria.edition import EditionFile
from paritrana.documents.certificate import Certificate, Signatory, render_book, render_one
from paritrana.documents.notes import award_titles
from paritrana.documents.typst_pdf import MissingGlyphsError, Typesetter
from paritrana.manifest import sha256
from paritrana.problems import Problem, Where
from paritrana.scoring import Award, Placed
from paritrana.text import formats
from paritrana.workflow.result import Scored

BLANK_DATE = "……………"

LONGEST_NAME = 60
"""Letters of a code that are kept in the name of a file: together with folders, Windows allows 260."""

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
"""Names of devices, which Windows allows to no file, whatever its ending."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Files by relative name, and names that could not be printed."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def certificates_of(scored: Scored, code: str | None, at: datetime) -> Printed:
    """A certificate for every award that needs no plenary decision. Without a code they say DRAF.

    A name with letters that no font has is a problem (T001); the other certificates are printed.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    fine: list[Certificate] = []
    with Typesetter(scored.season.workspace.template_dirs) as typesetter:
        for place, award in winners(scored):
            item = certificate(scored, place, award, code)
            try:
                files[f"certificates/{safe_name(place.candidate.code)}.pdf"] = render_one(typesetter, item, at)
                fine.append(item)
            except MissingGlyphsError as error:
                problems.append(_unprintable(error, scored, place))
    if fine:
        dirs = scored.season.workspace.template_dirs
        files["certificates.pdf"] = render_book(fine, at=at, template_dirs=dirs)
    return Printed(files, tuple(problems))


def winners(scored: Scored) -> Iterator[tuple[Placed, Award]]:
    """Everybody with an award that is settled, in the order of the ranking."""
    for place in scored.result.ranked:
        award = scored.result.awards.get(place.candidate.code)
        if award is not None and not award.plenary:
            yield place, award


def certificate(scored: Scored, place: Placed, award: Award, code: str | None) -> Certificate:
    """What stands on one winner's certificate; of several titles all of them."""
    facts, category, candidate = scored.season.edition.facts, scored.category, place.candidate
    group = next((one.title.id for one in category.groups if one.id == candidate.group), None)
    return Certificate(
        recipient=candidate.certificate_name or candidate.name,
        recipient_detail=candidate.detail or None,
        award=formats.listing([title.id for title in award_titles(award.title, category)]),
        category=category.title.id,
        group=group,
        level=facts.level.id,
        edition_title=facts.title.id,
        period=formats.period(facts.period.start, facts.period.end),
        organiser=facts.organiser.id,
        citation=category.awards.citation.id if category.awards.citation else None,
        place=facts.place or BLANK_DATE,
        date_text=formats.date(facts.award_date) if facts.award_date else BLANK_DATE,
        signatory=_signatory(facts),
        number=(candidate.certificate_number or None) if code else None,
        example=scored.season.edition.status(category) == "contoh",
        draft=code is None,
        result_code=code,
    )


def _signatory(facts: EditionFile) -> Signatory:
    who = facts.signatory
    return Signatory(
        position=who.position,
        name=who.name,
        prefix=who.prefix,
        on_behalf=who.on_behalf or None,
        rank=who.rank or None,
        nip=who.nip or None,
    )


def _unprintable(error: MissingGlyphsError, scored: Scored, place: Placed) -> Problem:
    file = scored.season.workspace.candidates(scored.season.edition.id)
    return Problem(
        "T001",
        Where(scored.season.workspace.relative(file)),
        error.details,
        candidate=place.candidate.code,
        category=scored.category.category,
    )


def safe_name(code: str) -> str:
    """A file name from a candidate's code, its own for every code on every system, at most 73 letters long.

    A code of capitals, digits, dots and hyphens is its own name. Any other (with small letters too, for some systems
    do not tell them from capitals), and one that Windows keeps for itself or that is too long, carries an underscore
    and the beginning of its SHA-256.
    """
    plain = re.sub(r"[^A-Za-z0-9.-]", "-", code)[:LONGEST_NAME].strip(".-")
    if code and plain == code == code.upper() and plain.partition(".")[0] not in RESERVED:
        return plain
    return f"{plain.replace('.', '-')}_{sha256(code.encode())[:12]}"

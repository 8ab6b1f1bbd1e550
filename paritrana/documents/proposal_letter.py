"""The cover letter of a province's proposal to the national stage, ready to number and sign."""

from dataclasses import dataclass
from datetime import datetime

from paritrana.criteria.edition import EditionFile
from paritrana.documents.typst_pdf import Typesetter
from paritrana.text import formats, label, visible

TEMPLATE = "proposal.typ.j2"
BLANK_DATE = "……………"


@dataclass(frozen=True, slots=True)
class Row:
    """One proposed candidate; `score` is shown as it stands, empty in a category without a score."""

    name: str
    code: str
    group: str
    rank: int
    score: str


@dataclass(frozen=True, slots=True)
class Table:
    """The proposed candidates of one category. `code` is the Kode Hasil, empty for a draft."""

    title: str
    code: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the letter says. `dated` is the day of the letter, None where it is left to be written by hand."""

    facts: EditionFile
    province: str
    tables: tuple[Table, ...]
    marks: tuple[str, ...]
    dated: datetime | None = None
    lang: str = "id"


def values(it: Letter) -> dict[str, object]:
    """What the template may name; no letter in it is invisible or turns others."""
    facts, lang = it.facts, it.lang
    award = visible(facts.title(lang))

    def word(key: str, **details: str) -> str:
        return label(f"proposal.letter.{key}", lang, **details)

    count = sum(len(table.rows) for table in it.tables)
    return {
        "lang": lang,
        "organiser": visible(facts.organiser(lang)),
        "award": f"{award} · {visible(facts.level(lang))}",
        "place_and_date": f"{visible(facts.place) or BLANK_DATE}, {_date(it)}",
        "head": (
            (word("number"), ""),
            (word("enclosed"), word("enclosed_is")),
            (word("subject"), word("subject_is", award=award)),
        ),
        "to": (word("to"), word("committee", award=award), word("at")),
        "opening": word(
            "opening",
            award=award,
            province=visible(it.province),
            period=formats.period(facts.period.start, facts.period.end, lang),
            count=f"{count} ({formats.terbilang(count, None, lang)})",
        ),
        "heads": tuple(word(f"head.{key}") for key in ("no", "candidate", "group", "rank", "score")),
        "tables": tuple(_table(table, lang) for table in it.tables),
        "enclosures": word("enclosures"),
        "closing": word("closing"),
        "office": _office(facts),
        "signer": visible(facts.signatory.name) or BLANK_DATE,
        "details": _details(facts),
        "foot": word("foot", award=award, province=visible(it.province)),
        "marks": it.marks,
    }


def _date(it: Letter) -> str:
    return formats.date(it.dated, it.lang) if it.dated else BLANK_DATE


def _table(table: Table, lang: str) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
    """Title, line of the code, and rows."""
    key = "code" if table.code else "draft"
    rows = tuple(
        (str(number), f"{visible(row.name)}\n{visible(row.code)}", visible(row.group) or "–", str(row.rank), row.score)
        for number, row in enumerate(table.rows, 1)
    )
    return visible(table.title), label(f"proposal.letter.{key}", lang, code=table.code), rows


def _office(facts: EditionFile) -> tuple[str, ...]:
    """The office above the signature: on behalf of whom first, where it is so signed."""
    who = facts.signatory
    position = visible(who.position)
    if who.prefix == "a.n.":
        return f"a.n. {visible(who.on_behalf)}", position
    return (f"{who.prefix} {position}".strip(),)


def _details(facts: EditionFile) -> tuple[str, ...]:
    who = facts.signatory
    return tuple(part for part in (visible(who.rank), f"NIP {visible(who.nip)}" if who.nip else "") if part)


def render_letter(it: Letter, typesetter: Typesetter, at: datetime) -> bytes:
    """The letter as PDF, its file dated `at`; letters that no font has are written out. Raises TemplateError."""
    return typesetter.spelt_pdf(TEMPLATE, values(it), at=at)

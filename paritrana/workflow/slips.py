"""What each sender gets: the receipt as text and page, and with it the reply that says what is to be mended."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from paritrana.criteria.edition import Edition
from paritrana.criteria.fields import Role
from paritrana.documents.receipt import Slip, render_page, render_text
from paritrana.documents.typst_pdf import Typesetter
from paritrana.store.receipts import Receipt, State, number
from paritrana.store.received import kept, place
from paritrana.text import formats, label
from paritrana.workflow.check import Origin, with_checks
from paritrana.workflow.reading import Candidates, FileRead, References, read_file
from paritrana.workflow.returned import Occasion, reply
from paritrana.workflow.season import Season
from paritrana.workspace import write_file

FOLDER = "receipts"
TEXT, PAGE = "tanda-terima.txt", "tanda-terima.pdf"


def read_kept(job: tuple[Path, str], edition: Edition, known: Candidates, figures: References) -> FileRead:
    """A kept file, read as `check` reads it; the job is where it is kept, and the name it came under."""
    path, name = job
    return with_checks(read_file(path, name, edition, known, "any", figures), edition)


def write_slips(season: Season, known: Mapping[int, Receipt], fresh: Iterable[int], lang: str) -> Path:
    """Write receipt and reply of the fresh numbers, and of those that a sudden end left without; returns the folder."""
    folder = season.workspace.internal(season.edition.id) / FOLDER
    lacking = {no for no in known if not (folder / number(no) / PAGE).is_file()}
    with Typesetter(season.workspace.template_dirs) as typesetter:
        for no in sorted({*fresh, *lacking}):
            one = known[no]
            target = folder / one.number
            read = _read(season, one)
            for name, data in _reply(season, one, read, lang).items():
                write_file(target / name, data)
            slip = slip_of(season, one, read, lang)
            write_file(target / TEXT, render_text(slip, season.workspace.template_dirs).encode())
            write_file(target / PAGE, render_page(slip, typesetter, datetime.fromisoformat(one.at)))
    return folder


def _read(season: Season, one: Receipt) -> FileRead:
    if not one.sha256:
        return FileRead(one.name, "", dangerous=True)
    job = (place(season.workspace.received, one.sha256), one.name)
    return read_kept(job, season.edition, season.known(), {})


def _reply(season: Season, one: Receipt, read: FileRead, lang: str) -> Mapping[str, bytes]:
    """The reply of `check -o`, with receipt and deadline; the committee's own tables get none.

    While a file is held its receipt is the message: another would say that it is accepted.
    """
    if not one.sha256 or one.role not in ("", Role.CANDIDATE.value):
        return {}
    schedule, region = season.edition.facts.schedule, _region(season, one)
    occasion = Occasion(lang, one.number, schedule.due(region) if schedule else None, season.workspace.template_dirs)
    origin = Origin(place(season.workspace.received, one.sha256), season.edition, season.known())
    files = reply(kept(season.workspace.received, one.sha256), read, origin, occasion).files
    return {name: data for name, data in files.items() if one.state is not State.HELD or not name.endswith(".txt")}


def _region(season: Season, one: Receipt) -> str:
    known = season.known().get(one.category, {}).get(one.covers[0]) if len(one.covers) == 1 else None
    return (known.region or known.code) if known else season.edition.facts.province


def slip_of(season: Season, one: Receipt, read: FileRead, lang: str) -> Slip:
    """The words of a receipt."""
    facts = season.edition.facts
    example = facts.status == "contoh"
    return Slip(
        number=one.number,
        award=facts.title(lang),
        facts=tuple(_facts(season, one, lang)),
        verdict=label(f"receipt.state.{one.state.value}", lang, by=number(one.replaced_by)),
        next_step=_next(one, lang),
        answers=tuple(_answers(season, one, read, lang)),
        marks=(label("receipt.example", lang),) if example else (),
        lang=lang,
    )


def _facts(season: Season, one: Receipt, lang: str) -> Iterable[tuple[str, str]]:
    at = datetime.fromisoformat(one.at)
    category = season.edition.categories.get(one.category)
    told = {
        "candidate": _who(season, one, lang),
        "category": category.title(lang) if category else "",
        "file": one.name,
        "at": f"{formats.weekday(at, lang)}, {formats.moment(one.at, lang)}",
        "answers": _counted(one.answers, lang) if one.covers else "",
        "remarks": label(
            "receipt.counts", lang, errors=_counted(one.errors, lang), warnings=_counted(one.warnings, lang)
        ),
        "replaces": ", ".join(map(number, one.replaces)),
        "sha256": one.sha256,
    }
    return ((label(f"receipt.fact.{key}", lang), value) for key, value in told.items() if value)


def _who(season: Season, one: Receipt, lang: str) -> str:
    known = season.known().get(one.category, {})
    if one.role not in ("", Role.CANDIDATE.value):
        return label("receipt.table", lang, role=label(f"roles.{one.role}", lang), count=str(len(one.covers)))
    if len(one.covers) > 1:
        return label("receipt.many", lang, count=_counted(len(one.covers), lang))
    code = one.covers[0] if one.covers else one.sender
    return f"{known[code].name} ({code})" if code in known else code


def _next(one: Receipt, lang: str) -> str:
    if one.why:
        return label(f"receipt.why.{one.why}", lang)
    if one.state is State.COUNTS and one.errors:
        return label("receipt.mend", lang)
    return label("receipt.refused" if one.state is State.REFUSED else "receipt.done", lang)


def _answers(season: Season, one: Receipt, read: FileRead, lang: str) -> Iterable[tuple[str, str]]:
    """The whole numbers of a single form, in figures and words: what a slip of the finger changes most."""
    category = season.edition.categories.get(one.category)
    if category is None or one.role != Role.CANDIDATE.value or len(one.covers) != 1:
        return
    asked = {field.id: field for field in category.fields}
    for said in read.checked[one.covers[0]].statements:
        if isinstance(said.value, Decimal) and said.value == said.value.to_integral_value():
            field = asked[said.field]
            words = f"{formats.number(said.value, None, lang)} ({formats.terbilang(said.value, None, lang)})"
            yield field.ask(lang), f"{words} {field.unit(lang) if field.unit else ''}".strip()


def _counted(count: int, lang: str) -> str:
    return f"{count} ({formats.terbilang(count, None, lang)})"

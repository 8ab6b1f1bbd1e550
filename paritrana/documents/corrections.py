"""Where a verifier or the plenary replaced what a candidate claimed: both words, who said so, and why."""

from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.documents.basis import shown
from paritrana.documents.ranking_model import Correction
from paritrana.entry.fold import as_input
from paritrana.entry.model import Entry, Statement, StatementKind
from paritrana.text import label

REPLACING = {StatementKind.VERIFIED: "roles.verifier", StatementKind.DECISION: "ranking.by_plenary"}
"""Whose word replaces a claim, with the words for somebody who gave no name."""


def corrections(entry: Entry, category: Category, lang: str) -> tuple[Correction, ...]:
    """The corrections of a candidate in the order of the form; a claim that was only confirmed is none."""
    found = []
    for field in category.fields:
        said = entry.statements.get(field.id, ())
        last = said[-1] if said else None
        if field.filled_by is not Role.CANDIDATE or last is None or last.kind not in REPLACING:
            continue
        before = next((item for item in reversed(said) if item.kind not in REPLACING), None)
        if before is None or as_input(before.value) != as_input(last.value):
            found.append(_correction(field.ask(lang), (before, last), entry, category, lang))
    return tuple(found)


def _correction(
    title: str, said: tuple[Statement | None, Statement], entry: Entry, category: Category, lang: str
) -> Correction:
    before, last = said
    own = entry.candidate.verifier if last.kind is StatementKind.VERIFIED else ""
    return Correction(
        title=title,
        before=_words(before, category, lang) if before else label("ranking.blank", lang),
        after=_words(last, category, lang),
        by=last.by or own or label(REPLACING[last.kind], lang),
        reason=explained(last) or label("ranking.no_reason", lang),
    )


def explained(said: Statement) -> str:
    """Why a value was changed: the reason of the list, and the note behind it; empty where nothing was said."""
    return ": ".join(part for part in (said.reason, said.note) if part)


def _words(said: Statement, category: Category, lang: str) -> str:
    return shown(as_input(said.value), said.field, category, lang)

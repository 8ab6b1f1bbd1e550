"""The panel's list as jury.html shows it: members, who does not mark whom and why, hints, two general remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from paritrana.entry.panel import Member, Recusal
from paritrana.entry.verification import person_key
from paritrana.text import label

REMARKS = ("panel.whole_province", "panel.bpjs")


@dataclass(frozen=True, slots=True)
class PanelList:
    """A category's members and recusals; `hints` are juror, candidate's code, and what touches it
    (`region` or `affiliation`). `names` are the candidates by code.
    """

    members: tuple[Member, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    hints: tuple[tuple[str, str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def barred(self) -> frozenset[tuple[str, str]]:
        """Who does not mark whom, by code and the key of the juror's name."""
        return frozenset((one.candidate, person_key(one.juror)) for one in self.recusals)


@dataclass(frozen=True, slots=True)
class ShownList:
    """The same in words: rows of name, role, element and institution, then sentences."""

    members: tuple[tuple[str, ...], ...]
    recusals: tuple[str, ...]
    hints: tuple[str, ...]
    remarks: tuple[str, ...]


def shown_list(found: PanelList, lang: str) -> ShownList:
    """The panel's list in words of a language."""
    return ShownList(
        tuple(
            (one.name, label(f"panel.roles.{one.role}", lang), one.element, one.affiliation) for one in found.members
        ),
        tuple(
            label("panel.recusal", lang, juror=one.juror, name=_name(one.candidate, found), reason=one.reason)
            for one in found.recusals
        ),
        tuple(
            label(f"panel.hint_{touches}", lang, juror=juror, name=_name(code, found))
            for juror, code, touches in found.hints
        ),
        tuple(label(key, lang) for key in REMARKS),
    )


def _name(code: str, found: PanelList) -> str:
    return found.names.get(code, code)

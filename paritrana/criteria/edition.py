"""One award and one assessment period, with the categories it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from paritrana.criteria.model import Category, Status
from paritrana.criteria.schedule import Schedule
from paritrana.rules.scalars import Day, Flag, KebabId, Model, Text, Words, lacking, upside_down


class Period(Model):
    """First and last day of what is assessed."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start > self.end:
            raise upside_down(self.start, self.end)
        return self


class Decree(Model):
    """The decision that made a criteria file official."""

    number: Text
    date: Day


class Signatory(Model):
    """Who signs: `prefix` is Plt., Pj. or a.n.; rank and NIP only where they are wanted."""

    prefix: Literal["", "Plt.", "Plh.", "Pj.", "Pjs.", "a.n."] = ""
    position: Text
    on_behalf: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""

    @model_validator(mode="after")
    def _for_somebody(self) -> Self:
        if self.prefix == "a.n." and not self.on_behalf:
            raise lacking("on_behalf")
        return self


class EditionFile(Model):
    """`edition.yaml`: label, period and award date are three separate facts."""

    edition: KebabId
    title: Words
    label: Text
    level: Words
    province: str = ""
    period: Period
    award_date: Day | None = None
    status: Status
    decree: Decree | None = None
    organiser: Words
    place: str = ""
    schedule: Schedule | None = None
    signatory: Signatory
    public_scores: Flag = False
    data_note: Words | None = None
    source: str = ""

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.status == "ditetapkan" and self.decree is None:
            raise PydanticCustomError("decree", "decree", {"read": self.status})
        return self


@dataclass(frozen=True, slots=True)
class Edition:
    """A loaded edition. `hashes` are the content hashes by file name, for the manifest."""

    facts: EditionFile
    categories: Mapping[str, Category]
    hashes: Mapping[str, str]

    @property
    def id(self) -> str:
        return self.facts.edition

    def status(self, category: Category) -> Status:
        return category.status or self.facts.status


__all__ = ["Decree", "Edition", "EditionFile", "Period", "Signatory"]

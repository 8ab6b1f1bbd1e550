"""The stages of a contest: which aspects each of them adds, and who passes on to the next."""

from typing import Literal, Self

from pydantic import Field as Setting
from pydantic import model_validator

from paritrana.rules.scalars import Id, Model, Number, Weight, Whole, Words, lacking, refusal

StageKind = Literal["desk", "verification", "interview", "visit", "presentation"]
CutTies = Literal["all", "none", "ladder"]


class Pass(Model):
    """Who passes on to the next stage, in each group: the `top` n by score, everybody from a score up, or both.

    `ties` says what happens to equal scores at the cut-off: `all` of them pass, `none` of them does, or the tie ladder
    of the ranking decides among them (those it cannot separate all pass).
    """

    top: Whole | None = Setting(None, ge=1)
    at_least: Number | None = None
    ties: CutTies

    @model_validator(mode="after")
    def _some_line(self) -> Self:
        if self.top is None and self.at_least is None:
            raise lacking("top")
        return self


class Stage(Model):
    """One stage: the topmost aspects that are judged in it, and who passes on.

    `counts: adds` adds them to those of the stages before; `replaces` forgets what came before, so that only this stage
    and later ones make the final score. A verification has no aspects of its own: it judges those of the stages before
    it again, by the verified values. `weight` repeats what its aspects weigh, to be checked and printed.
    """

    id: Id
    title: Words
    kind: StageKind
    aspects: tuple[Id, ...] = ()
    counts: Literal["adds", "replaces"] = "adds"
    weight: Weight | None = None
    passing: Pass | None = Setting(None, alias="pass")
    source: str = ""

    @model_validator(mode="after")
    def _judges_something(self) -> Self:
        if self.kind == "verification" and (self.aspects or self.counts == "replaces"):
            raise refusal("verification_stage", "aspects" if self.aspects else "counts: replaces")
        if self.kind != "verification" and not self.aspects:
            raise lacking("aspects")
        return self

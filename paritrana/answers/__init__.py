"""Kinds of answer: what a cell may contain, and the one reading it allows."""

from paritrana.answers.model import AnswerSpec, Finding, Kind, RawAnswer, Reading, Source, Value
from paritrana.answers.read import read

__all__ = ["AnswerSpec", "Finding", "Kind", "RawAnswer", "Reading", "Source", "Value", "read"]

"""Words for people in two languages, and the Indonesian way to write numbers and dates."""

from paritrana.text.visible import visible
from paritrana.text.words import LANGUAGES, cure, in_language, label, line, says, spoken

__all__ = ["LANGUAGES", "cure", "in_language", "label", "line", "says", "spoken", "visible"]

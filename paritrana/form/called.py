"""What people call a question or an indicator: its id, or its text where no other has the same."""

from collections import Counter
from collections.abc import Mapping

from paritrana.form.found import folded


def called(texts: Mapping[str, str]) -> dict[str, str]:
    """The ids by the words that mean just one of them; `texts` are the texts by id. An id wins over a text."""
    times = Counter(folded(text) for text in texts.values())
    own = {folded(text): name for name, text in texts.items() if times[folded(text)] == 1}
    return own | {name: name for name in texts}


def meant(said: str, texts: Mapping[str, str]) -> list[str]:
    """The ids to choose from where `said` means none: those that share the text, else all."""
    sharing = [name for name, text in texts.items() if folded(text) == folded(said)]
    return sharing or list(texts)

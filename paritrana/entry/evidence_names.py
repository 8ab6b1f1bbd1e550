"""Which question a file of evidence belongs to, by how it and its folders are named."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_NUMBERED = re.compile(
    r"\(?(?:(?:no|nomor|pertanyaan|soal|bukti)\b[\s._-]*)?0{0,2}([1-9][0-9]{0,2})(?![0-9a-z]|[.,/-][0-9])", re.ASCII
)
_MONTHS = (
    *("jan(?:uari)?", "feb(?:ruari)?", "mar(?:et)?", "apr(?:il)?", "mei|may", "juni?|june", "juli?|july"),
    *("ag(?:u|us|t|ustus)?|aug(?:ust)?", "sept?(?:ember)?", "okt(?:ober)?|oct(?:ober)?", "nov(?:ember)?"),
    "des(?:ember)?|dec(?:ember)?",
)
_DATED = re.compile(rf"[0-9]{{1,2}}[\s_]+(?:[0-9]{{1,2}}[\s_]+[0-9]{{2,4}}|(?:{'|'.join(_MONTHS)})(?![a-z]))")
_BETWEEN = re.compile(r"[\s._-]+")


def tied(parts: Iterable[str], questions: Mapping[str, int]) -> str:
    """The field a file belongs to, empty where none: by its outermost folder that says so, else by its own name.

    `parts` are the names beneath the candidate's folder, the file's last; `questions` the numbers in the form by field.
    A name begins with a field's id or a question's number: `produk_hukum-2 lampiran.pdf`, `3 perda.pdf`, `No. 3 ….pdf`.
    """
    return next(filter(None, (_named(part, questions) for part in parts)), "")


def near(name: str, questions: Mapping[str, int]) -> str:
    """The id of a field that a name looks like; empty where none does."""
    stem = _folded(name.rpartition(".")[0] or name)
    heads = [stem, *(stem[: len(one)] for one in sorted(questions))]
    found = (get_close_matches(head, questions, n=1, cutoff=0.75) for head in heads)
    return next((close[0] for close in found if close), "")


def leading_code(name: str, codes: Iterable[str]) -> str:
    """The code that a folder's name is or begins with (`33.21 Demak`, `33.21_Demak`); empty where none does."""
    plain = unicodedata.normalize("NFC", name).strip()
    begun = [code for code in codes if plain == code or (plain.startswith(code) and plain[len(code)] in " _")]
    return max(begun, key=len, default="")


def _named(name: str, questions: Mapping[str, int]) -> str:
    folded = _folded(name)
    begun = [one for one in questions if folded == one or (folded.startswith(one) and not folded[len(one)].isalnum())]
    return max(begun, key=len, default="") or _by_number(name, questions)


def _by_number(name: str, questions: Mapping[str, int]) -> str:
    low = name.strip().casefold()
    found = _NUMBERED.match(low)
    if found is None or _DATED.match(low):
        return ""
    number = int(found.group(1))
    return next((one for one, own in questions.items() if own == number), "")


def _folded(name: str) -> str:
    return _BETWEEN.sub("_", unicodedata.normalize("NFC", name).strip().casefold())

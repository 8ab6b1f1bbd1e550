"""A book of words is parsed section by section, and holds what the whole file holds."""

import tomllib
from importlib.resources import files

import pytest

from paritrana.text import LANGUAGES, in_language, label


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_of_the_file_is_found(lang: str) -> None:
    whole = tomllib.loads(files("paritrana.text").joinpath(f"{lang}.toml").read_text(encoding="utf-8"))
    wanted = [((name,), part) for name, part in whole.items()]
    while wanted:
        key, part = wanted.pop()
        if isinstance(part, dict):
            wanted += [((*key, name), inner) for name, inner in part.items()]
        else:
            assert label(key, lang) == part


def test_an_unknown_label_is_a_key_error() -> None:
    for key in ("tebak", "show.tebak", "tebak.lagi"):
        with pytest.raises(KeyError):
            label(key)


def test_details_are_said_in_the_language_that_is_read() -> None:
    details = {"read": "kandidat", "read_en": "candidate", "path": "a.xlsx"}
    assert in_language(details, "id") == details
    assert in_language(details, "en") == {**details, "read": "candidate"}

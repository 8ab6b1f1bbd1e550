"""docs/intake.md names every code of files and answers once, with its level."""

import re

from doc_pages import HOUSE, page, tables

from paritrana.catalogue import CATALOGUE

PAGE = page("docs/intake.md")
SET_ASIDE = set(re.findall(r"A\d{3}", re.search(r"^A\d.* set aside.*$", PAGE, re.MULTILINE)[0]))


def told() -> list[tuple[str, str]]:
    rows = [row for rows in tables(PAGE) if rows[0][:2] == ["code", "level"] for row in rows[1:]]
    return [(code, row[1]) for row in rows for code in row[0].split(", ")]


def test_every_code_of_files_and_answers_stands_in_one_table_with_its_level() -> None:
    wanted = {code: level.value for code, level in CATALOGUE.items() if code[0] in "BA" and code not in SET_ASIDE}
    assert sorted(told()) == sorted(wanted.items())


def test_codes_that_are_set_aside_are_issued_nowhere() -> None:
    files = [path for path in (HOUSE / "paritrana").rglob("*.py") if path.name != "catalogue.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert sorted(code for code in SET_ASIDE if f'"{code}"' in text) == []

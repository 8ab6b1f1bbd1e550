"""docs/intake.md names every code of files and answers once, with its level."""

from doc_pages import HOUSE, page, tables

from paritrana.catalogue import CATALOGUE

PAGE = page("docs/intake.md")


def told() -> list[tuple[str, str]]:
    rows = [row for rows in tables(PAGE) if rows[0][:2] == ["code", "level"] for row in rows[1:]]
    return [(code, row[1]) for row in rows for code in row[0].split(", ")]


def test_every_code_of_files_and_answers_stands_in_one_table_with_its_level() -> None:
    wanted = {code: level.value for code, level in CATALOGUE.items() if code[0] in "BA"}
    assert sorted(told()) == sorted(wanted.items())


def test_every_code_of_the_catalogue_is_issued_somewhere() -> None:
    files = [path for path in (HOUSE / "paritrana").rglob("*.py") if path.name != "catalogue.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert sorted(code for code in CATALOGUE if f'"{code}"' not in text) == []

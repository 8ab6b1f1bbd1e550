"""The pages of the documentation as tests see them: fenced blocks, tables, and the commands in them."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

HOUSE = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its language, its text, and the line of its first line."""

    language: str
    text: str
    line: int

    @property
    def first(self) -> str:
        """The first line, which says what a YAML example is."""
        return self.text.splitlines()[0]


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block: its words, the exit code it should have, and where it stands."""

    words: tuple[str, ...]
    exit_code: int
    output: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        return f"line {self.line}: {shlex.join(self.words)}"


def page(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> tuple[Block, ...]:
    """The fenced blocks of a language, in reading order."""
    found = (Block(each[1], each[2], text.count("\n", 0, each.start(2)) + 1) for each in _FENCE.finditer(text))
    return tuple(block for block in found if block.language == language)


def section(text: str, title: str) -> str:
    """A page's part beneath a heading, down to the next one of its height; other lines are blank, so lines stay."""
    kept, height, fenced = [], 0, False
    for row in text.split("\n"):
        fenced ^= row.startswith("```")
        mark = re.match("(#+) (.*)", "" if fenced else row)
        if mark and height and len(mark[1]) <= height:
            height = 0
        if mark and mark[2] == title:
            height = len(mark[1])
        kept.append(row if height else "")
    return "\n".join(kept)


def tables(text: str) -> Iterator[list[list[str]]]:
    """The tables of a page: rows of cells without their rulers, the header first."""
    rows: list[list[str]] = []
    for row in [*text.split("\n"), ""]:
        if row.startswith("|"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
            rows += [] if set("".join(cells)) <= set("-: ") else [cells]
        elif rows:
            yield rows
            rows = []


def commands(text: str) -> tuple[Command, ...]:
    """The lines of console blocks behind `$` (or `>`, on Windows) with the output beneath; `# exit 1` names a code."""
    found: list[Command] = []
    for block in blocks(text, "console"):
        for offset, row in enumerate(block.text.splitlines()):
            if not row.startswith(("$ ", "> ")):
                found[-1] = _with_output(found[-1], row)
                continue
            told, _, remark = row[2:].partition("  #")
            code = re.search(r"exit (\d+)", remark)
            words = tuple(shlex.split(told.replace("py -m paritrana", "paritrana")))
            found.append(Command(words, int(code[1]) if code else 0, (), block.line + offset))
    return tuple(found)


def _with_output(command: Command, row: str) -> Command:
    return Command(command.words, command.exit_code, (*command.output, row), command.line)


class Shell:
    """Carries out the commands of a page in a folder, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: Command) -> str:
        """Run a command and compare exit code and shown output; a line `…` stands for anything."""
        verb, *arguments = command.words
        if verb == "cd":
            self.folder = self.folder / arguments[0]
            assert self.folder.is_dir(), str(command)
            return ""
        assert verb == "paritrana", f"{command}: only cd and paritrana are run"
        done = subprocess.run(
            [sys.executable, "-m", "paritrana", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(HOUSE), "NO_COLOR": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        said = done.stdout + done.stderr
        assert done.returncode == command.exit_code, f"{command}\n{said}"
        lines = [line.rstrip() for line in said.replace(str(HOUSE), "").splitlines()]
        missing = [row for row in command.output if row != "…" and row.rstrip() not in lines]
        assert missing == [], f"{command} does not say {missing}, but:\n{said}"
        return said


def fill(form: Path, target: Path, answers: Mapping[str, object]) -> None:
    """Type answers into a form by its defined names, as an office would, and save it elsewhere."""
    book = load_workbook(form)
    for field, value in answers.items():
        sheet, cell = next(iter(book.defined_names[f"isian.{field}"].destinations))
        book[sheet][cell.replace("$", "")] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def fill_table(table: Path, target: Path, rows: Mapping[str, Mapping[str, object]]) -> None:
    """Type values into a committee's table by code and column (`wawancara.1`: of the first juror)."""
    book = load_workbook(table)
    places = {
        name.removeprefix("kolom."): next(iter(one.destinations))
        for name, one in book.defined_names.items()
        if name.startswith("kolom.")
    }
    sheet = book[places["kode"][0]]
    lines = {cells[0].value: cells[0].row for cells in sheet.iter_rows(max_col=1)}
    for code, values in rows.items():
        for name, value in values.items():
            sheet.cell(lines[code], sheet[places[name][1].replace("$", "")].column, value)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)

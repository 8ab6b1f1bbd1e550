"""The commands of README.md, BACA-SAYA.md and docs/commands.md are run in their order, each page in its own folder.

The demo, which takes the longest, has a folder of its own.
"""

from pathlib import Path

import pytest
from doc_pages import Shell, commands, page, section
from typer.main import get_command

from paritrana.cli.app import app

PAGES = ("README.md", "BACA-SAYA.md", "docs/commands.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_run_in_their_order(name: str, tmp_path: Path) -> None:
    text = page(name)
    told = [command for command in commands(text) if command not in commands(section(text, "demo"))]
    assert told
    shell = Shell(tmp_path)
    for command in told:
        shell.run(command)


def test_the_demo_runs_and_its_folder_can_be_worked_with(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    told = commands(section(page("docs/commands.md"), "demo"))
    assert told[0].words == ("paritrana", "demo")
    for command in told:
        shell.run(command)


@pytest.mark.parametrize("name", ["README.md", "docs/commands.md"])
def test_a_page_names_every_command_and_option(name: str) -> None:
    text = page(name)
    root = get_command(app)
    for verb, command in root.commands.items():
        inner = getattr(command, "commands", {verb: command})
        for word, one in inner.items():
            assert f"{'' if word == verb else verb + ' '}{word}" in text
            options = {option for part in one.params for option in part.opts if option.startswith("--")}
            unsaid = {"--workspace", "--edition", "--output"}
            assert sorted(option for option in options - unsaid if option not in text) == []

"""The command that writes the panel's papers."""

from pathlib import Path
from typing import Annotated

import typer

from paritrana.cli.options import AsJson, At, Categories, Chosen, Lang, Root, Seed, common
from paritrana.cli.progress import progress
from paritrana.text import label


def sheets(
    names: Categories = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="cli.panel.sheets.output")
    ] = None,
    blank: Annotated[int, typer.Option("--blank", metavar="N", min=0, max=100, help="cli.panel.sheets.blank")] = 0,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_files, show_listed
    from paritrana.workflow.panel_sheets import write_sheets
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        done = write_sheets(
            season, names or (), output, blank=blank, seed=seed, at=options.at, lang=options.lang, tick=tick
        )
    show_files("panel-sheets", done.files, options)
    raise typer.Exit(show_listed(done.problems, options))

"""The command that leads from the province to the national stage."""

from pathlib import Path
from typing import Annotated

import typer

from paritrana.cli.options import AsJson, At, Categories, Chosen, Lang, Root, Seed, common
from paritrana.cli.progress import progress
from paritrana.text import label


def export(
    names: Categories = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, max=1000, help="cli.export.top")] = 1,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="cli.export.output")] = None,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_levels import show_exported
    from paritrana.workflow.export import export_proposal
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        done = export_proposal(season, names or (), top=top, output=output, seed=seed, at=options.at, tick=tick)
    show_exported(done, options)

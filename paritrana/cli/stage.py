"""The commands about stages: where they stand, closing one, opening one again."""

from typing import Annotated

import typer

from paritrana.cli.localize import Command, Group
from paritrana.cli.options import AsJson, At, Categories, Chosen, Lang, Root, Seed, common
from paritrana.cli.progress import progress
from paritrana.text import label

stage = typer.Typer(cls=Group, help="cli.stage.help", no_args_is_help=True, rich_markup_mode=None)

OneCategory = Annotated[str, typer.Argument(metavar="CATEGORY", help="cli.arg.category")]
OneStage = Annotated[str, typer.Argument(metavar="STAGE", help="cli.stage.stage")]


@stage.command("status", cls=Command, help="cli.stage.status.help")
def status(
    names: Categories = None,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_stage import show_boards
    from paritrana.workflow.season import open_season
    from paritrana.workflow.stage_desk import stage_status

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        boards = stage_status(season, names or (), seed, tick)
    show_boards("stage-status", boards, season, options)


@stage.command("close", cls=Command, help="cli.stage.close.help")
def close(
    category: OneCategory,
    stage: OneStage,
    force: Annotated[bool, typer.Option("--force", help="cli.stage.close.force")] = False,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_stage import show_boards
    from paritrana.workflow.season import open_season
    from paritrana.workflow.stage_desk import close_stage

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    board = close_stage(season, category, stage, options.at, seed, force=force)
    show_boards("stage-close", [board], season, options)


@stage.command("reopen", cls=Command, help="cli.stage.reopen.help")
def reopen(
    category: OneCategory,
    stage: OneStage,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.stage.reopen.reason")] = "",
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_stage import show_boards
    from paritrana.workflow.season import open_season
    from paritrana.workflow.stage_desk import reopen_stage

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    board = reopen_stage(season, category, stage, options.at, reason, seed)
    show_boards("stage-reopen", [board], season, options)

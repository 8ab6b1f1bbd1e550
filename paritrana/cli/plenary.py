"""The commands about the plenary meeting and about objections: their books, and what stands in them."""

import typer

from paritrana.cli.localize import Command, Group
from paritrana.cli.options import AsJson, At, Categories, Chosen, Lang, Root, Seed, common
from paritrana.cli.progress import progress
from paritrana.text import label

plenary = typer.Typer(cls=Group, help="cli.plenary.help", no_args_is_help=True, rich_markup_mode=None)
objection = typer.Typer(cls=Group, help="cli.objection.help", no_args_is_help=True, rich_markup_mode=None)


@plenary.command("template", cls=Command, help="cli.plenary.template.help")
def plenary_template(
    root: Root = None, edition: Chosen = None, as_json: AsJson = False, at: At = None, lang: Lang = "id"
) -> None:
    from paritrana.cli.show import show_files
    from paritrana.workflow.plenary_desk import plenary_template as write
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    show_files("plenary-template", [write(open_season(options.root, options.edition))], options)


@plenary.command("show", cls=Command, help="cli.plenary.show.help")
def plenary_show(
    names: Categories = None,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_plenary import show_plenary
    from paritrana.workflow.plenary_desk import plenary_boards
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        boards = plenary_boards(season, names or (), seed, options.lang, tick)
    raise typer.Exit(show_plenary(boards, season, options))


@objection.command("template", cls=Command, help="cli.objection.template.help")
def objection_template(
    root: Root = None, edition: Chosen = None, as_json: AsJson = False, at: At = None, lang: Lang = "id"
) -> None:
    from paritrana.cli.show import show_files
    from paritrana.workflow.plenary_desk import objection_template as write
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    show_files("objection-template", [write(open_season(options.root, options.edition))], options)


@objection.command("show", cls=Command, help="cli.objection.show.help")
def objection_show(
    names: Categories = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_plenary import show_objections
    from paritrana.workflow.plenary_desk import answered
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    found, problems = answered(open_season(options.root, options.edition), names or ())
    raise typer.Exit(show_objections(found, problems, options))

"""The commands about the panel: its list, and where its marks stand."""

import typer

from paritrana.cli.localize import Command, Group
from paritrana.cli.options import AsJson, At, Categories, Chosen, Lang, Root, common
from paritrana.cli.panel_sheets import sheets
from paritrana.cli.progress import progress
from paritrana.text import label

panel = typer.Typer(cls=Group, help="cli.panel.help", no_args_is_help=True, rich_markup_mode=None)
panel.command("sheets", cls=Command, help="cli.panel.sheets.help")(sheets)


@panel.command("template", cls=Command, help="cli.panel.template.help")
def template(
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_files
    from paritrana.workflow.panel import panel_template
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    show_files("panel-template", [panel_template(season)], options)


@panel.command("show", cls=Command, help="cli.panel.show.help")
def show(
    names: Categories = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_panel import show_panels
    from paritrana.workflow.panel import panel_views
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        views = panel_views(season, names or (), tick)
    raise typer.Exit(show_panels(views, options))

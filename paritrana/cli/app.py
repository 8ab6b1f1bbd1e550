"""The commands: a contract that scripts rely on. Each parses, calls one workflow and shows what it returns."""

from pathlib import Path
from typing import Annotated

import typer

from paritrana.cli.levels import export
from paritrana.cli.localize import Command, Group
from paritrana.cli.options import AsJson, At, Categories, Chosen, CrossCheck, Lang, Root, Seed, common, moment, now
from paritrana.cli.panel import panel
from paritrana.cli.plenary import objection, plenary
from paritrana.cli.progress import progress
from paritrana.cli.stage import stage
from paritrana.text import label

app = typer.Typer(cls=Group, help="cli.help", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
criteria = typer.Typer(cls=Group, help="cli.criteria.help", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(criteria, name="criteria")
app.add_typer(stage, name="stage")
app.add_typer(panel, name="panel")
app.add_typer(plenary, name="plenary")
app.add_typer(objection, name="objection")
app.command("export", cls=Command, help="cli.export.help")(export)

OneCategory = Annotated[str, typer.Argument(metavar="CATEGORY", help="cli.arg.category")]


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="cli.opt.version")] = False) -> None:
    if version:
        from paritrana import __version__

        typer.echo(f"paritrana {__version__}")
        raise typer.Exit


@app.command(cls=Command, help="cli.init.help")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="cli.init.folder")],
    province: Annotated[str | None, typer.Option("--province", metavar="CODE", help="cli.init.province")] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_workspace
    from paritrana.workflow.init import init_workspace

    options = common(root, edition, as_json, at, lang)
    show_workspace(init_workspace(folder, province), options)


@app.command(cls=Command, help="cli.demo.help")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="cli.demo.folder")] = Path("paritrana-demo"),
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_demo
    from paritrana.workflow.demo import run_demo

    options = common(root, edition, as_json, at, lang)
    show_demo(run_demo(folder, options.at, lang=options.lang), options)


@criteria.command("check", cls=Command, help="cli.criteria.check.help")
def criteria_check(
    path: Annotated[Path | None, typer.Argument(metavar="[FILE|DIR]", help="cli.criteria.check.path")] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_criteria
    from paritrana.workflow.criteria import check_criteria

    options = common(root, edition, as_json, at, lang)
    raise typer.Exit(show_criteria(check_criteria(path, options.root, options.edition), options))


@criteria.command("diff", cls=Command, help="cli.criteria.diff.help")
def criteria_diff(
    before: Annotated[str, typer.Argument(metavar="A", help="cli.criteria.diff.before")],
    after: Annotated[str, typer.Argument(metavar="B", help="cli.criteria.diff.after")],
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_criteria_diff
    from paritrana.workflow.criteria_diff import diff_criteria

    options = common(root, edition, as_json, at, lang)
    raise typer.Exit(show_criteria_diff(diff_criteria(before, after, options.root, options.lang), options))


@criteria.command("to-excel", cls=Command, help="cli.criteria.to_excel.help")
def criteria_to_excel(
    category: OneCategory,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="cli.criteria.to_excel.output")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="cli.criteria.to_excel.replace")] = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_criteria_written
    from paritrana.workflow.criteria_excel import criteria_to_excel as write

    options = common(root, edition, as_json, at, lang)
    show_criteria_written(write(options.root, options.edition, category, output, replace=replace), options)


@criteria.command("from-excel", cls=Command, help="cli.criteria.from_excel.help")
def criteria_from_excel(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.criteria.from_excel.file")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="cli.criteria.from_excel.output")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="cli.criteria.from_excel.replace")] = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_criteria_read
    from paritrana.workflow.criteria_excel import criteria_from_excel as read

    options = common(root, edition, as_json, at, lang)
    found = read(file, options.root, options.edition, output, replace=replace)
    raise typer.Exit(show_criteria_read(found, options))


@criteria.command("show", cls=Command, help="cli.criteria.show.help")
def criteria_show(
    category: OneCategory,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="cli.criteria.show.output")
    ] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_files
    from paritrana.workflow.guide import write_guide
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    show_files("criteria-show", write_guide(season, category, output, at=options.at, lang=options.lang), options)


@criteria.command("new", cls=Command, help="cli.criteria.new.help")
def criteria_new(
    category: Annotated[str, typer.Argument(metavar="CATEGORY", help="cli.criteria.new.category")],
    like: Annotated[str | None, typer.Option("--like", metavar="ID", help="cli.criteria.new.like")] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_files
    from paritrana.workflow.guide import new_category

    options = common(root, edition, as_json, at, lang)
    show_files("criteria-new", [new_category(options.root, options.edition, category, like)], options)


@criteria.command("schema", cls=Command, help="cli.criteria.schema.help")
def criteria_schema(
    kind: Annotated[str, typer.Argument(metavar="category|edition", help="cli.criteria.schema.kind")] = "category",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.criteria.json_schema import schema_text

    common(root, edition, as_json, at, lang)
    typer.echo(schema_text(kind), nl=False)


@app.command(cls=Command, help="cli.candidates.help")
def candidates(
    category: OneCategory,
    template: Annotated[bool, typer.Option("--template", help="cli.candidates.template")] = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_candidates
    from paritrana.workflow.candidates import candidate_list
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    raise typer.Exit(show_candidates(candidate_list(season, category, template, at=options.at or now()), options))


@app.command(cls=Command, help="cli.form.help")
def form(
    category: OneCategory,
    candidate: Annotated[str | None, typer.Option("--candidate", metavar="CODE", help="cli.form.candidate")] = None,
    every: Annotated[bool, typer.Option("--all", help="cli.form.all")] = False,
    table: Annotated[bool, typer.Option("--table", help="cli.form.table")] = False,
    role: Annotated[str | None, typer.Option("--for", metavar="ROLE", help="cli.form.role")] = None,
    verifier: Annotated[str | None, typer.Option("--verifier", metavar="NAME", help="cli.form.verifier")] = None,
    jurors: Annotated[list[str] | None, typer.Option("--juror", metavar="NAME", help="cli.form.juror")] = None,
    each_juror: Annotated[bool, typer.Option("--each-juror", help="cli.form.each_juror")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="PATH", help="cli.form.output")] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_files, show_listed
    from paritrana.cli.terminal import complain
    from paritrana.workflow.forms import Wanted, write_forms
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    wanted = Wanted(candidate, every, table, role, verifier, tuple(jurors or ()), each_juror)
    with progress(label("show.writing", lang)) as tick:
        files = write_forms(season, category, wanted, output, tick)
    show_files("form", files.files, options, files.kept)
    if files.unclaimed:
        complain(label("show.nothing_to_verify", options.lang))
    raise typer.Exit(show_listed((*season.listed[1], *files.problems), options))


@app.command(cls=Command, help="cli.check.help")
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[FILE|DIR]...", help="cli.check.paths")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="cli.check.output")] = None,
    cross_check: CrossCheck = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_checked
    from paritrana.workflow.check import check_files

    options = common(root, edition, as_json, at, lang)
    with progress(label("show.reading", lang)) as tick:
        when = options.at or now()
        checked = check_files(paths or [], options.root, options.edition, tick, cross_check=cross_check, at=when)
    written: tuple[Path, ...] = ()
    if output is not None:
        from paritrana.workflow.returned import Occasion, write_replies

        written = write_replies(checked, output, Occasion(lang=options.lang))
    raise typer.Exit(show_checked(checked, options, written))


@app.command(cls=Command, help="cli.receive.help")
def receive(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[FILE|DIR|ZIP]...", help="cli.receive.paths")] = None,
    choose: Annotated[list[str] | None, typer.Option("--choose", metavar="NUMBER", help="cli.receive.choose")] = None,
    decline: Annotated[
        list[str] | None, typer.Option("--decline", metavar="NUMBER", help="cli.receive.decline")
    ] = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_received import show_received
    from paritrana.workflow.receive import arrival_of, take
    from paritrana.workflow.season import open_season

    options, stated = common(root, edition, as_json, None, lang), moment(at, zone=None)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        received = take(season, paths or (), choose or (), decline or (), arrival_of(season, stated), lang, tick)
    raise typer.Exit(show_received(received, options))


@app.command("import", cls=Command, help="cli.import.help")
def import_file(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="cli.import.file")],
    category: Annotated[
        list[str] | None, typer.Option("--category", metavar="ID|THEIRS=OURS", help="cli.import.category")
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="cli.import.sheet")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="cli.import.replace")] = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.workflow.importing import are_proposals, import_table, one_table
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season, when = open_season(options.root, options.edition), options.at or now()
    if are_proposals(files):
        from paritrana.cli.show_levels import show_proposals
        from paritrana.workflow.proposals import import_proposals

        taken = import_proposals(season, files, category or (), when, replace_former=replace)
        raise typer.Exit(show_proposals(taken, options))
    from paritrana.cli.show_import import show_imported

    file, wanted = one_table(files, category or ())
    done = import_table(season, file, wanted, when, options.at, options.lang, sheet)
    raise typer.Exit(show_imported(done, options))


@app.command(cls=Command, help="cli.score.help")
def score(
    names: Categories = None,
    seed: Seed = "",
    cross_check: CrossCheck = False,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_scored
    from paritrana.workflow.score import score_season
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        scored = score_season(
            season, names or (), seed=seed, at=options.at, lang=lang, tick=tick, cross_check=cross_check
        )
    raise typer.Exit(show_scored("score", scored, options))


@app.command(cls=Command, help="cli.effect.help")
def effect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="cli.effect.files")],
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_effect import show_effects
    from paritrana.workflow.effect import preview
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        found = preview(season, files, seed, tick)
    raise typer.Exit(show_effects(found, options))


@app.command(cls=Command, help="cli.evidence.help")
def evidence(
    names: Categories = None,
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show_evidence import show_evidence
    from paritrana.workflow.evidence import list_evidence
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        found = list_evidence(season, names or (), tick)
    raise typer.Exit(show_evidence(found, options))


@app.command(cls=Command, help="cli.seal.help")
def seal(
    names: Categories = None,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_seals
    from paritrana.workflow.sealing import seal_season
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    show_seals(seal_season(season, names or (), seed=seed, at=options.at, lang=options.lang), options)


@app.command(cls=Command, help="cli.publish.help")
def publish(
    names: Categories = None,
    seed: Seed = "",
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_scored
    from paritrana.workflow.publish import publish_season
    from paritrana.workflow.season import open_season

    options = common(root, edition, as_json, at, lang)
    season = open_season(options.root, options.edition)
    with progress(label("show.reading", lang)) as tick:
        published = publish_season(season, names or (), seed=seed, at=options.at, lang=lang, tick=tick)
    raise typer.Exit(show_scored("publish", published, options))


@app.command(cls=Command, help="cli.regions.help")
def regions(
    wanted: Annotated[str, typer.Argument(metavar="CODE|NAME", help="cli.regions.wanted")],
    root: Root = None,
    edition: Chosen = None,
    as_json: AsJson = False,
    at: At = None,
    lang: Lang = "id",
) -> None:
    from paritrana.cli.show import show_regions
    from paritrana.workflow.places import find_regions

    options = common(root, edition, as_json, at, lang)
    raise typer.Exit(show_regions(find_regions(wanted), options))

"""What the commands print: data on stdout, talk on stderr; tables for people, one JSON envelope for programs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paritrana.catalogue import Level
from paritrana.cli.options import Common, now
from paritrana.cli.terminal import complain, envelope, tell
from paritrana.problems import Problem, unique
from paritrana.text import cure, label, line, says, visible
from paritrana.text.formats import number

if TYPE_CHECKING:
    from paritrana.criteria.diff import Change
    from paritrana.workflow.candidates import CandidateList
    from paritrana.workflow.check import FilesChecked
    from paritrana.workflow.criteria import CriteriaChecked
    from paritrana.workflow.criteria_diff import CriteriaDiff
    from paritrana.workflow.criteria_excel import CriteriaRead, CriteriaWritten
    from paritrana.workflow.demo import Demo
    from paritrana.workflow.held import Undecided
    from paritrana.workflow.places import Places
    from paritrana.workflow.result import Scored
    from paritrana.workflow.score import Outcome
    from paritrana.workflow.sealing import Sealed
    from paritrana.workspace import Workspace

FILES_SHOWN = 10
PASSED_OVER = ("B011",)
"""Files that nobody meant to send: they are not called fine as well."""

NARROW = ("code", "result_code")
"""Columns that are never broken or cut: what stands in them is copied by hand."""


def say(key: str, options: Common, **details: str) -> None:
    """A sentence for people, on stderr."""
    complain(label(f"show.{key}", options.lang, **details))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], options: Common, right: Sequence[str] = ()) -> None:
    """A table on stdout; `columns` are keys of words, those in `right` are numbers."""
    from rich.console import Console
    from rich.table import Table

    drawn = Table(show_edge=False, pad_edge=False, header_style="bold")
    for key in columns:
        drawn.add_column(
            label(f"show.{key}", options.lang), justify="right" if key in right else "left", no_wrap=key in NARROW
        )
    for row in rows:
        drawn.add_row(*(_plain(cell) for cell in row))
    Console(file=sys.stdout, highlight=False, width=_width()).print(drawn)


def _width() -> int | None:
    """The terminal's own width; a pipe or file gets lines that are not broken."""
    return None if sys.stdout.isatty() else 160


def _plain(cell: str) -> Any:
    from rich.text import Text

    return Text(visible(cell))


def print_problems(problems: Iterable[Problem], options: Common) -> None:
    """Problems, the gravest first, one line each, on stdout."""
    order = list(Level)
    for problem in sorted(problems, key=lambda one: order.index(one.level)):
        name = label(f"level.{problem.level}", options.lang)
        tell(f"{name}: {line(problem, options.lang)}")


REMARK_COLUMNS = ("level", "cell", "question", "remark", "stake", "code")


def print_remarks(file: str, problems: Sequence[Problem], options: Common) -> None:
    """What was found in one file: a table on a terminal, else one line each, which is easier to search."""
    if problems and sys.stdout.isatty():
        tell(f"\n{file}")
        table(REMARK_COLUMNS, (_remark(one, options.lang) for one in problems), options, right=("stake",))
        return
    for problem in problems:
        level, _, question, _, stake, _ = _remark(problem, options.lang)
        beside = "".join(
            f" · {part}" for part in (question, stake and label("show.staked", options.lang, points=stake)) if part
        )
        tell(f"{level}: {line(problem, options.lang)}{beside}")


def _remark(problem: Problem, lang: str) -> tuple[str, ...]:
    place = "!".join(part for part in (problem.where.sheet, problem.where.cell) if part)
    question = problem.details.get(f"question_{lang}", problem.details.get("question", ""))
    stake = "" if problem.stake is None else number(problem.stake, 2, lang)
    told = f"{says(problem, lang)} {cure(problem, lang)}"
    return label(f"level.{problem.level}", lang), place, question, told, stake, problem.code


def facts(problems: Iterable[Problem], options: Common) -> list[dict[str, Any]]:
    """Problems as the JSON answer gives them."""
    from paritrana.documents.tables import problem_facts

    return [problem_facts(problem, options.lang) for problem in problems]


def counted(problems: Iterable[Problem]) -> dict[str, str]:
    """How many errors, warnings and infos there are, as words."""
    levels = Counter(problem.level for problem in problems)
    return {f"{level}s": str(levels[level]) for level in Level}


def show_workspace(workspace: Workspace, options: Common) -> None:
    editions = workspace.editions()
    if options.as_json:
        envelope("init", workspace=workspace.root.as_posix(), editions=list(editions))
        return
    say("workspace_made", options, path=str(workspace.root))
    say("workspace_editions", options, editions=", ".join(editions))
    say(
        "workspace_next",
        options,
        path=_quoted(workspace.root),
        edition=next((one for one in editions if one.endswith("-provinsi")), editions[0]),
    )


def _quoted(path: Path) -> str:
    """A path to type after `cd`, in double quotes where a shell would cut it at a blank."""
    return f'"{path}"' if " " in str(path) else str(path)


def show_listed(problems: Sequence[Problem], options: Common) -> int:
    """What is wrong with the candidate list, on stderr; the exit code it deserves."""
    for problem in problems:
        if problem.is_error:
            complain(line(problem, options.lang))
    return 1 if any(problem.is_error for problem in problems) else 0


def show_files(verb: str, files: Sequence[Path], options: Common, kept: Sequence[Path] = ()) -> None:
    if options.as_json:
        envelope(verb, files=[path.as_posix() for path in files], kept=[path.as_posix() for path in kept])
        return
    for path in kept:
        say("kept", options, path=str(path))
    say("files_written", options, count=str(len(files)))
    for path in files[:FILES_SHOWN]:
        tell(str(path))
    if len(files) > FILES_SHOWN:
        say("and_more", options, count=str(len(files) - FILES_SHOWN), folder=str(files[0].parent))


def show_criteria(checked: CriteriaChecked, options: Common) -> int:
    count = str(len(checked.files))
    if options.as_json:
        files = list(checked.files)
        envelope("criteria-check", valid=checked.valid, files=files, problems=facts(checked.problems, options))
    else:
        print_problems(checked.problems, options)
        key = "criteria_ok" if checked.valid else "criteria_bad"
        say(key, options, count=count, **counted(checked.problems))
    return 0 if checked.valid else 4


def show_criteria_diff(diff: CriteriaDiff, options: Common) -> int:
    """What differs, first what can change the result; the exit code says whether anything can."""
    sides = {"result": diff.difference.result, "words": diff.difference.words}
    if options.as_json:
        told = {name: [_change_facts(one) for one in changes] for name, changes in sides.items()}
        envelope("criteria-diff", before=diff.before, after=diff.after, **told)
        return diff.exit_code
    for name, changes in sides.items():
        said = [one.says for one in changes] or [label("show.diff_none", options.lang)]
        heading = label(f"show.diff_{name}", options.lang)
        tell("\n".join((heading, *(f"  - {sentence}" for sentence in said))))
    say("diff_count", options, **{name: str(len(changes)) for name, changes in sides.items()})
    return diff.exit_code


def _change_facts(change: Change) -> dict[str, Any]:
    return {"path": ".".join(change.path), "before": change.before, "after": change.after, "says": change.says}


def show_criteria_written(written: CriteriaWritten, options: Common) -> None:
    """What a criteria workbook holds, and by name what it does not."""
    if options.as_json:
        lost = {"comments": written.comments, "extends": written.base}
        told = facts(written.problems, options)
        envelope("criteria-to-excel", files=[written.path.as_posix()], kept=list(written.kept), **lost, problems=told)
        return
    say("files_written", options, count="1")
    tell(str(written.path))
    if written.kept:
        say("kept_parts", options, count=str(len(written.kept)), parts=", ".join(written.kept))
    if written.base:
        say("lost_base", options, base=written.base)
    if written.comments:
        say("lost_comments", options, count=str(written.comments))


def show_criteria_read(found: CriteriaRead, options: Common) -> int:
    """What a criteria workbook gave: the file, its text, or what is wrong with it."""
    if options.as_json:
        files = [found.path.as_posix()] if found.path else []
        told = facts(found.problems, options)
        envelope("criteria-from-excel", exit_code=found.exit_code, files=files, text=found.text, problems=told)
        return found.exit_code
    if found.text and found.path is None:
        sys.stdout.write(found.text)
        for problem in found.problems:
            complain(line(problem, options.lang))
        return found.exit_code
    print_problems(found.problems, options)
    if found.path is None:
        say("from_excel_bad", options, **counted(found.problems))
    else:
        say("files_written", options, count="1")
        tell(str(found.path))
    if found.comments:
        say("replaced_comments", options, count=str(found.comments))
    return found.exit_code


def show_candidates(found: CandidateList, options: Common) -> int:
    if options.as_json:
        rows = [
            {
                "code": one.code,
                "name": one.name,
                "group": one.group,
                "status": one.status,
                "sent": one.code in found.sent,
                "receipts": found.receipts.get(one.code, ""),
                "held": found.held.get(one.code, ("", ""))[0],
                "contact": one.contact,
            }
            for one in found.candidates
        ]
        envelope(
            "candidates", category=found.category.category, candidates=rows, problems=facts(found.problems, options)
        )
        return found.exit_code
    if found.written:
        say("files_written", options, count="1")
        tell(str(found.written))
    print_problems(found.problems, options)
    columns = {
        "code": [one.code for one in found.candidates],
        "name": [_full(one) for one in found.candidates],
        "group": [one.group for one in found.candidates],
        "sent": [_has_sent(one.code, found, options.lang) for one in found.candidates],
        "receipt": [found.receipts.get(one.code, "") for one in found.candidates],
        "contact": [one.contact for one in found.candidates],
    }
    used = [key for key, cells in columns.items() if any(cells) or key not in ("group", "receipt", "contact")]
    table(used, zip(*(columns[key] for key in used), strict=True), options)
    say("sent_count", options, sent=str(len(found.sent)), count=str(len(found.candidates)))
    if found.unsent():
        from paritrana.regions import region

        told = (f"{place.name if (place := region(code)) else code} {count}" for code, count in found.unsent().items())
        say("unsent", options, regencies=", ".join(told))
    return found.exit_code


def _has_sent(code: str, found: CandidateList, lang: str) -> str:
    if code in found.held:
        standing, numbers = found.held[code]
        return label(f"show.{standing}", lang, numbers=numbers)
    return label("show.yes" if code in found.sent else "show.no", lang)


def _full(candidate: Any) -> str:
    return ", ".join(part for part in (candidate.name, candidate.detail) if part)


def show_checked(checked: FilesChecked, options: Common, written: Sequence[Path] = ()) -> int:
    if options.as_json:
        files = [
            {"file": one.name, "sha256": one.sha256, "category": one.category, "candidates": sorted(one.checked)}
            for one in checked.files
        ]
        told, replies = facts(checked.problems, options), [path.as_posix() for path in written]
        envelope("check", exit_code=checked.exit_code, files=files, problems=told, written=replies)
        return checked.exit_code
    if not checked.files and checked.empty_inbox is None:
        say("no_files", options)
    if checked.listed:
        print_remarks(checked.listed[0].where.file, checked.listed, options)
    for file in checked.files:
        print_remarks(file.name, file.problems, options)
        if not any(problem.is_error or problem.code in PASSED_OVER for problem in file.problems):
            tell(label("show.file_ok", options.lang, file=file.name))
    print_problems(checked.held, options)
    say_nothing_sent(checked.empty_inbox, options)
    say("checked", options, files=str(len(checked.files)), **counted(checked.problems))
    if written:
        say("replies", options, count=str(len(written)), folder=str(written[0].parent))
    return checked.exit_code


def say_nothing_sent(inbox: Path | None, options: Common) -> None:
    """That nobody has sent a form yet, where that is so, and where forms go."""
    if inbox is not None:
        say("nothing_sent", options, folder=str(inbox))


def show_scored(verb: str, outcome: Outcome, options: Common) -> int:
    from paritrana.workflow.collect import nothing_sent

    if options.as_json:
        rows = [_category_facts(one, outcome, options) for one in outcome.scored]
        out = [folder.as_posix() for folder in outcome.folders]
        told = {"index": outcome.index.as_posix(), "out": out, "categories": rows}
        loose = facts(outcome.stray, options)
        envelope(verb, exit_code=outcome.exit_code, **told, problems=loose, withdrawn=list(outcome.withdrawn))
        return outcome.exit_code
    every = unique((*outcome.stray, *(problem for one in outcome.scored for problem in one.problems)))
    print_problems((problem for problem in every if problem.is_error), options)
    category_table(outcome, options)
    say_nothing_sent(nothing_sent(outcome.season, (one.category for one in outcome.scored)), options)
    _talk_of_outcome(outcome, options)
    if verb == "publish":
        _talk_of_publishing(outcome, options)
    say("where_index", options, path=str(outcome.index))
    say("next_seal" if verb == "score" else "where_out", options, path=str(outcome.index.parent.parent))
    return outcome.exit_code


def _talk_of_outcome(outcome: Outcome, options: Common) -> None:
    """What the table of categories does not show: held files, remarks of no category, certificates that are gone."""
    for key, files in _held_now(outcome, options).items():
        say(f"{key}_files", options, **_numbers(files))
    if outcome.stray:
        path = outcome.index.with_name("problems.html")
        say("stray_count", options, count=str(len(outcome.stray)), path=str(path))
    for name, changed in outcome.withdrawn.items():
        title = outcome.season.edition.categories[name].title(options.lang)
        say("withdrawn_changed" if changed else "withdrawn_same", options, category=title)


def _held_now(outcome: Outcome, options: Common) -> dict[str, list[Undecided]]:
    """The files that nobody has decided about, as they stand while this is said: papers tell of an earlier moment."""
    from paritrana.workflow.held import as_of

    files = [file for one in outcome.scored for file in one.held]
    return _by_standing(as_of(outcome.season, files, options.at or now()))


def _by_standing(files: Iterable[Undecided]) -> dict[str, list[Undecided]]:
    """Those that can still be chosen, under `held`, then those that came too late, under `late`."""
    found: dict[str, list[Undecided]] = {}
    for file in files:
        found.setdefault(file.standing, []).append(file)
    return dict(sorted(found.items()))


def _numbers(files: Sequence[Undecided]) -> dict[str, str]:
    return {"count": str(len(files)), "numbers": ", ".join(file.receipt.number for file in files)}


def _talk_of_publishing(outcome: Outcome, options: Common) -> None:
    """Which categories went out as a mere draft and how to seal them, and which have no public page at all."""
    from paritrana.workflow.publish import has_result

    for one in outcome.scored:
        facts_of = {"category": one.category.category, "edition": outcome.season.edition.id}
        if not has_result(one):
            say("published_nobody", options, **facts_of)
        elif one.category.category not in outcome.codes:
            say("published_draft", options, **facts_of)


def _category_facts(one: Scored, outcome: Outcome, options: Common) -> dict[str, Any]:
    name = one.category.category
    statuses = Counter(place.status.value for place in one.result.placed)
    return {
        "category": name,
        "code": outcome.codes.get(name),
        **{key: statuses[key] for key in ("ranked", *OUT)},
        "problems": facts(one.problems, options),
    }


OUT = ("eliminated", "gated", "disqualified", "returned", "absent")


def category_table(outcome: Outcome, options: Common) -> None:
    """One line per category: how many candidates, where they stand, what is to be mended, the code."""
    columns = ("category", "candidates", "ranked", "out", "mend", "look", "result_code")
    rows = (_category_row(one, outcome, options) for one in outcome.scored)
    table(columns, rows, options, right=columns[1:-1])


def _category_row(one: Scored, outcome: Outcome, options: Common) -> list[str]:
    statuses = Counter(place.status.value for place in one.result.placed)
    levels = Counter(problem.level for problem in one.problems)
    return [
        one.category.title(options.lang),
        str(len(one.result.placed)),
        str(statuses["ranked"]),
        str(sum(statuses[key] for key in OUT)),
        str(levels[Level.ERROR]),
        str(levels[Level.WARNING]),
        outcome.codes.get(one.category.category, label("show.draft", options.lang)),
    ]


def show_seals(sealed: Sequence[Sealed], options: Common) -> None:
    if options.as_json:
        envelope("seal", seals=[_seal_facts(one) for one in sealed])
        return
    for one in sealed:
        tell(label("show.sealed", options.lang, category=one.seal.category, code=one.seal.code))
    for one in sealed:
        for key, count in (("sealed_returned", one.returned - one.waiting), ("sealed_waiting", one.waiting)):
            if count:
                say(key, options, category=one.seal.category, count=str(count))
        for key, files in _by_standing(one.held).items():
            say(f"sealed_{key}", options, category=one.seal.category, **_numbers(files))
    say("next_publish", options)


def _seal_facts(one: Sealed) -> dict[str, Any]:
    seal = one.seal
    told = {key: [file.receipt.number for file in files] for key, files in _by_standing(one.held).items()}
    facts_of = {"category": seal.category, "code": seal.code, "ranking": seal.ranking, "returned": one.returned}
    return {**facts_of, "held": told.get("held", []), "late": told.get("late", [])}


def show_regions(places: Places, options: Common) -> int:
    from paritrana.regions import official_name
    from paritrana.workflow.places import above

    if options.as_json:
        found = [
            {
                "code": one.code,
                "name": one.name,
                "kind": one.kind.value,
                "official": official_name(one),
                "above": [official_name(upper) for upper in above(one)],
            }
            for one in places.found
        ]
        envelope(
            "regions", wanted=places.wanted, found=found, suggestions=list(places.suggestions), below=len(places.below)
        )
    else:
        _talk_of(places, options)
        columns = ("code", "name", "kind", *(("above",) if len(places.found) > 1 else ()))
        rows = (
            (one.code, official_name(one), one.kind.value.replace("_", " "), ", ".join(map(official_name, above(one))))
            for one in (*places.found, *places.below)
        )
        if places.found:
            table(columns, (row[: len(columns)] for row in rows), options)
    return 0 if len(places.found) == 1 else 1


def _talk_of(places: Places, options: Common) -> None:
    if not places.found:
        names = ", ".join(places.suggestions)
        hint = label("show.perhaps", options.lang, names=names) if names else ""
        say("nothing_found", options, wanted=places.wanted, hint=hint)
    if len(places.found) > 1:
        say("several", options, wanted=places.wanted)
    if places.below:
        say("below", options, count=str(len(places.below)))


def show_demo(demo: Demo, options: Common) -> None:
    if options.as_json:
        editions = [
            {
                "edition": one.season.edition.id,
                "index": one.index.as_posix(),
                "categories": [_category_facts(s, one, options) for s in one.scored],
                "problems": facts(one.stray, options),
            }
            for one in demo.outcomes
        ]
        envelope("demo", workspace=demo.workspace.root.as_posix(), editions=editions)
        return
    for outcome in demo.outcomes:
        tell(f"\n{outcome.season.edition.facts.title(options.lang)}")
        category_table(outcome, options)
        _talk_of_outcome(outcome, options)
    say("demo_done", options)
    for outcome in demo.outcomes:
        say("where_index", options, path=str(outcome.index))
    say("demo_look", options)
    for path in demo.look_at:
        complain(f"  {path}")

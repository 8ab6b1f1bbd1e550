"""Proposals of provinces become candidates of a national edition, with what counted of their answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from paritrana.answers import show
from paritrana.criteria.fields import Role
from paritrana.criteria.model import Category
from paritrana.entry.model import Candidate
from paritrana.entry.proposal import ProposedCategory
from paritrana.form.candidate_list import COLUMNS, write_candidates
from paritrana.form.layout import plan_table
from paritrana.form.proposed_table import write_proposed
from paritrana.manifest import sha256
from paritrana.problems import Problem, UsageError, Where, has_errors
from paritrana.store.journal import Pen
from paritrana.store.proposals import Standing, imported, standing_proposals
from paritrana.store.received import keep
from paritrana.text import formats, label, spoken
from paritrana.workflow.alone import alone
from paritrana.workflow.carried import Carried, carried
from paritrana.workflow.parcel import Parcel, open_parcel
from paritrana.workflow.proposed_list import Key, Unfit, as_candidate, in_list_order, merged, proposer
from paritrana.workflow.season import Season
from paritrana.workspace import write_file

FOLDER, FORMER = "usulan", "usulan-lama"
"""The folder of tables in the inbox, and that of what they replaced, where nobody reads it."""

DANGEROUS, PROBLEMS, FINE = 3, 1, 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One category of one parcel, and the national category it is for."""

    parcel: Parcel
    theirs: ProposedCategory
    ours: Category

    @property
    def key(self) -> Key:
        return self.parcel.proposal.province, self.ours.category


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import wrote of a province and category: how many candidates, how many values came along."""

    province: str
    category: str
    candidates: int
    values: int
    table: Path


@dataclass(frozen=True, slots=True)
class ProposalsImported:
    """What a call came to. `known` counts categories of parcels that were imported before, byte for byte.

    `removed` are codes that a replaced proposal had brought and the new one does not; `kept` former files.
    """

    taken: tuple[Taken, ...] = ()
    known: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    candidates: Path | None = None
    problems: tuple[Problem, ...] = ()
    dangerous: bool = False

    @property
    def exit_code(self) -> int:
        if self.dangerous:
            return DANGEROUS
        return PROBLEMS if has_errors(self.problems) else FINE


@alone
def import_proposals(
    season: Season, paths: Sequence[Path], wanted: Sequence[str], now: datetime, *, replace_former: bool = False
) -> ProposalsImported:
    """Take in proposals. `wanted` are categories, or `THEIRS=OURS`; all by default. `now` stands in the journal.

    The order of the files changes nothing. Raises UsageError where the edition is of a province, where a wanted
    category is unknown, or where the candidate list itself holds errors.
    """
    if season.edition.facts.province:
        raise UsageError("errors.not_national", edition=season.edition.id)
    if has_errors(season.listed[1]):
        path = season.workspace.candidates(season.edition.id)
        raise UsageError("errors.list_first", path=season.workspace.relative(path))
    desk = _Desk(season, _mapping(season, wanted), now)
    opened = [open_parcel(path) for path in paths]
    dangerous = any(has_errors(problems) for _, problems in opened)
    desk.problems.extend(problem for _, problems in opened for problem in problems)
    parcels = {one.sha256: one for one, _ in opened if one is not None}
    claims = [claim for _, one in sorted(parcels.items()) for claim in desk.claims(one)]
    taken = desk.chosen(sorted(claims, key=lambda one: (one.key, one.parcel.sha256)), replace_former=replace_former)
    done = desk.write(taken)
    return replace(done, problems=tuple(desk.problems), known=desk.known, dangerous=dangerous)


def _mapping(season: Season, wanted: Sequence[str]) -> dict[str, str]:
    """Our category by theirs; empty where all are wanted under their own names. Raises UsageError."""
    pairs = [text.partition("=") for text in wanted]
    found = {theirs: ours if sign else theirs for theirs, sign, ours in pairs}
    season.categories(found.values())
    return found


class _Desk:
    """One import: what was found wrong, what was known already, what is written."""

    def __init__(self, season: Season, mapping: Mapping[str, str], now: datetime) -> None:
        self.season, self.mapping, self.now = season, mapping, now
        self.pen = Pen(season.workspace.journal)
        self.standing = standing_proposals(self.pen.events, season.edition.id)
        self.owners = {(one.category, code): one.province for one in self.standing.values() for code in one.codes}
        self.problems: list[Problem] = []
        self.known = 0

    # what is claimed

    def claims(self, parcel: Parcel) -> Iterator[Claim]:
        """The categories of a parcel that this edition has; a parcel of another period has none."""
        known, own = self.season.edition.categories, self.season.edition.facts.period
        span = parcel.proposal.period
        if (span.start, span.end) != (f"{own.start}", f"{own.end}"):
            expected = f"{own.start} – {own.end}"
            self._report("B093", parcel, read=f"{span.start} – {span.end}", expected=expected)
            return
        for theirs in parcel.proposal.categories:
            name = self.mapping.get(theirs.category, "" if self.mapping else theirs.category)
            if not name:
                continue
            if name not in known:
                self._report("B092", parcel, read=theirs.category, expected=", ".join(known))
                continue
            if theirs.code is None:
                self._report("B099", parcel, category=f"{theirs.title} ({proposer(parcel.proposal.province)})")
            yield Claim(parcel, theirs, known[name])

    def chosen(self, claims: Sequence[Claim], *, replace_former: bool) -> list[Claim]:
        """The claims to be written. Several of one province and category, and any beside a standing one, are held."""
        rivals: dict[Key, list[Claim]] = {}
        for one in claims:
            rivals.setdefault(one.key, []).append(one)
        found: list[Claim] = []
        for key, every in rivals.items():
            former = self.standing.get(key)
            fresh = [one for one in every if former is None or one.parcel.sha256 != former.sha256]
            known = [one for one in every if one not in fresh]
            if known and not self._lacks_table(known[0]):
                self.known += 1
                self._report("B095", known[0].parcel, category=known[0].ours.title())
            elif known:
                found.extend(known)
            if len(every) == 1 and (former is None or replace_former):
                found.extend(fresh)
            else:
                self._hold(fresh, former, every)
        return found

    def _hold(self, fresh: Iterable[Claim], former: Standing | None, every: Sequence[Claim]) -> None:
        for one in fresh:
            if former is not None:
                other = f"{former.name} ({former.sha256[:8]}, {formats.moment(former.at)})"
            else:
                other = ", ".join(f"{each.parcel.name} ({each.parcel.sha256[:8]})" for each in every if each is not one)
            key = "standing" if former is not None else "together"
            details = {
                "province": proposer(one.parcel.proposal.province),
                "category": one.ours.title(),
                "other": other,
                **spoken("hint", f"proposal.held.{key}"),
            }
            self._report("B094", one.parcel, **details)

    def _lacks_table(self, one: Claim) -> bool:
        return not self._table_path(one).is_file()

    # what is written

    def write(self, claims: Sequence[Claim]) -> ProposalsImported:
        """List, tables and journal of the claims; nothing where there are none."""
        rows = {(row.category, row.code): row for row in self.season.listed[0]}
        carried_by = [(one, self._merge(one, rows)) for one in claims]
        carried_by = [(one, every) for one, every in carried_by if every]
        if not carried_by:
            return ProposalsImported()
        removed = self._without_former([one for one, _ in carried_by], rows)
        kept = [*self._write_list(rows)]
        taken: list[Taken] = []
        for one, every in carried_by:
            candidates = [replace(each, candidate=rows[one.ours.category, each.candidate.code]) for each in every]
            kept.extend(self._write_table(one, candidates))
            values = sum(len(each.values) for each in every)
            taken.append(Taken(one.key[0], one.key[1], len(every), values, self._table_path(one)))
        self._enter(carried_by)
        path = self.season.workspace.candidates(self.season.edition.id)
        return ProposalsImported(tuple(taken), removed=removed, kept=tuple(kept), candidates=path)

    def _without_former(self, claims: Sequence[Claim], rows: dict[Key, Candidate]) -> tuple[str, ...]:
        """Take out the rows that a replaced proposal had brought and the new one does not name; returns their codes."""
        removed: list[str] = []
        for one in claims:
            former = self.standing.get(one.key)
            named = {each.code for each in one.theirs.candidates}
            for code in former.added if former else ():
                if code not in named and rows.pop((one.ours.category, code), None) is not None:
                    removed.append(code)
        return tuple(removed)

    def _merge(self, one: Claim, rows: dict[Key, Candidate]) -> list[Carried]:
        """Put the candidates of a claim into the rows; those that do not fit are told and left out."""
        former = self.standing.get(one.key)
        found: list[Carried] = []
        for proposed in sorted(one.theirs.candidates, key=lambda each: each.code):
            try:
                candidate = as_candidate(proposed, one.ours, one.key[0])
                self._refuse_taken(one, candidate)
            except Unfit as unfit:
                self._report("B096", one.parcel, name=proposed.name, **unfit.reason)
                continue
            key = one.ours.category, candidate.code
            # the same file again (its table was lost) leaves what was corrected in the list since
            newer = former if former is not None and former.sha256 != one.parcel.sha256 else None
            overwrite = newer is not None and candidate.code in newer.added
            rows[key], differing = merged(rows.get(key), candidate, overwrite=overwrite)
            for each in differing:
                told = {"read": each.listed, "other": each.proposed, "kept": each.kept}
                self._report("B098", one.parcel, name=candidate.name, column=COLUMNS[each.fact][0], **told)
            found.append(carried(rows[key], proposed, one.theirs, one.ours))
            self._tell_lacking(one, found[-1])
        return found

    def _refuse_taken(self, one: Claim, candidate: Candidate) -> None:
        """Raises Unfit where another province has proposed a candidate of this code, before or in this call."""
        key = one.ours.category, candidate.code
        owner = self.owners.setdefault(key, one.key[0])
        if owner != one.key[0]:
            raise Unfit(
                spoken("reason", "proposal.unfit.proposed_before", code=candidate.code, province=proposer(owner))
            )

    def _tell_lacking(self, one: Claim, each: Carried) -> None:
        if each.lacking:
            questions = ", ".join(show.quoted(field.ask()) for field in each.lacking)
            path = self.season.workspace.relative(self._table_path(one))
            self._report("B097", one.parcel, name=each.candidate.name, read=questions, path=path)

    def _write_list(self, rows: Mapping[Key, Candidate]) -> tuple[Path, ...]:
        """The whole list; a former one that a person made or changed is kept beside."""
        edition, path = self.season.edition, self.season.workspace.candidates(self.season.edition.id)
        before = in_list_order(self.season.listed[0], edition.categories)
        ours = write_candidates(before, edition)
        data = write_candidates(in_list_order(rows.values(), edition.categories), edition)
        return self._written(path, data, unchanged=ours)

    def _write_table(self, one: Claim, every: Sequence[Carried]) -> tuple[Path, ...]:
        edition = self.season.edition
        candidates = tuple(each.candidate for each in every)
        layout = plan_table(edition, one.ours, Role.CANDIDATE, candidates)
        values = {each.candidate.code: each.values for each in every}
        lines = [line for each in every for line in each.lines]
        return self._written(self._table_path(one), write_proposed(layout, values, _facts(one), lines))

    def _written(self, path: Path, data: bytes, unchanged: bytes | None = None) -> tuple[Path, ...]:
        """Write a file; a former one with other content is kept, unless it is just as we wrote it."""
        kept: tuple[Path, ...] = ()
        if path.is_file() and (former := path.read_bytes()) not in (data, unchanged):
            folder = self.season.workspace.submissions(self.season.edition.id) / FORMER
            kept = (folder / f"{path.stem}.lama-{sha256(former)[:8]}.xlsx",)
            write_file(kept[0], former)
        write_file(path, data)
        return kept

    def _table_path(self, one: Claim) -> Path:
        province, category = one.key
        return self.season.workspace.inbox(self.season.edition.id) / FOLDER / f"usulan_{province}_{category}.xlsx"

    def _enter(self, done: Sequence[tuple[Claim, Sequence[Carried]]]) -> None:
        """Keep the bytes, and tell the journal: one event a file."""
        listed = {(row.category, row.code) for row in self.season.listed[0]}
        by_file: dict[str, list[Standing]] = {}
        data = {one.parcel.sha256: one.parcel.data for one, _ in done}
        for one, every in done:
            codes = tuple(each.candidate.code for each in every)
            former = self.standing.get(one.key)
            brought = set(former.added) if former else set()
            added = tuple(code for code in codes if (one.ours.category, code) not in listed or code in brought)
            at = self.now.isoformat(timespec="seconds")
            standing = Standing(*one.key, one.parcel.sha256, one.parcel.name, at, codes, added)
            by_file.setdefault(one.parcel.sha256, []).append(standing)
        for digest, parts in by_file.items():
            keep(self.season.workspace.received, data[digest])
            self.pen.write(imported(self.season.edition.id, parts))

    def _report(self, code: str, parcel: Parcel, **details: str) -> None:
        self.problems.append(Problem(code, Where(parcel.name), details))


def _facts(one: Claim) -> tuple[tuple[str, str], ...]:
    """What the sheet Asal says about a proposal as a whole."""
    proposal = one.parcel.proposal
    told = {
        "province": f"{proposer(proposal.province)} ({proposal.province})",
        "edition": f"{proposal.title} · {proposal.edition}",
        "category": f"{one.theirs.title} ({one.theirs.category})",
        "code": one.theirs.code or label("papers.draft"),
        "status": one.theirs.status,
        "sha256": one.parcel.sha256,
    }
    return tuple((label(f"proposal.origin.{key}"), text) for key, text in told.items())

"""Whether a result is the one that was sealed, and the code it may carry."""

from paritrana.documents.tables import render_ranking_json
from paritrana.manifest import sha256
from paritrana.problems import ConflictError
from paritrana.seal import Seal, in_journal, read_seal, seal_of, told_changes
from paritrana.workflow.result import Scored
from paritrana.workflow.season import Season


def sealed_code(one: Scored) -> str | None:
    """The Kode Hasil of a category, None where it is not sealed.

    The code is computed again from what was frozen, never taken from the record. Raises ConflictError where the result
    is no longer the sealed one, or the record is damaged.
    """
    seal = _record(one)
    if seal is None:
        return None
    name, edition = one.category.category, one.season.edition.id
    ranking = render_ranking_json(one.season.edition, one.result)
    changed = seal.differs(one.criteria, one.inputs, sha256(ranking), one.evidence)
    if changed:
        raise ConflictError("errors.changed_since_seal", category=name, edition=edition, **told_changes(changed))
    code = seal_of(edition, name, one.criteria, one.inputs, ranking, one.evidence).code
    if code != seal.code:
        raise ConflictError("errors.damaged_record", path=f"{name}.json")
    return code


def standing_code(one: Scored) -> str | None:
    """The Kode Hasil of a category whose seal still holds, else None."""
    try:
        return sealed_code(one)
    except ConflictError:
        return None


def has_seal(season: Season, category: str) -> bool:
    """Whether a category was ever sealed, whatever has changed since."""
    return season.workspace.seal(season.edition.id, category).is_file()


def _record(one: Scored) -> Seal | None:
    """The seal as it is kept, if any. Raises ConflictError where the journal does not tell of it, or is damaged."""
    workspace = one.season.workspace
    seal = read_seal(workspace.seal(one.season.edition.id, one.category.category))
    if seal is not None and not in_journal(workspace.journal, seal):
        raise ConflictError("errors.not_in_journal", category=seal.category, edition=seal.edition)
    return seal

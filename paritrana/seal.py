"""Sealing a result: its hashes in one record, and a short code to print."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from paritrana.manifest import canonical, sha256
from paritrana.problems import ConflictError
from paritrana.store.journal import read_journal
from paritrana.text import LANGUAGES, label

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not mistaken for one another when read aloud or copied by hand."""
CODE_LENGTH = 8
MOST_NAMED = 20
"""So many changed files are named one by one."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What was frozen: hashes of criteria, inputs, ranking.json and evidence files, and the code they give."""

    edition: str
    category: str
    criteria: Mapping[str, str]
    inputs: Mapping[str, str]
    ranking: str
    code: str
    evidence: Mapping[str, str] = field(default_factory=dict)

    def differs(
        self,
        criteria: Mapping[str, str],
        inputs: Mapping[str, str],
        ranking: str,
        evidence: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """Names of what is not as it was when the result was sealed."""
        changed = [*_changed(self.criteria, criteria), *_changed(self.inputs, inputs)]
        changed.extend(_changed(self.evidence, evidence or {}))
        if self.ranking != ranking:
            changed.append("ranking.json")
        return tuple(changed)


CONSEQUENCES = frozenset({"ranking.json", "structure"})
"""Names that change only because something else did."""
WORDED = ("panel", "plenary", "verifiers")
"""Inputs that are no file themselves, but what a list says; the texts have words for them."""


def told_changes(names: Sequence[str]) -> dict[str, str]:
    """What has changed, for people, as the detail `read` in every language: files and lists.

    What merely follows is said only where it stands alone.
    """
    first, *others = LANGUAGES
    return {"read": _told(names, first), **{f"read_{lang}": _told(names, lang) for lang in others}}


def _told(names: Sequence[str], lang: str) -> str:
    causes = [name for name in names if name not in CONSEQUENCES]
    words = {"candidates": "candidates.xlsx", "edition": "edition.yaml"}
    words |= {name: label(f"changed.{name}", lang) for name in WORDED}
    told = [words.get(name, name) for name in causes or names]
    others = len(told) - MOST_NAMED
    return ", ".join(told[:MOST_NAMED]) + (f", … (+{others})" if others > 0 else "")


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def result_code(digest: str) -> str:
    """The short Kode Hasil of a SHA-256 in hex, such as `7F3K-9QXM`: its number in base 30, eight signs."""
    number, signs = int(digest, 16), []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[index])
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


def seal_of(
    edition: str,
    category: str,
    criteria: Mapping[str, str],
    inputs: Mapping[str, str],
    ranking: bytes,
    evidence: Mapping[str, str] | None = None,
) -> Seal:
    """The seal of a result. Without evidence files the code is that of a result that never had any."""
    frozen = {
        "edition": edition,
        "category": category,
        "criteria": dict(criteria),
        "inputs": dict(inputs),
        "ranking": sha256(ranking),
        **({"evidence": dict(evidence)} if evidence else {}),
    }
    code = result_code(sha256(canonical(frozen)))
    return Seal(edition, category, dict(criteria), dict(inputs), sha256(ranking), code, dict(evidence or {}))


def seal_bytes(seal: Seal) -> bytes:
    """A seal as it is kept."""
    kept = asdict(seal)
    if not seal.evidence:
        del kept["evidence"]
    return canonical({"schema": "paritrana/seal/1", **kept})


def read_seal(path: Path) -> Seal | None:
    """The seal kept at a path, None where there is none. Raises ConflictError for a damaged one."""
    if not path.is_file():
        return None
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        kept.pop("schema")
        return Seal(**kept)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ConflictError("errors.damaged_record", path=path.name) from error


def in_journal(journal: Path, seal: Seal) -> bool:
    """Whether the journal tells of this seal. Raises ConflictError where a line was changed or taken out."""
    told = {"edition": seal.edition, "category": seal.category, "code": seal.code, "ranking": seal.ranking}
    return any(told.items() <= event.items() for event in read_journal(journal))

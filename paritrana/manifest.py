"""The audit trail of one result: hashes of everything that went in and came out, versions, arguments."""

import hashlib
import json
import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from paritrana import __version__

LIBRARIES = ("pydantic", "xlsxwriter", "typst", "jinja2", "python-calamine", "openpyxl")


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, two-space indents, UTF-8 and LF: the same value gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def manifest(
    *,
    edition: str,
    category: str,
    criteria: Mapping[str, str],
    inputs: Mapping[str, str],
    outputs: Mapping[str, bytes],
    arguments: Mapping[str, str],
    code: str | None,
    evidence: Mapping[str, str] | None = None,
) -> bytes:
    """`manifest.json` of a category. Paths are relative and POSIX; `code` is the Kode Hasil of a sealed result.

    `evidence` stands under its own key, which is left out where there is none.
    """
    return canonical(
        {
            "schema": "paritrana/manifest/1",
            "edition": edition,
            "category": category,
            "code": code,
            "criteria": dict(criteria),
            "inputs": dict(inputs),
            "outputs": {name: sha256(data) for name, data in outputs.items()},
            "arguments": dict(arguments),
            "versions": versions(),
            **({"evidence": dict(evidence)} if evidence else {}),
        }
    )


def versions() -> dict[str, str]:
    """Versions of the program, of Python, and of the libraries that read, compute or draw."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"paritrana": __version__, "python": python, **{name: version(name) for name in LIBRARIES}}

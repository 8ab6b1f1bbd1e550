"""What the bytes are: checks that need no more than the file and its name."""

import re
from collections.abc import Callable

from paritrana.intake import kinds
from paritrana.intake.hazards import Hazard, damaged, mib, too_much
from paritrana.intake.limits import Limits


def lock_file(_data: bytes, name: str, _limits: Limits) -> Hazard | None:
    """The owner file `~$name.xlsx` that Excel keeps beside an open workbook."""
    base = re.split(r"[/\\]", name)[-1]
    return Hazard("B011", {}) if base.startswith("~$") else None


def empty(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """No bytes at all."""
    return None if data else Hazard("B001", {})


def encrypted(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """A workbook behind a password."""
    return Hazard("B003", {}) if kinds.is_encrypted(data) else None


def other_kind(data: bytes, _name: str, _limits: Limits) -> Hazard | None:
    """Anything that does not begin as a zip; a zip behind foreign bytes is a damaged one."""
    if kinds.is_zip(data):
        return None
    word = kinds.kind(data)
    if word == kinds.UNKNOWN and b"PK\x05\x06" in data[-65_557:]:
        return damaged("ada bita tambahan di awal berkas")
    return Hazard("B002", {"read": word})


def huge_file(data: bytes, _name: str, limits: Limits) -> Hazard | None:
    """More bytes than any form has."""
    return too_much(mib(len(data)), mib(limits.file)) if len(data) > limits.file else None


BYTES_CHECKS: tuple[Callable[[bytes, str, Limits], Hazard | None], ...] = (
    lock_file,
    empty,
    encrypted,
    other_kind,
    huge_file,
)

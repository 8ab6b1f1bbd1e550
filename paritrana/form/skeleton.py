"""The skeleton of a workbook: everything but what was typed into it.

Forms of one template, saved by one program, share it. The first of each skeleton is read by openpyxl too, so that no
program's way of writing is trusted unseen, and none that openpyxl refuses is taken.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Collection, Mapping
from functools import lru_cache

from paritrana.form.sheetscan import plain_sheet
from paritrana.form.strings import run_looks

_MOST = 4096
_REMEMBERED_SIZE = 1 << 16
_UNREAD = re.compile(r"(?:theme\d*\.xml|docProps/app\.xml|\.bin|\.png|\.jpe?g|\.gif|\.emf|\.wmf)$", re.IGNORECASE)
_GUID = re.compile(rb"\{[0-9A-Fa-f\-]{36}\}")
_STYLE = re.compile(rb' s="([0-9]{1,6})"')
_SPACE = re.compile(rb'"https?://[^"]*"')
_MOMENT = re.compile(rb"2[0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}Z")
_PERSON = re.compile(rb"(<(?:dc|cp):\w+>)[^<]*")
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)

_seen: OrderedDict[bytes, None] = OrderedDict()


def is_known(skeleton: bytes) -> bool:
    """Whether this process has seen a workbook of this skeleton that two readers read alike."""
    return skeleton in _seen


def remember(skeleton: bytes) -> None:
    """Trust the skeleton from now on; the oldest are forgotten."""
    _seen[skeleton] = None
    if len(_seen) > _MOST:
        _seen.popitem(last=False)


def skeleton_of(parts: Mapping[str, bytes], read: Collection[str]) -> bytes:
    """A digest of the workbook without most digits, unread parts, and the cells of the sheets in `read`."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(parts):
        if not _UNREAD.search(name):
            digest.update(name.encode("utf-8", "replace") + b"\0" + _shape_of(parts[name], name in read) + b"\0")
    return digest.digest()


def _shape_of(content: bytes, read: bool) -> bytes:
    shape = _shape if len(content) <= _REMEMBERED_SIZE else _shape.__wrapped__
    return shape(content, read)


@lru_cache(maxsize=256)
def _shape(content: bytes, read: bool) -> bytes:
    if read and (plain := plain_sheet(content)):
        content = plain.frame
    elif b"<sst" in content:
        content = run_looks(content)
    elif b"core-properties" in content:
        content = _MOMENT.sub(b"", _PERSON.sub(rb"\1", content))
    if b"{" in content:
        content = _GUID.sub(b"{}", content)
    if b"sheetData" not in content and b"<definedName" not in content:
        return hashlib.blake2b(content, digest_size=16).digest()
    last_style = max(map(int, _STYLE.findall(content)), default=0) if b"<sheetData" in content else 0
    shape = content.translate(_DIGITS)
    for zeros in (b"0000", b"000", b"00", b"00"):
        shape = shape.replace(zeros, b"0")
    return hashlib.blake2b(shape + b"%d" % last_style + b"".join(_SPACE.findall(content)), digest_size=16).digest()

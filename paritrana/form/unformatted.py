"""A copy of a workbook for the slow readers: the usual namespaces, and numbers that look like numbers."""

import io
import re
from collections.abc import Mapping
from zipfile import ZipFile

from paritrana.form.xmlscan import MAIN, STRICT

_STYLE = re.compile(rb"<(?:[\w.\-]+:)?xf\s[^<>]*")
_FORMAT = re.compile(rb"""(\snumFmtId\s*=\s*["'])[0-9]+""")
_LINKS = re.compile(rb"<((?:[\w.\-]+:)?)hyperlinks[\s>].*?</\1hyperlinks\s*>", re.DOTALL)
_SPACES = (
    (STRICT.encode(), MAIN.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def copied(parts: Mapping[str, bytes], *, formats: bool) -> bytes:
    """The workbook in the usual namespaces.

    Without `formats` every style of cells is General, so that no reader takes a number for a date, and no cell has a
    web address, which openpyxl would take for the value of a blank one.
    """
    out = io.BytesIO()
    with ZipFile(out, "w") as copy:
        for name, content in parts.items():
            content = content if formats or b"hyperlinks" not in content else _LINKS.sub(b"", content)
            copy.writestr(name, _usual(content if formats or b"cellXfs" not in content else _plain_styles(content)))
    return out.getvalue()


def _usual(content: bytes) -> bytes:
    for strict, usual in _SPACES:
        content = content.replace(strict, usual) if b"purl.oclc.org" in content else content
    return content


def _plain_styles(styles: bytes) -> bytes:
    return _STYLE.sub(lambda style: _FORMAT.sub(rb"\g<1>0", style.group()), styles)

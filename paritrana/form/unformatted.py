"""A workbook without number formats, so that no reader takes a number for a date."""

import io
import re
from zipfile import ZipFile

_STYLE = re.compile(rb"<(?:[\w.\-]+:)?xf\s[^<>]*")
_FORMAT = re.compile(rb"""(\snumFmtId\s*=\s*["'])[0-9]+""")


def without_formats(archive: ZipFile) -> bytes:
    """The same workbook with every cell style in the format General."""
    out = io.BytesIO()
    with ZipFile(out, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, _plain_styles(content) if b"cellXfs" in content else content)
    return out.getvalue()


def _plain_styles(styles: bytes) -> bytes:
    return _STYLE.sub(lambda style: _FORMAT.sub(rb"\g<1>0", style.group()), styles)

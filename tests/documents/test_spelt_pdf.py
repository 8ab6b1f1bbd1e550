"""Papers that must come out whatever letters people wrote: those that no font has are spelt."""

from datetime import datetime
from pathlib import Path

import pytest

from paritrana.documents.typst_pdf import MissingGlyphsError, Typesetter
from paritrana.regions.zones import WIB

AT = datetime(2026, 2, 1, 12, tzinfo=WIB)


def test_letters_without_a_font_are_spelt_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "kertas.typ.j2").write_text("#let lines = {{ lines }}\n#lines.flatten().join()", encoding="utf-8")
    with Typesetter((tmp_path,)) as typesetter:
        strange, spelt = ({"lines": (("PT", text), "Demak")} for text in ("王\u202e", "U+738BU+202E"))
        with pytest.raises(MissingGlyphsError):
            typesetter.pdf("kertas.typ.j2", strange, at=AT)
        found = typesetter.spelt_pdf("kertas.typ.j2", strange, at=AT)
        assert found == typesetter.pdf("kertas.typ.j2", spelt, at=AT)

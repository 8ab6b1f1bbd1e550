"""Names from outside as they may be shown: nothing in them steers a terminal or turns the reading direction."""

import unicodedata


def visible(text: str, but: str = "") -> str:
    """`text` with every sign that is not drawn written out: `\\u001b` for ESC, `\\xff` for a byte that is no UTF-8.

    Such are control characters, bidi marks, zero widths, line ends and lone surrogates; those in `but` stay.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign in but or _is_drawn(sign) else _written_out(sign) for sign in text)


def _is_drawn(sign: str) -> bool:
    return sign.isprintable() or unicodedata.category(sign) == "Zs"


def _written_out(sign: str) -> str:
    point = ord(sign)
    if 0xDC80 <= point <= 0xDCFF:  # how Python carries a byte of a file name that is no UTF-8
        return f"\\x{point - 0xDC00:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"

"""What clerks type into a cell, with what they mean: made from the truth in every style seen in returned forms."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from paritrana.answers import AnswerSpec, Kind, Value

D = Decimal
OPTIONS = {"perda": ("Perda",), "pergub": ("Pergub", "Peraturan Gubernur"), "belum": ("Belum ada",)}
SPECS = {
    "count": AnswerSpec(Kind.COUNT, minimum=D(0)),
    "number": AnswerSpec(Kind.NUMBER, 2, D(-1000), D(10_000_000)),
    "index": AnswerSpec(Kind.NUMBER, 3, D(0), D(10)),
    "percent": AnswerSpec(Kind.PERCENT, 2, D(0), D(100)),
    "rupiah": AnswerSpec(Kind.RUPIAH, minimum=D(0)),
    "date": AnswerSpec(Kind.DATE),
    "yesno": AnswerSpec(Kind.YESNO),
    "choice": AnswerSpec(Kind.CHOICE, options=OPTIONS),
    "code": AnswerSpec(Kind.CODE, pattern=r"\d{2}\.\d{2}"),
}
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


class Typed(NamedTuple):
    """A cell as a clerk leaves it, the field it stands in, and the only value that may be taken from it."""

    field: str
    cell: object
    number_format: str
    truth: Value | None


def slips(seed: int) -> Iterator[Typed]:
    """Every style once, around truths drawn from this seed. A truth of None: nothing may be taken at all."""
    chance = random.Random(seed)  # noqa: S311
    yield from _whole("count", chance)
    yield from _whole("rupiah", chance)
    yield from _decimal("number", D(chance.randrange(1, 10_000_000)).scaleb(-2))
    yield from _decimal("percent", D(chance.randrange(100, 10_000)).scaleb(-2))
    yield from _decimal("index", D(chance.randrange(1, 10_000)).scaleb(-3))
    yield from _percent(chance)
    yield from _rupiah(chance)
    yield from _date(chance)
    yield from _words()


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


def _whole(field: str, chance: random.Random) -> Iterator[Typed]:
    number = chance.choice((chance.randrange(1000), chance.randrange(1000, 10**6), chance.randrange(10**6, 10**9)))
    truth = D(number)
    signs = (".", ",", " ", "'", "\u00a0", "\u2009", ". ", "’", "_", "·")
    texts = [str(number), f" {number} ", f"\u00a0{number}", f"{number},-", f"{number},00", f"{number}.0", f"={number}"]
    texts += [grouped(number, sign) for sign in signs]
    texts += [
        grouped(number, ".") + end for end in (",00", ",-", ",0", ".-", " *)", "²", " (data BPS)", " orang", ",--")
    ]
    texts += [f"{number:,}.00", f"{number}{number}"[:0] + f"±{grouped(number, '.')}", f"± {number}", f"> {number}"]
    texts += [
        f"sekitar {number}",
        f"{number}-an",
        f"kurang lebih {number}",
        f"{number} s.d. {number + 5}",
        f"{number}+",
    ]
    texts += [
        f"{number}/{number + 1}",
        f"{number} dan {number}",
        f"{number};",
        f"#{number}",
        f"{number}?",
        f"({number})",
    ]
    texts += [str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), f"{number:.6E}", f"{number / 10:.8E}"]
    texts += [str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")), str(number).replace("0", "O")]
    texts += [str(number).replace("1", "l"), f"{number} ribu", f"{number} rb", f"{number} juta", f"{number} ratus"]
    texts += [f"{number}\n{number}", f"{number}%", f"{number} %", f"Rp {number}", f"{number} kg", f"-{number}"]
    for text in texts:
        yield Typed(field, text, "General", None if _other_value(text, number) else truth)
    for code in ("General", "0", "#,##0", "@", '"Rp"#,##0', '#,##0 "orang"', "0.00"):
        yield Typed(field, float(number), code, truth)
    for wrong in ("h:mm", "[h]:mm:ss", "mm:ss"):
        yield Typed(field, 1.0, wrong, None)
    for wrong in ("0%", "0.00%", "dd/mm/yyyy"):
        yield Typed(field, datetime.date(2025, 1, 2) if "d" in wrong else float(number), wrong, None)


def _other_value(text: str, number: int) -> bool:
    """Whether a style says another number than the truth, or none: it must not be read at all."""
    approximate = (
        "sekitar",
        "-an",
        "kurang",
        "s.d.",
        "+",
        "±",
        ">",
        "/",
        "dan",
        "ribu",
        "rb",
        "juta",
        "ratus",
        "?",
        "\n",
    )
    return (text.startswith("-") and number > 0) or any(word in text for word in approximate) or "%" in text


def _decimal(field: str, truth: Decimal) -> Iterator[Typed]:
    whole, _, behind = f"{truth:f}".partition(".")
    comma = f"{whole},{behind}"
    for text in (comma, f"{whole}.{behind}", f" {comma}", f"{grouped(int(whole), '.')},{behind}", f"{comma}0"):
        yield Typed(field, text, "General", truth)
    for text in (f"{int(whole):,}.{behind}", f"{whole};{behind}", f"{whole}, {behind}", f"{whole} , {behind}"):
        yield Typed(field, text, "General", truth)
    for text in (f"{whole}·{behind}", f"{whole},{behind[0]} {behind[1:]}", f"{whole}'{behind}", f"{comma}e0"):
        yield Typed(field, text, "General", truth)
    yield Typed(field, float(truth), "General", truth)
    yield Typed(field, float(truth) + 1e-13, "0.00", truth)
    yield Typed(field, f"kira-kira {comma}", "General", None)
    yield Typed(field, f"{comma}–{comma}", "General", None)


def _percent(chance: random.Random) -> Iterator[Typed]:
    truth = D(chance.randrange(100, 10_001)).scaleb(-2)
    text = f"{truth:f}".replace(".", ",")
    for typed in (f"{text}%", f"{text} %", f"{text} persen", f"{truth:f}%", f"{text}persen", f"{text} %%", f"% {text}"):
        yield Typed("percent", typed, "General", truth)
    yield Typed("percent", float(truth) / 100, "0.00%", truth)
    yield Typed("percent", float(truth) / 100, "0%", truth)
    yield Typed("percent", float(truth), '0.00"%"', truth)
    yield Typed("percent", float(truth), r"0.00\%", truth)
    yield Typed("percent", float(truth) / 100, "0.00%;[Red]-0.00%", truth)
    yield Typed("percent", f"{text}‰", "General", None)


def _rupiah(chance: random.Random) -> Iterator[Typed]:
    number = chance.randrange(1000, 10**12)
    dotted = grouped(number, ".")
    for text in (
        f"Rp {dotted}",
        f"Rp. {dotted}",
        f"Rp{dotted},-",
        f"Rp {dotted},00",
        f"IDR {dotted}",
        f"{dotted} rupiah",
    ):
        yield Typed("rupiah", text, "General", D(number))
    for text in (f"Rp.{dotted}.-", f"RP {dotted}.00", f"Rp {grouped(number, ',')}", f"Rp {grouped(number, ',')}.00"):
        yield Typed("rupiah", text, "General", D(number))
    yield Typed("rupiah", f"USD {dotted}", "General", None)
    yield Typed("rupiah", f"$ {dotted}", "General", None)


def _date(chance: random.Random) -> Iterator[Typed]:
    day = datetime.date(1995, 1, 1) + datetime.timedelta(days=chance.randrange(13_000))
    d, m, y = day.day, day.month, day.year
    name = MONTHS[m - 1]
    styles = (f"{d}/{m}/{y}", f"{d:02}-{m:02}-{y}", f"{d}.{m}.{y}", f"{d} {name} {y}", f"{d}-{name[:3]}-{y % 100:02}")
    styles += (
        f"{d}/{m}/{y % 100:02}",
        f"Senin, {d} {name} {y}",
        f"{d} {name}, {y}",
        f"{d}{name}{y}",
        f"{y}-{m:02}-{d:02}",
    )
    styles += (f"tgl {d} {name} {y}", f"{d} {name.upper()} {y}", f"{d:02}{m:02}{y}", f"{d}/{m}-{y}", f"{d} / {m} / {y}")
    for text in styles:
        yield Typed("date", text, "General", day)
    serial = float((day - datetime.date(1899, 12, 30)).days)
    yield Typed("date", serial, "General", day)
    yield Typed("date", serial, "dd/mm/yyyy", day)
    yield Typed("date", serial + 0.5, "dd/mm/yyyy", day)
    yield Typed("date", day, "dd/mm/yyyy", day)
    for text in (
        str(y),
        f"{name} {y}",
        f"{m}/{y}",
        f"{d}/{m}",
        "08/17/2026",
        "31/02/2026",
        "00/01/2025",
        "30 Februari 2025",
    ):
        yield Typed("date", text, "General", None)
    for number in (float(y), 0.0, 1.0, 60.0, -5.0, 20250817.0, 1e9):
        yield Typed("date", number, "General", None)


def _words() -> Iterator[Typed]:
    for yes in (
        "Ya",
        "ya ",
        "YA",
        "y",
        "Ada",
        "sudah",
        "✓",
        "√",
        "v",
        "V",
        "1",
        "Ya, ada",
        "ya.",
        "Ya (terlampir)",
        True,
        1.0,
    ):
        yield Typed("yesno", yes, "General", True)
    for no in ("Tidak", "tdk", "T", "belum", "Belum ada", "Tidak ada", "0", "tidak.", False, 0.0, "Nihil"):
        yield Typed("yesno", no, "General", False)
    unclear = ("Ya/Tidak", "Ya / Tidak", "ya atau tidak", "x", "X", "-", "?", "Ya Tidak", "tidak tahu", "sebagian", "2")
    unclear += ("belum tentu ada", "Ya, belum", "Tidak, sudah", "dalam proses", "n/a", "1/0", "12:30", "Adakah?")
    for text in unclear:
        yield Typed("yesno", text, "General", None)
    for text in ("Pergub", "pergub.", "Peraturan  Gubernur", "PERGUB", "pergub no. 5", "Perda/Pergub", "Prgub"):
        yield Typed("choice", text, "General", None if "/" in text else "pergub")
    for text in ("Perda dan Pergub", "bukan perda", "-", "tidak ada", "1", 1.0, True):
        yield Typed("choice", text, "General", None)
    for code in ("33.21", " 33.21 ", "33.21\u200b"):
        yield Typed("code", code, "@", "33.21")
    for wrong in (33.21, 3321.0, "3321", "33,21", "33.2", "33.21.01", "33.2l", "Kode 33.21"):
        yield Typed("code", wrong, "General", None if not isinstance(wrong, str) else "33.21")
    for field in ("count", "number", "percent", "rupiah"):
        for text in (
            "-",
            "–",
            "nihil",
            "NIHIL",
            "belum ada",
            "tidak ada",
            "N/A",
            "#N/A",
            "ada",
            "Ya",
            "lihat lampiran",
            "O",
        ):
            yield Typed(field, text, "General", None)
        for cell in (True, float("nan"), float("inf"), 1e308, datetime.time(8, 30), datetime.timedelta(hours=30)):
            yield Typed(field, cell, "General", None)
    for field in ("count", "rupiah"):
        for cell in (12.5, -1.0, 1e-7, "12,5", "8.30", "08.30 WIB", "5 kg"):
            yield Typed(field, cell, "General", None)

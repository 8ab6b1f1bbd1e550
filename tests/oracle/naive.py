"""A second, naive scoring: fractions and loops over the plain YAML of a category, sharing no line with the engine."""

import decimal
import hashlib
import math
import re
from fractions import Fraction

OUT, BLANK = "out", None


def score(category, people, seed=""):
    """What each candidate should get: `people` maps a code to its group, status and answers.

    Weights, numbers and flags of `category` are text, as in the file. A blank answer is absent or None.
    """
    rows = {code: one(category, person) for code, person in people.items()}
    for group in {person["group"] for person in people.values()}:
        peers = [code for code, row in rows.items() if people[code]["group"] == group and row["status"] == "ranked"]
        keys = {code: key(category, rows[code], code, seed) for code in peers}
        for code in peers:
            rows[code]["rank"] = 1 + sum(keys[other] < keys[code] for other in peers)
            rows[code]["tie"] = tie_word(category, code, keys)
        for code in peers:
            rows[code]["award"] = award(category, rows, [peer for peer in peers if same_rank(rows, peer, code)])
    return rows


def one(category, person):
    answers = dict(person["answers"])
    broken = False
    for item in category.get("derived", []):
        answers[item["id"]] = formula(item["formula"], answers)
        broken = broken or answers[item["id"]] == OUT
    points, shares = {}, {}
    for node, share in leaves(category["aspects"], Fraction(1)):
        got = earned(node["rule"], answers)
        policy = node.get("missing", category.get("missing"))
        broken = broken or got == OUT or (got is BLANK and policy == "return")
        raw = got if isinstance(got, Fraction) else Fraction(0)
        places = category["precision"]["points"]
        points[node["id"]] = raw if places == "exact" else half_up(raw, int(places))
        shares[node["id"]] = share
    total = sum((shares[name] * points[name] for name in points), Fraction(0))
    row = {"points": points, "exact": total, "published": half_up(total, int(category["precision"]["score"]))}
    row["aspects"] = {node["id"]: aspect_score(node, points) for node in every_aspect(category["aspects"])}
    row["status"] = status(category, person, answers, broken)
    row["inputs"] = answers
    return row


def status(category, person, answers, broken):
    if person["status"] != "aktif":
        return "disqualified"
    if broken:
        return "returned"
    held = [gate_holds(gate["condition"], answers) for gate in category.get("gates", [])]
    return "ranked" if all(held) else "gated"


def gate_holds(condition, answers):
    name, least = condition.split(" >= ")
    found = answers.get(name)
    return found is not BLANK and found >= Fraction(least)


def leaves(nodes, share):
    for node in nodes:
        own = share * weight(node["weight"])
        if "rule" in node:
            yield node, own
        yield from leaves(node.get("aspects", []), own)
        yield from leaves(node.get("indicators", []), own)


def every_aspect(nodes):
    for node in nodes:
        yield node
        yield from every_aspect(node.get("aspects", []))


def aspect_score(node, points):
    if "rule" in node:
        return points[node["id"]]
    children = [*node.get("aspects", []), *node.get("indicators", [])]
    return sum((weight(child["weight"]) * aspect_score(child, points) for child in children), Fraction(0))


def weight(text):
    return Fraction(text) if "/" in text else Fraction(text) / 100


def half_up(value, places):
    """For values of zero or more, which is all that points and scores can be."""
    return Fraction(math.floor(value * 10**places + Fraction(1, 2)), 10**places)


def formula(text, answers):
    """A name, or `100 * a / b`."""
    if (parts := re.fullmatch(r"100 \* (\w+) / (\w+)", text)) is None:
        return answers.get(text)
    above, below = answers.get(parts[1]), answers.get(parts[2])
    if above is BLANK or below is BLANK:
        return BLANK
    return OUT if below == 0 else 100 * above / below


def earned(rule, answers):
    return EARNED[rule["kind"]](rule, answers)


def bands(rule, answers):
    found = formula(rule["value"], answers)
    if found in (BLANK, OUT):
        return found
    for index, band in enumerate(rule["bands"]):
        low, high = (Fraction(band[end]) if end in band else None for end in ("from", "to"))
        owns_low = index == 0 or rule["closed"] == "lower"
        owns_high = index == len(rule["bands"]) - 1 or rule["closed"] == "upper"
        above = low is None or found > low or (found == low and owns_low)
        below = high is None or found < high or (found == high and owns_high)
        if above and below:
            return Fraction(band["points"])
    return OUT


def linear(rule, answers):
    found = formula(rule["value"], answers)
    if found in (BLANK, OUT):
        return found
    zero, full = Fraction(rule["zero_at"]), Fraction(rule["full_at"])
    return max(Fraction(0), min(Fraction(100), 100 * (found - zero) / (full - zero)))


def target(rule, answers):
    found, aim = formula(rule["value"], answers), formula(rule["target"], answers)
    for each in (found, aim):
        if each in (BLANK, OUT):
            return each
    above, below = (found, aim) if rule.get("better", "higher") == "higher" else (aim, found)
    return OUT if below == 0 else max(Fraction(0), min(Fraction(100), 100 * above / below))


def choice(rule, answers):
    found = answers.get(rule["field"])
    return BLANK if found is BLANK else Fraction(rule["levels"][found])


def yesno(rule, answers):
    found = answers.get(rule["field"])
    return BLANK if found is BLANK else Fraction(rule["yes"] if found else rule["no"])


def checklist(rule, answers):
    found = [(answers.get(item["field"]), Fraction(item["points"])) for item in rule["items"]]
    if all(answer is BLANK for answer, _ in found):
        return BLANK
    return sum((points for answer, points in found if answer), Fraction(0))


def panel(rule, answers):
    marks = [mark for _, mark in answers.get(rule["field"]) or ()]
    if not marks:
        return BLANK
    if len(marks) < int(rule["quorum"]):
        return OUT
    low, high = (Fraction(bound) for bound in rule.get("scale", ("0", "100")))
    ordered = sorted(marks)
    middle = (ordered[(len(marks) - 1) // 2] + ordered[len(marks) // 2]) / 2
    level = middle if rule.get("reduce") == "median" else sum(marks, Fraction(0)) / len(marks)
    return 100 * (level - low) / (high - low)


def log(rule, answers):
    found = formula(rule["value"], answers)
    if found in (BLANK, OUT):
        return found
    if found <= 0:
        return OUT
    zero, full = Fraction(rule["zero_at"]), Fraction(rule["full_at"])
    with decimal.localcontext(prec=150):
        x, low, high = ((decimal.Decimal(each.numerator) / each.denominator).ln() for each in (found, zero, full))
        share = ((x - low) / (high - low)).quantize(decimal.Decimal(1).scaleb(-50))
    return 100 * max(Fraction(0), min(Fraction(1), Fraction(share)))


def growth(rule, answers):
    found, before = formula(rule["value"], answers), formula(rule["before"], answers)
    for each in (found, before):
        if each in (BLANK, OUT):
            return each
    if before <= 0:
        return OUT
    return linear({**rule, "value": "growth"}, {"growth": 100 * found / before - 100})


def count(rule, answers):
    found = formula(rule["value"], answers)
    per = formula(rule["per"], answers) if "per" in rule else Fraction(1)
    for each in (found, per):
        if each in (BLANK, OUT):
            return each
    if found < 0:
        return OUT
    least = Fraction(rule.get("least", 1))
    share = found / (per if per > least else least)
    return min(Fraction(rule["most"]), share * Fraction(rule["each"]))


def points_formula(rule, answers):
    found = formula(rule["points"], answers)
    if found in (BLANK, OUT):
        return found
    if rule["cap"] == "true":
        return max(Fraction(0), min(Fraction(100), found))
    return found if 0 <= found <= 100 else OUT


def given(rule, answers):
    found = formula(rule["value"], answers)
    if found in (BLANK, OUT):
        return found
    share = found / Fraction(rule["out_of"])
    return 100 * share if 0 <= share <= 1 else OUT


def table(rule, answers):
    asked = {name for row in rule["rows"] for name in row["if"]}
    if any(answers.get(name) is BLANK for name in asked):
        return BLANK
    for row in rule["rows"]:
        if all(cell_holds(rule, name, cell, answers[name]) for name, cell in row["if"].items()):
            return Fraction(row["points"])
    return Fraction(rule["otherwise"]) if "otherwise" in rule else OUT


def cell_holds(rule, name, cell, found):
    if not isinstance(cell, dict):
        word = {True: "true", False: "false"}[found] if isinstance(found, bool) else found
        return word in ([cell] if isinstance(cell, str) else cell)
    peers = [row["if"][name] for row in rule["rows"] if name in row["if"]]
    lower, upper = rule["closed"] == "lower", rule["closed"] == "upper"
    return end_holds(found, cell, "from", peers, lower) and end_holds(-found, cell, "to", peers, upper)


def end_holds(found, cell, end, peers, closed):
    """Whether a value lies on the right side of `from`; or of `to`, seen from the other side of zero."""
    if end not in cell:
        return True
    ends = [Fraction(peer[end]) if end in peer else None for peer in peers]
    ends = [bound if bound is None or end == "from" else -bound for bound in ends]
    bound = Fraction(cell[end]) if end == "from" else -Fraction(cell[end])
    outermost = None not in ends and bound == min(ends)
    return found > bound or (found == bound and (closed or outermost))


EARNED = {
    "bands": bands,
    "checklist": checklist,
    "choice": choice,
    "count": count,
    "formula": points_formula,
    "given": given,
    "growth": growth,
    "linear": linear,
    "log": log,
    "panel": panel,
    "table": table,
    "target": target,
    "yesno": yesno,
}


def key(category, row, code, seed):
    """What decides: total, the rungs of the ladder (blank last), then the lot. The smaller key is the better."""
    ranking = category["ranking"]
    total = row["published"] if ranking.get("rank_on", "published") == "published" else row["exact"]
    parts = [(False, -total)]
    for rung in ranking.get("ties", []):
        found = {**row["inputs"], **row["points"], **row["aspects"]}.get(rung["by"])
        height = Fraction(0) if found is None else Fraction(found)
        parts.append((found is None, -height if rung["order"] == "desc" else height))
    if ranking["still_tied"] == "lot":
        drawn = hashlib.sha256(f"{seed}\n{category['category']}\n{code}".encode()).hexdigest()
        parts.append((False, int(drawn, 16)))
    return tuple(parts)


def tie_word(category, code, keys):
    """The rung that parted the candidate from those it stayed level with longest; empty when alone on its score."""
    level = [common(keys[code], other) for name, other in keys.items() if name != code]
    deepest = max(level, default=0)
    rungs = [rung["by"] for rung in category["ranking"].get("ties", [])]
    words = ["", *rungs, "lot" if category["ranking"]["still_tied"] == "lot" else "shared"]
    return words[min(deepest, len(words) - 1)]


def common(one_key, other):
    """How many parts of two keys agree before they first differ."""
    return next((index for index, (a, b) in enumerate(zip(one_key, other, strict=True)) if a != b), len(one_key))


def same_rank(rows, one_code, other):
    return rows[one_code]["rank"] == rows[other]["rank"]


def award(category, rows, tied):
    """The title of the places that the tied candidates fill; (title, True) where the plenary has to decide."""
    prizes = category.get("awards", {})
    first = rows[tied[0]]
    if "minimum_score" in prizes and first["published"] < Fraction(prizes["minimum_score"]):
        return None
    filled = [title_of(prizes.get("places", []), first["rank"] + offset) for offset in range(len(tied))]
    given = list(dict.fromkeys(title for title in filled if title is not None))
    if not given:
        return None
    return " / ".join(given), len(set(filled)) > 1


def title_of(places, rank):
    for place in places:
        if int(place["rank"]) <= rank <= int(place.get("to", place["rank"])):
            return place["title"]
    return None

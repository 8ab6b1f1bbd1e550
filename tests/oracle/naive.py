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
    for code, person in levelled(category, people, rows).items():
        rows[code] = one(category, person)
    for group in {person["group"] for person in people.values()}:
        peers = [code for code, row in rows.items() if people[code]["group"] == group and row["status"] == "ranked"]
        keys = sorting_keys(category, {code: rows[code] for code in peers}, seed)
        for code in peers:
            rows[code]["rank"] = 1 + sum(keys[other] < keys[code] for other in peers)
            rows[code]["tie"] = tie_word(category, code, keys)
        for code in peers:
            rows[code]["award"] = award(category, rows, [peer for peer in peers if same_rank(rows, peer, code)])
    return rows


def one(category, person):
    given = person["answers"]
    skipped = {field["id"] for field in category["fields"] if not concerns(category, field["id"], given)}
    answers = {name: found for name, found in given.items() if name not in skipped}
    broken = False
    for item in category.get("derived", []):
        answers[item["id"]] = formula(item["formula"], answers)
        broken = broken or answers[item["id"]] == OUT
    row = {"inputs": answers, "skipped": skipped, "points": {}, "aspects": {}, "left_out": set(), "broken": broken}
    whole = Fraction(category.get("scale", "100")) if category.get("weights") == "points" else Fraction(100)
    level = mean(category, category["aspects"], whole, row)
    total = (level or 0) * Fraction(category.get("scale", "100")) / 100
    if category.get("adjustments"):
        total += sum(adjusted(category, answers).values())
        total = max(Fraction(0), min(Fraction(category.get("scale", "100")), total))
    row["exact"], row["published"] = total, half_up(total, int(category["precision"]["score"]))
    row["status"] = status(category, person, row)
    return row


def concerns(category, name, given):
    """Whether a field is asked: its condition `other >= least` is not false, and `other` is asked itself."""
    (field,) = [field for field in category["fields"] if field["id"] == name]
    if "applies_when" not in field:
        return True
    other, least = field["applies_when"].split(" >= ")
    return concerns(category, other, given) and (given.get(other) is BLANK or given[other] >= Fraction(least))


def status(category, person, row):
    if person["status"] != "aktif":
        return "disqualified"
    if row["broken"]:
        return "returned"
    held = [gate_holds(gate["condition"], row) for gate in category.get("gates", [])]
    return "ranked" if all(held) else "gated"


def gate_holds(condition, row):
    name, least = condition.split(" >= ")
    found = row["inputs"].get(name)
    return name in row["skipped"] or (found is not BLANK and found >= Fraction(least))


def mean(category, nodes, whole, row, treated=None):
    """The weighted mean of those nodes that apply; None where none does. `whole` is what their weights sum to."""
    pairs = []
    for node in nodes:
        own = weight(node["weight"], whole)
        found = value(category, node, own, row, treated)
        if found is not None:
            pairs.append((own, found))
    if not pairs:
        return None
    apply = sum(own for own, _ in pairs) if len(pairs) < len(nodes) else whole
    return sum(own * found for own, found in pairs) / apply if apply else Fraction(0)


TREATED = {"full": Fraction(100), "zero": Fraction(0), "redistribute": None}


def value(category, node, own, row, treated):
    """A node's score on a scale of 100, noted in the row with those of all below; None where it is left out."""
    treated = treated or treatment(node, row)
    if "rule" in node:
        got = None if treated else earned(node["rule"], row["inputs"])
        if got is BLANK and not treated and only_skipped(node["rule"], row):
            treated = node["otherwise"]
        policy = node.get("missing", category.get("missing"))
        row["broken"] = row["broken"] or (not treated and (got == OUT or (got is BLANK and policy == "return")))
        found = TREATED[treated] if treated else published(category, got, own)
        row["points"][node["id"]] = found or Fraction(0)
    else:
        inner = own if category.get("weights") == "points" else Fraction(100)
        below = mean(category, [*node.get("aspects", []), *node.get("indicators", [])], inner, row, treated)
        found = TREATED[treated] if treated else below
        if found is not None:
            row["aspects"][node["id"]] = found
    if treated or found is None:
        row["left_out"].add(node["id"])
    return found


def treatment(node, row):
    if "applies_when" not in node:
        return None
    name, least = node["applies_when"].split(" >= ")
    found = row["inputs"].get(name)
    return node["otherwise"] if found is not BLANK and found < Fraction(least) else None


def only_skipped(rule, row):
    """Whether all blanks that the rule meets are questions that were not asked."""
    blank = {
        name for name in re.findall(r"\w+", str(rule)) if name in row["skipped"] or row["inputs"].get(name, 0) is None
    }
    return bool(blank) and blank <= row["skipped"]


def published(category, got, own):
    """Points rounded as they are published: of 100, or of the points of the weight."""
    raw = got if isinstance(got, Fraction) else Fraction(0)
    places = category["precision"]["points"]
    if places == "exact":
        return raw
    if category.get("weights") != "points" or not own:
        return half_up(raw, int(places))
    return raw if raw == 100 else min(Fraction(100), 100 * half_up(raw * own / 100, int(places)) / own)


def weight(text, whole):
    """A weight on the ground of what its siblings sum to."""
    return Fraction(text) * whole if "/" in text else Fraction(text)


def adjusted(category, answers):
    """What adjustments add and take: formula, rounded, cut to its own most, then to what the cap leaves."""
    left = {kind: Fraction(cap) for kind, cap in category.get("caps", {}).items()}
    found = {}
    for item in category["adjustments"]:
        got = formula(item["points"], answers)
        amount = Fraction(0) if got is BLANK else half_up(max(Fraction(0), got), int(category["precision"]["score"]))
        amount = min(amount, Fraction(item["most"]), left.get(item["kind"], amount))
        if item["kind"] in left:
            left[item["kind"]] -= amount
        found[item["id"]] = amount if item["kind"] == "bonus" else -amount
    return found


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
        low, high = (band.get(end, band.get(strict)) for end, strict in (("from", "above"), ("to", "below")))
        low, high = (None if end is None else Fraction(end) for end in (low, high))
        owns_low = index == 0 or rule["closed"] == "lower" if "closed" in rule else "above" not in band
        owns_high = (
            index == len(rule["bands"]) - 1 or rule["closed"] == "upper" if "closed" in rule else "below" not in band
        )
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
    if rule.get("reduce") == "trimmed" and len(marks) >= int(rule["trim_from"]):
        ordered = ordered[int(rule["trim"]) :]
        ordered = ordered[: len(ordered) - int(rule["trim"])]
    level = middle if rule.get("reduce") == "median" else sum(ordered, Fraction(0)) / len(ordered)
    return min(Fraction(100), max(Fraction(0), 100 * (level - low) / (high - low)))


def levelled(category, people, rows):
    """Those in the running, with the jurors' levels taken out of their marks where the rule says so."""
    running = {code: person for code, person in people.items() if rows[code]["status"] == "ranked"}
    for name, field in adjusted_fields(category["aspects"]):
        given = {
            code: dict(person["answers"].get(field) or ())
            for code, person in running.items()
            if name not in rows[code]["left_out"]
        }
        level = juror_levels([(code, juror, mark) for code, marks in given.items() for juror, mark in marks.items()])
        for code, marks in given.items():
            changed = tuple((juror, mark - level[juror]) for juror, mark in marks.items())
            running[code] = {**running[code], "answers": {**running[code]["answers"], field: changed or None}}
    return running


def adjusted_fields(nodes):
    """The indicators, with their fields, whose marks are adjusted (no two of them read the same field)."""
    for node in nodes:
        if node.get("rule", {}).get("severity") == "additive":
            yield node["id"], node["rule"]["field"]
        yield from adjusted_fields([*node.get("aspects", []), *node.get("indicators", [])])


def juror_levels(cells):
    """Least squares of mark = candidate + juror over (candidate, juror, mark): any solution, then put to sum zero."""
    names = [*{("c", code): 0 for code, _, _ in cells}, *{("j", juror): 0 for _, juror, _ in cells}]
    rows = [[Fraction(0)] * (len(names) + 1) for _ in names]
    for code, juror, mark in cells:
        both = (names.index(("c", code)), names.index(("j", juror)))
        for one in both:
            for other in both:
                rows[one][other] += 1
            rows[one][-1] += mark
    found = dict(zip(names, any_solution(rows), strict=True))
    levels = {}
    for juror in {juror for _, juror, _ in cells}:
        linked = {juror}
        for _ in cells:
            seen = {code for code, other, _ in cells if other in linked}
            linked |= {other for code, other, _ in cells if code in seen}
        levels[juror] = found["j", juror] - sum(found["j", other] for other in linked) / len(linked)
    return levels


def any_solution(rows):
    """A solution of linear equations that have one; what they leave open is zero."""
    rows, found = [row[:] for row in rows], [Fraction(0)] * len(rows)
    leads, left = {}, rows
    for column in range(len(found)):
        row = next((row for row in left if row[column] != 0), None)
        if row is None:
            continue
        left = [other for other in left if other is not row]
        leads[column] = row
        for other in left:
            share = other[column] / row[column]
            other[:] = [cell - share * lead for cell, lead in zip(other, row, strict=True)]
    for column in reversed(leads):
        row = leads[column]
        known = sum(row[place] * found[place] for place in range(column + 1, len(found)))
        found[column] = (row[-1] - known) / row[column]
    return found


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


def sorting_keys(category, rows, seed):
    """What decides, by code: total, the rungs of the ladder (blank last), then the lot. The smaller key is the better.

    Among those whom everything before leaves level, a rung that does not concern one of them tells nobody apart.
    """
    ranking = category["ranking"]
    by = "published" if ranking.get("rank_on", "published") == "published" else "exact"
    keys = {code: ((False, -row[by]),) for code, row in rows.items()}
    for rung in ranking.get("ties", []):
        unfit = {keys[code] for code, row in rows.items() if rung["by"] in row["left_out"] | row["skipped"]}
        for code, row in rows.items():
            found = {**row["inputs"], **row["points"], **row["aspects"]}.get(rung["by"])
            height = Fraction(0) if found is None else Fraction(found)
            own = (found is None, -height if rung["order"] == "desc" else height)
            rows[code]["key"] = (*keys[code], (False, Fraction(0)) if keys[code] in unfit else own)
        keys = {code: row["key"] for code, row in rows.items()}
    if ranking["still_tied"] == "lot":
        for code in keys:
            drawn = hashlib.sha256(f"{seed}\n{category['category']}\n{code}".encode()).hexdigest()
            keys[code] = (*keys[code], (False, int(drawn, 16)))
    return keys


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

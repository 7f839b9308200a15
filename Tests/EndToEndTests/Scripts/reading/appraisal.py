"""What a careful reader doubts about the rows of a filing, and what its notes add."""

import re
from decimal import Decimal

WORDS = [
    "weighted_average", "price_missing", "price_is_total", "price_zero", "balance_mismatch", "date_typo",
    "code_missing", "non_numeric", "non_date", "footnote_missing",
    "price_outside_range",
]
EXCHANGE_ACT = "1934-06-06"
AMOUNT = r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+"
UNIT = r"(?:(?:per (?:share|unit|ads)|a share|/share|each|\(low\)|usd)\s*)?"
JOINT = r"(?:and|(?:,\s*)?(?:up to|to|through|thru|--|[-\u2010-\u2015]))"
BOUND = r"\s*(?:and including\s*)?(?:(?:a high of|the high of|high of|a maximum of|a low of)\s*)?(?:US\$|USD\s*\$?|US \s*\$?|\$)?\s*"
PAIR = rf"\s*(?P<one>{AMOUNT})\s*{UNIT}{JOINT}{BOUND}(?P<other>{AMOUNT})"
RANGE = re.compile(rf"(?<![A-Za-z])(?:US)?\$(?={PAIR})", re.IGNORECASE)
BARE = re.compile(
    rf"(?<![A-Za-z])(?:from|between|range of|ranging|a low of)\s*(?:USD\s*)?(?=[0-9][0-9,]*\.[0-9]{{2}})(?={PAIR})",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"weighted(?:\s+|\s*[-\u2010-\u2015]\s*)average|average\s+weighted", re.IGNORECASE)
TITLE = re.compile(
    r"\b(officer|president|counsel|chair|chairman|chairwoman|director|secretary|treasurer|controller|head|ceo|cfo|coo|cto"
    r"|[es]?vp|manager|partner|founder)\b",
    re.IGNORECASE,
)


def in_order(words):
    return [word for word in WORDS if word in words]


def appraise(filing, prices):
    """`prices` are the notes that each transaction's price refers to."""
    signed = max((s["date"] for s in filing["signatures"] if s["date"]), default=None)
    for row, ids in zip(filing["transactions"], prices):
        price_notes(row, [filing["footnotes"][i] for i in ids if i in filing["footnotes"]])
        row["quality"] |= set(doubts(row, filing["unreadable"], signed))
        row["plan_note"] = plan_note([filing["footnotes"][i] for i in row["footnotes"] if i in filing["footnotes"]])
    balances(filing["transactions"], {entry["field"] for entry in filing["unreadable"]})
    for index, row in enumerate(filing["transactions"]):
        unread(filing, f"transactions[{index}].code", row, "code_missing")
        unread(filing, f"transactions[{index}].price", row, "price_missing")
    for row in filing["transactions"] + filing["holdings"]:
        if any(note not in filing["footnotes"] for note in row["footnotes"]):
            row["quality"].add("footnote_missing")
    resolve_titles(filing)


PLAN = re.compile("10(?:b|\\(b\\))[-\u2010-\u2015\u2212]?5(?:\\s*[-\u2010-\u2015\u2212]\\s*)?1(?![0-9])", re.IGNORECASE)


def plan_note(notes):
    """True when a note of the row names Rule 10b5-1, without a denial in the words before it."""
    for note in notes:
        if found := PLAN.search(note):
            before = note.encode()[: len(note[: found.start()].encode())][-120:].decode(errors="replace")
            if not re.search(r"\b(not|no)\b", before.rsplit(".", 1)[-1], re.IGNORECASE):
                return True
    return None


def unread(filing, field, row, word):
    """What stands there and cannot be read is not missing."""
    if any(entry["field"] == field for entry in filing["unreadable"]):
        row["quality"].discard(word)


def price_notes(row, notes):
    """A range counts where the price lies in it."""
    if row["price"] is None:
        return
    price = Decimal(row["price"])
    outside = False
    for note in notes:
        ranges = price_ranges(note)
        around = [found for found in ranges if found[0] <= price <= found[1]]
        if around or AVERAGE.search(note):
            row["quality"].add("weighted_average")
        if around and row["price_range"] is None:
            row["price_range"] = [shortest(bound) for bound in around[0]]
        outside = outside or bool(AVERAGE.search(note) and ranges)
    if outside and row["price_range"] is None:
        row["quality"].add("price_outside_range")


def price_ranges(note):
    """Each pair of prices that a note joins to a range, the lower one first."""
    return taken(RANGE, note) or taken(BARE, note)


def taken(pattern, note):
    """What the pattern finds, from left to right: behind a range that holds, or behind the sign where it is none."""
    found, at = [], 0
    while match := pattern.search(note, at):
        low, high = (Decimal(match[name].replace(",", "")) for name in ("one", "other"))
        holds = low <= high and (pattern is RANGE or re.search(r"\.[0-9]{2,}$", match["other"]))
        at = match.end("other") if holds else match.end()
        found += [(low, high)] if holds else []
    return found


def shortest(value):
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def doubts(row, unreadable, signed):
    if row["price"] is None:
        yield "price_missing"
    elif Decimal(row["price"]) == 0:
        yield "price_zero"
    elif row["price"] == row["total_value"]:
        yield "price_is_total"
    if row["code"] is None:
        yield "code_missing"
    if row["date"] and (row["date"] < EXCHANGE_ACT or (signed and row["date"] > signed)):
        yield "date_typo"


def balances(rows, unreadable):
    """Shares owned after a row follow from those after the row before it on the same line."""
    last = {}
    for index, row in enumerate(rows):
        direct = "?" if f"transactions[{index}].direct" in unreadable else row["direct"]
        line = (row["derivative"], row["security"], direct, row["nature"])
        before = last.get(line)
        last[line] = row
        if before is None or None in (before["owned_after"], row["owned_after"], row["shares"], row["acquired"]):
            continue
        change = Decimal(row["shares"]) * (1 if row["acquired"] else -1)
        if Decimal(before["owned_after"]) + change != Decimal(row["owned_after"]):
            row["quality"].add("balance_mismatch")


def resolve_titles(filing):
    """A title that only points to the remarks is what they say behind a label, or when they say nothing else."""
    pointing = [o for o in filing["owners"] if o["title"] and re.fullmatch(r"\W*see\b.*\bremarks?\b.*", o["title"], re.I)]
    if len(pointing) != 1 or not filing["remarks"]:
        return
    remarks = filing["remarks"]
    found = re.search(r"title:\s*([^.;\n]*(?:\.(?! )[^.;\n]*)*)", remarks, re.IGNORECASE)
    sentence = re.match(r"[^;\n]*?(?=;|\. |$)", remarks)
    front = re.match(r"([^\n]*?)[ ,;:.(-]*exhibit", remarks, re.IGNORECASE)
    for title in [found[1]] if found else [remarks, front and front[1], sentence and sentence[0]]:
        title = (title or "").strip().removesuffix(".")
        plain = 0 < len(title) <= 120 and TITLE.search(title) and "\n" not in title
        if plain and not re.search(r"\b(shares|form|exhibit|filed|plan|reported|transactions?|formerly)\b", title, re.IGNORECASE):
            pointing[0]["resolved_title"] = title
            return

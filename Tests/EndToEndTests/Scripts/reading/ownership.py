"""A Form 3, 4 or 5 in XML as the object that `insiderd parse --json` prints, read with ElementTree.

Written from the SEC's form and from the description of that object, and sharing nothing with the reader in Swift.
"""

import re
from decimal import Decimal

import appraisal
from markup import BLANKS, Refused, local

FORM = re.compile(r"([345])(/A)?", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TRUTH = {"0": False, "false": False, "1": True, "true": True}
MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
SHOWN = 100

NO_DATE, NO_NUMBER, NO_FLAG = "no date", "no number", "neither yes nor no"
NO_CODE, NO_LETTER = "no transaction code", "neither of the two letters that the form has"

# What a row shows for each element of the schema, and how that is read.
SHARED = {
    "securityTitle": ("security", "text"),
    "sharesOwnedFollowingTransaction": ("owned_after", "number"),
    "valueOwnedFollowingTransaction": ("value_owned_after", "number"),
    "directOrIndirectOwnership": ("direct", "DI"),
    "natureOfOwnership": ("nature", "text"),
    "conversionOrExercisePrice": ("exercise_price", "number"),
    "exerciseDate": ("exercisable", "date"),
    "expirationDate": ("expires", "date"),
    "underlyingSecurityTitle": ("underlying.security", "text"),
    "underlyingSecurityShares": ("underlying.shares", "number"),
    "underlyingSecurityValue": ("underlying.value", "number"),
}
TRADED = SHARED | {
    "transactionDate": ("date", "date"),
    "deemedExecutionDate": ("deemed", "date"),
    "transactionCode": ("code", "code"),
    "equitySwapInvolved": ("swap", "flag"),
    "transactionTimeliness": ("timeliness", "text"),
    "transactionAcquiredDisposedCode": ("acquired", "AD"),
    "transactionShares": ("shares", "number"),
    "transactionPricePerShare": ("price", "number"),
    "transactionTotalValue": ("total_value", "number"),
}


def read(root):
    """The object without what only a container knows."""
    return Reader(root).filing


class Reader:
    def __init__(self, root):
        self.unreadable = []
        self.signed = []
        self.transactions, self.holdings = [], []
        form = FORM.fullmatch(self.bare(root, "documentType") or "")
        if not form:
            raise Refused("documentType")
        self.filing = {
            "form": form[1],
            "amendment": form[2] is not None,
            "original_filed": None,
            "schema": self.bare(root, "schemaVersion"),
            "period": None,
            "exit": None,
            "no_securities": None,
            "plan_10b5_1": None,
            "issuer": {"cik": None, "name": None, "ticker": None, "foreign_ticker": None},
            "owners": [],
            "transactions": self.transactions,
            "holdings": self.holdings,
            "footnotes": {},
            "remarks": self.bare(root, "remarks"),
            "signatures": [],
            "unreadable": self.unreadable,
        }
        for child in root:
            self.read_part(local(child), child)
        appraisal.appraise(self.filing, self.prices)
        for row in self.transactions + self.holdings:
            row["quality"] = appraisal.in_order(row["quality"])

    prices = ()

    def read_part(self, name, element):
        """One child of the document."""
        whole = {
            "periodOfReport": ("period", "date"),
            "dateOfOriginalSubmission": ("original_filed", "date"),
            "noSecuritiesOwned": ("no_securities", "flag"),
            "notSubjectToSection16": ("exit", "flag"),
            "aff10b5One": ("plan_10b5_1", "flag"),
        }
        if name in whole:
            key, kind = whole[name]
            self.filing[key] = self.value(element, kind, key)
        elif name == "issuer":
            keys = {"issuerCik": "cik", "issuerName": "name", "issuerTradingSymbol": "ticker"}
            keys["issuerForeignTradingSymbol"] = "foreign_ticker"
            for child in element:
                if local(child) in keys:
                    self.filing["issuer"][keys[local(child)]] = leaf(child)
        elif name == "reportingOwner":
            self.filing["owners"].append(self.owner(element, f"owners[{len(self.filing['owners'])}]."))
        elif name in ("nonDerivativeTable", "derivativeTable"):
            self.read_table(element, name == "derivativeTable")
        elif name == "footnotes":
            for note in element:
                if local(note) == "footnote":
                    self.filing["footnotes"].setdefault(note.get("id", "").strip(BLANKS), text(note) or "")
        elif name == "ownerSignature":
            place = f"signatures[{len(self.filing['signatures'])}]."
            signature = {"name": None, "date": None}
            for child in element:
                if local(child) == "signatureName":
                    signature["name"] = leaf(child)
                elif local(child) == "signatureDate":
                    signature["date"] = self.value(child, "date", place + "date")
            self.filing["signatures"].append(signature)

    def owner(self, element, place):
        words = {"rptOwnerCik": "cik", "rptOwnerName": "name", "officerTitle": "title", "otherText": "other_text"}
        boxes = {"isDirector": "director", "isOfficer": "officer", "isTenPercentOwner": "ten_percent"}
        boxes["isOther"] = "other"
        owner = dict.fromkeys(("cik", "name"))
        owner |= dict.fromkeys(boxes.values(), False)
        owner |= dict.fromkeys(("title", "resolved_title", "other_text"))
        for child in element.iter():
            name = local(child)
            if name in words:
                owner[words[name]] = leaf(child)
            elif name in boxes:
                owner[boxes[name]] = self.role(child, place + boxes[name])
        owner["resolved_title"] = owner["title"]
        return owner

    def role(self, element, place):
        """A box that is left empty is not ticked."""
        return False if leaf(element) is None else self.value(element, "flag", place)

    # Rows

    def read_table(self, table, is_derivative):
        kinds = ("derivative", "nonDerivative")
        rows = [row for row in table if local(row).removesuffix("Transaction").removesuffix("Holding") in kinds]
        for number, element in enumerate(rows, 1):
            if local(element).endswith("Transaction"):
                place = f"transactions[{len(self.transactions)}]."
                row = self.row(element, TRADED, place, number, is_derivative)
                references = element.iter()
                price = [e for e in references if local(e) == "transactionPricePerShare"]
                self.prices = [*self.prices, notes(price[-1]) if price else []]
                self.transactions.append(row)
            else:
                place = f"holdings[{len(self.holdings)}]."
                self.holdings.append(self.row(element, SHARED, place, number, is_derivative))

    def row(self, element, columns, place, number, is_derivative):
        row = {"row": number, "derivative": is_derivative}
        row |= {key: None for key, _ in columns.values() if "." not in key}
        row["underlying"] = dict.fromkeys(("security", "shares", "value")) if is_derivative else None
        if "swap" in row:
            row["swap"] = False
        row |= {"footnotes": notes(element), "quality": set()}
        if columns is TRADED:
            row["price_range"] = None
        for child in element.iter():
            if local(child) in columns:
                self.fill(row, child, *columns[local(child)], place)
        return row

    def fill(self, row, element, key, kind, place):
        before = len(self.unreadable)
        value = self.value(element, kind, place + key)
        if key == "swap" and leaf(element) is None:
            value = False
        if not row["derivative"] and key.startswith(("exerci", "expires", "underlying")):
            value = None
        elif key.startswith("underlying."):
            row["underlying"][key.removeprefix("underlying.")] = value
        else:
            row[key] = value
        if len(self.unreadable) > before and kind in ("number", "date"):
            row["quality"].add("non_numeric" if kind == "number" else "non_date")

    # Values

    def bare(self, root, name):
        found = [child for child in root if local(child) == name]
        return leaf(found[-1]) if found else None

    def value(self, element, kind, place):
        shown = leaf(element)
        if shown is None or kind == "text":
            return shown
        value, reason = READ[kind](shown)
        if value is None:
            self.unreadable.append({"field": place, "shown": shown[:SHOWN], "reason": reason})
        return value


def number(shown):
    digits = shown.replace(".", "", 1)
    if not NUMBER.fullmatch(shown) or len(digits) > 18:
        return None, NO_NUMBER
    return plain(Decimal(shown)), NO_NUMBER


def plain(value):
    """Without exponent and without trailing zeros."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def date(shown):
    found = DATE.match(shown)
    if not found:
        return None, NO_DATE
    year, month, day = (int(part) for part in found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    exists = 1 <= month <= 12 and 1 <= day <= MONTHS[month - 1] + (leap and month == 2)
    return (found[0] if exists else None), NO_DATE


def code(shown):
    return (shown.upper() if re.fullmatch("[A-Za-z]", shown) else None), NO_CODE


READ = {
    "number": number,
    "date": date,
    "flag": lambda shown: (TRUTH.get(shown.lower()), NO_FLAG),
    "code": code,
    "AD": lambda shown: ({"A": True, "D": False}.get(shown.upper()), NO_LETTER),
    "DI": lambda shown: ({"D": True, "I": False}.get(shown.upper()), NO_LETTER),
}


def text(element):
    """All of an element's text, markup in it left out; `None` when nothing is left of it."""
    return "".join(element.itertext()).strip(BLANKS) or None


def leaf(element):
    """The text of the child `value`, or the element's own."""
    values = [child for child in element if local(child) == "value"]
    if values and (found := text(values[-1])):
        return found
    own = [element.text or ""] + [child.tail or "" for child in element]
    if values:
        return next((part.strip(BLANKS) for part in own if part.strip(BLANKS)), None)
    return text(element)


def notes(element):
    """The ids of all footnotes that the element refers to, once each."""
    ids = [(e.get("id") or "").strip(BLANKS) for e in element.iter() if local(e) == "footnoteId"]
    return list(dict.fromkeys(identifier for identifier in ids if identifier))

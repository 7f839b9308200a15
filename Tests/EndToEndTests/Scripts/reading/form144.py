"""A Form 144 in XML, read with ElementTree: an intention to sell, no transaction."""

import re

from markup import BLANKS, Refused, local
from ownership import NO_FLAG, SHOWN, TRUTH, date, leaf, number

AMERICAN = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
TEN_PERCENT = re.compile(r"(10%|ten percent) (stockholder|shareholder|owner)")
NOT_NAMED = "the relationship is free text and names no such box"

# What each part of the notice has, by the elements of the schema.
SALE = {
    "securitiesClassTitle": ("security", "text"), "noOfUnitsSold": ("shares", "number"),
    "aggregateMarketValue": ("market_value", "number"), "noOfUnitsOutstanding": ("outstanding", "number"),
    "approxSaleDate": ("date", "date"), "securitiesExchangeName": ("exchange", "text"),
    "brokerOrMarketmakerDetails": ("broker", "name"),
}
LOT = {
    "securitiesClassTitle": ("security", "text"), "acquiredDate": ("date", "date"),
    "natureOfAcquisitionTransaction": ("nature", "text"), "nameOfPersonfromWhomAcquired": ("from", "text"),
    "isGiftTransaction": ("gift", "answer"), "donarAcquiredDate": ("donor_date", "date"),
    "amountOfSecuritiesAcquired": ("shares", "number"), "paymentDate": ("payment_date", "date"),
    "natureOfPayment": ("payment", "text"),
}
SOLD = {
    "sellerDetails": ("seller", "name"), "securitiesClassTitle": ("security", "text"), "saleDate": ("date", "date"),
    "amountOfSecuritiesSold": ("shares", "number"), "grossProceeds": ("proceeds", "number"),
}
PARTS = {
    "securitiesInformation": ("proposed_sales", SALE),
    "securitiesToBeSold": ("acquisitions", LOT),
    "securitiesSoldInPast3Months": ("past_sales", SOLD),
}


def read(root):
    return Notice(root).filing


class Notice:
    def __init__(self, root):
        self.unreadable = []
        self.owner = {"cik": None, "name": None}
        self.filing = {"form": "144", "amendment": None}
        self.filing |= dict.fromkeys(("original_filed", "schema", "period", "exit", "no_securities", "plan_10b5_1"))
        self.filing["issuer"] = dict.fromkeys(("cik", "name", "ticker", "foreign_ticker"))
        self.filing |= {"owners": [self.owner], "transactions": [], "holdings": [], "footnotes": {}, "remarks": None}
        self.filing |= {"signatures": [], "unreadable": self.unreadable, "amends": None, "relationships": []}
        self.filing |= {"proposed_sales": [], "acquisitions": [], "past_sales": [], "nothing_sold": None, "plan_adopted": []}
        self.walk(root)
        if self.filing["amendment"] is None:
            raise Refused("submissionType")
        self.owner |= self.roles(self.filing["relationships"])

    def walk(self, element):
        for child in element:
            name = local(child)
            if name in PARTS:
                key, columns = PARTS[name]
                self.filing[key].append(self.part(child, columns, f"{key}[{len(self.filing[key])}]."))
            elif name == "noticeSignature":
                self.sign(child)
            elif not self.take(child, name):
                self.walk(child)

    def take(self, element, name):
        """One leaf of the head; false for a group."""
        issuer = {"issuerCik": "cik", "issuerName": "name"}
        if name == "submissionType":
            if leaf(element) not in ("144", "144/A"):
                raise Refused("submissionType")
            self.filing["amendment"] = leaf(element) == "144/A"
        elif name in issuer:
            self.filing["issuer"][issuer[name]] = leaf(element)
        elif name == "cik":
            self.owner["cik"] = leaf(element)
        elif name == "nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold":
            self.owner["name"] = leaf(element)
        elif name == "relationshipToIssuer":
            self.filing["relationships"] += [leaf(element)] if leaf(element) else []
        elif name == "previousAccessionNumber":
            self.filing["amends"] = self.value(element, "accession", "amends")
        elif name == "nothingToReportFlagOnSecuritiesSoldInPast3Months":
            self.filing["nothing_sold"] = self.value(element, "answer", "nothing_sold")
        elif name == "remarks":
            self.filing["remarks"] = leaf(element)
        else:
            return name in ("issuerAddress", "contact")
        return True

    def part(self, element, columns, place):
        part = {key: None for key, _ in columns.values()}
        for child in element:
            if local(child) in columns:
                key, kind = columns[local(child)]
                part[key] = self.value(child, kind, place + key)
        return part

    def sign(self, element):
        signature = {"name": None, "date": None}
        for child in element:
            if local(child) == "signature":
                signature["name"] = leaf(child)
            elif local(child) == "noticeDate":
                signature["date"] = self.value(child, "date", "signatures[0].date")
            elif local(child) == "planAdoptionDates":
                adopted = self.filing["plan_adopted"]
                for plan in child:
                    adopted.append(self.value(plan, "date", f"plan_adopted[{len(adopted)}]"))
        self.filing["signatures"] = [signature]

    def value(self, element, kind, place):
        if kind == "name":
            return next((leaf(child) for child in element if local(child) == "name"), None)
        shown = leaf(element)
        if shown is None or kind == "text":
            return shown
        value, reason = READ[kind](shown)
        if value is None:
            self.doubt(place, shown, reason)
        return value

    def doubt(self, place, shown, reason):
        self.unreadable.append({"field": place, "shown": shown[:SHOWN].strip(BLANKS), "reason": reason})

    def roles(self, relationships):
        """Free text: what is none of the form's own words stands under "other", and leaves the other boxes open."""
        words = [relationship.lower() for relationship in relationships]
        named = {
            "director": "director" in words,
            "officer": "officer" in words,
            "ten_percent": any(TEN_PERCENT.fullmatch(word) for word in words),
        }
        free = [r for r, word in zip(relationships, words) if word not in named and not TEN_PERCENT.fullmatch(word)]
        if free or not relationships:
            for box, is_named in named.items():
                if not is_named:
                    named[box] = None
                    self.doubt(f"owners[0].{box}", "; ".join(relationships), NOT_NAMED)
        return named | {
            "other": bool(free), "title": None, "resolved_title": None, "other_text": "; ".join(free) or None,
        }


def american(shown):
    """`MM/DD/YYYY`, or as the other forms have it."""
    found = AMERICAN.match(shown)
    return date(f"{found[3]}-{found[1]}-{found[2]}") if found else date(shown)


def answer(shown):
    return {"Y": True, "N": False}.get(shown.upper(), TRUTH.get(shown.lower())), NO_FLAG


def accession(shown):
    return (shown if ACCESSION.fullmatch(shown) else None), "no accession number"


READ = {"number": number, "date": american, "answer": answer, "accession": accession}

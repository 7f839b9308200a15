"""A Form 144 in XML, read with ElementTree: an intention to sell, no transaction."""

import re

from markup import Refused
from ownership import date, leaf, local, number

AMERICAN = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


def read(root):
    fields = Fields(root)
    kind = fields.word("submissionType")
    if kind not in ("144", "144/A"):
        raise Refused("submissionType")
    relations = [leaf(e) for e in fields.all("relationshipToIssuer")]
    owner = {
        "cik": fields.word("cik"),
        "name": fields.word("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold"),
        **roles(relations),
    }
    notice = {"name": fields.word("signature"), "date": fields.date("noticeDate")}
    return {
        "form": "144",
        "amendment": kind == "144/A",
        "original_filed": None,
        "schema": None,
        "period": None,
        "exit": None,
        "no_securities": None,
        "plan_10b5_1": None,
        "issuer": {
            "cik": fields.word("issuerCik"), "name": fields.word("issuerName"), "ticker": None, "foreign_ticker": None,
        },  # fmt: skip
        "owners": [owner],
        "transactions": [],
        "holdings": [],
        "footnotes": {},
        "remarks": fields.word("remarks"),
        "signatures": [notice],
        "unreadable": [],
        "proposed_sales": [proposed(Fields(e)) for e in fields.all("securitiesInformation")],
        "acquisitions": [acquired(Fields(e)) for e in fields.all("securitiesToBeSold")],
        "past_sales": [sold(Fields(e)) for e in fields.all("securitiesSoldInPast3Months")],
        "plan_adopted": [american(leaf(e)) for e in fields.all("planAdoptionDate")],
        "relationships": [relation for relation in relations if relation],
        "nothing_sold": fields.answer("nothingToReportFlagOnSecuritiesSoldInPast3Months"),
        "amends": fields.word("previousAccessionNumber"),
    }


def roles(relations):
    words = [relation.lower() for relation in relations if relation]
    return {
        "director": any("director" in word for word in words),
        "officer": any("officer" in word for word in words),
        "ten_percent": any("10%" in word for word in words),
        "other": any(not re.search(r"director|officer|10%", word) for word in words),
        "title": None,
        "resolved_title": None,
        "other_text": None,
    }


def proposed(sale):
    return {
        "security": sale.word("securitiesClassTitle"), "shares": sale.number("noOfUnitsSold"),
        "market_value": sale.number("aggregateMarketValue"), "outstanding": sale.number("noOfUnitsOutstanding"),
        "date": sale.date("approxSaleDate"), "exchange": sale.word("securitiesExchangeName"),
        "broker": sale.word("name"),
    }  # fmt: skip


def acquired(lot):
    return {
        "security": lot.word("securitiesClassTitle"), "date": lot.date("acquiredDate"),
        "nature": lot.word("natureOfAcquisitionTransaction"), "from": lot.word("nameOfPersonfromWhomAcquired"),
        "gift": lot.answer("isGiftTransaction"), "donor_date": lot.date("donarAcquiredDate"),
        "shares": lot.number("amountOfSecuritiesAcquired"), "payment_date": lot.date("paymentDate"),
        "payment": lot.word("natureOfPayment"),
    }  # fmt: skip


def sold(sale):
    return {
        "seller": sale.word("name"), "security": sale.word("securitiesClassTitle"), "date": sale.date("saleDate"),
        "shares": sale.number("amountOfSecuritiesSold"), "proceeds": sale.number("grossProceeds"),
    }  # fmt: skip


class Fields:
    """The leaves below an element, by their local names."""

    def __init__(self, element):
        self.element = element

    def all(self, name):
        return [child for child in self.element.iter() if local(child) == name]

    def word(self, name):
        found = self.all(name)
        return leaf(found[0]) if found else None

    def number(self, name):
        shown = self.word(name)
        return number(shown)[0] if shown else None

    def date(self, name):
        return american(self.word(name))

    def answer(self, name):
        return {"y": True, "n": False}.get((self.word(name) or "").lower()[:1])


def american(shown):
    """`MM/DD/YYYY`."""
    found = AMERICAN.match(shown or "")
    return date(f"{found[3]}-{found[1]}-{found[2]}")[0] if found else None

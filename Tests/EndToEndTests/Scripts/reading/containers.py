"""The ways in which a filing reaches a disk: each gives its documents and what its header says of them."""

import hashlib
import re
from pathlib import Path

import form144
import ownership
from markup import BLANKS, NoXML, Refused, local, parse
from ownership import date

BEGINS = {
    "submission": (b"<SEC-DOCUMENT>", b"<IMS-DOCUMENT>", b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----"),
    "feed": (b"<SUBMISSION>",),
    "header": (b"<SEC-HEADER>",),
    "xml": (b"<",),
}
FORM_TYPE = re.compile(r"(3|4|5|144)(/A)?")


def read(path, name=None):
    """The objects of a file, in its order, as `insiderd parse --json` prints them under that name."""
    data = Path(path).read_bytes()
    opening = data.removeprefix(b"\xef\xbb\xbf").lstrip(BLANKS.encode())
    kind = next((kind for kind, marks in BEGINS.items() if opening.startswith(marks)), None)
    if kind is None or b"\x1f\x8b" == data[:2]:
        raise Refused("nothing that this reads")
    head = {"container": kind, "file": str(name or path), "sha256": hashlib.sha256(data).hexdigest()}
    head |= {"accession": named(str(name or path)), "filed": None, "accepted": None}
    if kind == "xml":
        return [head | document(data)]
    if kind != "header" and b"<XML>" not in data:
        raise NoXML
    header = data.partition(b"<DOCUMENT>")[0].decode("latin-1")
    stamps, doubts = provenance(header)
    stamps["accession"] = stamps["accession"] or head["accession"]
    head |= stamps
    found = [facts(header)] if kind == "header" else [document(data) for data in documents(data)]
    filings = [head | filing | {"unreadable": filing["unreadable"] + doubts} for filing in found]
    if not filings:
        raise Refused("no document in XML")
    return filings


def named(path):
    """The accession number that a path names, in one way only."""
    parts = path.split("/")
    found = {f"{n[:10]}-{n[10:12]}-{n[12:]}" for n in (p.split(".")[0] for p in parts) if re.fullmatch(r"[0-9]{18}", n)}
    found |= {n for p in parts for n in re.findall(r"(?<![0-9A-Za-z])[0-9]{10}-[0-9]{2}-[0-9]{6}(?![0-9A-Za-z])", p)}
    return found.pop() if len(found) == 1 else None


def document(data):
    root, repairs = parse(data)
    if local(root) == "edgarSubmission":
        filing = form144.read(root)
    elif local(root) == "ownershipDocument":
        filing = ownership.read(root)
    else:
        raise Refused(local(root))
    filing["unreadable"] += repairs
    return filing


def documents(data):
    """What stands in the `<XML>` of each document whose type is one of the forms."""
    for part in data.split(b"<DOCUMENT>")[1:]:
        kind = re.search(rb"<TYPE>\s*([^\s<]*)", part)
        body = re.search(rb"<TEXT>\s*<XML>(.*?)</XML>", part, re.DOTALL)
        if kind and body and FORM_TYPE.fullmatch(kind[1].decode("latin-1")):
            yield body[1]


# Headers


def value(header, *labels):
    """What stands behind the first of the labels that is there: to the end of the line, or to the next tag."""
    for label in labels:
        found = re.search(re.escape(label) + r"[ \t]*([^\r\n<]*)", header)
        if found and found[1].strip(BLANKS):
            return found[1].strip(BLANKS)
    return None


def provenance(header):
    """What the header says of the filing, and what stands there and is none of it."""
    found = {
        "accession": (value(header, "ACCESSION NUMBER:", "<ACCESSION-NUMBER>"), accession, "no accession number"),
        "filed": (value(header, "FILED AS OF DATE:", "<FILING-DATE>"), day, "no date"),
        "accepted": (value(header, "<ACCEPTANCE-DATETIME>"), stamp, "no time"),
    }
    read = {field: reader(shown) for field, (shown, reader, _) in found.items()}
    doubts = [
        {"field": field, "shown": shown, "reason": reason}
        for field, (shown, _, reason) in found.items()
        if shown and read[field] is None
    ]
    if read["accession"] is None and (own := re.search(r"<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>([\d-]{20})\b", header)):
        read["accession"] = accession(own[1])
    # In the header's own order.
    return read, sorted(doubts, key=lambda doubt: re.search(rf"[>:]\s*{re.escape(doubt['shown'])}\s*(?:$|[\r\n<])", header).start())


def accession(shown):
    return shown if shown and re.fullmatch(r"\d{10}-\d{2}-\d{6}", shown) else None


def day(digits):
    return date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")[0] if digits and re.fullmatch(r"\d{8}", digits) else None


def stamp(digits):
    if not digits or not re.fullmatch(r"\d{8}([01]\d|2[0-3])[0-5]\d[0-5]\d", digits) or not day(digits[:8]):
        return None
    return f"{day(digits[:8])}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}"


def facts(header):
    """A header without a document: who filed what about whom, and no rows."""
    form = FORM_TYPE.fullmatch(value(header, "CONFORMED SUBMISSION TYPE:", "<TYPE>") or "")
    if not form:
        raise Refused("a header of another form")
    issuer = re.search(r"<ISSUER>(.*?)</ISSUER>", header, re.DOTALL)
    owners = re.findall(r"<REPORTING-OWNER>(.*?)</REPORTING-OWNER>", header, re.DOTALL)
    return {
        "form": form[1],
        "amendment": form[2] is not None,
        "original_filed": None,
        "schema": None,
        "period": day(value(header, "<PERIOD>")),
        "exit": None,
        "no_securities": None,
        "plan_10b5_1": None,
        "issuer": person(issuer[1] if issuer else "") | {"ticker": None, "foreign_ticker": None},
        "owners": [person(owner) | unknown_roles() for owner in owners],
        "transactions": [],
        "holdings": [],
        "footnotes": {},
        "remarks": None,
        "signatures": [],
        "unreadable": [{"field": "transactions", "shown": "", "reason": "a header comes without its document"}],
    }


def person(part):
    return {"cik": value(part, "<CIK>"), "name": value(part, "<CONFORMED-NAME>")}


def unknown_roles():
    keys = ("director", "officer", "ten_percent", "other", "title", "resolved_title", "other_text")
    return dict.fromkeys(keys)

#!/usr/bin/env python3
"""Makes up filings and writes them twice: as a data set in the SEC's quarterly format, and as documents in XML.

    datasets.py FOLDER FILINGS SEED [--no-xml] [--shuffle] [--from YYYY-MM-DD] [--rows N] [--owners N]

writes FOLDER/set.zip, the tables in FOLDER/set/, and the documents in FOLDER/xml/ACCESSION.txt (submission texts, which
carry the accession number and the filing date). Names, companies and numbers are made up. The same seed gives the same
bytes. What a data set cannot say is not in the documents either, but for their schema version: the rows of a document
stand transactions first, and each row refers to its footnotes in the order of the table's columns.
"""

import argparse
import datetime
import os
import random
import zipfile
from xml.sax.saxutils import escape

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
TRADE = ["SECURITY_TITLE", "TRANS_DATE", "DEEMED_EXECUTION_DATE", "TRANS_FORM_TYPE", "TRANS_CODE",
         "EQUITY_SWAP_INVOLVED", "EQUITY_SWAP_TRANS_CD_FN", "TRANS_TIMELINESS", "TRANS_SHARES",
         "TRANS_PRICEPERSHARE", "TRANS_ACQUIRED_DISP_CD"]
AFTER = ["SHRS_OWND_FOLWNG_TRANS", "VALU_OWND_FOLWNG_TRANS", "DIRECT_INDIRECT_OWNERSHIP", "NATURE_OF_OWNERSHIP"]
UNDERLYING = ["EXPIRATION_DATE", "UNDLYNG_SEC_TITLE", "UNDLYNG_SEC_SHARES", "UNDLYNG_SEC_VALUE"]
NO_NOTES = {"TRANS_FORM_TYPE", "TRANS_CODE", "EQUITY_SWAP_INVOLVED", "EQUITY_SWAP_TRANS_CD_FN"}


def noted(columns):
    out = []
    for column in columns:
        out.append(column)
        if column not in NO_NOTES:
            out.append(column + "_FN")
    return out


DERIV_TRADE = [TRADE[0], "CONV_EXERCISE_PRICE", *TRADE[1:9], "TRANS_TOTAL_VALUE", *TRADE[9:], "EXCERCISE_DATE", *UNDERLYING]
COLUMNS = {
    "SUBMISSION": ["ACCESSION_NUMBER", "FILING_DATE", "PERIOD_OF_REPORT", "DATE_OF_ORIG_SUB", "NO_SECURITIES_OWNED",
                   "NOT_SUBJECT_SEC16", "FORM3_HOLDINGS_REPORTED", "FORM4_TRANS_REPORTED", "DOCUMENT_TYPE", "ISSUERCIK",
                   "ISSUERNAME", "ISSUERTRADINGSYMBOL", "REMARKS", "AFF10B5ONE"],
    "REPORTINGOWNER": ["ACCESSION_NUMBER", "RPTOWNERCIK", "RPTOWNERNAME", "RPTOWNER_RELATIONSHIP", "RPTOWNER_TITLE",
                       "RPTOWNER_TXT", "RPTOWNER_STREET1", "RPTOWNER_STREET2", "RPTOWNER_CITY", "RPTOWNER_STATE",
                       "RPTOWNER_ZIPCODE", "RPTOWNER_STATE_DESC", "FILE_NUMBER"],
    "NONDERIV_TRANS": ["ACCESSION_NUMBER", "NONDERIV_TRANS_SK", *noted(TRADE + AFTER)],
    "NONDERIV_HOLDING": ["ACCESSION_NUMBER", "NONDERIV_HOLDING_SK", *noted(["SECURITY_TITLE", "TRANS_FORM_TYPE", *AFTER])],
    "DERIV_TRANS": ["ACCESSION_NUMBER", "DERIV_TRANS_SK", *noted(DERIV_TRADE + AFTER)],
    "DERIV_HOLDING": ["ACCESSION_NUMBER", "DERIV_HOLDING_SK",
                      *noted(["SECURITY_TITLE", "CONV_EXERCISE_PRICE", "TRANS_FORM_TYPE", "EXERCISE_DATE", *UNDERLYING, *AFTER])],
    "FOOTNOTES": ["ACCESSION_NUMBER", "FOOTNOTE_ID", "FOOTNOTE_TXT"],
    "OWNER_SIGNATURE": ["ACCESSION_NUMBER", "OWNERSIGNATURENAME", "OWNERSIGNATUREDATE"],
}

# The element of each column, with its path below the row.
ELEMENTS = [
    ("SECURITY_TITLE", ["securityTitle"]), ("CONV_EXERCISE_PRICE", ["conversionOrExercisePrice"]),
    ("TRANS_DATE", ["transactionDate"]), ("DEEMED_EXECUTION_DATE", ["deemedExecutionDate"]),
    ("CODING", None), ("TRANS_TIMELINESS", ["transactionTimeliness"]),
    ("TRANS_SHARES", ["transactionAmounts", "transactionShares"]),
    ("TRANS_TOTAL_VALUE", ["transactionAmounts", "transactionTotalValue"]),
    ("TRANS_PRICEPERSHARE", ["transactionAmounts", "transactionPricePerShare"]),
    ("TRANS_ACQUIRED_DISP_CD", ["transactionAmounts", "transactionAcquiredDisposedCode"]),
    ("EXCERCISE_DATE", ["exerciseDate"]), ("EXERCISE_DATE", ["exerciseDate"]), ("EXPIRATION_DATE", ["expirationDate"]),
    ("UNDLYNG_SEC_TITLE", ["underlyingSecurity", "underlyingSecurityTitle"]),
    ("UNDLYNG_SEC_SHARES", ["underlyingSecurity", "underlyingSecurityShares"]),
    ("UNDLYNG_SEC_VALUE", ["underlyingSecurity", "underlyingSecurityValue"]),
    ("SHRS_OWND_FOLWNG_TRANS", ["postTransactionAmounts", "sharesOwnedFollowingTransaction"]),
    ("VALU_OWND_FOLWNG_TRANS", ["postTransactionAmounts", "valueOwnedFollowingTransaction"]),
    ("DIRECT_INDIRECT_OWNERSHIP", ["ownershipNature", "directOrIndirectOwnership"]),
    ("NATURE_OF_OWNERSHIP", ["ownershipNature", "natureOfOwnership"]),
]
DATES = {"TRANS_DATE", "DEEMED_EXECUTION_DATE", "EXCERCISE_DATE", "EXERCISE_DATE", "EXPIRATION_DATE"}
WORDS = "QUILL SOUND HARROW LAKE TILLER BRIDGE COBALT FERN GRANITE HOLLOW JUNIPER KESTREL LANTERN MARROW".split()
NAMES = "Marsh Pell Orrin Tarn Vey Lund Askew Brill Corso Dane Elwin Frost Galt Hale".split()
TITLES = ["Chief Executive Officer", "Chief Financial Officer", "EVP & General Counsel", "See Remarks", "VP, Sales"]
NOTES = [
    "The price is a weighted average; shares were sold at prices ranging from $10.00 to $30.25, inclusive.",
    "Effected pursuant to a Rule 10b5-1 trading plan adopted by the reporting person on March 1, {year}.",
    'Held by the "Lantern" family trust & its trustee.', "Exempt under Rule 16b-3.", "Includes units that vest in four parts.",
]


def tsv_day(day):
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}" if day else ""


def iso(day):
    return day.isoformat() if day else ""


class Maker:
    def __init__(self, seed, start, owners):
        self.random = random.Random(seed)
        self.start = start
        self.serial = 0
        self.issuers = [(f"{1000000 + 7 * n:010d}", f"{self.pick(WORDS)} {self.pick(WORDS)} {n} CORP", f"Q{n}X") for n in range(400)]
        self.owners = [(f"{2000000 + 3 * n:010d}", f"{self.pick(NAMES)} {self.pick(NAMES)} {n}") for n in range(owners)]

    def pick(self, values):
        return self.random.choice(values)

    def amount(self, most):
        whole = self.random.randrange(1, most)
        return f"{whole}.{self.random.randrange(1, 9999):04d}" if self.random.random() < 0.2 else str(whole)

    def notes(self, ids, columns):
        return {column: ", ".join(self.random.sample(ids, self.random.choice([1, 1, 2]) if len(ids) > 1 else 1))
                for column in columns if ids and self.random.random() < 0.08}

    def row(self, name, day, ids):
        r = self.random
        indirect = r.random() < 0.2
        row = {"SECURITY_TITLE": self.pick(["Common Stock", "Class A Common Stock"]),
               "SHRS_OWND_FOLWNG_TRANS": self.amount(900000),
               "DIRECT_INDIRECT_OWNERSHIP": "I" if indirect else "D",
               "NATURE_OF_OWNERSHIP": self.pick(["By Trust", "By Spouse"]) if indirect else ""}
        self.serial += 1
        row[name + "_SK"] = str(self.serial)
        if name.startswith("DERIV"):
            row["SECURITY_TITLE"] = self.pick(["Stock Option (Right to Buy)", "Restricted Stock Units"])
            row["CONV_EXERCISE_PRICE"] = self.pick(["", "0.0", "12.5"])
            exercise = "EXCERCISE_DATE" if name == "DERIV_TRANS" else "EXERCISE_DATE"
            row[exercise] = self.pick([None, day + datetime.timedelta(365)])
            row["EXPIRATION_DATE"] = self.pick([None, day + datetime.timedelta(3650)])
            row["UNDLYNG_SEC_TITLE"] = "Common Stock"
            row["UNDLYNG_SEC_SHARES"] = self.amount(5000)
        if name.endswith("TRANS"):
            code = self.pick("SSSSPPAMFGCJ")
            row.update({"TRANS_DATE": day - datetime.timedelta(r.randrange(0, 3)), "TRANS_FORM_TYPE": "4", "TRANS_CODE": code,
                        "EQUITY_SWAP_INVOLVED": self.pick(["0", "0", "0", "1", "false"]), "TRANS_SHARES": self.amount(90000),
                        "TRANS_PRICEPERSHARE": "" if r.random() < 0.05 else self.pick(["0.0", "11.5", "20.1234", "29.99", self.amount(300)]),
                        "TRANS_ACQUIRED_DISP_CD": "A" if code in "PAMC" else "D",
                        "TRANS_TIMELINESS": "E" if r.random() < 0.02 else ""})
            if r.random() < 0.03:
                row["DEEMED_EXECUTION_DATE"] = row["TRANS_DATE"]
        notes = self.notes(ids, [column for column in row if column + "_FN" in COLUMNS[name]])
        row.update({column + "_FN": value for column, value in notes.items()})
        return row

    def filing(self, number, rows):
        r = self.random
        filed = self.start + datetime.timedelta(r.randrange(0, 88))
        day = filed - datetime.timedelta(r.randrange(0, 5))
        cik, name, ticker = self.pick(self.issuers)
        count = r.randrange(0, 4)
        ids = [f"F{n + 1}" for n in range(count)]
        form = self.pick(["4"] * 12 + ["4/A", "3", "5"])
        filing = {"accession": f"{r.randrange(100, 999999):010d}-{filed.year % 100:02d}-{number:06d}", "filed": filed, "day": day,
                  "form": form, "cik": cik, "name": name, "ticker": ticker, "ids": ids,
                  "original": filed - datetime.timedelta(20) if form == "4/A" else None,
                  "plan": self.pick(["", "0", "1", "true"]), "exit": self.pick(["", "0", "0", "1"]),
                  "empty": self.pick(["0", "1"]) if form == "3" else "",
                  "remarks": self.pick(["", "", "Exhibit 24 & power of attorney", "Chief Operating Officer"])}
        filing["notes"] = [(i, self.pick(NOTES).format(year=filed.year)) for i in ids]
        filing["owners"] = [self.owner() for _ in range(self.pick([1, 1, 1, 1, 2, 3]))]
        filing["signatures"] = [(f"/s/ {owner['name']}", day + datetime.timedelta(1)) for owner in filing["owners"][:2]]
        trades = 0 if form == "3" else rows or self.pick([1, 1, 1, 2, 2, 3, 5, 8])
        counts = {"NONDERIV_TRANS": trades, "NONDERIV_HOLDING": r.randrange(0, 3) if rows is None else 0,
                  "DERIV_TRANS": r.choice([0, 0, 1]) if form != "3" and rows is None else 0,
                  "DERIV_HOLDING": r.choice([0, 0, 0, 1]) if rows is None else 0}
        filing["rows"] = {name: [self.row(name, day, ids) for _ in range(n)] for name, n in counts.items()}
        return filing

    def owner(self):
        r = self.random
        cik, name = self.pick(self.owners)
        roles = r.sample(["Director", "Officer", "TenPercentOwner", "Other"], r.choice([1, 1, 1, 2]))
        return {"cik": cik, "name": name, "roles": roles, "title": self.pick(TITLES) if "Officer" in roles else "",
                "other": "Former Director" if "Other" in roles else ""}


def tables(filings):
    out = {name: [] for name in COLUMNS}
    for f in filings:
        own = {"SUBMISSION": [{
            "FILING_DATE": f["filed"], "PERIOD_OF_REPORT": f["day"], "DATE_OF_ORIG_SUB": f["original"],
            "NO_SECURITIES_OWNED": f["empty"], "NOT_SUBJECT_SEC16": f["exit"], "DOCUMENT_TYPE": f["form"],
            "ISSUERCIK": f["cik"], "ISSUERNAME": f["name"], "ISSUERTRADINGSYMBOL": f["ticker"],
            "REMARKS": f["remarks"], "AFF10B5ONE": f["plan"]}]}
        own["REPORTINGOWNER"] = [{
            "RPTOWNERCIK": owner["cik"], "RPTOWNERNAME": owner["name"],
            "RPTOWNER_RELATIONSHIP": ",".join(owner["roles"]), "RPTOWNER_TITLE": owner["title"],
            "RPTOWNER_TXT": owner["other"], "RPTOWNER_CITY": "ELMFORD", "FILE_NUMBER": "001-00001"} for owner in f["owners"]]
        own.update(f["rows"])
        own["FOOTNOTES"] = [{"FOOTNOTE_ID": i, "FOOTNOTE_TXT": text} for i, text in f["notes"]]
        own["OWNER_SIGNATURE"] = [{"OWNERSIGNATURENAME": n, "OWNERSIGNATUREDATE": d} for n, d in f["signatures"]]
        for name, rows in own.items():
            out[name] += [{**row, "ACCESSION_NUMBER": f["accession"]} for row in rows]
    return out


def cell(value):
    return tsv_day(value) if isinstance(value, datetime.date) or value is None else value


def text_of(name, rows):
    columns = COLUMNS[name]
    lines = ["\t".join(columns)]
    lines += ["\t".join(cell(row.get(column, "")) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def leaf(tag, value, notes=""):
    inner = f"<value>{escape(value)}</value>" if value else ""
    inner += "".join(f'<footnoteId id="{i}"/>' for i in notes.split(", ") if i)
    return f"<{tag}>{inner}</{tag}>"


def xml_row(name, row):
    tag = {"NONDERIV_TRANS": "nonDerivativeTransaction", "NONDERIV_HOLDING": "nonDerivativeHolding",
           "DERIV_TRANS": "derivativeTransaction", "DERIV_HOLDING": "derivativeHolding"}[name]
    out, open_group = [f"<{tag}>"], None
    for column, path in ELEMENTS:
        if column == "CODING":
            if name.endswith("TRANS"):
                out.append(f"<transactionCoding><transactionFormType>{row['TRANS_FORM_TYPE']}</transactionFormType>"
                           f"<transactionCode>{row['TRANS_CODE']}</transactionCode>"
                           f"<equitySwapInvolved>{row['EQUITY_SWAP_INVOLVED']}</equitySwapInvolved></transactionCoding>")
            continue
        if column not in row and column + "_FN" not in row:
            continue
        value = row.get(column, "")
        value = iso(value) if column in DATES else value
        notes = row.get(column + "_FN", "")
        if not value and not notes:
            continue
        group = path[0] if len(path) == 2 else None
        if group != open_group:
            out.append((f"</{open_group}>" if open_group else "") + (f"<{group}>" if group else ""))
            open_group = group
        out.append(leaf(path[-1], value, notes))
    out.append((f"</{open_group}>" if open_group else "") + f"</{tag}>")
    return "".join(out)


def xml(f):
    def flag(tag, value):
        return f"<{tag}>{value}</{tag}>" if value else ""
    out = ['<?xml version="1.0"?><ownershipDocument><schemaVersion>X0508</schemaVersion>',
           f"<documentType>{f['form']}</documentType><periodOfReport>{iso(f['day'])}</periodOfReport>"]
    if f["original"]:
        out.append(f"<dateOfOriginalSubmission>{iso(f['original'])}</dateOfOriginalSubmission>")
    out += [flag("noSecuritiesOwned", f["empty"]), flag("notSubjectToSection16", f["exit"]),
            f"<issuer><issuerCik>{f['cik']}</issuerCik><issuerName>{escape(f['name'])}</issuerName>"
            f"<issuerTradingSymbol>{f['ticker']}</issuerTradingSymbol></issuer>"]
    for owner in f["owners"]:
        boxes = "".join(f"<is{role}>1</is{role}>" for role in ["Director", "Officer", "TenPercentOwner", "Other"] if role in owner["roles"])
        out.append(f"<reportingOwner><reportingOwnerId><rptOwnerCik>{owner['cik']}</rptOwnerCik><rptOwnerName>{owner['name']}"
                   f"</rptOwnerName></reportingOwnerId><reportingOwnerRelationship>{boxes}"
                   f"{flag('officerTitle', escape(owner['title']))}{flag('otherText', owner['other'])}"
                   "</reportingOwnerRelationship></reportingOwner>")
    out.append(flag("aff10b5One", f["plan"]))
    for table, names in [("nonDerivativeTable", ["NONDERIV_TRANS", "NONDERIV_HOLDING"]), ("derivativeTable", ["DERIV_TRANS", "DERIV_HOLDING"])]:
        rows = [xml_row(name, row) for name in names for row in f["rows"][name]]
        if rows:
            out.append(f"<{table}>{''.join(rows)}</{table}>")
    if f["notes"]:
        out.append("<footnotes>" + "".join(f'<footnote id="{i}">{escape(t)}</footnote>' for i, t in f["notes"]) + "</footnotes>")
    out.append(flag("remarks", escape(f["remarks"])))
    out += [f"<ownerSignature><signatureName>{n}</signatureName><signatureDate>{iso(d)}</signatureDate></ownerSignature>" for n, d in f["signatures"]]
    return "\n".join(part for part in out if part) + "\n</ownershipDocument>"


def submission(f):
    day = f["filed"].strftime("%Y%m%d")
    return (f"<SEC-DOCUMENT>{f['accession']}.txt : {day}\n<SEC-HEADER>{f['accession']}.hdr.sgml : {day}\n"
            f"ACCESSION NUMBER:\t\t{f['accession']}\nCONFORMED SUBMISSION TYPE:\t{f['form']}\nPUBLIC DOCUMENT COUNT:\t\t1\n"
            f"CONFORMED PERIOD OF REPORT:\t{f['day'].strftime('%Y%m%d')}\nFILED AS OF DATE:\t\t{day}\n</SEC-HEADER>\n<DOCUMENT>\n"
            f"<TYPE>{f['form']}\n<SEQUENCE>1\n<FILENAME>doc.xml\n<TEXT>\n<XML>\n{xml(f)}\n</XML>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n")


def shuffled(rows, generator):
    """The filings' lines among one another; those of one filing keep their order, which nothing else tells."""
    order = [row["ACCESSION_NUMBER"] for row in rows]
    generator.shuffle(order)
    waiting = {}
    for row in rows:
        waiting.setdefault(row["ACCESSION_NUMBER"], []).append(row)
    queues = {accession: iter(lines) for accession, lines in waiting.items()}
    return [next(queues[accession]) for accession in order]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("filings", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--no-xml", action="store_true")
    parser.add_argument("--shuffle", action="store_true", help="the lines of the filings among one another")
    parser.add_argument("--from", dest="start", type=datetime.date.fromisoformat, default=datetime.date(2024, 1, 2))
    parser.add_argument("--owners", type=int, default=3000, help="how many people there are")
    parser.add_argument("--rows", type=int, default=None, help="sales and purchases of each filing, and no other rows")
    arguments = parser.parse_args()
    maker = Maker(arguments.seed, arguments.start, arguments.owners)
    filings = [maker.filing(n + 1, arguments.rows) for n in range(arguments.filings)]
    os.makedirs(f"{arguments.folder}/set", exist_ok=True)
    with zipfile.ZipFile(f"{arguments.folder}/set.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("FORM_345_readme.htm", "<html>made up</html>")
        for name, rows in tables(filings).items():
            if arguments.shuffle:
                rows = shuffled(rows, maker.random)
            text = text_of(name, rows)
            archive.writestr(f"{name}.tsv", text)
            with open(f"{arguments.folder}/set/{name}.tsv", "w", newline="") as file:
                file.write(text)
    if not arguments.no_xml:
        os.makedirs(f"{arguments.folder}/xml", exist_ok=True)
        for filing in filings:
            with open(f"{arguments.folder}/xml/{filing['accession']}.txt", "w") as file:
                file.write(submission(filing))


if __name__ == "__main__":
    main()

"""Renders ownership documents in XML as EDGAR's stylesheets do, to test the reader of such pages.

usage: render_page.py OUT STYLE FILE...          renders each file
       render_page.py OUT STYLE --made-up N SEED renders N made-up filings, and writes their XML beside them

STYLE is `edgar` (as sec.gov serves it), `saved` (as a browser saves that: other quotes, upper case, absolute links,
carriage returns), `bare` (no classes, spans or links, `td` for captions, cells filled with `&nbsp;`, end tags left
out, windows-1252) or `joint` (as `edgar`, with the boxes of each joint filer beside its block).
"""

import html
import pathlib
import random
import re
import sys
import xml.etree.ElementTree as ET

import made_up_filing


def text(element, path):
    """The text of an element or of its `value`, without the blanks at its ends."""
    found = element.find(path) if element is not None else None
    if found is None:
        return ""
    value = found.find("value")
    return ((value if value is not None else found).text or "").strip(" \t\r\n")


def flag(element, path):
    return text(element, path).lower() in ("1", "true")


def marks(element, *paths):
    ids = [note.get("id") for path in paths for found in element.findall(path) for note in found.findall("footnoteId")]
    return "".join(f'<span class="FootnoteData"><sup>({id[1:]})</sup></span>' for id in ids)


def day(value):
    return f"{value[5:7]}/{value[8:10]}/{value[:4]}" if value else ""


def number(value):
    """`1234.50` as `1,234.5`."""
    if not value:
        return ""
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole or 0):,}" + ("." + fraction if fraction else "")


def span(value, kind="FormData"):
    return f'<span class="{kind}">{html.escape(value, quote=False)}</span>' if value else ""


def dollars(value, kind="FormData"):
    return f'<span class="FormText">$</span>{span(number(value), kind)}' if value else ""


def cell(content, align="center"):
    return f'<td align="{align}">{content}</td>'


# Rows


def code(row):
    return text(row, "transactionCoding/transactionCode") + (
        "K" if flag(row, "transactionCoding/equitySwapInvolved") else "")


def amount(row, shares, value):
    return span(number(text(row, shares))) + dollars(text(row, value))


def change(row):
    early = "V" if text(row, "transactionTimeliness") == "E" else ""
    return [
        cell(span(day(text(row, "transactionDate"))) + marks(row, "transactionDate")),
        cell(span(day(text(row, "deemedExecutionDate"))) + marks(row, "deemedExecutionDate")),
        cell(span(code(row), "SmallFormData") + marks(row, "transactionCoding")),
        cell(span(early, "SmallFormData") + marks(row, "transactionTimeliness")),
    ]


def amounts(row):
    shares, value = "transactionAmounts/transactionShares", "transactionAmounts/transactionTotalValue"
    return amount(row, shares, value) + marks(row, shares, value)


def price(row):
    path = "transactionAmounts/transactionPricePerShare"
    return cell(dollars(text(row, path)) + marks(row, path))


def owned(row):
    shares = "postTransactionAmounts/sharesOwnedFollowingTransaction"
    value = "postTransactionAmounts/valueOwnedFollowingTransaction"
    return cell(amount(row, shares, value) + marks(row, shares, value))


def nature(row):
    direct, kind = "ownershipNature/directOrIndirectOwnership", "ownershipNature/natureOfOwnership"
    return [
        cell(span(text(row, direct)) + marks(row, direct)),
        cell(span(text(row, kind)) + marks(row, kind), "left"),
    ]


def title(row, path="securityTitle", align="left"):
    return cell(span(text(row, path)) + marks(row, path), align)


def plain_row(row, form):
    if form == "3":
        return [title(row), owned(row)] + nature(row)
    direction = "transactionAmounts/transactionAcquiredDisposedCode"
    return [title(row)] + change(row) + [
        cell(amounts(row)), cell(span(text(row, direction)) + marks(row, direction)), price(row), owned(row),
    ] + nature(row)


def date_or_note(row, path):
    shown = text(row, path)
    inner = day(shown) if shown else "\n                \n            "
    return cell(f'\n<span class="SmallFormData">{inner}</span>' + marks(row, path) + "\n")


def derivative_row(row, form):
    exercise = cell(dollars(text(row, "conversionOrExercisePrice")) + marks(row, "conversionOrExercisePrice"))
    dates = [date_or_note(row, "exerciseDate"), date_or_note(row, "expirationDate")]
    under = "underlyingSecurity/underlyingSecurity"
    underlying = [
        title(row, under + "Title", "center"),
        cell(amount(row, under + "Shares", under + "Value") + marks(row, under + "Shares", under + "Value")),
    ]
    if form == "3":
        return [title(row)] + dates + underlying + [exercise] + nature(row)
    isAcquired = text(row, "transactionAmounts/transactionAcquiredDisposedCode") == "A"
    both = [cell(amounts(row)), cell("")]
    return [title(row), exercise] + change(row) + (both if isAcquired else both[::-1]) + dates + underlying + [
        price(row), owned(row)] + nature(row)


HEADS = {
    ("3", False): [[
        "1. Title of Security (Instr.\n      4)\n   ", "2. \n      Amount of Securities Beneficially Owned (Instr. \n      4)",
        "3. Ownership Form: Direct (D) or Indirect (I) (Instr.\n      5)",
        "4. Nature of Indirect Beneficial Ownership (Instr. \n      5)"]],
    ("3", True): [
        ["1. Title of Derivative Security (Instr. \n 4)",
         ("2. Date Exercisable and Expiration Date \n (Month/Day/Year)", ["Date Exercisable", "Expiration Date"]),
         ("3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
          ["Title", "Amount or Number of Shares"]),
         "4. Conversion or Exercise Price of Derivative Security", "5. Ownership Form: Direct (D) or Indirect (I)",
         "6. Nature of Indirect Beneficial Ownership (Instr. 5)"]],
    ("4", False): [
        ["1. Title of Security (Instr. \n      3)\n   ", "2. Transaction Date\n      (Month/Day/Year)",
         "2A. Deemed Execution Date, if any\n      (Month/Day/Year)", ("3. Transaction Code (Instr. 8)", ["Code", "V"]),
         ("4. Securities Acquired (A) or Disposed Of (D) (Instr. \n      3, 4 and 5)", ["Amount", "(A) or (D)", "Price"]),
         "5. \n      Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. \n      3 and 4)",
         "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
         "7. Nature of Indirect Beneficial Ownership (Instr. 4)"]],
    ("4", True): [
        ["1. Title of Derivative Security (Instr. \n      3)", "2. Conversion or Exercise Price of Derivative Security",
         "3. Transaction Date\n      (Month/Day/Year)", "3A. Deemed Execution Date, if any\n      (Month/Day/Year)",
         ("4. Transaction Code (Instr. 8)", ["Code", "V"]),
         ("5. \n      Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)", ["(A)", "(D)"]),
         ("6. Date Exercisable and Expiration Date \n      (Month/Day/Year)", ["Date Exercisable", "Expiration Date"]),
         ("7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
          ["Title", "Amount or Number of Shares"]),
         "8. Price of Derivative Security (Instr. \n      5)",
         "9. \n      Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)",
         "10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
         "11. Nature of Indirect Beneficial Ownership (Instr. 4)"]],
}
FORM5 = {
    "Following Reported Transaction(s)": "at end of Issuer's Fiscal Year",
}


def head(form, isDerivative):
    (captions,) = HEADS[("3" if form == "3" else "4", isDerivative)]
    if form == "5":
        captions = [swapped(caption) for caption in captions]
    leaves = [leaf for caption in captions if isinstance(caption, tuple) for leaf in caption[1]]
    tall = f' rowspan="2"' if leaves else ""
    rows = "<tr>\n" + "\n".join(
        f'<th width="9%" valign="top" colspan="{len(c[1])}" align="left" class="SmallFormText">{c[0]}</th>'
        if isinstance(c, tuple) else f'<th width="9%" valign="top"{tall} align="left" class="SmallFormText">{c}</th>'
        for c in captions) + "\n</tr>"
    if leaves:
        rows += "\n<tr>\n" + "\n".join(f'<th align="center" class="SmallFormText">{leaf}</th>' for leaf in leaves) + "\n</tr>"
    return rows, sum(len(c[1]) if isinstance(c, tuple) else 1 for c in captions)


def swapped(caption):
    if isinstance(caption, tuple):
        return caption
    for old, new in FORM5.items():
        caption = caption.replace(old, new)
    return caption


def table(document, form, isDerivative):
    kind = "Derivative" if isDerivative else "Non-Derivative"
    what = "Beneficially Owned" if form == "3" else "Acquired, Disposed of, or Beneficially Owned"
    name = f"<b>Table {'II' if isDerivative else 'I'} - {kind} Securities {what}</b>"
    if isDerivative:
        name += "<br><b>(e.g., puts, calls, warrants, options, convertible securities)</b>"
    captions, width = head(form, isDerivative)
    element = document.find("derivativeTable" if isDerivative else "nonDerivativeTable")
    render = derivative_row if isDerivative else plain_row
    rows = [f"<tr>\n{chr(10).join(render(row, form))}\n</tr>" for row in (element if element is not None else [])]
    body = "\n<tbody>" + "\n".join(rows) + "</tbody>\n" if rows else ""
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="4">\n<thead>\n'
        f'<tr><th width="100%" valign="top" colspan="{width}" align="center" class="FormTextC">{name}</th></tr>\n'
        f"{captions}\n</thead>{body}</table>\n")


# Head


def box(isTicked):
    return '<span class="FormData">X</span>' if isTicked else ""


def corner_box(isTicked, caption):
    inner = box(isTicked) or "  "
    return (
        '<tr valign="middle">\n<td><table width="100%" border="1" cellpadding="0" cellspacing="0"><tr><td>'
        f'{inner}</td></tr></table></td>\n<td class="SmallFormText">{caption}</td>\n</tr>\n')


def corner(document, form, schema):
    boxes = ""
    if form != "3":
        boxes += corner_box(
            flag(document, "notSubjectToSection16"),
            "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. \n"
            "         <i>See</i>\n\n         Instruction 1(b).")
    if form == "5":
        boxes += corner_box(flag(document, "form3HoldingsReported"), "Form 3 Holdings Reported.")
        boxes += corner_box(flag(document, "form4TransactionsReported"), "Form 4 Transactions Reported.")
    if form != "3" and schema >= "X0407":
        boxes += corner_box(
            flag(document, "aff10b5One"),
            "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for "
            "the purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense "
            "conditions of Rule 10b5-1(c). See Instruction 10. ")
    names = {"3": "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
             "4": "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
             "5": "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP"}
    return (
        '<table width="100%" border="0" cellspacing="0" cellpadding="4">\n<tr>\n'
        f'<td width="20%" colspan="2" valign="top" align="center" class="FormName">FORM {form}</td>\n'
        '<td rowspan="2" width="60%" valign="middle" align="center">\n'
        '<span class="FormTitle">UNITED STATES SECURITIES AND EXCHANGE COMMISSION</span><br>'
        '<span class="MedSmallFormText">Washington, D.C. 20549</span><br><br>'
        f'<span class="FormTitle">{names[form]}</span><br><br>'
        '<span class="MedSmallFormText">Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934</span>\n</td>\n'
        '<td rowspan="2" width="20%" valign="top" align="center"><table width="100%" border="1" '
        'summary="OMB Approval Status Box">\n<tr><td class="FormTextC">OMB APPROVAL</td></tr>\n'
        '<tr><td><table width="100%" border="0">\n<tr>\n<td class="SmallFormText" colspan="3">OMB Number:</td>\n'
        f'<td class="SmallFormTextR">3235-0287</td>\n</tr>\n</table></td></tr>\n</table></td>\n</tr>\n{boxes}</table>\n')


def link(cik, name):
    return f'<a href="/cgi-bin/browse-edgar?action=getcompany&amp;CIK={cik}">{html.escape(name, quote=False)}</a>'


def owner_block(owner):
    address = "reportingOwnerAddress/rptOwner"
    parts = [text(owner, address + part) for part in ("Street1", "Street2", "City", "State", "ZipCode")]
    row = '<table border="0" width="100%"><tr>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n</tr></table>\n'
    return (
        '<span class="MedSmallFormText">1. Name and Address of Reporting Person<sup>*</sup></span>'
        '<table border="0" width="100%"><tr><td>'
        + link(text(owner, "reportingOwnerId/rptOwnerCik"), text(owner, "reportingOwnerId/rptOwnerName"))
        + '</td></tr></table>\n<hr width="98%">\n' + row.format("(Last)", "(First)", "(Middle)")
        + f'<table border="0" width="100%">\n<tr><td><span class="FormData">{html.escape(parts[0])}</span></td></tr>\n'
        + f'<tr><td><span class="FormData">{html.escape(parts[1])}</span></td></tr>\n</table>\n<hr width="98%">\n'
        + '<span class="MedSmallFormText">(Street)</span>' + row.format(*map(html.escape, parts[2:]))
        + '<hr width="98%">\n' + row.format("(City)", "(State)", "(Zip)"))


def relationship(owner, form, number):
    r = owner.find("reportingOwnerRelationship")
    ticks = [box(flag(r, f"is{name}")) for name in ("Director", "TenPercentOwner", "Officer", "Other")]
    title, other = text(r, "officerTitle"), text(r, "otherText")
    if form == "3":
        blank = '<td width="15%" align="center"></td>\n<td width="35%" align="left" style="color: blue">{}</td>\n'
        texts = blank.format(html.escape(title, quote=False)) + blank.format(html.escape(other, quote=False))
    else:
        stroke = " / " if title and other else ""
        texts = f'<td colspan="4" align="center">{span(title)}{stroke}{span(other)}</td>'
    return (
        f'<span class="MedSmallFormText">{number}. Relationship of Reporting Person(s) to Issuer\n      </span><br>'
        '<span class="MedSmallFormText">(Check all applicable)</span><table border="0" width="100%">\n<tr>\n'
        f'<td width="15%" align="center">{ticks[0]}</td>\n<td width="35%" class="MedSmallFormText">Director</td>\n'
        f'<td width="15%" align="center">{ticks[1]}</td>\n<td width="35%" class="MedSmallFormText">10% Owner</td>\n</tr>\n<tr>\n'
        f'<td align="center">{ticks[2]}</td>\n<td class="MedSmallFormText">Officer (give title below)</td>\n'
        f'<td align="center">{ticks[3]}</td>\n<td class="MedSmallFormText">Other (specify below)</td>\n</tr>\n<tr>{texts}</tr>\n'
        "</table>\n")


def identity(document, form, owners):
    issuer = (
        '<span class="MedSmallFormText">{}. Issuer Name <b>and</b> Ticker or Trading Symbol\n      </span><br>'
        + link(text(document, "issuer/issuerCik"), text(document, "issuer/issuerName"))
        + f'\n     [ <span class="FormData">{html.escape(text(document, "issuer/issuerTradingSymbol"))}</span> ]\n   ')
    foreign = text(document, "issuer/issuerForeignTradingSymbol")
    period = span(day(text(document, "periodOfReport")))
    original = span(day(text(document, "dateOfOriginalSubmission")))
    dated = '<td valign="top">\n<span class="MedSmallFormText">{}\n         (Month/Day/Year)</span><br>{}\n</td>\n'
    several = len(owners) > 1
    group = (
        '<td valign="top">\n<span class="MedSmallFormText">6. Individual or Joint/Group Filing (Check Applicable Line)\n'
        '      </span><table border="0" width="100%">\n<tr>\n<td width="15%" align="center">' + box(not several)
        + '</td>\n<td width="85%" class="MedSmallFormText">Form filed by One Reporting Person</td>\n</tr>\n<tr>\n'
        '<td width="15%" align="center">' + box(several)
        + '</td>\n<td width="85%" class="MedSmallFormText">Form filed by More than One Reporting Person</td>\n</tr>\n'
        "</table>\n</td>\n")
    number = {"3": "3", "4": "2", "5": "2"}[form]
    shown = [f'<td width="35%" valign="top">\n{issuer.format(number)}</td>\n']
    if foreign:
        shown.append(
            f'<td valign="top"><span class="MedSmallFormText">{number}a. Foreign Trading Symbol</span><br>\n'
            f'     [ <span class="FormData">{html.escape(foreign)}</span> ]\n</td>\n')
    related = f'<td rowspan="2" valign="top">\n{relationship(owners[0], form, 4 if form == "3" else 5)}</td>\n'
    captions = {"3": "2. Date of Event Requiring Statement", "4": "3. Date of Earliest Transaction",
                "5": "3. Statement for Issuer's Fiscal Year Ended"}
    event = dated.format(captions[form], period)
    amended = dated.format(("5" if form == "3" else "4") + ". If Amendment, Date of Original Filed", original)
    first = f'<td rowspan="3" width="35%" valign="top">\n{owner_block(owners[0])}</td>\n'
    order = [first, event, *shown, "</tr>\n<tr>", related, amended, "</tr>\n<tr>", group] if form == "3" else [
        first, *shown, related, "</tr>\n<tr>", event, "</tr>\n<tr>", amended, group]
    return '<table width="100%" border="1" cellspacing="0" cellpadding="4">\n<tr>\n' + "".join(order) + "</tr>\n</table>\n"


def joint(owners, form, showsBoxes):
    blocks = ""
    for owner in owners[1:]:
        boxes = f'<td width="60%" valign="top">{relationship(owner, form, 5)}</td>' if showsBoxes else ""
        blocks += (
            '<table width="100%" border="1" cellspacing="0" cellpadding="4"><tr>\n'
            f'<td width="40%" valign="top">\n{owner_block(owner)}</td>\n{boxes}</tr></table>\n')
    return blocks


# End


def responses(document):
    rows = "".join(
        f'<tr><td class="FootnoteData">{note.get("id")[1:]}. {html.escape((note.text or "").strip(), quote=False)}</td></tr>\n'
        for note in document.findall("footnotes/footnote"))
    if flag(document, "noSecuritiesOwned"):
        rows = '<tr><td class="FootnoteData">No securities are beneficially owned.</td></tr>\n' + rows
    remarks = html.escape(text(document, "remarks"), quote=False)
    return (
        '<table border="0" width="100%">\n<tr><td class="MedSmallFormText"><b>Explanation of Responses:</b></td></tr>\n'
        f'{rows}<tr><td class="FormText"><b>Remarks:</b></td></tr>\n<tr><td class="FootnoteData">{remarks}</td></tr>\n</table>\n')


def signatures(document):
    rows = "".join(
        f'<tr>\n<td width="60%"></td>\n<td width="20%"><u>{span(text(s, "signatureName"))}</u></td>\n'
        f'<td width="20%"><u>{span(day(text(s, "signatureDate")))}</u></td>\n</tr>\n'
        for s in document.findall("ownerSignature"))
    return (
        f'<table width="100%" border="0">\n{rows}<tr>\n<td></td>\n'
        '<td class="MedSmallFormText">** Signature of Reporting Person</td>\n<td class="MedSmallFormText">Date</td>\n</tr>\n'
        '<tr><td colspan="3" class="MedSmallFormText">Reminder: Report on a separate line for each class of securities '
        "beneficially owned directly or indirectly.</td></tr>\n"
        '<tr><td colspan="3" class="MedSmallFormText">* If the form is filed by more than one reporting person, \n'
        "                  <i>see</i>\n\n                  Instruction \n                  4\n\n"
        "                  (b)(v).</td></tr>\n</table>\n")


def render(document, style):
    kind = text(document, "documentType")
    form = kind[0]
    owners = document.findall("reportingOwner")
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n<html>\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n'
        f"<title>SEC FORM \n            {kind}</title>\n"
        '<style type="text/css">\n              .FormData {color: blue; background-color: white;}\n      </style>\n</head>\n'
        f"<body>SEC Form {kind} \n   "
        + corner(document, form, text(document, "schemaVersion")) + identity(document, form, owners)
        + table(document, form, False) + table(document, form, True) + joint(owners, form, style == "joint")
        + responses(document) + signatures(document) + "</body>\n</html>\n")


# Other hands


def saved(page):
    """What a browser saves."""
    page = re.sub(r"<(/?)(\w+)", lambda tag: f"<{tag[1]}{tag[2].upper()}", page)
    page = re.sub(r'=("(\w+)")(?=[ >])', r"=\2", page)
    page = page.replace('HREF="/cgi-bin', 'HREF="https://www.sec.gov/cgi-bin').replace('href="/cgi-bin', "href='https://www.sec.gov/cgi-bin")
    page = re.sub(r"(href='[^\"]*)\"", r"\1'", page)
    page = re.sub(r"(<TABLE[^>]*>)(\s*<TR)", r"\1<TBODY>\2", page)
    page = page.replace("<HTML>", "<!-- saved from url=(0070)https://www.sec.gov/Archives/x.xml -->\n<HTML>")
    return page.replace("\n", "\r\n").encode()


def bare(page):
    """No class, span or link; captions in `td`; filled cells; end tags that HTML lets one leave out left out."""
    page = re.sub(r"</?(span|thead|tbody)[^>]*>", "", page)
    page = re.sub(r"<a [^>]*>|</a>", "", page)
    page = re.sub(r' (class|width|valign|align|style)="[^"]*"', "", page)
    page = page.replace("<th", "<td").replace("</th>", "</td>")
    page = re.sub(r"<td( [^>]*)?>\s*</td>", r"<td\1>&nbsp;</td>", page)
    page = re.sub(r"</td>\s*(?=<td|</tr)", "\n", page)
    page = re.sub(r"</tr>\s*(?=<tr|</table)", "\n", page)
    return page.encode("cp1252", "xmlcharrefreplace")


def main():
    out, style, *files = sys.argv[1:]
    directory = pathlib.Path(out)
    if files[0] == "--made-up":
        generator = random.Random(int(files[2]))
        documents = {f"made-up-{n:05}": made_up_filing.document(generator) for n in range(int(files[1]))}
    else:
        documents = {pathlib.Path(file).stem: pathlib.Path(file).read_bytes() for file in files}
    for name, document in documents.items():
        if files[0] == "--made-up":
            document = document.encode()
            (directory / f"{name}.xml").write_bytes(document)
        page = render(ET.fromstring(document), style)
        finish = {"saved": saved, "bare": bare}.get(style, str.encode)
        (directory / f"{name}.html").write_bytes(finish(page))


if __name__ == "__main__":
    main()

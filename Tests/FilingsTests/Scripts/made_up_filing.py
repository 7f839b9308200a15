"""Made-up ownership documents in XML: every field in every state that EDGAR accepts, drawn from a seeded generator."""

from xml.sax.saxutils import escape

TITLES = ["Common Stock", "Class A Common Stock, par value $.01", "Ordinary Shares & Rights", "Señor Units <B>", "Phantom  Stock"]
DERIVATIVES = ["Stock Option (Right to Buy)", "Restricted Stock Unit", "Series E Preferred", "Warrant \"W-1\""]
NATURES = ["By Trust", "By Spouse", "See Footnote", "Held by Larkspur Partners, L.P. (1)"]
NAMES = ["Quill Ada B", "O'Ferry Jon", "LARKSPUR PARTNERS L P", "Müller Zoë & Sons", "D'ARCY III EDMUND <JR>"]
OFFICERS = ["Chief Executive Officer", "EVP & CFO", "See Remarks", "Sr. VP, R&D"]
NOTES = [
    "The price is a weighted average; shares were sold at prices ranging from $10.00 to $12.50, inclusive.",
    "Held by the trust.\nThe reporting person disclaims beneficial ownership \"except\" to the extent of A & B.",
    "1. Vested; 2. unvested.  Two blanks, and <angles>.", "See Remarks: below.", "X",
]


class Draw:
    def __init__(self, generator):
        self.random = generator
        self.notes = generator.randrange(0, 8)

    def often(self):
        return self.random.random() < 0.85

    def seldom(self):
        return self.random.random() < 0.15

    def one(self, values):
        return self.random.choice(values)

    def day(self):
        return f"{self.random.randrange(2003, 2027)}-{self.random.randrange(1, 13):02}-{self.random.randrange(1, 29):02}"

    def number(self):
        whole = self.random.randrange(0, 10 ** self.random.randrange(1, 10))
        return str(whole) + (f".{self.random.randrange(1, 10000):04}" if self.seldom() else "")

    def price(self):
        return self.one(["0", "0.00", "10.5", "11.2345", ".75", "1234.5", f"{self.random.randrange(1, 90000) / 100:.2f}"])

    def footnotes(self):
        if not self.notes or not self.seldom():
            return ""
        ids = self.random.sample(range(1, self.notes + 1), min(self.notes, self.random.randrange(1, 4)))
        return "".join(f'<footnoteId id="F{id}"/>' for id in ids)

    def leaf(self, name, value):
        inner = f"<value>{escape(value)}</value>" if value else ""
        return f"<{name}>{inner}{self.footnotes()}</{name}>"


def owner(draw, form):
    ticks = [draw.one("01") for _ in range(4)]
    texts = ""
    if ticks[1] == "1" and draw.often():
        texts += f"<officerTitle>{escape(draw.one(OFFICERS))}</officerTitle>"
    if ticks[3] == "1" and draw.often():
        texts += f"<otherText>{escape(draw.one(['Former Director', 'Member of 13(d) group']))}</otherText>"
    if ticks[1] == "1" and ticks[3] == "1" and form != "3" and texts.count("</") < 2:
        ticks[3], texts = "0", ""
    return (
        f"<reportingOwner><reportingOwnerId><rptOwnerCik>{draw.random.randrange(10 ** 7):010}</rptOwnerCik>"
        f"<rptOwnerName>{escape(draw.one(NAMES))}</rptOwnerName></reportingOwnerId>"
        "<reportingOwnerAddress><rptOwnerStreet1>1 FERRY LANE</rptOwnerStreet1><rptOwnerCity>PORT ELDER</rptOwnerCity>"
        "</reportingOwnerAddress><reportingOwnerRelationship>"
        f"<isDirector>{ticks[0]}</isDirector><isOfficer>{ticks[1]}</isOfficer>"
        f"<isTenPercentOwner>{ticks[2]}</isTenPercentOwner><isOther>{ticks[3]}</isOther>{texts}"
        "</reportingOwnerRelationship></reportingOwner>")


def amounts(draw, shares, value):
    return draw.leaf(value, draw.price()) if draw.seldom() else draw.leaf(shares, draw.number())


def change(draw, isDerivative):
    timely = draw.one(["", "", "", "E"])
    return (
        draw.leaf("transactionDate", draw.day())
        + (draw.leaf("deemedExecutionDate", draw.day()) if draw.seldom() else "")
        + f"<transactionCoding><transactionFormType>{draw.one('45')}</transactionFormType>"
        f"<transactionCode>{draw.one('PSMAFGCXJ')}</transactionCode>"
        f"<equitySwapInvolved>{draw.one('0001')}</equitySwapInvolved>{draw.footnotes()}</transactionCoding>"
        + draw.leaf("transactionTimeliness", timely)
        + "<transactionAmounts>" + amounts(draw, "transactionShares", "transactionTotalValue")
        + draw.leaf("transactionPricePerShare", draw.price() if draw.often() else "")
        + direction(draw, isDerivative) + "</transactionAmounts>")


def direction(draw, isDerivative):
    """Table II has no cell for the letter, and so none for its footnotes."""
    letter = draw.one("AD")
    name = "transactionAcquiredDisposedCode"
    return f"<{name}><value>{letter}</value></{name}>" if isDerivative else draw.leaf(name, letter)


def row(draw, form, isDerivative):
    kind = "derivative" if isDerivative else "nonDerivative"
    isHolding = form == "3" or draw.seldom()
    parts = draw.leaf("securityTitle", draw.one(DERIVATIVES if isDerivative else TITLES))
    if isDerivative:
        parts += draw.leaf("conversionOrExercisePrice", draw.price() if draw.often() else "")
    if not isHolding:
        parts += change(draw, isDerivative)
    if isDerivative:
        parts += draw.leaf("exerciseDate", draw.day() if draw.often() else "")
        parts += draw.leaf("expirationDate", draw.day() if draw.often() else "")
        parts += "<underlyingSecurity>" + draw.leaf("underlyingSecurityTitle", draw.one(TITLES))
        parts += amounts(draw, "underlyingSecurityShares", "underlyingSecurityValue") + "</underlyingSecurity>"
    if form != "3" or not isDerivative:
        parts += "<postTransactionAmounts>" + amounts(
            draw, "sharesOwnedFollowingTransaction", "valueOwnedFollowingTransaction") + "</postTransactionAmounts>"
    direct = draw.one("DI")
    parts += "<ownershipNature>" + draw.leaf("directOrIndirectOwnership", direct)
    parts += (draw.leaf("natureOfOwnership", draw.one(NATURES)) if direct == "I" else "") + "</ownershipNature>"
    element = kind + ("Holding" if isHolding else "Transaction")
    return f"<{element}>{parts}</{element}>"


def rows(draw, form, isDerivative):
    return "\n".join(row(draw, form, isDerivative) for _ in range(draw.random.randrange(0, 6)))


def document(generator):
    draw = Draw(generator)
    form = draw.one("3445")
    isAmendment = draw.seldom()
    table, derivatives = rows(draw, form, False), rows(draw, form, True)
    isEmpty = form == "3" and not table and not derivatives
    parts = [
        f"<schemaVersion>{draw.one(['X0206', 'X0306', 'X0508', 'X0609'])}</schemaVersion>",
        f"<documentType>{form}{'/A' if isAmendment else ''}</documentType>",
        f"<periodOfReport>{draw.day()}</periodOfReport>",
        f"<dateOfOriginalSubmission>{draw.day()}</dateOfOriginalSubmission>" if isAmendment else "",
        f"<noSecuritiesOwned>{int(isEmpty)}</noSecuritiesOwned>" if form == "3" else "",
        f"<notSubjectToSection16>{draw.one(['0', '1', 'true', 'false'])}</notSubjectToSection16>" if form != "3" else "",
        "<issuer><issuerCik>0001999001</issuerCik><issuerName>LARKSPUR &amp; FERRY INC /DE/</issuerName>"
        f"<issuerTradingSymbol>{draw.one(['LRKS', 'NONE', 'LRK.A', ''])}</issuerTradingSymbol>"
        + ("<issuerForeignTradingSymbol>2330.TW</issuerForeignTradingSymbol>" if draw.seldom() else "") + "</issuer>",
        *[owner(draw, form) for _ in range(draw.one([1, 1, 1, 2, 4]))],
        f"<aff10b5One>{draw.one(['0', '1', 'true', 'false'])}</aff10b5One>" if form != "3" else "",
        f"<nonDerivativeTable>{table}</nonDerivativeTable>", f"<derivativeTable>{derivatives}</derivativeTable>",
        "<footnotes>" + "".join(
            f'<footnote id="F{n + 1}">{escape(draw.one(NOTES))}</footnote>' for n in range(draw.notes)) + "</footnotes>",
        f"<remarks>{escape(draw.one(['', 'Chief Scientific Officer', 'Exhibit 24 - Power of Attorney']))}</remarks>",
        *[f"<ownerSignature><signatureName>{escape('/s/ ' + draw.one(NAMES))}</signatureName>"
          f"<signatureDate>{draw.day()}</signatureDate></ownerSignature>" for _ in range(draw.one([1, 1, 2]))],
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<ownershipDocument>\n' + "\n".join(parts) + "\n</ownershipDocument>\n"

"""Made-up Forms 3, 4 and 5, with every element of the schema and every oddity that real ones have."""

TITLES = ["Common Stock", "Class A Common Stock", "Option (right to buy)", "Units", "Common Stock, $0.01 par value"]
NATURES = ["By Trust", "By Spouse", "See footnote", "By 401(k) Plan", "By LLC & heirs"]
NAMES = ["Quill Ada B", "ZEPHYR FUND LP", "Muñoz José", "O'Hara \"Pat\" K", "Smith & Sons <Trust>", "Ünal Łukasz 株式"]
OFFICES = ["Chief Financial Officer", "See Remarks", "(see remarks)", "EVP", "President & CEO"]
REMARKS = [
    "Exhibit 24 - Power of Attorney", "Title: Senior Vice President", "Chief Accounting Officer", "two\nlines", "  ",
    "These shares were sold under a plan.", "Chief Risk Officer, Exhibit 24 - Power of Attorney", "EVP, Sales; Exhibit 24.1",
    "President. Formerly Treasurer", "See Exhibit 99 and its officer list",
]
NOTES = [
    "This is a weighted average price. Sold at prices ranging from $1.87 to $1.89, inclusive.",
    "Sold at prices ranging from $1,000.50 to $2,000, per share.",
    "The price is a weighted-average price; details will be supplied upon request.",
    "Weighted\n  average; from a low of $0.50 to a high of $2,100.75.", "Average weighted price, ranging from 1.25 to 250.50",
    "The range was $.95\u20142,000.10 (inclusive).", "from USD 1.00 up to USD 2,500.00 each", "fees of $9,000 and $3.00 to $900.5",
    "at $1.50, $1.75, and $900.00", "from $1.00/share, to and including $5000", "sold under Rule 10(b)5-1", "a 10b51 plan",
    "Weighted average; between US$1 and US$250 per share", "Vested in full.", "By a plan of Rule 10b5-1.\n Line two. ",
    "Größe & Preis: 5 < 6 > 4", "", "in a range of $10.00 per share to $12.50 per share", "from NT$1 to NT$9,000",
]
YES_NO = ["0", "1", "true", "false", "TRUE", "False", " 1 ", "\n true\n", "tRuE"]
NUMBERS = ["8802", "10000.0000", "0.5", "00012", ".5", "7.", "2170.3157", "25000", "1.88", "100", "0", "0.0000"]
NO_NUMBERS = ["-5", "+5", "1,000", "$1.88", "7500 [F1]", "1e5", ".", "1.2.3", "1234567890123456789", "٣", "N/A", "1 000"]
DATES = ["2024-05-06", "2024-05-07", "2024-05-08", "2024-05-06-05:00", "2024-05-07Z", "2024-05-06T00:00:00"]
TYPOS = ["0022-05-06", "2035-05-06", "1933-01-02", "1934-06-05", "1934-06-06", "2024-02-29"]
NO_DATES = ["2024-13-05", "2023-02-29", "05/06/2024", "2024", "tomorrow", "2024-5-6", "0000-00-00", "x" * 120]
CODES = ["P", "S", "S", "M", "A", "J", "s", "m", " F ", "Q", "Z"]
FORMS = ["4", "4", "4", "4/A", "3", "5", "3/A", "5/A", " 4 ", "4/a", "144", "10-K", ""]


class Filing:
    """One document. `chance` says how often something odd happens in it."""

    def __init__(self, dice):
        self.dice = dice
        self.odd = dice.choice([0, 0.03, 0.2])
        self.form = dice.choice(FORMS if dice.random() < 0.2 else FORMS[:8])

    def happens(self, times=1.0):
        return self.dice.random() < self.odd * times

    def pick(self, usual, *odd):
        return self.dice.choice(self.dice.choice(odd) if odd and self.happens() else usual)

    # Parts of XML; text is escaped where it is put into an element, and nowhere else.

    def escaped(self, text):
        style = self.dice.random()
        if self.happens() and "]]>" not in text:
            return f"<![CDATA[{text}]]>"
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        if self.happens():
            text = text.replace(">", "&gt;").replace('"', "&quot;").replace("'", "&apos;")
        if self.happens(0.5) and text.isalnum():
            text = f"{text[:1]}<!-- what for -->{text[1:]}" if style < 0.5 else f"&#{ord(text[0])};{text[1:]}"
        if self.happens(0.5):
            text = text.replace("e", "&#x65;", 1)
        return text

    def empty(self, name):
        forms = [f"<{name}/>", f"<{name}></{name}>", f"<{name}> \n </{name}>", f"<{name} />", f"<{name}><!-- no --></{name}>"]
        return self.dice.choice(forms)

    def element(self, name, text):
        """A leaf without a wrapper."""
        if text is None or self.happens(0.3):
            return self.empty(name) if self.dice.random() < 0.7 else ""
        return f"<{name}{self.attributes()}>{self.escaped(text)}</{name}>"

    def attributes(self):
        return self.dice.choice([' a="1"', " b='>'", ' xml:lang="en"', ' c="&lt;&amp;"', "\n"]) if self.happens(0.2) else ""

    def wrapped(self, name, text, references=0.1):
        """A leaf whose text stands in `value`, with footnotes behind it."""
        notes = "".join(self.reference() for _ in range(3) if self.dice.random() < references)
        if text is None:
            inner = self.dice.choice(["", "<value/>", "<value></value>", "<value>  </value>"])
            return f"<{name}>{inner}{notes}</{name}>" if inner or notes else self.empty(name)
        if self.happens(0.3):
            return f"<{name}>{self.escaped(text)}{notes}</{name}>"
        value = f"<value{self.attributes()}>{self.escaped(text)}</value>"
        return f"<{name}>{notes}{value}</{name}>" if self.happens(0.3) else f"<{name}>{value}{notes}</{name}>"

    def reference(self):
        note = f"F{self.dice.randint(1, 4 if not self.happens() else 9)}"
        spellings = ['<footnoteId id="%s"/>'] * 6 + [
            "<footnoteId id='%s'/>", '<footnoteId\nid="%s" />', '<footnoteId id = "%s"></footnoteId>',
            '<footnoteId other="F9" id=" %s"/>',
        ]
        return self.dice.choice(spellings) % note

    def novelty(self):
        """An element that nobody knows."""
        return "<rptOwnerShoeSize><value>9</value><deep><deeper/></deep></rptOwnerShoeSize>" if self.happens(0.3) else ""

    # The document

    def document(self):
        parts = [self.head(), self.issuer(), *(self.owner() for _ in range(self.dice.choice([1, 1, 1, 2, 3, 10, 0])))]
        parts += [self.element("aff10b5One", self.box()) if self.dice.random() < 0.5 else ""]
        parts += [self.table("nonDerivative"), self.table("derivative")]
        if self.happens(0.2):
            parts.append(self.table("nonDerivative"))
        parts += [self.footnotes(), self.element("remarks", self.dice.choice(REMARKS)), *self.signatures()]
        if self.happens(0.3):
            self.dice.shuffle(parts)
        return "<ownershipDocument>\n" + "\n".join(part for part in parts if part) + "\n</ownershipDocument>"

    def box(self):
        return self.pick(YES_NO, ["X", "yes", "2", "truee"])

    def head(self):
        parts = [
            self.element("schemaVersion", self.dice.choice(["X0306", "X0508", "X0609", "X0201"])),
            f"<documentType>{self.form}</documentType>",
            self.element("periodOfReport", self.pick(DATES, NO_DATES)),
        ]
        for name in ("noSecuritiesOwned", "notSubjectToSection16", "form3HoldingsReported"):
            parts.append(self.element(name, self.box()) if self.dice.random() < 0.4 else "")
        if "/" in self.form:
            parts.append(self.element("dateOfOriginalSubmission", self.pick(DATES, NO_DATES)))
        return "\n".join(parts)

    def issuer(self):
        return f"""<issuer>{self.element("issuerCik", "0001999001")}{self.novelty()}
            {self.element("issuerName", self.dice.choice(["LARKSPUR INSTRUMENTS INC", "A&B /DE/", "Société Générale"]))}
            {self.element("issuerTradingSymbol", self.dice.choice(["LRKS", "NONE", "lrk.u", "A, B", None]))}
            {self.element("issuerForeignTradingSymbol", "LRK.L") if self.dice.random() < 0.2 else ""}</issuer>"""

    def owner(self):
        boxes = [
            self.element(name, self.box()) if self.dice.random() < 0.7 else ""
            for name in ("isDirector", "isOfficer", "isTenPercentOwner", "isOther")
        ]
        return f"""<reportingOwner>
            <reportingOwnerId>{self.element("rptOwnerCik", "0001999002")}
              {self.element("rptOwnerName", self.dice.choice(NAMES))}</reportingOwnerId>
            <reportingOwnerAddress>{self.element("rptOwnerNonUSAddressFlag", self.box())}
              {self.element("rptOwnerStreet1", "1 FERRY LANE")}{self.element("rptOwnerCity", "PORT ELDER")}
            </reportingOwnerAddress>{self.novelty()}
            <reportingOwnerRelationship>{"".join(boxes)}
              {self.element("officerTitle", self.dice.choice([*OFFICES, None, None, None]))}
              {self.element("otherText", self.dice.choice(["Former Director", None, None]))}
            </reportingOwnerRelationship></reportingOwner>"""

    # Rows

    def table(self, kind):
        rows = [self.row(kind) for _ in range(self.dice.choice([0, 1, 2, 4, 8]))]
        if not rows and self.dice.random() < 0.5:
            return self.empty(f"{kind}Table")
        return f"<{kind}Table>\n" + "\n".join(rows) + f"{self.novelty()}</{kind}Table>"

    def row(self, kind):
        is_trade = self.dice.random() < 0.7
        parts = [self.wrapped("securityTitle", self.pick(TITLES[:2], TITLES, [None]))]
        if is_trade:
            parts += [
                self.wrapped("transactionDate", self.pick(DATES, TYPOS, NO_DATES, [None]), 0.02),
                self.wrapped("deemedExecutionDate", self.pick([None, None, *DATES], NO_DATES), 0.02),
                self.coding(), self.wrapped("transactionTimeliness", self.dice.choice([None, "E", "L", None])),
                self.amounts(kind),
            ]
        elif self.form.startswith("5"):
            parts.append("<transactionCoding><transactionFormType>3</transactionFormType></transactionCoding>")
        if kind == "derivative":
            parts += self.terms()
        parts += [self.novelty(), self.balance(), self.ownership()]
        name = kind + ("Transaction" if is_trade else "Holding")
        return f"<{name}>" + "\n  ".join(part for part in parts if part) + f"</{name}>"

    def coding(self):
        if self.happens(0.5):
            return ""
        return f"""<transactionCoding>{self.element("transactionFormType", self.form[:1])}
            {self.element("transactionCode", self.pick(CODES, ["SS", "?", "4", "é"]))}
            {self.element("equitySwapInvolved", self.box())}
            {self.reference() if self.dice.random() < 0.2 else ""}</transactionCoding>"""

    def number(self, usual=NUMBERS):
        return self.pick(usual, NO_NUMBERS, [None])

    def amounts(self, kind):
        shares = self.wrapped("transactionShares", self.number(["100", "8802", "0.5"]))
        if kind == "derivative" and self.dice.random() < 0.2:
            shares = self.wrapped("transactionTotalValue", self.number(["60000000", "1.88"]))
        price = self.wrapped("transactionPricePerShare", self.number(["1.88", "1.88", "0", "11", "1500.25", "60000000.00"]), 0.4)
        return f"""<transactionAmounts>{shares}{price if not self.happens(0.3) else ""}
            {self.wrapped("transactionAcquiredDisposedCode", self.pick(["A", "D", "d"], ["X", "AD", None]))}</transactionAmounts>"""

    def terms(self):
        amount = self.dice.choice(["underlyingSecurityShares", "underlyingSecurityValue"])
        return [
            self.wrapped("conversionOrExercisePrice", self.number([None, "12.75"])),
            self.wrapped("exerciseDate", self.pick([None, *DATES], NO_DATES)),
            self.wrapped("expirationDate", self.pick([None, *DATES], TYPOS, NO_DATES)),
            f"""<underlyingSecurity>{self.wrapped("underlyingSecurityTitle", self.dice.choice(TITLES))}
                {self.wrapped(amount, self.number())}</underlyingSecurity>""",
        ]

    def balance(self):
        name = "valueOwnedFollowingTransaction" if self.dice.random() < 0.1 else "sharesOwnedFollowingTransaction"
        shares = self.wrapped(name, self.number(["25000", "25100", "24900", "33802"]))
        return f"<postTransactionAmounts>{shares}</postTransactionAmounts>" if not self.happens(0.3) else ""

    def ownership(self):
        letter = self.pick(["D", "D", "I", "i"], ["X", "DI", None])
        nature = self.dice.choice(NATURES) if letter == "I" else None
        return f"""<ownershipNature>{self.wrapped("directOrIndirectOwnership", letter)}
            {self.wrapped("natureOfOwnership", nature)}</ownershipNature>"""

    # The end

    def footnotes(self):
        notes = []
        for number in range(1, self.dice.choice([0, 3, 4, 5, 9]) + 1):
            text = self.escaped(self.dice.choice(NOTES))
            if self.happens():
                text = f"{text} <b class='x'>bold <i>both</i></b> end"
            notes.append(f'<footnote id="F{1 if self.happens(0.2) else number}">{text}</footnote>')
        if self.happens(0.2):
            notes.append("<footnote/>")
        self.dice.shuffle(notes) if self.happens() else None
        return "<footnotes>" + "".join(notes) + "</footnotes>" if notes else self.empty("footnotes")

    def signatures(self):
        for _ in range(self.dice.choice([1, 1, 0, 2])):
            name = self.element("signatureName", self.dice.choice(["/s/ Ada B. Quill", " by: P. O'Hara ", None]))
            date = self.element("signatureDate", self.pick(["2024-05-08"], DATES, NO_DATES, TYPOS))
            yield f"<ownerSignature>{name}{date}</ownerSignature>"

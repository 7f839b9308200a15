"""Made-up Forms 144, with every element of the schema and the oddities of the other forms."""

from made_up import NAMES, NO_DATES, NO_NUMBERS, Filing

AMERICAN = ["05/06/2024", "12/31/2023", "02/29/2024", "05/06/2024 ", "2024-05-06"]
NO_AMERICAN = [*NO_DATES[2:], "13/01/2024", "02/30/2023", "soon"]
RELATIONS = ["Director", "Officer", "10% Stockholder", "Affiliate", "Chief Fun Officer", "officer", "TEN PERCENT OWNER"]


class Notice(Filing):
    """One document. Its dates are American, and its boxes say Y and N."""

    root = "edgarSubmission"

    def when(self):
        return self.pick(AMERICAN, NO_AMERICAN, [None])

    def amount(self):
        return self.pick(["5000", "125000.50", "0"], NO_NUMBERS, [None])

    def answer(self):
        return self.pick(["Y", "N"], ["true", "0", "n", "maybe"], [None])

    def document(self):
        parts = [self.head(), self.seller()]
        parts += [self.sale() for _ in range(self.dice.choice([1, 1, 2, 0]))]
        parts += [self.lot() for _ in range(self.dice.choice([1, 1, 3, 0]))]
        parts.append(self.element("nothingToReportFlagOnSecuritiesSoldInPast3Months", self.answer()))
        parts += [self.sold() for _ in range(self.dice.choice([0, 0, 1, 4]))]
        parts += [self.element("remarks", self.dice.choice(["Under a plan.", None])), self.novelty(), self.signed()]
        return f"<{self.root}>{parts[0]}<formData>" + "\n".join(parts[1:]) + f"</formData></{self.root}>"

    def head(self):
        kind = self.pick(["144", "144/A"], ["144A", "D"])
        amends = self.element("previousAccessionNumber", self.pick(["0001999003-24-000011"], ["1999003-24-11"]))
        return f"""<headerData><submissionType>{kind}</submissionType>{amends if kind == "144/A" else ""}
            <filerInfo><filer><filerCredentials>{self.element("cik", "0001999002")}<ccc>XXXXXXXX</ccc></filerCredentials>
            </filer><liveTestFlag>LIVE</liveTestFlag></filerInfo></headerData>"""

    def seller(self):
        relations = [self.element("relationshipToIssuer", self.dice.choice(RELATIONS)) for _ in range(self.dice.choice([0, 1, 1, 2]))]
        return f"""<issuerInfo>{self.element("issuerCik", "0001999001")}{self.element("issuerName", "Larkspur & Co")}
            <issuerAddress><street1>1 FERRY LANE</street1></issuerAddress>
            {self.element("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold", self.dice.choice(NAMES))}
            <relationshipsToIssuer>{"".join(relations)}</relationshipsToIssuer></issuerInfo>"""

    def sale(self):
        return f"""<securitiesInformation>{self.element("securitiesClassTitle", "Common")}
            <brokerOrMarketmakerDetails>{self.element("name", "Harbour & Sons")}
            <address><street1>2 QUAY</street1></address></brokerOrMarketmakerDetails>
            {self.element("noOfUnitsSold", self.amount())}{self.element("aggregateMarketValue", self.amount())}
            {self.element("noOfUnitsOutstanding", self.amount())}{self.element("approxSaleDate", self.when())}
            {self.element("securitiesExchangeName", "NYSE")}</securitiesInformation>"""

    def lot(self):
        return f"""<securitiesToBeSold>{self.element("securitiesClassTitle", "Common")}
            {self.element("acquiredDate", self.when())}{self.element("natureOfAcquisitionTransaction", "Gift")}
            {self.element("nameOfPersonfromWhomAcquired", "A relative")}{self.element("isGiftTransaction", self.answer())}
            {self.element("donarAcquiredDate", self.when())}{self.element("amountOfSecuritiesAcquired", self.amount())}
            {self.element("paymentDate", self.when())}{self.element("natureOfPayment", None)}</securitiesToBeSold>"""

    def sold(self):
        return f"""<securitiesSoldInPast3Months><sellerDetails>{self.element("name", self.dice.choice(NAMES))}</sellerDetails>
            {self.element("securitiesClassTitle", "Common")}{self.element("saleDate", self.when())}
            {self.element("amountOfSecuritiesSold", self.amount())}{self.element("grossProceeds", self.amount())}
            </securitiesSoldInPast3Months>"""

    def signed(self):
        plans = "".join(self.element("planAdoptionDate", self.when()) for _ in range(self.dice.choice([0, 1, 2])))
        return f"""<noticeSignature>{self.element("noticeDate", self.when())}
            <planAdoptionDates>{plans}</planAdoptionDates>{self.element("signature", "/s/ Ada B. Quill")}</noticeSignature>"""

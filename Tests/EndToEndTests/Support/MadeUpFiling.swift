/// Ownership XML of an invented officer who sells shares of an invented issuer.
struct MadeUpFiling {
  /// Tells filings apart: the owner's CIK is made of it.
  var number = 1
  var ticker = "GRNT"
  var shares = 60_000
  var price = "10.00"

  var name: String { "filing-\(number).xml" }

  var text: String {
    """
    <?xml version="1.0"?>
    <ownershipDocument>
      <schemaVersion>X0508</schemaVersion>
      <documentType>4</documentType>
      <periodOfReport>2026-03-02</periodOfReport>
      <notSubjectToSection16>0</notSubjectToSection16>
      <issuer>
        <issuerCik>0001999001</issuerCik>
        <issuerName>GRANITE LOOMS INC</issuerName>
        <issuerTradingSymbol>\(ticker)</issuerTradingSymbol>
      </issuer>
      <reportingOwner>
        <reportingOwnerId>
          <rptOwnerCik>\(String(3_000_000_000 + number))</rptOwnerCik>
          <rptOwnerName>ROWAN Ida</rptOwnerName>
        </reportingOwnerId>
        <reportingOwnerRelationship>
          <isOfficer>1</isOfficer>
          <officerTitle>Chief Financial Officer</officerTitle>
        </reportingOwnerRelationship>
      </reportingOwner>
      <aff10b5One>0</aff10b5One>
      <nonDerivativeTable>
        <nonDerivativeTransaction>
          <securityTitle><value>Common Stock</value></securityTitle>
          <transactionDate><value>2026-03-02</value></transactionDate>
          <transactionCoding>
            <transactionFormType>4</transactionFormType>
            <transactionCode>S</transactionCode>
            <equitySwapInvolved>0</equitySwapInvolved>
          </transactionCoding>
          <transactionAmounts>
            <transactionShares><value>\(shares)</value></transactionShares>
            <transactionPricePerShare><value>\(price)</value></transactionPricePerShare>
            <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode>
          </transactionAmounts>
          <postTransactionAmounts>
            <sharesOwnedFollowingTransaction><value>250000</value></sharesOwnedFollowingTransaction>
          </postTransactionAmounts>
          <ownershipNature>
            <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
          </ownershipNature>
        </nonDerivativeTransaction>
      </nonDerivativeTable>
      <ownerSignature>
        <signatureName>/s/ Ida Rowan</signatureName>
        <signatureDate>2026-03-03</signatureDate>
      </ownerSignature>
    </ownershipDocument>
    """
  }
}

/// A rule that every made-up filing meets.
let officerSale = """
  rule officer_sale "Sale by an officer" {
      severity warning
      match    sale by officer
      when     sum(shares) > 50_000 shares
  }
  """

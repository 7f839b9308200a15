import Daemon
import Filings
import Testing

@testable import insiderd

@Suite struct ParseTests {
  /// A filing with everything that a page can show. The names are made up.
  static let everything = """
    <?xml version="1.0"?>
    <ownershipDocument>
      <schemaVersion>X0508</schemaVersion>
      <documentType>4/A</documentType>
      <periodOfReport>2024-05-06</periodOfReport>
      <dateOfOriginalSubmission>2024-05-08</dateOfOriginalSubmission>
      <notSubjectToSection16>1</notSubjectToSection16>
      <issuer>
        <issuerCik>0001999001</issuerCik><issuerName>LARKSPUR INSTRUMENTS INC</issuerName>
        <issuerTradingSymbol>LRKS</issuerTradingSymbol>
      </issuer>
      <reportingOwner>
        <reportingOwnerId><rptOwnerCik>0001999002</rptOwnerCik><rptOwnerName>Quill Ada B</rptOwnerName></reportingOwnerId>
        <reportingOwnerRelationship>
          <isDirector>true</isDirector><isOfficer>1</isOfficer><officerTitle>See Remarks</officerTitle>
        </reportingOwnerRelationship>
      </reportingOwner>
      <reportingOwner>
        <reportingOwnerId><rptOwnerCik>0001999004</rptOwnerCik><rptOwnerName>Ferry Lane &#x1b;[31mPartners LP</rptOwnerName></reportingOwnerId>
        <reportingOwnerRelationship>
          <isTenPercentOwner>maybe</isTenPercentOwner><isOther>1</isOther><otherText>Member of a group</otherText>
        </reportingOwnerRelationship>
      </reportingOwner>
      <aff10b5One>1</aff10b5One>
      <nonDerivativeTable>
        <nonDerivativeTransaction>
          <securityTitle><value>Common Stock</value></securityTitle>
          <transactionDate><value>2024-05-06</value></transactionDate>
          <deemedExecutionDate><value>2024-05-07</value></deemedExecutionDate>
          <transactionCoding>
            <transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
            <equitySwapInvolved>1</equitySwapInvolved><footnoteId id="F1"/>
          </transactionCoding>
          <transactionTimeliness><value>E</value></transactionTimeliness>
          <transactionAmounts>
            <transactionShares><value>1234567.5</value></transactionShares>
            <transactionPricePerShare><value>41.02</value><footnoteId id="F2"/></transactionPricePerShare>
            <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode>
          </transactionAmounts>
          <postTransactionAmounts><sharesOwnedFollowingTransaction><value>200</value></sharesOwnedFollowingTransaction></postTransactionAmounts>
          <ownershipNature>
            <directOrIndirectOwnership><value>I</value></directOrIndirectOwnership>
            <natureOfOwnership><value>By Trust</value></natureOfOwnership>
          </ownershipNature>
        </nonDerivativeTransaction>
        <nonDerivativeHolding>
          <securityTitle><value>Preferred Stock</value></securityTitle>
          <postTransactionAmounts><valueOwnedFollowingTransaction><value>9000</value></valueOwnedFollowingTransaction></postTransactionAmounts>
          <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
        </nonDerivativeHolding>
      </nonDerivativeTable>
      <derivativeTable>
        <derivativeTransaction>
          <securityTitle><value>Option</value></securityTitle>
          <conversionOrExercisePrice><value>12.75</value></conversionOrExercisePrice>
          <transactionDate><value>May 6</value></transactionDate>
          <transactionAmounts>
            <transactionTotalValue><value>500</value></transactionTotalValue>
            <transactionPricePerShare><value>0</value></transactionPricePerShare>
            <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode>
          </transactionAmounts>
          <exerciseDate><footnoteId id="F9"/></exerciseDate>
          <expirationDate><value>2030-01-31</value></expirationDate>
          <underlyingSecurity>
            <underlyingSecurityTitle><value>Common Stock</value></underlyingSecurityTitle>
            <underlyingSecurityShares><value>1000</value></underlyingSecurityShares>
          </underlyingSecurity>
        </derivativeTransaction>
        <derivativeHolding>
          <securityTitle><value>Warrant</value></securityTitle>
          <conversionOrExercisePrice><value>3</value></conversionOrExercisePrice>
        </derivativeHolding>
      </derivativeTable>
      <footnotes>
        <footnote id="F1">In a swap.</footnote>
        <footnote id="F2">The price is a weighted average price. These shares were sold in multiple transactions at
    prices ranging from $40.90 to $41.10, inclusive, and the reporting person undertakes to provide details on request.</footnote>
      </footnotes>
      <remarks>Title: Chief Financial Officer.</remarks>
      <ownerSignature><signatureName>/s/ Ada B. Quill</signatureName><signatureDate>2024-05-10</signatureDate></ownerSignature>
    </ownershipDocument>
    """.replacing("&#x1b;", with: "&#x9b;")

  private func read(_ text: String) throws -> Filing {
    try #require(try FilingReader.read(Array(text.utf8)).first)
  }

  @Test func `a page shows all that a filing says`() throws {
    try expectGolden(FilingPage.text(read(Self.everything), file: "inbox/form4\u{7}.xml"), "everything.txt")
  }

  @Test func `the line of JSON has every key in its order`() throws {
    let json = FilingJSON.line(try read(Self.everything), file: "form4.xml", sha256: "ab12")
    // One member to a line, so that a difference is small.
    try expectGolden(json.replacing(",\"", with: ",\n\"") + "\n", "everything.json")
  }

  @Test func `a filing that says next to nothing is a short page`() throws {
    let text = "<ownershipDocument><documentType>3</documentType></ownershipDocument>"
    try expectGolden(FilingPage.text(read(text), file: "a.xml"), "nothing.txt")
    try expectGolden(FilingJSON.line(read(text), file: "a.xml", sha256: "") + "\n", "nothing.json")
  }

  @Test func `a table has a line for each row, and one for a filing without rows`() throws {
    let empty = "<ownershipDocument><documentType>3</documentType></ownershipDocument>"
    let header = "<SEC-HEADER>\n<TYPE>4\n<ISSUER>\n<CONFORMED-NAME>LARKSPUR INSTRUMENTS INC\n</SEC-HEADER>"
    let filings = try [Self.everything, Self.notice, empty, header].map(read)
    let lines = [FilingTable.heading] + filings.flatMap(FilingTable.lines)
    try expectGolden(lines.joined(separator: "\n") + "\n", "table.txt")
  }

  @Test func `a notice of a proposed sale has tables of its own`() throws {
    try expectGolden(FilingPage.text(try read(Self.notice), file: "144.xml"), "notice.txt")
    let json = FilingJSON.line(try read(Self.notice), file: "144.xml", sha256: "ab12")
    try expectGolden(json.replacing(",\"", with: ",\n\"") + "\n", "notice.json")
  }

  private static let notice = """
    <edgarSubmission>
      <headerData><submissionType>144/A</submissionType>
      <previousAccessionNumber>0001999003-25-000001</previousAccessionNumber>
      <filerInfo><filer><filerCredentials><cik>0001999002</cik></filerCredentials></filer></filerInfo></headerData>
      <formData><issuerInfo><issuerCik>0001999001</issuerCik><issuerName>LARKSPUR INSTRUMENTS INC</issuerName>
      <nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>Ada B. Quill</nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>
      <relationshipsToIssuer><relationshipToIssuer>Affiliate</relationshipToIssuer></relationshipsToIssuer></issuerInfo>
      <securitiesInformation><securitiesClassTitle>Common</securitiesClassTitle>
      <brokerOrMarketmakerDetails><name>Harbour &amp; Sons</name></brokerOrMarketmakerDetails>
      <noOfUnitsSold>5000</noOfUnitsSold><aggregateMarketValue>125000.5</aggregateMarketValue>
      <noOfUnitsOutstanding>4000000</noOfUnitsOutstanding><approxSaleDate>03/04/2025</approxSaleDate>
      <securitiesExchangeName>NYSE</securitiesExchangeName></securitiesInformation>
      <securitiesToBeSold><securitiesClassTitle>Common</securitiesClassTitle><acquiredDate>some day</acquiredDate>
      <natureOfAcquisitionTransaction>Gift</natureOfAcquisitionTransaction><isGiftTransaction>Y</isGiftTransaction>
      <amountOfSecuritiesAcquired>5000</amountOfSecuritiesAcquired></securitiesToBeSold>
      <nothingToReportFlagOnSecuritiesSoldInPast3Months>Y</nothingToReportFlagOnSecuritiesSoldInPast3Months>
      <noticeSignature><noticeDate>03/04/2025</noticeDate>
      <planAdoptionDates><planAdoptionDate>11/15/2024</planAdoptionDate></planAdoptionDates>
      <signature>Ada B. Quill</signature></noticeSignature></formData>
    </edgarSubmission>
    """

  @Test(arguments: [
    (0, 100, "[....................]   0 %  "), (50, 100, "[##########..........]  50 %  "),
    (300, 100, "[####################] 100 %  "), (1, 0, "[....................]   0 %  "),
  ])
  func `the bar of progress stays within itself`(done: Int, total: Int, bar: String) {
    #expect(Progress.bar(done, of: total) == bar)
  }

  @Test func `a page holds no control character`() throws {
    let page = FilingPage.text(try read(Self.everything), file: "\u{1b}[2J")
    #expect(
      page.unicodeScalars.allSatisfy {
        $0 == "\n" || !(0..<0x20).contains($0.value) && !(0x7F..<0xA0).contains($0.value)
      })
  }

  @Test(arguments: [("0", "0"), ("999", "999"), ("1000", "1,000"), ("1234567.25", "1,234,567.25")])
  func `numbers are grouped by thousands`(text: String, expected: String) throws {
    #expect(FilingPage.grouped(try #require(Decimal(text))) == expected)
  }
}

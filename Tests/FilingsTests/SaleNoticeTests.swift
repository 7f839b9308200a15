import Filings
import Testing

@Suite struct SaleNoticeTests {
  @Test func `a notice is read whatever prefixes its elements have`() throws {
    let plain = try notice()
    for prefix in ["own", "ns2"] {
      let prefixed = SaleNoticeTests.document()
        .replacing("<edgarSubmission", with: "<\(prefix):edgarSubmission")
        .replacing("</edgarSubmission", with: "</\(prefix):edgarSubmission")
        .replacing("<formData>", with: "<\(prefix):formData>")
        .replacing("</formData>", with: "</\(prefix):formData>")
        .replacing("<noOfUnitsSold>", with: "<\(prefix):noOfUnitsSold>")
        .replacing("</noOfUnitsSold>", with: "</\(prefix):noOfUnitsSold>")
      #expect(try FilingReader.read(Array(prefixed.utf8)).first?.notice == plain)
    }
  }

  @Test func `every part of the notice is read`() throws {
    let filing = try #require(try FilingReader.read(Array(SaleNoticeTests.document().utf8)).first)
    #expect(filing.form == .form144)
    #expect(filing.issuer.cik == .known("0001999001"))
    #expect(filing.owners.map(\.cik) == [.known("0001999002")])
    #expect(filing.owners.map(\.name) == [.known("Ada B. Quill")])
    #expect(
      filing.signatures == [Signature(name: .known("Ada B. Quill"), date: .known(try day("2025-03-04")))])
    #expect(filing.remarks == "Sold under a plan.")
    #expect(filing.transactions.isEmpty)
    let notice = try #require(filing.notice)
    let sale = try #require(notice.proposedSales.first)
    #expect(sale.shares.value?.description == "5000")
    #expect(sale.marketValue.value?.description == "125000.5")
    #expect(sale.outstanding.value?.description == "4000000")
    #expect(sale.date == .known(try day("2025-03-04")))
    #expect(sale.broker == .known("Harbour & Sons"))
    #expect(sale.exchange == .known("NYSE"))
    let acquisition = try #require(notice.acquisitions.first)
    #expect(acquisition.isGift == .known(true))
    #expect(acquisition.donorDate == .known(try day("2019-12-31")))
    #expect(acquisition.from == .known("A relative"))
    #expect(notice.pastSales.map(\.proceeds) == [.known(try #require(Decimal("2500")))])
    #expect(notice.pastSales.map(\.seller) == [.known("Ada B. Quill")])
    #expect(notice.nothingSold == .known(false))
    #expect(notice.plansAdopted == [.known(try day("2024-11-15"))])
  }

  @Test(arguments: [
    (["Director"], "director"), (["Officer", "Director"], "director officer"),
    (["10% Stockholder"], "ten_percent"), (["Chief Fun Officer"], "other ?director ?officer ?ten_percent"),
    (["Former Director"], "other ?director ?officer ?ten_percent"),
    (["officer", "Affiliate"], "officer other ?director ?ten_percent"),
    ([], "?director ?officer ?ten_percent"),
  ])
  func `relationships tick the boxes that they name and no others`(relationships: [String], boxes: String)
    throws
  {
    let document = SaleNoticeTests.document(relationships: relationships)
    let filing = try #require(try FilingReader.read(Array(document.utf8)).first)
    let owner = try #require(filing.owners.first)
    let roles = [
      ("director", owner.isDirector), ("officer", owner.isOfficer), ("ten_percent", owner.isTenPercentOwner),
      ("other", owner.isOther),
    ]
    let ticked = roles.filter { $0.1 == .known(true) }.map(\.0)
    let unknown = roles.filter { $0.1.isUnknown }.map { "?" + $0.0 }
    #expect((ticked + unknown).joined(separator: " ") == boxes)
    #expect(filing.unreadable.map(\.field) == unknown.map { "owners[0]." + $0.dropFirst() })
  }

  @Test func `an amendment names the notice that it amends`() throws {
    let document = SaleNoticeTests.document().replacing(
      "<submissionType>144</submissionType>",
      with:
        "<submissionType>144/A</submissionType><previousAccessionNumber>0001999003-25-000001</previousAccessionNumber>"
    )
    let filing = try #require(try FilingReader.read(Array(document.utf8)).first)
    #expect(filing.isAmendment)
    #expect(filing.notice?.amends?.description == "0001999003-25-000001")
  }

  @Test func `a value that is none stays unknown, with what stands in its place`() throws {
    let document = SaleNoticeTests.document()
      .replacing("<noOfUnitsSold>5000<", with: "<noOfUnitsSold>5,000 shares<")
      .replacing("<approxSaleDate>03/04/2025<", with: "<approxSaleDate>soon<")
    let filing = try #require(try FilingReader.read(Array(document.utf8)).first)
    #expect(filing.notice?.proposedSales.first?.shares == .unknown(.anything))
    #expect(
      filing.unreadable.map(\.field) == ["proposed_sales[0].shares", "proposed_sales[0].date"])
    #expect(filing.unreadable.map(\.shown) == ["5,000 shares", "soon"])
  }

  @Test func `another form of the same schema family is refused by its name`() {
    let document = SaleNoticeTests.document().replacing("<submissionType>144<", with: "<submissionType>D<")
    do throws(FilingError) {
      _ = try FilingReader.read(Array(document.utf8))
      Issue.record("a Form D was read")
    } catch {
      #expect(error.problem == "the document's form is `D`")
    }
  }

  @Test func `lists have a bound`() {
    let document = SaleNoticeTests.document().replacing(
      "<planAdoptionDate>11/15/2024</planAdoptionDate>",
      with: String(repeating: "<planAdoptionDate/>", count: 1_001))
    #expect(throws: FilingError.self) { try FilingReader.read(Array(document.utf8)) }
  }

  private func notice() throws -> SaleNotice {
    try #require(try FilingReader.read(Array(SaleNoticeTests.document().utf8)).first?.notice)
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  static func document(relationships: [String] = ["Director"]) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <edgarSubmission xmlns="http://www.sec.gov/edgar/ownership" xmlns:com="http://www.sec.gov/edgar/common">
      <headerData>
        <submissionType>144</submissionType>
        <filerInfo>
          <filer><filerCredentials><cik>0001999002</cik><ccc>XXXXXXXX</ccc></filerCredentials></filer>
          <liveTestFlag>LIVE</liveTestFlag>
        </filerInfo>
      </headerData>
      <formData>
        <issuerInfo>
          <issuerCik>0001999001</issuerCik>
          <issuerName>Larkspur Instruments Inc</issuerName>
          <issuerAddress><com:street1>1 FERRY LANE</com:street1></issuerAddress>
          <nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>Ada B. Quill</nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>
          <relationshipsToIssuer>
            \(relationships.map { "<relationshipToIssuer>\($0)</relationshipToIssuer>" }.joined())
          </relationshipsToIssuer>
        </issuerInfo>
        <securitiesInformation>
          <securitiesClassTitle>Common</securitiesClassTitle>
          <brokerOrMarketmakerDetails>
            <name>Harbour &amp; Sons</name>
            <address><com:street1>2 QUAY</com:street1></address>
          </brokerOrMarketmakerDetails>
          <noOfUnitsSold>5000</noOfUnitsSold>
          <aggregateMarketValue>125000.50</aggregateMarketValue>
          <noOfUnitsOutstanding>4000000</noOfUnitsOutstanding>
          <approxSaleDate>03/04/2025</approxSaleDate>
          <securitiesExchangeName>NYSE</securitiesExchangeName>
        </securitiesInformation>
        <securitiesToBeSold>
          <securitiesClassTitle>Common</securitiesClassTitle>
          <acquiredDate>01/02/2024</acquiredDate>
          <natureOfAcquisitionTransaction>Gift</natureOfAcquisitionTransaction>
          <nameOfPersonfromWhomAcquired>A relative</nameOfPersonfromWhomAcquired>
          <isGiftTransaction>Y</isGiftTransaction>
          <donarAcquiredDate>12/31/2019</donarAcquiredDate>
          <amountOfSecuritiesAcquired>5000</amountOfSecuritiesAcquired>
          <paymentDate>01/02/2024</paymentDate>
          <natureOfPayment>None</natureOfPayment>
        </securitiesToBeSold>
        <nothingToReportFlagOnSecuritiesSoldInPast3Months>N</nothingToReportFlagOnSecuritiesSoldInPast3Months>
        <securitiesSoldInPast3Months>
          <sellerDetails><name>Ada B. Quill</name></sellerDetails>
          <securitiesClassTitle>Common</securitiesClassTitle>
          <saleDate>01/06/2025</saleDate>
          <amountOfSecuritiesSold>100</amountOfSecuritiesSold>
          <grossProceeds>2500</grossProceeds>
        </securitiesSoldInPast3Months>
        <remarks>Sold under a plan.</remarks>
        <noticeSignature>
          <noticeDate>03/04/2025</noticeDate>
          <planAdoptionDates><planAdoptionDate>11/15/2024</planAdoptionDate></planAdoptionDates>
          <signature>Ada B. Quill</signature>
        </noticeSignature>
      </formData>
    </edgarSubmission>
    """
  }
}

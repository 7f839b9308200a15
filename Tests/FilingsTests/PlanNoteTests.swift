import Filings
import Testing

@Suite struct PlanNoteTests {
  @Test(arguments: [
    ("The sales were made under a Rule 10b5-1 trading plan adopted on March 1, 2023.", "yes"),
    ("pursuant to a 10B5-1 plan", "yes"), ("a Rule 10b-5-1 plan", "yes"), ("Rule 10b5 - 1(c)", "yes"),
    ("Rule 10(b)5-1", "yes"), ("a 10b51 plan", "yes"), ("Rule 10(b)-5", "absent"), ("10b510", "absent"),
    ("Rule 10b5\u{2013}1", "yes"), ("Rule 10b5\u{2011}1.", "yes"),
    ("No fraud was committed. Sold under Rule 10b5-1.", "yes"),
    ("The transaction was not made pursuant to a Rule 10b5-1 plan.", "open"),
    ("There is no Rule 10b5-1 plan.", "open"), ("Rule 10b-5 forbids fraud", "absent"),
    ("10b-5 1,000 shares", "absent"), ("10b5-10", "absent"), ("sold", "absent"), ("10b", "absent"),
    ("10b5-", "absent"), ("", "absent"),
  ])
  func `a note of the row puts it under a plan when it names the rule`(note: String, plan: String) throws {
    let filing = try read(
      Fixture.document(notes: note, reference: "<footnoteId id=\"F1\"/>"))
    let row = try #require(filing.transactions.first)
    #expect(row.position.footnotes == ["F1"])
    let expected: Reading<Bool> =
      plan == "yes" ? .known(true) : plan == "open" ? .unknown(.anything) : .absent
    #expect(row.planNote == expected)
  }

  /// Notes are looked through eight bytes at once, for the letters that begin what is looked for.
  @Test(arguments: 0..<20)
  func `a note says the same wherever in it the words stand`(count: Int) throws {
    let before = String(repeating: "1", count: count) + String(repeating: "we", count: count / 2)
    let price = """
      <transactionPricePerShare><value>10</value><footnoteId id="F1"/></transactionPricePerShare>
      """
    for notes in ["\(before)110b5-1 wWeighted Average", "\(before)wWeighted Average 110b5-1"] {
      let filing = try read(Fixture.document(notes: notes, reference: "", price: price))
      let row = try #require(filing.transactions.first)
      #expect(row.planNote == .known(true))
      #expect(row.position.quality.contains(.weightedAverage))
    }
  }

  @Test func `a note that the row does not refer to says nothing of it`() throws {
    let filing = try read(Fixture.document(notes: "Under a Rule 10b5-1 plan.", reference: ""))
    #expect(filing.transactions.map(\.planNote) == [.absent])
  }
}

extension Fixture {
  fileprivate static func document(notes: String, reference: String, price: String = "") -> String {
    """
    <ownershipDocument><documentType>4</documentType>
    <nonDerivativeTable><nonDerivativeTransaction>
    <securityTitle><value>Common Stock</value>\(reference)</securityTitle>\(price)
    </nonDerivativeTransaction></nonDerivativeTable>
    <footnotes><footnote id="F1">\(notes)</footnote></footnotes></ownershipDocument>
    """
  }
}

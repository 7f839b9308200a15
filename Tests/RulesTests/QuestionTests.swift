import Filings
import Foundation
import Testing

@testable import Rules

/// What an analyst asks of real filings, each question as a rule, with the answer that the filings give.
struct Question: Sendable, CustomTestStringConvertible {
  var text: String
  var clauses: String
  /// Judged in this order, with one memory; the verdict is the last one's.
  var files: [String]
  var expected: Verdict

  init(_ text: String, _ clauses: String, _ files: [String], _ expected: Verdict) {
    self.text = text
    self.clauses = clauses
    self.files = files
    self.expected = expected
  }

  var testDescription: String { "\(text) \(expected.word)" }
}

private let corpus = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("shared/corpus")

@Suite(
  "Questions to real filings",
  .enabled(
    if: FileManager.default.fileExists(atPath: corpus.path),
    "../shared/corpus is not beside this checkout"))
struct QuestionTests {
  private static let silence = "match purchase when days_since_last(purchase) > 730 days"
  private static let swing =
    "match purchase or sale group by owner, issuer within 6 months when short_swing_profit() > $0"
  private static let cluster =
    "match purchase by officer group by issuer within 30 days when count(distinct owner) >= 2"

  private static let questions: [Question] = [
    // 1,576,984, 2,611,217 and 1,041,799 shares on three forms with one period.
    Question(
      "Did the CEO sell five million shares, on however many forms?",
      "match sale by ceo when sum(shares) > 5m",
      ["xml/0000899243-22-015989.xml", "xml/0000899243-22-015991.xml", "xml/0000899243-22-015995.xml"], .match
    ),
    Question(
      "Did one of these forms alone say so?", "match sale by ceo when sum(shares) > 5m",
      ["xml/0000899243-22-015995.xml"], .none),
    Question(
      "Did a ten-percent owner sell 25 million shares on a first day of trading?",
      "match sale by ten_percent_owner when sum(shares) > 25m",
      ["xml/0001209191-20-053427.xml", "xml/0001209191-20-053428.xml"], .match),
    Question(
      "Did a director who is no officer buy for more than $10 million?",
      "match purchase by director where not owner.officer when sum(value) > $10m",
      ["xml/0001062993-23-020702.xml"], .match),
    Question(
      "Did an officer of a foreign issuer buy at all?", "match purchase by officer when sum(value) > $4_000",
      ["xml/0001046179-26-000445.xml"], .match),
    Question(
      "Was it more than $5,000?", "match purchase by officer when sum(value) > $5_000",
      ["xml/0001046179-26-000445.xml"], .none),
    Question(
      "Was a whole line of a holding sold?", "match sale when percent_of_holding() >= 100%",
      ["xml/0000899243-21-033350.xml"], .match),
    Question(
      "Did a director sell outside a plan, the box being there and blank?",
      "match sale by director where not filing.plan_10b5_1", ["xml/0001062993-24-020070.xml"], .match),
    Question(
      "And where the box is ticked?", "match sale by director where not filing.plan_10b5_1",
      ["xml/0001062993-24-008173.xml"], .none),
    // A form of 2021 has no such box.
    Question(
      "And where the form has no box?", "match sale by director where not filing.plan_10b5_1",
      ["xml/0001062993-21-004811.xml"], .possible),
    Question(
      "Were options exercised and shares sold on one day?",
      "match exercise or sale group by date when count(exercise) >= 1 and count(sale) >= 1",
      ["xml/0000899243-21-044060.xml"], .match),
    Question(
      "Did preferred stock become more than 20 million common shares?",
      "match conversion when sum(shares) > 20m",
      ["xml/0001181431-10-035864.xml"], .match),
    Question(
      "Were a million shares given away and reported on a Form 5?",
      "match gift where filing.form = 5 when sum(shares) > 1m", ["xml/0000899243-23-004992.xml"], .match),
    Question(
      "Is somebody no longer an insider?", "match filing where filing.exit", ["xml/0001819848-24-000298.xml"],
      .match),
    Question(
      "Is there a new director?", "match filing by director where filing.form = 3",
      ["xml/0001062993-21-010767.xml"], .match),
    Question(
      "Is there a new ten-percent owner who has no seat?",
      "match filing by ten_percent_owner where filing.form = 3 and not owner.director",
      ["xml/0000899243-21-011669.xml"], .match),
    Question(
      "Does a new insider hold it in five ways or more?",
      "match holding where filing.form = 3 when count() >= 5",
      ["xml/0001062993-21-010767.xml"], .match),
    Question(
      "Were more than 250,000 shares withheld from the CEO for tax?",
      "match withholding by ceo when sum(shares) > 250k", ["xml/310a22d254eb.xml"], .match),
    Question(
      "Were shares bought at more than $250 on average?", "match purchase when avg(price) > $250 per share",
      ["xml/0001046179-26-000461.xml"], .match),
    Question(
      "Was indirectly held stock sold?", "match sale where not direct when sum(shares) > 60k",
      ["xml/0001062993-21-004811.xml"], .match),
    Question(
      "Is it one of my companies?", "match sale where issuer.ticker in { @TSLA, @AAPL }",
      ["xml/0000899243-21-044060.xml"], .match),
    Question(
      "And where it is another?", "match sale where issuer.ticker in { @TSLA, @AAPL }",
      ["xml/0001062993-21-004811.xml"], .none),
    // The warrants' price has no value, only a footnote.
    Question(
      "Did warrants cost more than a million, the price being told in words alone?",
      "match derivative purchase when sum(value) > $1m", ["xml/0001104659-25-095035.xml"], .possible),
    Question(
      "Was there selling in five tranches or more in one month?",
      "match sale where date between 2021-11-01 and 2021-11-30 when count() >= 5",
      ["xml/0000899243-21-044060.xml"], .match),
    // The rows of a fund and its partners count once.
    Question(
      "Do joint owners count once?", "match purchase by ten_percent_owner when sum(shares) = 1_997_000",
      ["xml/0001209191-21-051298.xml"], .match),
    Question(
      "Was it bought at the price of the offering?", "match purchase where price = $17 per share",
      ["xml/0001209191-21-051298.xml"], .match),
    Question(
      "Does a form without rows report a trade?", "match transaction", ["xml/0000899243-22-012864.xml"], .none
    ),
    // Bare XML has no day of filing.
    Question(
      "Was it late, as far as bare XML tells?", "match transaction where filing.days_late >= 1 business day",
      ["xml/0001062993-21-004811.xml"], .possible),
    Question(
      "Does a complete submission tell its day of filing?", "match filing where filing.filed is known",
      ["submission/0001079973-25-000129.txt"], .match),
    Question(
      "Did it come from the feed?", "match filing where filing.source = feed",
      ["feed/0001562180-25-000280.nc"], .match),
    Question(
      "Is a sale proposed?", "match proposed_sale when sum(value) > $0", ["form144/17c06ecc53c4.xml"], .match),
    Question("Is a proposed sale a sale?", "match sale", ["form144/17c06ecc53c4.xml"], .none),
    Question(
      "Is it the first purchase in two years?", silence,
      ["xml/0001494730-13-000004.xml", "xml/0001494730-18-000002.xml"], .match),
    Question(
      "Is it, five weeks after another?", silence,
      ["xml/0001494730-18-000002.xml", "xml/0001494730-18-000005.xml"],
      .none),
    Question("Is it, when nothing before is known?", silence, ["xml/0001494730-18-000002.xml"], .possible),
    Question(
      "Is there a short-swing profit over twenty months?", swing,
      ["xml/0001494730-20-000001.xml", "xml/0000899243-21-044060.xml"], .none),
    // 934,091 + 934,091 + 934,091 shares in three reports of two forms each.
    Question(
      "Did an officer sell 2.8 million shares within a week, in several reports?",
      "match sale by officer group by owner, issuer within 7 days when sum(shares) > 2.8m",
      [
        "xml/0000899243-21-048676.xml", "xml/0000899243-21-048679.xml", "xml/0000899243-21-049309.xml",
        "xml/0000899243-21-049325.xml", "xml/0000899243-21-049477.xml", "xml/0000899243-21-049479.xml",
      ], .match),
    Question(
      "Did two officers buy within a month?", cluster,
      ["xml/0001046179-26-000445.xml", "xml/0001046179-26-000461.xml"], .match),
    Question(
      "Did two officers of different companies?", cluster,
      ["xml/0001046179-26-000445.xml", "xml/0001292814-26-002254.xml"], .none),
    Question(
      "Were more than four million warrants exercised?", "match derivative exercise when sum(shares) > 4m",
      ["xml/0000899243-21-026830.xml"], .match),
    Question(
      "Is the weighted average's range in the footnote?",
      "match sale where footnotes matches \"weighted.average\" when count() > 0",
      ["xml/0001062993-21-004811.xml"],
      .match),
    Question(
      "Was a director granted options at less than $5?",
      "match derivative grant by director where exercise_price < $5 per share",
      ["xml/0001819848-22-000037.xml"], .match),
    // The units' price is told in a footnote alone.
    Question(
      "And where the price is in a footnote?",
      "match derivative grant by director where exercise_price < $5 per share",
      ["xml/0000899243-20-025611.xml"], .possible),
    Question(
      "Did derivatives change hands that expire before 2025?",
      "match derivative transaction where expires < 2025-01-01", ["xml/0000899243-21-026830.xml"], .match),
    Question(
      "Was something given away out of a trust?",
      "match gift where not direct and nature contains \"trust\"", ["xml/0001494730-19-000003.xml"], .match),
    Question(
      "Was the last share of a line sold?", "match sale where owned_after = 0",
      ["xml/0000899243-21-007468.xml"], .match),
    Question(
      "Did the selling go on for more than a day?", "match sale when last(date) - first(date) >= 1 day",
      ["xml/0000899243-22-015949.xml"], .match),
    Question(
      "Were shares bought at prices more than 5 % apart?",
      "match purchase when max(price) > 1.05 * min(price)", ["xml/0001046179-26-000461.xml"], .match),
    Question(
      "Did the form not fit onto a page?", "match transaction when count() > 10",
      ["xml/0000899243-18-025227.xml"], .match),
    // The form has no box for a plan, and its footnote names one.
    Question(
      "Does a footnote name a plan that the box does not?",
      "match sale where footnotes contains \"10b5-1\" and not filing.plan_10b5_1",
      ["xml/0000899243-21-007468.xml"], .possible),
    Question(
      "Was stock worth more than $100 a share withheld?",
      "match withholding when avg(price) > $100 per share",
      ["xml/310a22d254eb.xml"], .match),
    Question(
      "Was there a trade before the period of report?", "match transaction where date < filing.period",
      ["xml/0000899243-23-004992.xml"], .match),
    Question(
      "Does a spouse hold some?",
      "match holding where not direct and nature matches \"^by (spouse|wife|husband)\"",
      ["xml/0001046179-26-000445.xml"], .match),
    Question(
      "Did it cost more than half a million to exercise?",
      "match derivative exercise where exercise_price > $0 when sum(shares * exercise_price) > $500k",
      ["xml/0000899243-21-019441.xml"], .match),
    Question(
      "Did a director sell a tenth of what was left, in one class and at $50 or more?",
      """
      match sale by director where price >= $50 per share
      when sum(shares) / min(owned_after) > 10% and count(distinct security) = 1
      """, ["xml/0000899243-21-044060.xml"], .match),
  ]

  @Test("Each is a rule of a few lines, and the filings answer it", arguments: questions)
  func answers(question: Question) throws {
    let rules = try compiled("rule example { \(question.clauses) }")
    var history = History()
    var verdict: Verdict?
    for name in question.files {
      let data = try Data(contentsOf: corpus.appendingPathComponent(name))
      for filing in try FilingReader.read(Array(data)) {
        verdict = rules.verdict(of: "example", on: filing, history: history)
        history.add(filing)
      }
    }
    #expect(verdict == question.expected, "\(question.clauses)")
    let text = try #require(
      RuleSet.compile([SourceFile(name: "a", text: "rule r { \(question.clauses) }")]).formatted[0].text)
    #expect(text.split(separator: "\n").count <= 8)
  }
}

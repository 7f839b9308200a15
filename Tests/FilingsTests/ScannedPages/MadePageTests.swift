import Filings
import Foundation
import Testing

@testable import Filings

/// Pages that nobody tuned the reader for: made from seeds, in every shape.
@Suite struct MadePageTests {
  private func score(
    _ shape: PageMaker.Shape, _ wear: PageMaker.Wear, seeds: Range<UInt64>, isVaried: Bool = false
  ) -> PageScore {
    var score = PageScore()
    for seed in seeds {
      var maker = PageMaker(seed: seed, shape: shape, wear: wear, isVaried: isVaried)
      let (text, truth) = maker.page()
      score.add(try? read(text), truth, page: "\(shape.rawValue) \(seed)")
    }
    print("\(shape.rawValue): \(score.description.split(separator: "\n").last ?? "")")
    return score
  }

  @Test(arguments: PageMaker.Shape.allCases)
  func `of pages worn as usual hardly anything is read wrong`(shape: PageMaker.Shape) {
    let score = score(shape, .usual, seeds: 7_000..<7_060)
    #expect(score.wrongShare <= 0.002, "\(score.wrong.joined(separator: "\n"))")
    // Empty cells leave no trace in columns that were cut.
    #expect(score.rightShare >= (shape == .cutColumns ? 0.94 : 0.96))
    #expect(score.invented.isEmpty, "\(score.invented)")
  }

  /// Columns that were cut are not told from others where hardly any is: they are left out here.
  @Test(arguments: PageMaker.Shape.allCases.filter { $0 != .cutColumns })
  func `of hardly worn pages nearly everything is read`(shape: PageMaker.Shape) {
    let score = score(shape, .light, seeds: 8_000..<8_020)
    #expect(score.wrongShare <= 0.002, "\(score.wrong.joined(separator: "\n"))")
    #expect(score.rightShare >= 0.97)
  }

  /// Forms 3, 4 and 5 with Table II, holdings, joint filers, amendments and what is specified beside "Other".
  @Test(arguments: PageMaker.Shape.allCases)
  func `of all forms hardly anything is read wrong`(shape: PageMaker.Shape) {
    let score = score(shape, .usual, seeds: 17_000..<17_060, isVaried: true)
    #expect(score.wrongShare <= 0.002, "\(score.wrong.joined(separator: "\n"))")
    #expect(score.rightShare >= (shape == .cutColumns ? 0.9 : 0.94))
    #expect(score.invented.isEmpty, "\(score.invented)")
  }

  @Test(arguments: PageMaker.Shape.allCases)
  func `of worn pages more stays unknown and hardly more is wrong`(shape: PageMaker.Shape) {
    let score = score(shape, .heavy, seeds: 18_000..<18_030, isVaried: true)
    #expect(
      score.wrongShare <= (shape == .cutColumns ? 0.006 : 0.004), "\(score.wrong.joined(separator: "\n"))")
    #expect(score.invented.isEmpty, "\(score.invented)")
  }

  @Test(arguments: PageDamage.allCases)
  func `of damaged pages more stays unknown and hardly anything is wrong`(damage: PageDamage) {
    let (whole, broken) = scores(damage)
    // What stands twice on hardly worn pages is told from what does not, and nothing gets lost.
    let least = damage == .doubledLines ? whole.total.unknown : whole.total.unknown + 1
    #expect(broken.total.unknown >= least)
    #expect(broken.wrongShare <= 0.002, "\(broken.wrong.joined(separator: "\n"))")
    #expect(broken.invented.isEmpty, "\(broken.invented)")
  }

  /// A hundred and fifty pages as they are, and damaged.
  private func scores(_ damage: PageDamage) -> (whole: PageScore, broken: PageScore) {
    var (whole, broken) = (PageScore(), PageScore())
    var random = SeededGenerator(seed: 9)
    for seed in Array(UInt64(9_000)..<9_100) + Array(40_000..<40_050) {
      let shape = [PageMaker.Shape.tabs, .pipes, .spread, .columns][Int(seed % 4)]
      var maker = PageMaker(seed: seed, shape: shape, wear: .light)
      let (text, truth) = maker.page()
      let name = "\(shape.rawValue) \(seed)"
      whole.add(try? read(text), truth, page: name)
      broken.add(try? read(damage.damaged(text, using: &random)), truth, page: name)
    }
    print("\(damage.rawValue): \(broken.description.split(separator: "\n").last ?? "")")
    return (whole, broken)
  }

  @Test func `no page that is cut, shuffled or doubled crashes the reader`() {
    var random = SeededGenerator(seed: 31)
    for seed in 0..<120 {
      let shape = PageMaker.Shape.allCases[seed % PageMaker.Shape.allCases.count]
      var maker = PageMaker(seed: UInt64(seed), shape: shape, wear: .heavy)
      var lines = maker.page().text.split(separator: "\n", omittingEmptySubsequences: false)
      switch seed % 3 {
      case 0: lines.shuffle(using: &random)
      case 1: lines += lines
      default: lines.removeAll { _ in Int.random(in: 0..<4, using: &random) == 0 }
      }
      _ = refusal(of: "FORM 4\nOMB APPROVAL BENEFICIAL OWNERSHIP\n" + lines.joined(separator: "\n"))
    }
  }

  @Test func `of more rows than forms have the first are read, and each of the others is told`() throws {
    var maker = PageMaker(seed: 5, shape: .tabs)
    let text = maker.page().text
    let start = try #require(text.firstRange(of: "Table II")).lowerBound
    let row = { (number: Int) in
      "Common Stock\t06/03/2013\tS\t1\t12,500\tD\t$4.1\t17\t9,0\t\(100 + number)\tD\n"
    }
    let rows = 400
    let page = text[..<start] + "\n" + (0..<rows).map(row).joined() + text[start...]
    let filing = try read(String(page))
    #expect((1...Limits.triedRows).contains(filing.transactions.count))
    let told = filing.unreadable.count { $0.field == "transactions" && $0.reason == "the row is not legible" }
    #expect(told >= rows - Limits.triedRows)
  }
}

/// Forms that were printed by a browser and read back (`print-pages.py`), from the text layer and from a picture.
@Suite struct PrintedPageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Printed")

  private func score(_ suffix: String) throws -> PageScore {
    var score = PageScore()
    for name in ["000", "001", "002"] {
      let truth = try PageTruth.read(Self.folder.appending(path: "\(name).json"))
      let page = Array(try Data(contentsOf: Self.folder.appending(path: "\(name).\(suffix).txt")))
      score.add(try? read(page), truth, page: name)
    }
    print("\(suffix): \(score.description.split(separator: "\n").last ?? "")")
    return score
  }

  @Test func `the text layer of a printed form is read`() throws {
    let score = try score("pdf")
    #expect(score.wrong.isEmpty && score.invented.isEmpty, "\(score.wrong)")
    #expect(score.rightShare >= 0.9, "\(score.unknown)")
  }

  @Test func `of a picture of a printed form nothing is read wrong`() throws {
    let score = try score("ocr")
    #expect(score.wrong.isEmpty && score.invented.isEmpty, "\(score.wrong)")
    #expect(score.rightShare >= 0.75, "\(score.unknown)")
  }
}

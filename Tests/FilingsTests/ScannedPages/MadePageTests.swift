import Filings
import Foundation
import Testing

@testable import Filings

/// Pages that nobody tuned the reader for: made from seeds, in every shape.
@Suite struct MadePageTests {
  private func score(
    _ shape: PageMaker.Shape, _ wear: PageMaker.Wear, seeds: Range<UInt64>,
    damage: (inout [UInt8], inout SeededGenerator) -> Void = { _, _ in }
  ) -> PageScore {
    var score = PageScore()
    var random = SeededGenerator(seed: seeds.lowerBound)
    for seed in seeds {
      var maker = PageMaker(seed: seed, shape: shape, wear: wear)
      let (text, truth) = maker.page()
      var bytes = Array(text.utf8)
      damage(&bytes, &random)
      score.add(try? read(bytes), truth, page: "\(shape.rawValue) \(seed)")
    }
    print("\(shape.rawValue): \(score.description.split(separator: "\n").last ?? "")")
    return score
  }

  @Test(arguments: PageMaker.Shape.allCases)
  func `of pages worn as usual hardly anything is read wrong`(shape: PageMaker.Shape) {
    let score = score(shape, .usual, seeds: 7_000..<7_200)
    #expect(score.wrongShare <= 0.002, "\(score.wrong.joined(separator: "\n"))")
    #expect(score.rightShare >= 0.96)
    #expect(score.invented.isEmpty, "\(score.invented)")
  }

  @Test(arguments: PageMaker.Shape.allCases)
  func `of hardly worn pages nearly everything is read`(shape: PageMaker.Shape) {
    let score = score(shape, .light, seeds: 8_000..<8_060)
    #expect(score.wrongShare <= 0.002, "\(score.wrong.joined(separator: "\n"))")
    #expect(score.rightShare >= 0.97)
  }

  @Test func `of broken pages more stays unknown and hardly more is wrong`() {
    let whole = score(.tabs, .light, seeds: 9_000..<9_080)
    let broken = score(.tabs, .light, seeds: 9_000..<9_080) { bytes, random in
      // Letters, not digits: a digit that becomes another leaves no trace for anybody.
      for _ in 0..<40 {
        let at = Int.random(in: 600..<bytes.count, using: &random)
        if bytes[at] | 0x20 >= UInt8(ascii: "a") { bytes[at] = UInt8(ascii: "#") }
      }
    }
    #expect(broken.rightShare < whole.rightShare)
    #expect(broken.wrongShare <= 0.01, "\(broken.wrong.joined(separator: "\n"))")
  }

  @Test func `no page that is cut, shuffled or doubled crashes the reader`() {
    var random = SeededGenerator(seed: 31)
    for seed in 0..<120 {
      let shape = PageMaker.Shape.allCases[seed % 4]
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

  @Test func `four times the rows take less than six times the time`() throws {
    func time(rows: Int) throws -> Duration {
      var maker = PageMaker(seed: 5, shape: .tabs)
      let row = "Common Stock\t06/03/2013\tS\t1\t12,500\tD\t$4.1\t17\t9,0\t000\tD\n"
      let text = maker.page().text
      let start = try #require(text.firstRange(of: "Table II")).lowerBound
      let page = text[..<start] + "\n" + String(repeating: row, count: rows) + text[start...]
      let bytes = Array(String(page).utf8)
      let clock = ContinuousClock()
      return (0..<3).map { _ in clock.measure { _ = try? read(bytes) } }.min() ?? .zero
    }
    #expect(try time(rows: 800) < time(rows: 200) * 6)
  }
}

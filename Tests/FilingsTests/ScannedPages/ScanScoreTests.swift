import Filings
import Foundation
import Testing

@Suite(.enabled(if: Corpus.isHere, "the scanned pages are not beside the checkout"))
struct ScanScoreTests {
  @Test func `of ninety damaged pages nearly everything legible is read, and hardly anything wrong`() throws {
    var score = PageScore()
    for file in Corpus.files(in: "scans") where file.pathExtension == "txt" {
      let truth = try PageTruth.read(file.deletingPathExtension().appendingPathExtension("json"))
      let filing = try? read(Array(try Data(contentsOf: file)))
      score.add(filing, truth, page: file.lastPathComponent)
    }
    print(score.description)
    print((score.wrong + score.invented).joined(separator: "\n"))
    if ProcessInfo.processInfo.environment["INSIDERD_SHOW_UNKNOWN"] != nil {
      print(score.unknown.joined(separator: "\n"))
    }
    #expect(score.rightShare >= 0.97)
    #expect(score.wrongShare <= 0.002)
    #expect(score.invented.isEmpty)
  }
}

import Filings
import Foundation
import Testing

@testable import Filings

/// Made-up forms in the styles of the filing agents of 1996 to 2003, each with what it says beside it.
private enum TypedPages {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(".truth") }.sorted()
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static func truth(of name: String) throws -> [String: String] {
    let file = folder.appending(path: name).deletingPathExtension().appendingPathExtension("truth")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: " = ", maxSplits: 1)
        return (String(parts[0]), String(parts[1]))
      })
  }
}

@Suite struct TypedPageTests {
  /// How a page was read against what it says.
  private struct Score {
    var right = 0
    var unknown: [String] = []
    var wrong: [String] = []

    init(_ fields: [String: String], _ truth: [String: String]) {
      for path in Set(fields.keys).union(truth.keys).sorted() where truth[path] != "?" || fields[path] != nil
      {
        let row = String(path.prefix { $0 != "." })
        let expected = truth[path] ?? truth[row]
        let found = fields[path]
        if found == expected {
          right += 1
        } else if found == "?" {
          unknown.append("\(path): \(expected ?? "-")")
        } else {
          wrong.append("\(path): \(found ?? "-") for \(expected ?? "-")")
        }
      }
    }
  }

  @Test func `typed forms are read without a mistake, and what is not read is unknown`() throws {
    var (right, unknown) = (0, [String]())
    #expect(TypedPages.names.count >= 12)
    for name in TypedPages.names {
      let bytes = try TypedPages.bytes(name)
      let filing = try #require(try? read(bytes), "\(name): \(refusal(of: bytes)?.description ?? "")")
      #expect(filing.provenance.container == .text)
      let score = Score(FlatFiling(filing).fields, try TypedPages.truth(of: name))
      #expect(score.wrong.isEmpty, "\(name): \(score.wrong.joined(separator: "\n"))")
      right += score.right
      unknown += score.unknown.map { "\(name) \($0)" }
    }
    print("typed forms: \(right) fields right, \(unknown.count) unknown: \(unknown.joined(separator: "\n"))")
    #expect(right > 300 && unknown.count * 20 < right)
  }

  @Test(.enabled(if: Corpus.isHere, "the corpus of real filings is not beside the checkout"))
  func `the real typed form says what it shows`() throws {
    let file = try #require(
      Corpus.files(in: "corpus/submission").first { $0.lastPathComponent == "0001094891-00-000193.txt" })
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<TEXT>")).lowerBound
    let filing = try read(String(text[start...]))
    let row = try #require(filing.transactions.first)
    #expect(filing.period.value == Day("2000-02-29") && filing.exit == .known(false))
    #expect(
      filing.issuer.name.value == "Productivity Technologies Corp." && filing.issuer.ticker.value == "PRAC")
    #expect(
      filing.owners.map(\.name.value) == ["Foster, Alan H."]
        && filing.owners.first?.isDirector == .known(true))
    #expect(row.position.security.value == "Options to Purchase Common Stock")
    #expect(row.date.value == Day("2000-02-07") && row.position.terms?.expires.value == Day("2005-02-07"))
    #expect(row.shares == .known(Decimal(12_000)) && row.timeliness == .known("E"))
    #expect(row.position.terms?.exercisePrice.value?.description == "1.375")
    #expect(row.isAcquired == .unknown(.candidates([true, false])))
    #expect(filing.unreadable.map(\.field) == ["transactions[0].acquired"])
    #expect(filing.signatures.first?.date.value == Day("2000-03-13"))
  }
}

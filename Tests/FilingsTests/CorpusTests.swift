import Filings
import Foundation
import Testing

/// Real filings, public records, that stand beside the checkout on some machines and are no part of the project.
enum Corpus {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared").standardizedFileURL

  static func files(in folder: String) -> [URL] {
    let url = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.sorted().map { url.appending(path: $0) }
  }

  static var isHere: Bool {
    let isHere = !files(in: "corpus/xml").isEmpty
    if !isHere { print("the corpus of real filings is not beside the checkout: its tests are skipped") }
    return isHere
  }
}

@Suite(.enabled(if: Corpus.isHere, "the corpus of real filings is not beside the checkout"))
struct CorpusTests {
  @Test func `every real ownership document is read whole`() throws {
    for file in Corpus.files(in: "corpus/xml") {
      let bytes = Array(try Data(contentsOf: file))
      let filing = try #require(try FilingReader.read(bytes).first, "\(file.lastPathComponent)")
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        filing.transactions.count
          == occurrences(of: "DerivativeTransaction>", "derivativeTransaction>", in: text))
      #expect(filing.holdings.count == occurrences(of: "DerivativeHolding>", "derivativeHolding>", in: text))
      #expect(filing.owners.count == occurrences(of: "/reportingOwner>", in: text))
      #expect(filing.footnotes.count == occurrences(of: "/footnote>", in: text))
      #expect(filing.unreadable.isEmpty, "\(file.lastPathComponent): \(filing.unreadable)")
      #expect(filing.issuer.cik.value != nil && filing.period.value != nil)
      for row in filing.transactions {
        #expect(row.date.value != nil && row.isAcquired.value != nil && row.position.isDirect.value != nil)
        #expect(row.shares.value != nil || row.totalValue.value != nil)
      }
      let form = filing.canonicalForm
      #expect(Filing(canonicalForm: form, provenance: filing.provenance) == filing)
    }
  }

  /// Closing tags, so that each element counts once.
  private func occurrences(of marks: String..., in text: String) -> Int {
    marks.reduce(0) {
      $0
        + text.components(
          separatedBy: $1.hasPrefix("/") ? "<\($1)" : "</\($1.first == "D" ? "non" : "")\($1)"
        ).count - 1
    }
  }

  @Test func `real submissions are read, and the typed one is refused by name`() throws {
    for file in Corpus.files(in: "corpus/submission") {
      let bytes = Array(try Data(contentsOf: file))
      if let error = refusal(of: bytes) {
        #expect(error.problem == "this is a submission with a typed form of before 2003, which is not read")
        #expect(file.lastPathComponent == "0001094891-00-000193.txt")
        continue
      }
      let filing = try read(bytes)
      #expect(filing.provenance.accession.map { "\($0).txt" } == file.lastPathComponent)
      #expect(filing.provenance.filed != nil && filing.provenance.accepted != nil)
    }
  }

  @Test(arguments: [
    ("html", "page")
  ])
  func `real files of other kinds are refused by name`(folder: String, name: String) throws {
    for file in Corpus.files(in: "corpus/\(folder)") {
      let error = try #require(refusal(of: Array(try Data(contentsOf: file))), "\(file.lastPathComponent)")
      #expect(error.problem.contains(name), "\(file.lastPathComponent): \(error)")
      #expect(!error.isTruncation)
    }
  }
}

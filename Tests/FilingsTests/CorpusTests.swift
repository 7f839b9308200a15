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

  @Test(arguments: ["feed", "header", "form144"])
  func `real files of other kinds are read`(folder: String) throws {
    for file in Corpus.files(in: "corpus/\(folder)") {
      let filing = try read(Array(try Data(contentsOf: file)))
      #expect(filing.issuer.cik.value != nil && filing.owners.allSatisfy { $0.cik.value != nil })
      #expect(folder == "form144" || filing.provenance.filed != nil)
    }
  }

  @Test(arguments: [
    ("14055f8b17b1.html", "4 2023-08-05 Apple Inc. 0000320193 AAPL O'BRIEN DEIRDRE 0001767094 4 0 6"),
    ("4a22554373b4.html", "4 2023-01-24 EVANS BANCORP INC 0000842518 EVBN SULLIVAN NORA B 0001057067 1 0 1"),
    ("2034c7ccd4a3.html", "3 2020-09-15 Snowflake Inc. 0001640147 SNOW GARRETT MARK 0001246215 0 6 9"),
  ])
  func `real rendered pages are read whole`(name: String, facts: String) throws {
    let file = try #require(Corpus.files(in: "corpus/html").first { $0.lastPathComponent == name })
    let filing = try read(Array(try Data(contentsOf: file)))
    let words = [
      filing.form.rawValue, filing.period.value?.description, filing.issuer.name.value,
      filing.issuer.cik.value,
      filing.issuer.ticker.value, filing.owners.first?.name.value, filing.owners.first?.cik.value,
      "\(filing.transactions.count)", "\(filing.holdings.count)", "\(filing.footnotes.count)",
    ]
    #expect(words.map { $0 ?? "-" }.joined(separator: " ") == facts)
    #expect(filing.unreadable.isEmpty && filing.signatures.count == 1 && !filing.isAmendment)
    #expect(filing.provenance.container == .html)
  }
}

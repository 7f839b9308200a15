/// The documents of one submission, in the SGML that all of EDGAR's containers share: a header, and then for each
/// document `<DOCUMENT>`, a few tags, and its text.
struct SubmissionDocuments {
  static let envelope: StaticString = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----"

  private let bytes: [UInt8]
  private let container: ContainerKind
  private let header: SubmissionHeader
  /// Where the header ends and the documents begin.
  private let headerEnd: Int

  /// Throws when the file ends without its closing mark.
  init(_ bytes: [UInt8], container: ContainerKind, end: StaticString) throws(FilingError) {
    guard bytes.firstOffset(of: end, from: max(0, bytes.count - Self.longestTrailer)) != nil else {
      throw FilingError(
        "the submission ends without `\(end)`", at: FilingError.Place(of: bytes.count, in: bytes),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    self.bytes = bytes
    self.container = container
    headerEnd = bytes.firstOffset(of: "<DOCUMENT>") ?? bytes.count
    header = SubmissionHeader(bytes, before: headerEnd)
  }

  /// What may stand behind the closing mark: blank lines, and the signature of a mail that brought the file.
  private static let longestTrailer = 4_096

  /// One for each ownership document among the submission's documents; without any document, what the header says.
  func filings() throws(FilingError) -> [Filing] {
    if headerEnd == bytes.count, header.form != nil { return [try header.filing()] }
    var filings: [Filing] = []
    var pages: [Range<Int>] = []
    var at = headerEnd
    while let document = bytes.firstOffset(of: "<DOCUMENT>", from: at) {
      at = document &+ 10
      guard isForm(documentAt: at), let text = text(ofDocumentAt: at) else { continue }
      if let xml = try xml(in: text) {
        filings.append(try read(xml, XMLDocument.read))
      } else {
        pages.append(text)
      }
      at = text.upperBound
    }
    // A submission of 2003 may show on a second page what its XML says.
    if filings.isEmpty { filings = pages.compactMap(readPage) }
    guard !filings.isEmpty else { throw noDocument }
    return filings
  }

  // MARK: Documents

  /// `<TYPE>4/A`: exhibits are passed over.
  private func isForm(documentAt start: Int) -> Bool {
    let next = bytes.firstOffset(of: "<DOCUMENT>", from: start, before: start &+ 1_024) ?? start &+ 1_024
    guard let tag = bytes.firstOffset(of: "<TYPE>", from: start, before: next) else { return false }
    let value = bytes[(tag &+ 6)...].prefix { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "<") }
    let type = String(decoding: value, as: UTF8.self).filter { $0 != " " }
    return Form(rawValue: type.hasSuffix("/A") ? String(type.dropLast(2)) : type) != nil
  }

  /// What stands between `<TEXT>` and `</TEXT>`, or the next document.
  private func text(ofDocumentAt start: Int) -> Range<Int>? {
    let next = bytes.firstOffset(of: "<DOCUMENT>", from: start) ?? bytes.count
    guard let text = bytes.firstOffset(of: "<TEXT>", from: start, before: next) else { return nil }
    let end = bytes.firstOffset(of: "</TEXT>", from: text, before: next) ?? next
    return (text &+ 6)..<max(end, text &+ 6)
  }

  /// What stands between `<XML>` and `</XML>`, or a document in XML without these; `nil` where the document's text
  /// begins with neither.
  private func xml(in text: Range<Int>) throws(FilingError) -> Range<Int>? {
    var open = text.lowerBound
    while open < text.upperBound, XMLCursor.isBlank(bytes[open]) { open &+= 1 }
    for mark in ["<?xml", "<ownershipDocument", "<edgarSubmission"] as [StaticString]
    where bytes.begins(with: mark, at: open) {
      return open..<text.upperBound
    }
    guard bytes.begins(with: "<XML>", at: open) else { return nil }
    guard let close = bytes.firstOffset(of: "</XML>", from: open, before: text.upperBound) else {
      throw FilingError("a document's `<XML>` is not closed", at: FilingError.Place(of: open, in: bytes))
    }
    return (open &+ 5)..<close
  }

  /// Reads a part of the file as a document, and gives what comes of it the header's word.
  private func read(
    _ range: Range<Int>, _ reader: ([UInt8]) throws(FilingError) -> Filing
  ) throws(FilingError) -> Filing {
    var filing = try XMLDocument.read(range, of: bytes, by: reader)
    filing.provenance = header.provenance(container)
    filing.doubts += header.doubts
    return filing
  }

  /// A form that was typed: what the header says of form, parties and period stands beside what the page shows. Of a page
  /// that nobody can make out the header is left, and a row of which nothing is known.
  private func readPage(_ range: Range<Int>) -> Filing? {
    // A filing agent may have given its page EDGAR's title, and not EDGAR's classes.
    let opening = Opening(of: Array(bytes[range]))
    let isRendered = opening.isRendered && opening.mentions("FormData")
    do throws(FilingError) {
      var filing = try read(range) { [form = header.form] bytes throws(FilingError) in
        isRendered
          ? try RenderedPageReader.read(bytes) : try TypedPageReader.read(bytes, form: form, isWhole: true)
      }
      header.complete(&filing)
      return filing
    } catch {
      guard var filing = try? header.filing() else { return nil }
      filing.provenance.container = container
      if filing.form == .form144 {
        filing.notice = SaleNotice()
        filing.notice?.proposedSales = [.unknown]
      } else {
        filing.transactions = [.unknown(Position(row: 1, isDerivative: false))]
      }
      let field = filing.form == .form144 ? "proposed_sales" : "transactions"
      filing.unreadable = [Unreadable(field: field, shown: "", reason: error.problem)]
      return filing
    }
  }

  private var noDocument: FilingError {
    FilingError(
      "the submission, of type `\((header.type ?? "").prefix(40))`, holds no insider filing",
      help: "Forms 3, 4, 5 and 144 are read")
  }
}

extension Container {
  /// The complete submission text, `ACCESSION.txt`: a header, then the documents, with a PEM envelope around both until
  /// about 2001.
  static let submission = Container(recognises: {
    $0.begins(with: "<SEC-DOCUMENT>") || $0.begins(with: "<IMS-DOCUMENT>")
      || $0.begins(with: SubmissionText.envelope)
  }) { opening throws(FilingError) in
    try SubmissionText(opening.bytes).filings()
  }
}

/// The SGML around the documents of one submission. Labels and tags are EDGAR's; values end with their line.
struct SubmissionText {
  static let envelope: StaticString = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----"

  private let bytes: [UInt8]
  /// Where the header ends and the documents begin.
  private let headerEnd: Int

  init(_ bytes: [UInt8]) throws(FilingError) {
    self.bytes = bytes
    let isEnveloped = bytes.firstOffset(of: SubmissionText.envelope, before: 256) != nil
    let isOld = bytes.firstOffset(of: "<IMS-DOCUMENT>", before: 4_096) != nil
    let end: StaticString =
      isEnveloped ? "-----END PRIVACY-ENHANCED MESSAGE-----" : isOld ? "</IMS-DOCUMENT>" : "</SEC-DOCUMENT>"
    guard bytes.firstOffset(of: end, from: max(0, bytes.count - SubmissionText.longestTrailer)) != nil else {
      throw FilingError(
        "the submission ends without `\(end)`", at: FilingError.Place(of: bytes.count, in: bytes),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    headerEnd = bytes.firstOffset(of: "<DOCUMENT>") ?? bytes.count
  }

  /// What may stand behind the closing mark: blank lines, and the signature of a mail that brought the file.
  private static let longestTrailer = 4_096

  /// One for each ownership document among the submission's documents.
  func filings() throws(FilingError) -> [Filing] {
    let provenance = provenance
    var filings: [Filing] = []
    var at = headerEnd
    while let document = bytes.firstOffset(of: "<DOCUMENT>", from: at) {
      at = document &+ 10
      guard isForm(documentAt: at), let range = try xml(ofDocumentAt: at) else { continue }
      var filing = try readDocument(range)
      filing.provenance = provenance
      filings.append(filing)
      at = range.upperBound
    }
    guard !filings.isEmpty else { throw noDocument }
    return filings
  }

  // MARK: Documents

  /// `<TYPE>4/A`: exhibits are passed over.
  private func isForm(documentAt start: Int) -> Bool {
    guard let type = value(of: "<TYPE>", from: start, before: min(bytes.count, start &+ 1_024)) else {
      return false
    }
    return Form(rawValue: type.hasSuffix("/A") ? String(type.dropLast(2)) : type) != nil
  }

  /// What stands between `<XML>` and `</XML>`; `nil` where the document's text does not begin with that.
  private func xml(ofDocumentAt start: Int) throws(FilingError) -> Range<Int>? {
    let next = bytes.firstOffset(of: "<DOCUMENT>", from: start) ?? bytes.count
    guard let text = bytes.firstOffset(of: "<TEXT>", from: start, before: next) else { return nil }
    var open = text &+ 6
    while open < next, XMLCursor.isBlank(bytes[open]) { open &+= 1 }
    guard bytes.begins(with: "<XML>", at: open) else { return nil }
    guard let close = bytes.firstOffset(of: "</XML>", from: open, before: next) else {
      throw FilingError("a document's `<XML>` is not closed", at: FilingError.Place(of: open, in: bytes))
    }
    return (open &+ 5)..<close
  }

  /// Places in errors are those of the whole file.
  private func readDocument(_ range: Range<Int>) throws(FilingError) -> Filing {
    do {
      return try XMLDocument.read(Array(bytes[range]))
    } catch {
      var error = error
      // The file itself is whole, so the document is broken and not on its way.
      error.isTruncation = false
      error.place = error.place.map { FilingError.Place(of: range.lowerBound &+ $0.byte, in: bytes) }
      throw error
    }
  }

  private var noDocument: FilingError {
    let type = value(of: "CONFORMED SUBMISSION TYPE:", from: 0, before: headerEnd) ?? ""
    if bytes.firstOffset(of: "BENEFICIAL OWNERSHIP", from: headerEnd) != nil {
      return FilingError(
        "this is a submission with a typed form of before 2003, which is not read",
        help: "submissions with the form in XML are")
    }
    return FilingError(
      "the submission, of type `\(type.prefix(40))`, holds no ownership document in XML",
      help: "Forms 3, 4 and 5 are read")
  }

  // MARK: Header

  private var provenance: Provenance {
    var provenance = Provenance(container: .submission)
    provenance.accession =
      (header("ACCESSION NUMBER:") ?? header("<SEC-DOCUMENT>").map { String($0.prefix(20)) })
      .flatMap { AccessionNumber($0) }
    provenance.filed = header("FILED AS OF DATE:").flatMap { Day(compact: $0.utf8.span) }
    provenance.accepted = header("<ACCEPTANCE-DATETIME>").flatMap { WallClock(stamp: $0.utf8.span) }
    return provenance
  }

  private func header(_ label: StaticString) -> String? {
    value(of: label, from: 0, before: headerEnd)
  }

  /// The rest of the line behind `label`, without the blanks at its ends; `nil` when nothing is left of it.
  private func value(of label: StaticString, from start: Int, before end: Int) -> String? {
    guard let found = bytes.firstOffset(of: label, from: start, before: end) else { return nil }
    let rest = bytes[(found &+ label.utf8CodeUnitCount)..<end].prefix { $0 != 0x0A && $0 != 0x0D }
    let value = rest.drop(while: XMLCursor.isBlank)
    let length = (value.lastIndex { !XMLCursor.isBlank($0) }).map { $0 + 1 } ?? value.startIndex
    return length > value.startIndex ? String(decoding: value[..<length], as: UTF8.self) : nil
  }
}

// MARK: - EDGAR's stamps

extension Day {
  /// `YYYYMMDD`, as headers have it.
  init?(compact text: Span<UInt8>) {
    guard text.count == 8, let number = Int(digits: text) else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}

extension WallClock {
  /// `YYYYMMDDHHMMSS`.
  init?(stamp text: Span<UInt8>) {
    guard text.count == 14, let day = Day(compact: text.extracting(0..<8)),
      let time = Int(digits: text.extracting(8..<14))
    else { return nil }
    self.init(day: day, hour: time / 10_000, minute: time / 100 % 100, second: time % 100)
  }
}

extension Int {
  /// At most 18 decimal digits, and nothing else.
  init?(digits text: Span<UInt8>) {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value = 0
    for index in text.indices {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    self = value
  }
}

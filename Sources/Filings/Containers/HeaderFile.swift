extension Container {
  /// `ACCESSION.hdr.sgml`: what EDGAR says of a submission, without its documents.
  static let header = Container(recognises: {
    $0.begins(with: "<SEC-HEADER>") || $0.begins(with: "<IMS-HEADER>")
  }) { opening throws(FilingError) in
    [try SubmissionHeader.filing(from: opening.bytes)]
  }
}

extension SubmissionHeader {
  /// Reads a header that stands by itself.
  static func filing(from bytes: [UInt8]) throws(FilingError) -> Filing {
    guard let end = bytes.firstOffset(of: "</SEC-HEADER>") ?? bytes.firstOffset(of: "</IMS-HEADER>") else {
      throw FilingError(
        "the header ends without `</SEC-HEADER>`", at: FilingError.Place(of: bytes.count, in: bytes),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    return try SubmissionHeader(bytes, before: end).filing()
  }

  /// The filing as far as a header tells of it: who, of whom, when, and no row. That is not a filing without rows, and
  /// it says so.
  func filing() throws(FilingError) -> Filing {
    guard let (form, isAmendment) = form else {
      throw FilingError(
        "the header is of a submission of type `\((type ?? "").prefix(40))`, which is no insider filing",
        help: "Forms 3, 4, 5 and 144 are read")
    }
    var filing = Filing(provenance: provenance(.header), form: form, issuer: Issuer())
    filing.isAmendment = isAmendment
    complete(&filing)
    filing.unreadable = [
      Unreadable(field: "transactions", shown: "", reason: "a header comes without its document")
    ]
    filing.doubts = doubts
    return filing
  }
}

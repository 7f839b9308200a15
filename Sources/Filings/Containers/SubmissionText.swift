extension Container {
  /// The complete submission text, `ACCESSION.txt`: a header, then the documents, with a PEM envelope around both until
  /// about 2001.
  static let submission = Container(recognises: {
    $0.begins(with: "<SEC-DOCUMENT>") || $0.begins(with: "<IMS-DOCUMENT>")
      || $0.begins(with: SubmissionDocuments.envelope)
  }) { opening throws(FilingError) in
    let bytes = opening.bytes
    let isEnveloped = bytes.firstOffset(of: SubmissionDocuments.envelope, before: 256) != nil
    let isOld = bytes.firstOffset(of: "<IMS-DOCUMENT>", before: 4_096) != nil
    let end: StaticString =
      isEnveloped ? "-----END PRIVACY-ENHANCED MESSAGE-----" : isOld ? "</IMS-DOCUMENT>" : "</SEC-DOCUMENT>"
    return try SubmissionDocuments(bytes, container: .submission, end: end).filings()
  }
}

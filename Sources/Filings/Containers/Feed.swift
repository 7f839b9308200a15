extension Container {
  /// The public dissemination service's feed, `ACCESSION.nc`, also with its line ends taken away.
  static let feed = Container(recognises: { $0.begins(with: "<SUBMISSION>") }) {
    opening throws(FilingError) in
    try SubmissionDocuments(opening.bytes, container: .feed, end: "</SUBMISSION>").filings()
  }
}

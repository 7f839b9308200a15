extension Container {
  /// The public dissemination service's feed, `ACCESSION.nc`.
  static let feed = Container(
    refused: "a submission of the EDGAR feed (`.nc`)", help: "drop the complete submission text or its XML"
  ) { $0.begins(with: "<SUBMISSION>") }
}

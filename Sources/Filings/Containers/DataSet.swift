extension Container {
  /// The SEC's quarterly Insider Transactions Data Sets.
  static let dataSet = Container(
    refused: "a table of the SEC's insider transactions data sets", help: "drop the filings themselves"
  ) { $0.begins(with: "ACCESSION_NUMBER\t") }
}

extension Container {
  /// The SEC's quarterly Insider Transactions Data Sets.
  static let dataSet = Container(
    refused: "a table of the SEC's insider transactions data sets",
    help: "`insiderd import` takes data sets as history"
  ) { $0.begins(with: "ACCESSION_NUMBER\t") }
}

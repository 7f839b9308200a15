extension Container {
  /// `ACCESSION.hdr.sgml`.
  static let header = Container(
    refused: "the header of a submission without its documents",
    help: "drop the complete submission text or its XML"
  ) { $0.begins(with: "<SEC-HEADER>") }
}

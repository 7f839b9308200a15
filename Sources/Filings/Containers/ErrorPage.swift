extension Container {
  /// What sec.gov sends in place of a document: such bodies are saved under the document's name.
  static let errorPage = Container(
    refused: "an error page of sec.gov and no filing", help: "fetch the document again"
  ) {
    $0.mentions("<Error><Code>", within: 512)
      || ($0.isPage
        && ($0.mentions("Undeclared Automated Tool") || $0.mentions("Request Rate Threshold Exceeded")))
  }
}

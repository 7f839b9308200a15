extension Container {
  /// What sec.gov sends in place of a document: such bodies are saved under the document's name. Those in XML are told
  /// by their root element, `Error`, once it is read.
  static let errorPage = Container(recognises: {
    $0.isPage && ($0.mentions("Undeclared Automated Tool") || $0.mentions("Request Rate Threshold Exceeded"))
  }) { _ throws(FilingError) in throw errorPageRefusal }

  /// The sentence for a page of either kind.
  static let errorPageRefusal = FilingError(
    "this is an error page of sec.gov and no filing, which is not read", help: "fetch the document again")
}

extension Container {
  /// What sec.gov sends in place of a document: such bodies are saved under the document's name. Those in XML are told
  /// by their root element, `Error`, once it is read.
  static let errorPage = Container(recognises: {
    $0.isPage && Opening.errorMarks.contains(where: $0.says)
  }) { _ throws(FilingError) in throw errorPageRefusal }

  /// The sentence for a page of either kind.
  static let errorPageRefusal = FilingError(
    "this is an error page of sec.gov and no filing, which is not read", help: "fetch the document again")
}

extension Opening {
  /// What stands on the pages that sec.gov, and the servers in front of it, send in place of a document.
  fileprivate static var errorMarks: [StaticString] {
    [
      "Undeclared Automated Tool", "Request Rate Threshold Exceeded", "<TITLE>Access Denied</TITLE>",
      "File Not Found Error Alert", "<title>403 Forbidden", "<title>404 Not Found",
      "<title>SEC.gov | Page not found",
      "<title>502 Bad Gateway", "<title>503 Service", "<title>504 Gateway", "SEC.gov | Site Maintenance",
      "This page is temporarily unavailable",
    ]
  }

  fileprivate func says(_ mark: StaticString) -> Bool { mentions(mark) }
}

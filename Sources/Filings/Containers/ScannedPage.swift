extension Container {
  /// The text that was recognised from the picture of a printed form: its first line is the form's
  /// name, in Markdown as a heading, and the box of
  /// the Office of Management and Budget is on it, which typed forms lack.
  static let scannedPage = Container(recognises: {
    ($0.begins(with: "FORM ") || $0.begins(with: "# FORM ") || $0.begins(with: "**FORM "))
      && $0.mentions("BENEFICIAL OWNERSHIP") && $0.mentions("OMB ")
  }) { opening throws(FilingError) in
    [try ScannedPageReader.read(opening.bytes)]
  }
}

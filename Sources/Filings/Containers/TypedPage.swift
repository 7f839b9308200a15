extension Container {
  /// Filings on paper forms, typed, of before the middle of 2003.
  static let typedPage = Container(recognises: { $0.isTyped }) { opening throws(FilingError) in
    [try TypedPageReader.read(opening.bytes)]
  }
}

extension Opening {
  /// A text, or a document's text in EDGAR's tags, that is about beneficial ownership.
  var isTyped: Bool {
    let isText =
      !begins(with: "<")
      || (["<DOCUMENT>", "<TYPE>", "<TEXT>", "<PAGE>", "<TABLE>", "<CAPTION>"] as [StaticString])
        .contains(where: begins)
    return isText && isAboutOwnership
  }

  /// The name of the form may be broken over lines; its first caption need not be.
  var isAboutOwnership: Bool {
    let marks: [StaticString] = [
      "BENEFICIAL OWNERSHIP", "Beneficial Ownership", "beneficial ownership",
      "Name and Address of Reporting", "NAME AND ADDRESS OF REPORTING",
    ]
    return marks.contains { mentions($0) }
  }
}

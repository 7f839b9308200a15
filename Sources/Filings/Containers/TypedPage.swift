extension Container {
  /// Filings on paper forms, typed, of before the middle of 2003.
  static let typedPage = Container(
    refused: "a typed form of before 2003 or a page that cannot be told from one",
    help: "such pages are not read"
  ) { $0.mentions("BENEFICIAL OWNERSHIP") }
}

/// What people drop by accident and what is not read yet: each recognised, so that the refusal can name it.
extension Container {
  /// A file without content, or with zeros only: a copy that has reserved its room and not yet written.
  static let empty = Container(recognises: { $0.isBlank || $0.bytes[$0.start...].allSatisfy { $0 == 0 } }) {
    opening throws(FilingError) in
    throw FilingError(
      opening.isBlank ? "the file is empty" : "the file holds nothing but zeros",
      help: "it may still be on its way", isTruncation: true)
  }

  static let gzip = Container(refused: "a gzip archive", help: "unpack it and drop what is in it") {
    $0.bytes.starts(with: [0x1F, 0x8B])
  }

  static let zip = Container(refused: "a zip archive", help: "unpack it and drop what is in it") {
    $0.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || $0.bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  static let tar = Container(refused: "a tar archive", help: "unpack it and drop what is in it") {
    $0.bytes.begins(with: "ustar", at: 257)
  }

  static let pdf = Container(refused: "a PDF document", help: "drop its recognised text") {
    $0.begins(with: "%PDF-")
  }

  /// With a byte order mark, or `<` and a zero in either order.
  static let utf16 = Container(refused: "text in UTF-16", help: "save it as UTF-8") { opening in
    [[0xFE, 0xFF], [0xFF, 0xFE], [0x3C, 0x00], [0x00, 0x3C]].contains { opening.bytes.starts(with: $0) }
  }

  /// PDS feed, `ACCESSION.nc`.
  static let feed = Container(
    refused: "a submission of the EDGAR feed (`.nc`)", help: "drop the complete submission text or its XML"
  ) { $0.begins(with: "<SUBMISSION>") }

  /// `ACCESSION.hdr.sgml` and the index pages around it.
  static let header = Container(
    refused: "the header of a submission without its documents",
    help: "drop the complete submission text or its XML"
  ) { $0.begins(with: "<SEC-HEADER>") }

  /// What sec.gov sends in place of a document: such bodies are saved under the document's name.
  static let errorPage = Container(
    refused: "an error page of sec.gov and no filing", help: "fetch the document again"
  ) {
    $0.mentions("<Error><Code>", within: 512)
      || (isPage($0)
        && ($0.mentions("Undeclared Automated Tool") || $0.mentions("Request Rate Threshold Exceeded")))
  }

  /// The page that EDGAR shows, `…/xslF345X05/form4.xml`: HTML under a name that ends in `.xml`.
  static let renderedPage = Container(
    refused: "a page as EDGAR shows it (HTML), not the filing itself",
    help: "drop the XML, which has the same address without the `xslF345X…` part"
  ) { isPage($0) }

  private static func isPage(_ opening: Opening) -> Bool {
    opening.beginsIgnoringCase(with: "<!doctype html") || opening.beginsIgnoringCase(with: "<html")
  }

  /// The SEC's quarterly Insider Transactions Data Sets.
  static let dataSet = Container(
    refused: "a table of the SEC's insider transactions data sets", help: "drop the filings themselves"
  ) { $0.begins(with: "ACCESSION_NUMBER\t") }

  /// Filings on paper forms, typed, of before the middle of 2003.
  static let typedPage = Container(
    refused: "a typed form of before 2003 or a page that cannot be told from one",
    help: "such pages are not read"
  ) { $0.mentions("BENEFICIAL OWNERSHIP") }
}

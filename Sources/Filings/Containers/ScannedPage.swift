extension Container {
  /// The text that was recognised from the picture of a printed form.
  static let scannedPage = Container(recognises: { $0.isScanned }) { opening throws(FilingError) in
    [try ScannedPageReader.read(opening.bytes)]
  }
}

extension Opening {
  /// The first line is the form's name, in Markdown as a heading or in a table, and the box of the Office of Management
  /// and Budget is on the page, which typed forms lack; or there is a caption that came with the forms on EDGAR's own
  /// site. Every mark may be misread, so that none but these is needed.
  fileprivate var isScanned: Bool {
    isScannedPlainly || (begins(with: "FORM") && withPlainBlanks.isScannedPlainly)
  }

  /// As far as captions reach, with blanks of other widths as blanks.
  private var withPlainBlanks: Opening {
    let head = String(decoding: bytes[start...].prefix(1 << 14), as: UTF8.self)
    let plain = String(String.UnicodeScalarView(head.unicodeScalars.map(PageMarkup.ascii)))
    return Opening(of: Array(plain.utf8))
  }

  private var isScannedPlainly: Bool {
    let isAboutOwners = isAboutOwnership || mentions("Reporting Person") || mentions("Beneficially Owned")
    guard !begins(with: "<"), isAboutOwners else { return false }
    return (isNamed && (mentions("OMB ") || mentions("<u>"))) || mentions("Date of Earliest Transaction")
      || mentions("DATE OF EARLIEST TRANSACTION")
  }

  private var isNamed: Bool {
    let marks = "#*|_ \t".utf8
    return bytes.begins(with: "FORM ", at: bytes[start...].drop { marks.contains($0) }.startIndex)
  }
}

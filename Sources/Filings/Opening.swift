/// A file and where its content begins, behind a byte order mark and blanks: what containers are recognised by.
struct Opening: Sendable {
  let bytes: [UInt8]
  /// The first byte that is neither blank nor part of a byte order mark.
  let start: Int

  init(of bytes: [UInt8]) {
    self.bytes = bytes
    var start = bytes.begins(with: "\u{FEFF}") ? 3 : 0
    while start < bytes.count, XMLCursor.isBlank(bytes[start]) { start &+= 1 }
    self.start = start
  }

  var isBlank: Bool { start == bytes.count }

  func begins(with mark: StaticString) -> Bool {
    bytes.begins(with: mark, at: start)
  }

  /// In either case; `mark` is in lower case.
  func beginsIgnoringCase(with mark: StaticString) -> Bool {
    let end = start &+ mark.utf8CodeUnitCount
    return end <= bytes.count && bytes.span.extracting(start..<end).spells(mark)
  }

  /// A page of HTML, or as much of its first words as has arrived.
  var isPage: Bool {
    beginsIgnoringCase(with: "<!doctype html") || beginsIgnoringCase(with: "<html")
      || isBeginningOfDoctype
  }

  private var isBeginningOfDoctype: Bool {
    let rest = bytes[start...].prefix(14).map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    return rest.count > 2 && "<!doctype html".utf8.starts(with: rest)
  }

  /// Whether `mark` stands among the first bytes, as far as titles and captions of a page reach.
  func mentions(_ mark: StaticString, within count: Int = 16_384) -> Bool {
    bytes.firstOffset(of: mark, from: start, before: start &+ count) != nil
  }

  // MARK: Nothing known

  /// The sentence for a file that no container recognises.
  var unrecognised: FilingError {
    let isBeginningOfPage = begins(with: "FORM ") && bytes.count < Opening.pageHead
    if isBeginningOfPage || Opening.marks.contains(where: isCutOff) {
      return FilingError(
        "the file ends before it shows what it is", help: "the file is cut off or still being written",
        isTruncation: true)
    }
    return FilingError(
      "this is no filing that is known",
      help: "Forms 3, 4, 5 and 144 are read as XML, submission text, feed or page, and in archives of them")
  }

  /// The file is the beginning of `mark` and no more.
  private func isCutOff(_ mark: String) -> Bool {
    mark.utf8.count > bytes.count &- start && mark.utf8.starts(with: bytes[start...])
  }

  /// A page has shown by then what it is.
  private static let pageHead = 1_024
  private static let marks = [
    "<?xml", "<ownershipDocument", "<edgarSubmission", "<SEC-DOCUMENT>", "<IMS-DOCUMENT>", "<SUBMISSION>",
    "<SEC-HEADER>", "<IMS-HEADER>", "<!DOCTYPE html",
    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----", "FORM ",
  ]
}

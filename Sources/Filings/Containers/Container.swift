/// One way in which a filing reaches a disk: how it is recognised, and how it is read.
struct Container: Sendable {
  /// Told by content alone.
  let recognises: @Sendable (Opening) -> Bool
  let read: @Sendable (Opening) throws(FilingError) -> [Filing]
  /// Opens an archive; `nil` for a container that holds one file's filings.
  let open: (@Sendable (ByteSource, Allowance) throws(FilingError) -> any Archive)?

  init(
    recognises: @escaping @Sendable (Opening) -> Bool,
    read: @escaping @Sendable (Opening) throws(FilingError) -> [Filing]
  ) {
    self.recognises = recognises
    self.read = read
    open = nil
  }

  /// A container that is recognised and not read: `what` names it in the refusal, `help` says what to drop in its place.
  init(refused what: String, help: String, recognises: @escaping @Sendable (Opening) -> Bool) {
    self.init(recognises: recognises) { _ throws(FilingError) in
      throw FilingError("this is \(what), which is not read", help: help)
    }
  }

  /// A file with files in it. It is walked through member by member, and read as a whole only where it is small.
  init(
    archive recognises: @escaping @Sendable (Opening) -> Bool,
    open: @escaping @Sendable (ByteSource, Allowance) throws(FilingError) -> any Archive
  ) {
    self.recognises = recognises
    self.open = open
    read = { opening throws(FilingError) in try FilingWalk.filings(in: opening.bytes) }
  }

  /// Every container, in the order in which they are tried: the surest marks first. Documents that are declared to be XML
  /// are told before all of them.
  static let inOrder: [Container] = [
    .empty, .gzip, .zip, .tar, .pdf, .utf16,
    .submission, .feed, .taggedXML, .header,
    .errorPage, .headerPage, .indexPage, .renderedPage, .dataSet,
    .scannedPage, .typedPage, .xml,
  ]

  /// Those that hold other files.
  static let archives = inOrder.filter { $0.open != nil }
}

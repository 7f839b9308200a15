/// One way in which a filing reaches a disk: how it is recognised, and how it is read.
struct Container: Sendable {
  /// Told by content alone.
  let recognises: @Sendable (Opening) -> Bool
  let read: @Sendable (Opening) throws(FilingError) -> [Filing]

  init(
    recognises: @escaping @Sendable (Opening) -> Bool,
    read: @escaping @Sendable (Opening) throws(FilingError) -> [Filing]
  ) {
    self.recognises = recognises
    self.read = read
  }

  /// A container that is recognised and not read: `what` names it in the refusal, `help` says what to drop in its place.
  init(refused what: String, help: String, recognises: @escaping @Sendable (Opening) -> Bool) {
    self.init(recognises: recognises) { _ throws(FilingError) in
      throw FilingError("this is \(what), which is not read", help: help)
    }
  }

  /// Every container, in the order in which they are tried: the surest marks first.
  static let inOrder: [Container] = [
    .empty, .gzip, .zip, .tar, .pdf, .utf16,
    .submission, .feed, .header,
    .errorPage, .renderedPage, .dataSet,
    .scannedPage, .typedPage, .xml,
  ]
}

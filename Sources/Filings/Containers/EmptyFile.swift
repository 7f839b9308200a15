extension Container {
  /// A file without content, or with zeros only: a copy that has reserved its room and not yet written.
  static let empty = Container(recognises: { $0.isBlank || $0.bytes[$0.start...].allSatisfy { $0 == 0 } }) {
    opening throws(FilingError) in
    throw FilingError(
      opening.isBlank ? "the file is empty" : "the file holds nothing but zeros",
      help: "it may still be on its way", isTruncation: true)
  }
}

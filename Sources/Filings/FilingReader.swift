/// From bytes to filings: the one entry to everything that reads.
package enum FilingReader {
  /// The filings in a file, in its order; several where the file holds several.
  ///
  /// What the file is, its content alone tells; its name is never asked. Throws one sentence when the file is nothing
  /// that can be read, with `isTruncation` set when it ends before the filing does.
  package static func read(_ bytes: consuming [UInt8]) throws(FilingError) -> [Filing] {
    guard bytes.count <= Limits.filingBytes else {
      throw FilingError(
        "the file has \(bytes.count) bytes, more than the \(Limits.filingBytes) that are read")
    }
    // Nearly every file is such a document, so it is asked for before all others, and given away rather than lent.
    if Opening(of: copy bytes).isDeclaredXML { return [try XMLDocument.read(consume bytes)] }
    let opening = Opening(of: bytes)
    guard let container = Container.inOrder.first(where: { $0.recognises(opening) }) else {
      throw opening.unrecognised
    }
    return try container.read(opening)
  }
}

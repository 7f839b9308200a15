/// The canonical form of a filing: every fact of the document and nothing of its container, so that the same filing as
/// bare XML, inside of its submission text or indented otherwise has the same bytes. It is hashed to know a filing
/// again, and kept in the ledger.
///
/// One byte for the version of the encoding, the fields in a fixed order, eight bytes of checksum. A text is its length
/// and its UTF-8; a number is its mantissa without trailing zeros and its scale, so that `10000.0000` and `10000` are
/// the same; what a field says of itself (known, absent, unknown) is a byte before it. No field is left out, so no two
/// filings share a form.
extension Filing {
  /// Changes with every change of the encoding, so that an older form is read as none rather than wrongly.
  private static var canonicalVersion: UInt8 { 3 }

  /// The form's bytes, the same for the same facts on every machine and in every run.
  package var canonicalForm: [UInt8] {
    var writer = CanonicalWriter(version: Filing.canonicalVersion)
    write(to: &writer)
    return writer.sealed()
  }

  /// The exact inverse of `canonicalForm`; `nil` when the bytes are damaged or of another version.
  package init?(canonicalForm: [UInt8], provenance: Provenance) {
    guard var reader = CanonicalReader(canonicalForm, version: Filing.canonicalVersion) else { return nil }
    self.init(from: &reader, provenance: provenance)
    guard reader.isAtEnd else { return nil }
  }
}

/// A value that has a place in the canonical form. The two functions are each other's inverse.
protocol CanonicalValue {
  func write(to writer: inout CanonicalWriter)
  init?(from reader: inout CanonicalReader)
}

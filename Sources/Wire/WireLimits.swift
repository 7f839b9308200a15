/// The limits of what the judge and the relay say to each other, with their reasons.
package enum WireLimits {
  /// Bytes of one line. The body of an alert with every row that a filing may have is below 2 MB, and quoting it
  /// inside the request adds a fifth.
  package static let lineBytes = 8 << 20
  /// Bytes of the answer's body that a reply quotes: enough for the sentence with which a receiver says no.
  package static let excerptBytes = 4 << 10
}

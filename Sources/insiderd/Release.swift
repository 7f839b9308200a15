/// What this version is called, and when the manual was written for it.
enum Release {
  /// As `insiderd --version` and the Debian package say it; a tidy test compares the two.
  static let version = "0.1.0"
  /// As mdoc(7) writes a day.
  static let date = "November 25, 2026"
}

extension Container {
  /// ISO 32000.
  static let pdf = Container(refused: "a PDF document", help: "drop its recognised text") {
    $0.begins(with: "%PDF-")
  }
}

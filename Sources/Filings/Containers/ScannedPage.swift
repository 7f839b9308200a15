extension Container {
  static let scannedPage = Container(recognises: { _ in false }) { _ throws(FilingError) in [] }
}

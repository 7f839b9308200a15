extension Container {
  /// The page that EDGAR shows, `…/xslF345X05/form4.xml`: HTML under a name that ends in `.xml`.
  static let renderedPage = Container(recognises: { $0.isPage }) { opening throws(FilingError) in
    [try RenderedPageReader.read(opening.bytes)]
  }
}

extension Container {
  /// The page that EDGAR shows, `…/xslF345X05/form4.xml`: HTML under a name that ends in `.xml`. A typed form in HTML is
  /// told from it by its title, which EDGAR's pages have and others lack.
  static let renderedPage = Container(recognises: { $0.isPage }) { opening throws(FilingError) in
    let isTyped = opening.isAboutOwnership && !opening.mentions("SEC FORM") && !opening.mentions("SEC Form")
    return [
      isTyped ? try TypedPageReader.read(opening.bytes) : try RenderedPageReader.read(opening.bytes)
    ]
  }
}

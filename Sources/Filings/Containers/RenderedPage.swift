extension Container {
  /// The page that EDGAR shows, `…/xslF345X05/form4.xml`: HTML under a name that ends in `.xml`. A typed form in HTML is
  /// told from it by its title, which EDGAR's pages have and others lack.
  static let renderedPage = Container(recognises: { $0.isPage }) { opening throws(FilingError) in
    [try opening.isRendered ? RenderedPageReader.read(opening.bytes) : TypedPageReader.read(opening.bytes)]
  }
}

extension Opening {
  /// A page of HTML that EDGAR made, or one that shows no form at all: typed ones lack EDGAR's title.
  var isRendered: Bool {
    isPage && (!isAboutOwnership || mentions("SEC FORM") || mentions("SEC Form"))
  }
}

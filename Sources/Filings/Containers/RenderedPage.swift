extension Container {
  /// The page that EDGAR shows, `…/xslF345X05/form4.xml`: HTML under a name that ends in `.xml`.
  static let renderedPage = Container(
    refused: "a page as EDGAR shows it (HTML), not the filing itself",
    help: "drop the XML, which has the same address without the `xslF345X…` part"
  ) { $0.isPage }
}

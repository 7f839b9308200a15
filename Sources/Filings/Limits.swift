/// Every limit of the program, with its reason. Input is hostile until it is parsed: nothing grows without bound.
package enum Limits {
  // MARK: Filings

  /// Bytes of one filing. The largest real ownership document seen has 90 KB; a submission with a scanned exhibit
  /// has a few MB.
  package static let filingBytes = 16 << 20
  /// Nesting of elements: the schema has 6 levels, child markup in footnotes a few more.
  package static let elementDepth = 64
  /// Bytes of an element's or attribute's name: the longest of the schema has 36.
  package static let nameBytes = 64
  /// Attributes of one element: the schema has at most one.
  package static let attributes = 16
  /// Bytes of one element's text. EDGAR's longest field (remarks) has 2,000 characters.
  package static let textBytes = 1 << 20
  /// Rows of one filing: EDGAR allows 60 (30 in each table).
  package static let rows = 5_000
  /// Reporting owners of one filing: EDGAR allows 10.
  package static let owners = 200
  /// Footnotes of one filing: EDGAR allows 99.
  package static let footnotes = 1_000
  /// Signatures of one filing: EDGAR allows 10.
  package static let signatures = 200

  // MARK: Rules

  /// Bytes of one rule file: ten thousand watch-list rules have about 3 MB.
  package static let ruleFileBytes = 16 << 20
  /// Nesting of an expression: people write three or four levels; the parser recurses.
  package static let expressionDepth = 64
  /// Diagnostics of one file that are shown: more help nobody.
  package static let diagnostics = 100
}

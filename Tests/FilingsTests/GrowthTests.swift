import Filings
import Testing

/// Files that repeat one thing a great many times. What costs more than a time for each byte does not end here.
@Suite struct GrowthTests {
  private static let page = "<html>Filing Detail Accession "
  private static let row =
    "<nonDerivativeTransaction><transactionPricePerShare><value>1</value><footnoteId id='F1'/>"
    + "</transactionPricePerShare></nonDerivativeTransaction>"
  private static let head = "<documentType>4</documentType><nonDerivativeTable>\(row)</nonDerivativeTable>"

  static let repeated: [(before: String, piece: String, after: String)] = [
    (page + String(repeating: "companyName\">x ", count: 200), "a <b> ", ""),
    (page, "companyName\">x (Issuer) ", ""), (page, "<", ""), ("<html>&lt;SEC-HEADER&gt;", "&", ""),
    ("<SUBMISSION>", "<DOCUMENT>", "</SUBMISSION>"),
    ("<SUBMISSION>", "<DOCUMENT><TYPE>4\n<TEXT>", "</SUBMISSION>"),
    ("<SUBMISSION>", "<DOCUMENT><TYPE>4\n<TEXT><XML>", "</SUBMISSION>"),
    ("<SEC-DOCUMENT>", "A: b\n", "</SEC-DOCUMENT>"),
    ("<SEC-HEADER>", "<REPORTING-OWNER><CIK>1\n", "</SEC-HEADER>"),
    ("<ownershipDocument><remarks>", "& ", "</remarks></ownershipDocument>"),
    ("<ownershipDocument><remarks>", "<![CDATA[]]>", "</remarks></ownershipDocument>"),
    ("<ownershipDocument><remarks>", "\u{1}", "</remarks></ownershipDocument>"),
    ("<ownershipDocument>", "<!---->", "</ownershipDocument>"), ("<ownershipDocument>", "</", ""),
    ("<ownershipDocument>", "<a b='' ", "</ownershipDocument>"),
    (
      "<ownershipDocument>\(head)<footnotes><footnote id='F1'>", "$1",
      "</footnote></footnotes></ownershipDocument>"
    ),
    (
      "<ownershipDocument>\(head)<footnotes><footnote id='F1'>", "$1 to ",
      "</footnote></footnotes></ownershipDocument>"
    ),
    (
      "<ownershipDocument>\(head)<footnotes><footnote id='F1'>", "$   ",
      "</footnote></footnotes></ownershipDocument>"
    ),
    (
      "<ownershipDocument>\(head)<footnotes><footnote id='F1'>", "weighted ",
      "</footnote></footnotes></ownershipDocument>"
    ),
    ("<ownershipDocument><nonDerivativeTable>", row, "</nonDerivativeTable></ownershipDocument>"),
    ("<edgarSubmission>", "<relationshipToIssuer>a</relationshipToIssuer>", "</edgarSubmission>"),
    ("FORM 4\nCHANGES IN BENEFICIAL OWNERSHIP\n", "1|\t", ""),
    ("FORM 4\nCHANGES IN BENEFICIAL OWNERSHIP\n", "a 1 |\n", ""),
    ("<!DOCTYPE html><title>SEC FORM 4</title>", "<table>", ""),
    ("<html><title>SEC FORM 4</title>", "<tr><td>1", ""),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: repeated.indices)
  func `a file costs no more than its bytes`(index: Int) {
    let (before, piece, after) = Self.repeated[index]
    let text = before + String(repeating: piece, count: (1 << 20) / piece.utf8.count) + after
    let error = refusal(of: text)
    #expect((error?.description.utf8.count ?? 0) < 1_000)
  }
}

/// The tables of the SEC's quarterly Insider Transactions Data Sets, by the names of their files without `.tsv`.
///
/// They are taken from the ownership documents as they were filed, and joined by ACCESSION_NUMBER (SEC, "Insider
/// Transactions Data Sets", readme).
package enum DataSetTable: String, CaseIterable, Sendable, Hashable {
  case submission = "SUBMISSION"
  case owner = "REPORTINGOWNER"
  case transaction = "NONDERIV_TRANS"
  case holding = "NONDERIV_HOLDING"
  case derivativeTransaction = "DERIV_TRANS"
  case derivativeHolding = "DERIV_HOLDING"
  case footnote = "FOOTNOTES"
  case signature = "OWNER_SIGNATURE"

  /// The table that a file of this name holds, whatever its folder and case; `nil` for other files, such as the readme.
  package init?(fileName: [UInt8]) {
    let name = String(decoding: fileName, as: UTF8.self).split(separator: "/").last.map { $0.uppercased() }
    guard let name, name.hasSuffix(".TSV") else { return nil }
    self.init(rawValue: String(name.dropLast(4)))
  }

  /// As the SEC names it.
  package var fileName: String { rawValue + ".tsv" }

  /// The columns without which a table is none of this kind. Those for footnotes and those that came later may be
  /// missing; what they would say is then absent.
  var requiredColumns: [String] {
    ["ACCESSION_NUMBER"] + ownColumns
  }

  private var ownColumns: [String] {
    switch self {
    case .submission:
      ["FILING_DATE", "PERIOD_OF_REPORT", "DOCUMENT_TYPE", "ISSUERCIK", "ISSUERNAME", "ISSUERTRADINGSYMBOL"]
    case .owner: ["RPTOWNERCIK", "RPTOWNERNAME", "RPTOWNER_RELATIONSHIP", "RPTOWNER_TITLE", "RPTOWNER_TXT"]
    case .transaction: DataSetTable.tradeColumns
    case .derivativeTransaction: DataSetTable.tradeColumns + DataSetTable.termColumns
    case .holding: DataSetTable.positionColumns
    case .derivativeHolding: DataSetTable.positionColumns + DataSetTable.termColumns
    case .footnote: ["FOOTNOTE_ID", "FOOTNOTE_TXT"]
    case .signature: ["OWNERSIGNATURENAME", "OWNERSIGNATUREDATE"]
    }
  }

  private static let termColumns = ["CONV_EXERCISE_PRICE", "EXPIRATION_DATE", "UNDLYNG_SEC_TITLE"]

  private static let positionColumns = [
    "SECURITY_TITLE", "SHRS_OWND_FOLWNG_TRANS", "DIRECT_INDIRECT_OWNERSHIP",
  ]
  private static let tradeColumns =
    positionColumns + [
      "TRANS_DATE", "TRANS_FORM_TYPE", "TRANS_CODE", "TRANS_SHARES", "TRANS_PRICEPERSHARE",
      "TRANS_ACQUIRED_DISP_CD",
    ]
}

/// Something in a table that cannot be taken as it is: one sentence with file, line and column.
package struct DataSetProblem: Sendable, Hashable, CustomStringConvertible {
  package var table: DataSetTable
  /// From 1; the header is line 1.
  package var line: Int
  /// Where one value is meant.
  package var column: String?
  /// What is wrong and what became of it, as a clause in lower case.
  package var reason: String

  package var description: String {
    let place = column.map { ", column \($0)" } ?? ""
    return Printable.text("\(table.fileName) line \(line)\(place): \(reason)")
  }
}

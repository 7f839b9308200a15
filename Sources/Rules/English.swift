import Filings

/// A filing's people and trades in words. Text of the filing is cleaned of control characters, which must never reach
/// a terminal.
enum English {
  static func owners(_ filing: Filing) -> String {
    let names = filing.owners.map { clean($0.name.value ?? "an owner whose name is not legible") }
    guard let last = names.last else { return "an owner whose name is not legible" }
    if names.count > 3 { return "\(names[0]) and \(names.count - 1) others" }
    return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `SONUS NETWORKS INC (SONS)`.
  static func issuer(_ filing: Filing) -> String {
    let name = filing.issuer.name.value.map(clean)
    let ticker = Vocabulary.field(named: "issuer.ticker").flatMap {
      Report(filing, []).texts($0, RowReference(sort: .filing, index: 0)).first.map(clean)
    }
    switch (name, ticker) {
    case (let name?, let ticker?): return "\(name) (\(ticker))"
    case (let name?, nil): return name
    case (nil, let ticker?): return ticker
    case (nil, nil):
      return filing.issuer.cik.value.map { "CIK \($0)" } ?? "an issuer whose name is not legible"
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// The filing as a reader finds it: its accession number, or who filed what for when.
  static func reference(_ filing: Filing) -> String {
    if let accession = filing.provenance.accession { return accession.description }
    let period = filing.period.value.map { " for \($0)" } ?? ""
    return "form \(form(filing)) of \(owners(filing))\(period)"
  }

  /// `4`, `4/A`.
  static func form(_ filing: Filing) -> String {
    filing.form.rawValue + (filing.isAmendment ? "/A" : "")
  }

  /// Of an amendment of which nobody can tell what it amends.
  static func unclear(_ amendment: Filing) -> String {
    let day = amendment.originalFiled.value.map { " of \($0)" } ?? ", of which it gives no day,"
    return
      "\(reference(amendment)) amends a filing\(day) and it is not clear which, so that it replaces nothing and "
      + "rows may count twice"
  }

  /// What a code means as something that somebody did.
  static func verb(_ row: Transaction) -> String {
    guard let code = row.code.value else { return "traded" }
    switch code.description {
    case "P": return "bought"
    case "S": return "sold"
    case "M", "X", "O": return "exercised"
    case "C": return "converted"
    case "A": return "was granted"
    case "F": return "gave up for tax or exercise price"
    case "G": return row.isAcquired.value == true ? "was given" : "gave away"
    case "W": return row.isAcquired.value == true ? "inherited" : "bequeathed"
    case "D": return "returned to the issuer"
    case "U": return "tendered"
    case "L": return "acquired"
    default: return row.isAcquired.value.map { $0 ? "acquired" : "disposed of" } ?? "reported"
    }
  }

  /// Without control characters, which are shown as spaces.
  static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let category = scalar.properties.generalCategory
      scalars.append(category == .control || category == .format || category == .lineSeparator ? " " : scalar)
    }
    return String(scalars)
  }
}

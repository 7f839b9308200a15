import Filings

/// What tells one report from another, the same on every machine and in every year: one issuer, one set of owners, one
/// form family, one period of report.
enum GroupKey {
  static func text(of filing: Filing, _ group: [String]) -> String {
    let owners = filing.owners.map(owner).sorted().joined(separator: "+")
    let period = filing.period.value?.description ?? "?"
    let lines = [
      "issuer \(issuer(filing.issuer))", "owners \(owners)", "form \(filing.form.rawValue)",
      "period \(period)",
    ]
    return (lines + group).joined(separator: "\n")
  }

  static func issuer(_ issuer: Issuer) -> String {
    if let cik = issuer.cik.value { return Report.folded(cik, .cik) }
    return words(issuer.name.value ?? issuer.ticker.value)
  }

  static func owner(_ owner: Owner) -> String {
    if let cik = owner.cik.value { return Report.folded(cik, .cik) }
    return words(owner.name.value)
  }

  /// Letters and digits in lower case with single spaces: what survives another typist.
  static func words(_ text: String?) -> String {
    text?.nameWords ?? "?"
  }
}

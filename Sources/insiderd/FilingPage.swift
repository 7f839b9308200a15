import Daemon
import Filings

/// A filing as a page for people: who, what, how much, and what could not be read. Text from filings is untrusted, and
/// nothing in it reaches the terminal but as visible characters.
enum FilingPage {
  static func text(_ filing: Filing, file: String) -> String {
    let blocks = [
      head(filing, file: file), owners(filing.owners),
      table(
        "Table I: transactions", transactionColumns, filing.transactions.filter { !$0.position.isDerivative }),
      table(
        "Table II: transactions in derivatives", transactionColumns + termColumns.map(\.ofTransaction),
        filing.transactions.filter(\.position.isDerivative)),
      table("Table I: holdings", holdingColumns, filing.holdings.filter { !$0.position.isDerivative }),
      table(
        "Table II: holdings of derivatives", holdingColumns + termColumns.map(\.ofHolding),
        filing.holdings.filter(\.position.isDerivative)),
    ]
    let notes = [
      doubts(filing), footnotes(filing.footnotes), remarks(filing.remarks), signatures(filing.signatures),
      told(filing.unreadable, under: "Could not be read"),
      told(filing.doubts, under: "Read with a doubt"),
    ]
    return (blocks + (filing.notice.map(notice) ?? []) + notes).filter { !$0.isEmpty }.map {
      $0.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  // MARK: Head

  private static func head(_ filing: Filing, file: String) -> [String] {
    let form = "Form \(filing.form.rawValue)\(filing.isAmendment ? "/A" : "")"
    let issuer = filing.issuer
    let names = [shown(issuer.ticker), shown(issuer.foreignTicker), shown(issuer.cik).map { "CIK \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let known: [(String, String?)] = [
      ("period", shown(filing.period)),
      ("signed", filing.signatures.lazy.compactMap { shown($0.date) }.first),
      ("filed", filing.provenance.filed?.description), ("accepted", filing.provenance.accepted?.description),
      ("amends the filing of", shown(filing.originalFiled)),
      ("accession", filing.provenance.accession?.description),
      ("file", "\(Printable.text(file)) (\(filing.provenance.container.rawValue))"),
    ]
    let boxes: [(String, Reading<Bool>)] = [
      ("no longer subject to section 16", filing.exit), ("no securities are owned", filing.noSecuritiesOwned),
      ("under a plan of Rule 10b5-1(c)", filing.plan10b51),
    ]
    return ["\(form)  \(shown(issuer.name) ?? "issuer not named")\(names.isEmpty ? "" : " (\(names))")"]
      + known.compactMap { label, value in value.map { "  \(label) \($0)" } }
      + boxes.compactMap { label, box in
        box == .known(true) ? "  \(label)" : box.isUnknown ? "  \(label): not readable" : nil
      }
  }

  private static func owners(_ owners: [Owner]) -> [String] {
    guard !owners.isEmpty else { return [] }
    return [owners.count == 1 ? "Reporting owner" : "Reporting owners"]
      + owners.map { owner in
        let cik = shown(owner.cik).map { " (CIK \($0))" } ?? ""
        return "  \(shown(owner.name) ?? "not named")\(cik): \(roles(of: owner))"
      }
  }

  private static func roles(of owner: Owner) -> String {
    let title = (owner.resolvedTitle.value ?? owner.title.value).map { ", " + Printable.text($0) } ?? ""
    let other = owner.otherText.value.map { ", " + Printable.text($0) } ?? ""
    let roles = [
      ("director", owner.isDirector), ("officer\(title)", owner.isOfficer),
      ("ten percent owner", owner.isTenPercentOwner), ("other\(other)", owner.isOther),
    ]
    let held = roles.compactMap { word, role in
      role == .known(true) ? word : role.isUnknown ? "\(word)?" : nil
    }
    return held.isEmpty ? "no role is ticked" : held.joined(separator: "; ")
  }

  // MARK: Notes

  private static func doubts(_ filing: Filing) -> [String] {
    let rows =
      filing.transactions.enumerated().map { ("transactions[\($0)]", $1.position.quality) }
      + filing.holdings.enumerated().map { ("holdings[\($0)]", $1.position.quality) }
    let lines = rows.filter { !$1.isEmpty }.map { "  \($0): \($1.words.joined(separator: ", "))" }
    return lines.isEmpty ? [] : ["Doubts"] + lines
  }

  private static func footnotes(_ footnotes: [Footnote]) -> [String] {
    footnotes.isEmpty
      ? [] : ["Footnotes"] + footnotes.flatMap { wrapped($0.text, label: "\(Printable.text($0.id))  ") }
  }

  private static func remarks(_ remarks: String?) -> [String] {
    remarks.map { ["Remarks"] + wrapped($0, label: "") } ?? []
  }

  private static func signatures(_ signatures: [Signature]) -> [String] {
    guard !signatures.isEmpty else { return [] }
    return ["Signed by"]
      + signatures.map { "  \(shown($0.name) ?? "?"), \(shown($0.date) ?? "without a date")" }
  }

  private static func told(_ doubts: [Unreadable], under title: String) -> [String] {
    guard !doubts.isEmpty else { return [] }
    return [title]
      + doubts.map {
        "  \($0.field): \(Printable.text($0.reason)), shown as `\(Printable.text($0.shown))`"
      }
  }

  /// Lines of at most 100 characters where words allow, the ones behind the first set in under it.
  private static func wrapped(_ text: String, label: String) -> [String] {
    var lines: [String] = []
    var line = "  " + label
    let indent = String(repeating: " ", count: line.count)
    for word in text.split(whereSeparator: \.isWhitespace).map({ Printable.text(String($0)) }) {
      if line.count + word.count > 99, line.count > indent.count {
        lines.append(line)
        line = indent
      }
      line += line.count > indent.count ? " " + word : word
    }
    return lines + [line]
  }

  /// `nil` when there is nothing to show; `?` for what could not be read.
  static func shown<Value: CustomStringConvertible>(_ reading: Reading<Value>) -> String? {
    switch reading {
    case .known(let value): Printable.text(value.description)
    case .absent: nil
    case .unknown: "?"
    }
  }
}

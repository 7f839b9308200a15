import Filings
package import Rules
import Wire

extension AlertRecord {
  /// The revision as destinations are told of it. `moment` in seconds since the epoch.
  package func notice(revision: Int, state: AlertState, moment: Int64) -> Notice {
    Notice(
      event: .alert(state), moment: moment, identifier: identifier, revision: revision, rule: alert.rule,
      severity: alert.severity, certainty: alert.certainty, title: PlainText.clean(alert.title ?? alert.rule),
      message: PlainText.clean(alert.message), facts: facts, alert: json(revision: revision, state: state))
  }

  /// What stands in a card beside the sentence, without what the filing does not say.
  private var facts: [Notice.Fact] {
    let issuer = [filing.issuer.name.value, filing.issuer.ticker.value.map { "(\($0))" }]
    let rows: [(String, String?)] = [
      ("Issuer", issuer.compactMap(\.self).joined(separator: " ")),
      ("Owner", AlertRecord.listed(filing.owners.compactMap(AlertRecord.words))),
      ("Form", filing.form.rawValue + (filing.isAmendment ? "/A" : "")),
      ("Filed", filing.provenance.filed?.description),
      ("Accession", filing.provenance.accession?.description),
      ("Shares", alert.shares?.text), ("Value", alert.value.map { "$" + $0.text }),
      ("Hangs on", AlertRecord.listed(alert.needs.map(\.field))), ("Condition", alert.wouldMatchIf),
      ("Rule", alert.rule),
    ]
    return rows.compactMap { label, value in
      guard let value, !value.isEmpty else { return nil }
      return Notice.Fact(label: label, value: PlainText.clean(value))
    }
  }

  /// `ROWAN Ida, Chief Financial Officer`.
  private static func words(_ owner: Owner) -> String? {
    let words = [owner.name.value, owner.title.value].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// The first three, and how many there are beyond.
  private static func listed(_ texts: [String]) -> String {
    let more = texts.count > 3 ? ["and \(texts.count - 3) more"] : []
    return (texts.prefix(3) + more).joined(separator: "; ")
  }
}

extension Notice {
  /// A marked test of a destination: it has the form of an alert, and nothing in it can be mistaken for one.
  /// `moment` in seconds since the epoch; two tests of one destination within a second are one.
  package static func test(of destination: String, moment: Int64) -> Notice {
    own(
      .test, named: "test", key: "\(destination)\n\(moment)", moment: moment, severity: .notice,
      title: "Test of \(destination)",
      message: "This is a test of the destination \(destination). No filing and no rule is behind it.")
  }

  /// Something that the operator has to know of the daemon itself. `key` tells one occasion from another.
  package static func daemon(
    _ kind: String, key: String, moment: Int64, severity: Severity, title: String, message: String
  ) -> Notice {
    own(
      .daemon(kind), named: kind, key: key, moment: moment, severity: severity, title: title, message: message
    )
  }

  /// The members of `alert` are those of every alert; what only a filing has is absent.
  private static func own(
    _ event: Event, named kind: String, key: String, moment: Int64, severity: Severity, title: String,
    message: String
  ) -> Notice {
    var alert = Alert(
      rule: "insiderd", severity: severity, certainty: .certain, identity: "insiderd\n\(kind)\n\(key)",
      message: PlainText.clean(message))
    alert.title = PlainText.clean(title)
    let nothing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    let record = AlertRecord(alert, filing: nothing, file: "", fileDigest: "")
    var notice = record.notice(revision: 1, state: .raised, moment: moment)
    notice.event = event
    notice.facts = []
    notice.alert = notice.alert.replacing(["state": .string(kind)])
      .replacing(Dictionary(uniqueKeysWithValues: ["form", "file", "sha256"].map { ($0, JSON.null) }))
    return notice
  }
}

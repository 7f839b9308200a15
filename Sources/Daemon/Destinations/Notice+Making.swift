import Filings
package import Rules
import Wire

extension AlertRecord {
  /// The revision as destinations are told of it. `moment` in seconds since the epoch.
  package func notice(revision: Int, state: AlertState, moment: Int64) -> Notice {
    let said = json(revision: revision, state: state)
    return Notice(
      event: .alert(state), moment: moment, identifier: identifier, revision: revision, rule: alert.rule,
      severity: alert.severity, certainty: alert.certainty, title: PlainText.clean(alert.title ?? alert.rule),
      message: PlainText.clean(alert.message), facts: Notice.facts(of: said), alert: said)
  }
}

extension Notice {
  /// What a revision's JSON object said, as it is kept; `nil` for anything else.
  package init?(of body: String, moment: Int64) {
    guard let said = JSON(reading: body.utf8), let identifier = said[key: "id"]?.string,
      case .integer(let revision)? = said[key: "revision"], let rule = said[key: "rule"]?.string,
      let state = said[key: "state"]?.string.flatMap(AlertState.init),
      let severity = said[key: "severity"]?.string.flatMap(Severity.init),
      let certainty = said[key: "certainty"]?.string.flatMap(Certainty.init),
      let message = said[key: "message"]?.string
    else { return nil }
    let title = said[key: "title"]?.string ?? rule
    self.init(
      event: .alert(state), moment: moment, identifier: identifier, revision: revision, rule: rule,
      severity: severity, certainty: certainty, title: PlainText.clean(title),
      message: PlainText.clean(message), facts: Notice.facts(of: said), alert: said)
  }

  /// What stands in a card beside the sentence, without what the filing does not say.
  fileprivate static func facts(of said: JSON) -> [Fact] {
    let issuer = said[key: "issuer"] ?? .null
    let names = [issuer[key: "name"]?.string, issuer[key: "ticker"]?.string.map { "(\($0))" }]
    let texts: [(String, String?)] = [
      ("Issuer", names.compactMap(\.self).joined(separator: " ")),
      ("Owner", listed((said[key: "owners"]?.elements ?? []).compactMap(words))),
      ("Form", said[key: "form"]?.string), ("Filed", said[key: "filed"]?.string),
      ("Accession", said[key: "accession"]?.string), ("Shares", said[key: "shares"]?.string),
      ("Value", said[key: "value"]?.string.map { "$" + $0 }),
      ("Hangs on", listed((said[key: "needs"]?.elements ?? []).compactMap(\.string))),
      ("Condition", said[key: "would_match_if"]?.string), ("Rule", said[key: "rule"]?.string),
    ]
    return texts.compactMap { label, value in
      guard let value, !value.isEmpty else { return nil }
      return Fact(label: label, value: PlainText.clean(value))
    }
  }

  /// `ROWAN Ida, Chief Financial Officer`.
  private static func words(_ owner: JSON) -> String? {
    let words = [owner[key: "name"]?.string, owner[key: "title"]?.string].compactMap(\.self)
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

import Rules
import Wire

/// A message with an Adaptive Card, for the URL of a Microsoft Teams workflow.
///
/// Text stands in the runs of a `RichTextBlock`, which know no Markdown; a `TextBlock` or a `FactSet` would make links of
/// it. Mentions work only when `msteams.entities` lists them, and there is no such member.
package enum Teams: Format {
  package static let name = "teams"
  /// Microsoft's documentation: 28 KB for a message.
  package static let limit: Int? = 28 << 10

  /// Bytes, so that the longest card stays well below the limit: 12 KB, title and ten facts of 1 KB, and the frame.
  private static let message = 12 << 10
  private static let value = 1 << 10
  private static let facts = 10

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let severity = notice.severity.rawValue.uppercased()
    let headline = [
      run("\(severity) ", ("weight", "Bolder"), ("color", notice.isClosed ? "Default" : color(of: notice))),
      run(notice.headline, upTo: value, ("weight", "Bolder")),
    ]
    let reference = "insiderd · \(notice.identifier) · revision \(notice.revision)"
    let body =
      [block(headline), block([run(notice.message)])] + notice.facts.prefix(facts).map(line)
      + [block([run(reference, ("size", "Small"), ("isSubtle", nil))])]
    let card = JSON.object([
      ("$schema", .string("http://adaptivecards.io/schemas/adaptive-card.json")),
      ("type", .string("AdaptiveCard")), ("version", .string("1.4")), ("body", .array(body)),
      ("msteams", .object([("width", .string("Full"))])),
    ])
    let attachment = JSON.object([
      ("contentType", .string("application/vnd.microsoft.card.adaptive")), ("contentUrl", .null),
      ("content", card),
    ])
    return JSON.object([("type", .string("message")), ("attachments", .array([attachment]))]).text
  }

  private static func line(_ fact: Notice.Fact) -> JSON {
    block([run("\(fact.label): ", ("weight", "Bolder")), run(fact.value, upTo: value)])
  }

  private static func block(_ runs: [JSON]) -> JSON {
    .object([("type", .string("RichTextBlock")), ("inlines", .array(runs))])
  }

  /// A style without a value is a flag.
  private static func run(_ text: String, upTo limit: Int = message, _ styles: (String, String?)...) -> JSON {
    let text = apart(text).fitted(to: limit, in: .quotedBytes)
    return .object(
      [("type", .string("TextRun")), ("text", .string(text))]
        + styles.map { ($0.0, $0.1.map(JSON.string) ?? .bool(true)) })
  }

  /// `{{DATE(…)}}` is a function in every text of a card, and `${…}` a value in a template: a blank keeps their two
  /// characters apart.
  private static func apart(_ text: String) -> String {
    text.replacing("{{", with: "{ {").replacing("{{", with: "{ {").replacing("${", with: "$ {")
  }

  private static func color(of notice: Notice) -> String {
    switch notice.severity {
    case .info, .notice: "Accent"
    case .warning: "Warning"
    case .critical: "Attention"
    }
  }
}

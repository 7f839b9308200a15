import Rules
import Wire

/// A Slack message of Block Kit, for an incoming webhook.
///
/// All text stands in `plain_text` objects, in which Slack knows no mention, no link and no emoji. The notification
/// line (`text`) cannot be one: there `&`, `<` and `>` are escaped, by which every mention and link begins.
package enum Slack: Format {
  package static let name = "slack"

  // Block Kit reference: a header has 150 characters, a section's text 3000, each of at most ten fields 2000.
  private static let header = 150
  private static let section = 3_000
  private static let field = 2_000
  private static let fields = 10

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let headline = "\(notice.severity.rawValue.uppercased()) \(notice.headline)"
    var blocks = [
      block("header", ("text", plain(headline, upTo: header))),
      block("section", ("text", plain(notice.message, upTo: section))),
    ]
    if !notice.facts.isEmpty { blocks.append(block("section", ("fields", .array(facts(of: notice))))) }
    let reference = plain("insiderd · \(notice.identifier) · revision \(notice.revision)", upTo: field)
    blocks.append(block("context", ("elements", .array([reference]))))
    return JSON.object([
      ("text", .string("\(headline): \(notice.message)".fitted(to: section, in: .units, escape: escaped))),
      ("blocks", .array(blocks)), ("unfurl_links", .bool(false)), ("unfurl_media", .bool(false)),
    ]).text
  }

  private static func facts(of notice: Notice) -> [JSON] {
    notice.facts.prefix(fields).map { plain("\($0.label): \($0.value)", upTo: field) }
  }

  private static func block(_ type: String, _ member: (String, JSON)) -> JSON {
    .object([("type", .string(type)), member])
  }

  private static func plain(_ text: String, upTo limit: Int) -> JSON {
    .object([
      ("type", .string("plain_text")), ("text", .string(text.fitted(to: limit, in: .units, escape: escaped))),
      ("emoji", .bool(false)),
    ])
  }

  /// Slack's formatting guide: these three and no others.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(scalar)
    }
  }
}

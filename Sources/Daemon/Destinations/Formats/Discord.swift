import Rules
import Wire

/// A Discord message with an embed, for a Discord webhook. `allowed_mentions` lets nobody be called, whatever the text.
package enum Discord: Format {
  package static let name = "discord"

  // Discord's developer documentation, "Embed limits": 256, 4096, 25 fields of 256 and 1024, and 6000 for all together,
  // for which the description is kept shorter than it may be.
  private static let content = 2_000
  private static let title = 256
  private static let description = 3_000
  private static let value = 220
  private static let fields = 10

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let headline = "\(notice.severity.rawValue.uppercased()) \(notice.headline)"
    let embed = JSON.object([
      ("title", text(notice.headline, upTo: title)), ("description", text(notice.message, upTo: description)),
      ("color", .integer(color(of: notice))), ("timestamp", .string(Timestamp.text(notice.moment))),
      ("fields", .array(notice.facts.prefix(fields).map(field))),
      (
        "footer",
        .object([("text", .string("insiderd · \(notice.identifier) · revision \(notice.revision)"))])
      ),
    ])
    return JSON.object([
      ("content", text(headline, upTo: content)), ("embeds", .array([embed])),
      ("allowed_mentions", .object([("parse", .array([]))])),
    ]).text
  }

  private static func field(_ fact: Notice.Fact) -> JSON {
    .object([
      ("name", .string(fact.label)), ("value", text(fact.value, upTo: value)), ("inline", .bool(true)),
    ])
  }

  private static func text(_ text: String, upTo limit: Int) -> JSON {
    .string(text.fitted(to: limit, in: .units, escape: escaped))
  }

  /// A backslash before everything that Discord's Markdown, its mentions, links and time stamps are made of.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    "\\`*_{}[]()<>#+-.!|~:@/&".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
  }

  private static func color(of notice: Notice) -> Int {
    if notice.isClosed { return 0x80_80_80 }
    return switch notice.severity {
    case .info: 0x34_98_DB
    case .notice: 0x2E_CC_71
    case .warning: 0xF1_C4_0F
    case .critical: 0xE7_4C_3C
    }
  }
}

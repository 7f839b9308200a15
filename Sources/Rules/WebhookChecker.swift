import Filings

/// Checks a `webhook` block and makes the destination of it.
struct WebhookChecker {
  private let syntax: WebhookSyntax
  private var webhook: Webhook
  private var diagnostics: [Diagnostic] = []
  private var seen: [WebhookSetting: NameSyntax] = [:]
  private var isFormatRead = false

  static func check(_ syntax: WebhookSyntax) -> (webhook: Webhook, diagnostics: [Diagnostic]) {
    var checker = WebhookChecker(syntax)
    for setting in syntax.settings { checker.check(setting) }
    if checker.seen[.url] == nil {
      checker.diagnostics.append(.noURL(syntax.name.text, at: syntax.name.span))
    }
    checker.checkFormat()
    return (checker.webhook, checker.diagnostics)
  }

  private init(_ syntax: WebhookSyntax) {
    self.syntax = syntax
    webhook = Webhook(name: syntax.name.text, url: .text(""))
  }

  private mutating func check(_ setting: SettingSyntax) {
    guard let known = WebhookSetting(rawValue: setting.name.text) else {
      diagnostics.append(.unknownSetting(setting.name.text, at: setting.name.span))
      return
    }
    if let first = seen[known], !known.isRepeatable {
      diagnostics.append(.settingTwice(known.rawValue, at: setting.name.span, first: first.span))
      return
    }
    seen[known] = setting.name
    if !apply(known, setting) {
      let end = setting.arguments.last?.span ?? setting.name.span
      diagnostics.append(.badSetting(known, at: setting.name.span.joined(with: end)))
    }
  }

  /// Whether the setting is written as it must be.
  private mutating func apply(_ known: WebhookSetting, _ setting: SettingSyntax) -> Bool {
    let words = setting.arguments.map(\.kind)
    switch known {
    case .url:
      guard let url = WebhookChecker.sourced(words[...]), WebhookChecker.isAddress(url) else { return false }
      webhook.url = url
    case .secret: return secret(words, at: setting.name.span)
    case .format:
      guard let format = word(setting, Webhook.formats) else { return words.count == 1 }
      webhook.format = format
      isFormatRead = true
    case .routingKey: return routingKey(words, at: setting.name.span)
    case .topic:
      guard let topic = WebhookChecker.sourced(words[...]), WebhookChecker.isTopic(topic) else {
        return false
      }
      webhook.topic = topic
    case .from:
      guard let severity = word(setting, Severity.allCases.map(\.rawValue)) else { return words.count == 1 }
      webhook.from = Severity(rawValue: severity) ?? webhook.from
    case .possible:
      guard let answer = word(setting, ["yes", "no"]) else { return words.count == 1 }
      webhook.sendsPossible = answer == "yes"
    case .order:
      guard let order = word(setting, ["strict", "none"]) else { return words.count == 1 }
      webhook.isOrdered = order == "strict"
    case .timeout: return timeout(words)
    case .allow: return allow(words)
    case .ca:
      guard words.count == 1, case .string(let path) = words[0] else { return false }
      webhook.authorityFile = path
    case .header: return header(words)
    }
    return true
  }
}

// MARK: - Settings

extension WebhookChecker {
  /// A text, or `credential` and the name of one.
  private static func sourced(_ words: ArraySlice<Token.Kind>) -> Webhook.Sourced? {
    guard case .string(let text)? = words.last else { return nil }
    switch words.count {
    case 1: return .text(text)
    case 2 where words.first == .name("credential"): return isFileName(text) ? .credential(text) : nil
    default: return nil
    }
  }

  /// A credential is a file of one directory; its name leads nowhere else.
  private static func isFileName(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".." && !text.utf8.contains(UInt8(ascii: "/"))
      && !text.utf8.contains(0)
  }

  private static func isAddress(_ url: Webhook.Sourced) -> Bool {
    guard case .text(let text) = url else { return true }
    return (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && !text.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
  }

  private mutating func secret(_ words: [Token.Kind], at span: Span) -> Bool {
    guard let secret = WebhookChecker.sourced(words[...]) else { return false }
    if case .text = secret { diagnostics.append(.secretInRules(at: span)) }
    webhook.secrets.append(secret)
    return webhook.secrets.count <= 2
  }

  private mutating func routingKey(_ words: [Token.Kind], at span: Span) -> Bool {
    guard let key = WebhookChecker.sourced(words[...]) else { return false }
    if case .text = key { diagnostics.append(.routingKeyInRules(at: span)) }
    webhook.routingKey = key
    return true
  }

  /// ntfy's own rule for the name of a topic.
  private static func isTopic(_ topic: Webhook.Sourced) -> Bool {
    guard case .text(let text) = topic else { return true }
    return (1...64).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
      }
  }

  /// What the format needs is there, and nothing is there that it does not know.
  private mutating func checkFormat() {
    // Of a format that nobody could read it is not known what it needs.
    guard seen[.format] == nil || isFormatRead else { return }
    for setting in WebhookSetting.allCases {
      guard let format = setting.format else { continue }
      if format == webhook.format, seen[setting] == nil {
        let place = seen[.format] ?? syntax.name
        diagnostics.append(.formatNeeds(setting, format, at: place.span))
      } else if format != webhook.format, let name = seen[setting] {
        diagnostics.append(.settingOfOtherFormat(setting, format, of: webhook.format, at: name.span))
      }
    }
  }

  private mutating func timeout(_ words: [Token.Kind]) -> Bool {
    guard case .number(let seconds)? = words.first, seconds.scale == 0, (1...60).contains(seconds.mantissa)
    else {
      return false
    }
    webhook.timeout = Int(seconds.mantissa)
    return words.count == 1
      || words.count == 2 && (words[1] == .name("seconds") || words[1] == .name("second"))
  }

  private mutating func allow(_ words: [Token.Kind]) -> Bool {
    let networks = words.compactMap {
      if case .string(let text) = $0, text.contains("/") { text } else { nil }
    }
    let commas = words.count { $0 == .symbol(.comma) }
    webhook.allowedNetworks += networks
    return !networks.isEmpty && networks.count == commas + 1 && words.count == networks.count + commas
  }

  /// RFC 9110, section 5.1: a header's name is a token; a value holds no control characters.
  private mutating func header(_ words: [Token.Kind]) -> Bool {
    guard case .string(let name)? = words.first, let value = WebhookChecker.sourced(words.dropFirst()),
      !name.isEmpty, name.utf8.allSatisfy(WebhookChecker.isTokenByte)
    else { return false }
    if case .text(let text) = value, text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    webhook.headers.append(Webhook.Header(name: name, value: value))
    return true
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// The setting's one word, when it is one of these; else it is reported.
  private mutating func word(_ setting: SettingSyntax, _ words: [String]) -> String? {
    guard setting.arguments.count == 1, let argument = setting.arguments.first,
      case .name(let word) = argument.kind
    else { return nil }
    if words.contains(word) { return word }
    diagnostics.append(.unknownWord(word, of: setting.name.text, among: words, at: argument.span))
    return nil
  }
}

import Foundation
import Testing

@testable import Rules

@Suite("Messages")
struct DiagnosticTests {
  @Test("Every mistake is drawn as people see it", arguments: Golden.names(".rules"))
  func golden(name: String) throws {
    let file = SourceFile(name: "\(name).rules", text: Array(try Golden.data("\(name).rules")))
    let compilation = RuleSet.compile([file]) { list in
      guard list.name == "watched.txt" else { return .unreadable("there is no such file") }
      let text = "@AAPL  # apple\n\nbrk.b\nnot a ticker\n  # nothing\n@\u{e9}\n"
      return .file(SourceFile(name: list.path, text: text))
    }
    let text = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics) + "\n"
    try Golden.check(text, against: "\(name).screen")
  }
}

@Suite("Codes")
struct DiagnosticCodeTests {
  @Test("Every message is on a screen that is kept")
  func shown() throws {
    let folders = ["", "explain/"]
    let screens = try folders.flatMap { folder in
      try Golden.names(".screen", in: folder).map {
        String(decoding: try Golden.data("\(folder)\($0).screen"), as: UTF8.self)
      }
    }
    for code in DiagnosticCode.allCases {
      #expect(screens.contains { $0.contains("[\(code.rawValue)]") }, "\(code.rawValue) is on no screen")
    }
  }

  @Test("Every code has a level of its own letter and a text that explains it")
  func explained() {
    for code in DiagnosticCode.allCases {
      #expect(code.explanation.count > 20 && code.explanation.hasSuffix("."))
      #expect(code.level == (code.rawValue.hasPrefix("W") ? .warning : .error))
    }
  }

  @Test("A set of rules that is refused has an error among its messages")
  func refused() {
    let text = "rule a { match sale }\nrule B { match sale }"
    let compilation = RuleSet.compile([SourceFile(name: "desk.rules", text: text)])
    #expect(compilation.ruleSet == nil)
    #expect(compilation.diagnostics.contains { $0.code == "R129" && $0.help == "write `b`" })
  }

  @Test("For programs a mistake has lines and columns in characters, from 1")
  func record() throws {
    let file = SourceFile(name: "desk.rules", text: "rule é { }\nrule r { match sale where sharez > 5 }")
    let compilation = RuleSet.compile([file])
    let diagnostic = try #require(compilation.diagnostics.last)
    guard case .record(let members) = DiagnosticRenderer(files: [file]).record(of: diagnostic) else {
      Issue.record("no record")
      return
    }
    let shown = members.map { "\($0.key)=\($0.value)" }
    #expect(
      shown.prefix(8) == [
        "level=text(\"error\")", "code=text(\"R101\")", "message=text(\"no field `sharez`\")",
        "file=text(\"desk.rules\")", "line=integer(2)", "column=integer(27)", "end_line=integer(2)",
        "end_column=integer(33)",
      ])
  }
}

@Suite("Webhooks")
struct WebhookTests {
  @Test("A block's settings are all there")
  func settings() throws {
    let rules = try compiled(
      """
      webhook desk {
        url credential "desk-url" secret credential "new" secret credential "old" format standard from warning
        possible no timeout 20 seconds order none allow "10.0.0.0/8", "fd00::/8" ca "/etc/ssl/desk.pem"
        header "X-Team" "desk" header "Authorization" credential "token"
      }
      webhook plain { url "https://hooks.example/plain" }
      rule r { match sale notify desk, plain }
      """)
    var desk = Webhook(name: "desk", url: .credential("desk-url"))
    desk.secrets = [.credential("new"), .credential("old")]
    desk.from = .warning
    desk.sendsPossible = false
    desk.timeout = 20
    desk.isOrdered = false
    desk.allowedNetworks = ["10.0.0.0/8", "fd00::/8"]
    desk.authorityFile = "/etc/ssl/desk.pem"
    desk.headers = [
      Webhook.Header(name: "X-Team", value: .text("desk")),
      Webhook.Header(name: "Authorization", value: .credential("token")),
    ]
    #expect(rules.webhooks == [desk, Webhook(name: "plain", url: .text("https://hooks.example/plain"))])
  }
}

import Testing
import Wire

@testable import insiderd_relay

@Suite struct RedactionTests {
  private func redaction(_ url: String, values: [String] = []) throws -> Redaction {
    Redaction(url: try WebhookURL(url), values: values)
  }

  @Test("an answer that repeats the URL's path, a long part of it or a header's value does not pass them on")
  func echoes() throws {
    let redact = try redaction(
      "https://hooks.example/services/T0000/CANARYCANARY?key=CANARY-QUERY", values: ["CANARY-TOKEN"])
    let answer = """
      no /services/T0000/CANARYCANARY?key=CANARY-QUERY, \\/services\\/T0000\\/CANARYCANARY, Bearer CANARY-TOKEN, CANARY-QUERY
      """
    #expect(!redact(answer).contains("CANARY"))
    #expect(redact(answer).hasPrefix("no [redacted], \\/[redacted]"))
  }

  @Test("a secret that the end of the excerpt cuts is struck out as well", arguments: 8...11)
  func cut(length: Int) throws {
    let redact = try redaction("https://hooks.example/", values: ["CANARY-TOKEN"])
    #expect(redact("token: " + "CANARY-TOKEN".prefix(length)) == "token: ")
  }

  @Test("an answer without secrets stays as it is")
  func harmless() throws {
    let redact = try redaction("https://hooks.example/")
    #expect(redact("invalid_payload / try again") == "invalid_payload / try again")
  }

  @Test("an excerpt is one line that no terminal obeys")
  func excerpt() {
    #expect(Excerpt.text(Array("no\u{1B}[31m\r\n\tthanks\u{202E}\0\u{2028}".utf8)) == "no [31m thanks")
    #expect(Excerpt.text([0x6E, 0x6F, 0xFF, 0xC3]) == "no\u{FFFD}\u{FFFD}")
  }
}

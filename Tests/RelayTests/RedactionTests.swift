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

  @Test(
    "of a credential no part comes back, in whatever words and quotes",
    arguments: [
      ("Bearer s3cr3t-t0ken", "invalid token s3cr3t-t0ken"),
      ("Bearer ab/s3cr3t+t0ken==", #"{"got":"ab\\/s3cr3t+t0ken=="}"#),
      ("Bearer ab/s3cr3t+t0ken==", "got ab%2Fs3cr3t%2Bt0ken%3D%3D"), ("s3cr3t", "who is s3cr3t?"),
      ("key=s3cr3t&user=us", "got s3cr3t"), ("Bearer  s3cr3t", "got Bearer s3cr3t"),
      ("Basic dXM6czNjcjN0LXQwa2Vu", "wrong password s3cr3t-t0ken"),
      ("Basic dXM6czNjcjN0LXQwa2Vu", "unknown: dXM6czNjcjN0LXQwa2Vu"),
      ("\"s3cr3t<t0ken\"", "got &quot;s3cr3t&lt;t0ken&quot;"),
    ])
  func parts(value: String, answer: String) throws {
    let redacted = try redaction("https://hooks.example/", values: [value])(answer)
    for part in ["s3cr3t", "t0ken", "czNjcjN0"] { #expect(!redacted.contains(part), "\(redacted)") }
  }

  @Test("the parts of a URL do not come back decoded either")
  func decoded() throws {
    let redact = try redaction(
      "https://hooks.example/CANARYCANARY%2Fcanarycanary?t=canary%20canary%21canarycanary")
    let redacted = redact("no /CANARYCANARY/canarycanary?t=canary canary!canarycanary")
    #expect(!redacted.lowercased().contains("canarycanary"), "\(redacted)")
  }

  @Test("what kind of a secret was sent may be told")
  func schemes() throws {
    let redact = try redaction("https://hooks.example/", values: ["Bearer s3cr3t-t0ken"])
    #expect(redact("Bearer token missing") == "Bearer token missing")
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

import Testing

@testable import insiderd_relay

@Suite struct WebhookURLTests {
  @Test(
    "a URL is taken apart and put together in one way only",
    arguments: [
      ("https://desk.example/hook", "desk.example", "https://desk.example/hook"),
      ("HTTPS://Desk.Example/Hook", "desk.example", "https://desk.example/Hook"),
      ("https://desk.example", "desk.example", "https://desk.example/"),
      ("https://desk.example?x=1", "desk.example", "https://desk.example/?x=1"),
      ("https://desk.example/a#b", "desk.example", "https://desk.example/a"),
      ("https://desk.example./", "desk.example", "https://desk.example/"),
      ("https://desk.example:8443/", "desk.example", "https://desk.example:8443/"),
      ("https://under_score.example/", "under_score.example", "https://under_score.example/"),
      ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", "https://xn--bcher-kva.example/"),
      ("https://10.0.0.1:1/", "10.0.0.1", "https://10.0.0.1:1/"),
      ("https://127.0.0.1./", "127.0.0.1", "https://127.0.0.1/"),
      ("https://[::1]:8443/x", "::1", "https://[::1]:8443/x"),
      ("https://[0:0:0:0:0:0:0:1]/", "::1", "https://[::1]/"),
      ("https://[::ffff:127.0.0.1]/", "127.0.0.1", "https://127.0.0.1/"),
      ("http://desk.example/%2e%2E/?a=%26&b=(c)", "desk.example", "http://desk.example/%2e%2E/?a=%26&b=(c)"),
      ("https://desk.example/@user:name", "desk.example", "https://desk.example/@user:name"),
    ])
  func accepted(text: String, host: String, whole: String) throws {
    let url = try WebhookURL(text)
    #expect(url.host == host)
    #expect(url.text == whole)
  }

  @Test(
    "a URL that readers could understand in two ways is refused",
    arguments: [
      "", "desk.example", "ftp://desk.example/", "file:///etc/passwd", "https:/desk.example/",
      "https:desk.example",
      "http+unix://%2Frun%2Fx/", "//desk.example/", "https://", "https:///x", "https://:443/", "https://.../",
      "https://a..b/", "https://-/ x", "https://desk.example/a b", "https://desk.example/\u{7}",
      "https://desk.example/ü", "https://bücher.example/", "https://desk.example\\@evil.example/",
      "https://user@desk.example/", "https://user:pass@desk.example/", "https://desk.example@127.0.0.1/",
      "https://desk.example:0/", "https://desk.example:65536/", "https://desk.example:x/",
      "https://desk.example:/",
      "https://desk.example:+80/", "https://desk.example:80:80/", "https://desk%2eexample/", "https://[::1/",
      "https://::1/", "https://[]/", "https://[127.0.0.1]/", "https://[::1%25lo]/", "https://[::1]x/",
      "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://127.1/",
      "https://0177.0.0.1/",
      "https://127.0.0.01/", "https://127.0.0.1.1/", "https://256.0.0.1/", "https://1.2.3.0x4/",
      "https://017700000001/",
      "https://127.0.0.0x1./", "https://a.0x/", "https://\(String(repeating: "a", count: 64)).example/",
      "https://\(String(repeating: "a.", count: 130))example/", "https://desk.example/<script>",
      "https://desk.example/\(String(repeating: "x", count: 5_000))",
    ])
  func refused(text: String) {
    #expect(throws: WebhookURL.Problem.self) { try WebhookURL(text) }
  }

  @Test("the reason for a refusal does not repeat the URL")
  func reasons() {
    for text in [
      "https://user:canary@desk.example/canary", "https://desk.example:canary/", "https://0x7f.canary.0x1/",
    ] {
      let problem = #expect(throws: WebhookURL.Problem.self) { try WebhookURL(text) }
      #expect(problem?.clause.contains("canary") == false)
    }
  }
}

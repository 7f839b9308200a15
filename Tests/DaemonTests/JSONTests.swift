import FoundationEssentials
import Testing
import Wire

@Suite("JSON as it is written")
struct JSONTests {
  @Test(
    "A text is escaped so that it is one line, valid, and harmless on a terminal",
    arguments: [
      ("plain", "\"plain\""), ("say \"no\"", "\"say \\\"no\\\"\""), ("a\\b", "\"a\\\\b\""),
      ("two\nlines\r\t", "\"two\\nlines\\r\\t\""), ("\u{1B}[2J", "\"\\u001b[2J\""), ("\u{7F}", "\"\\u007f\""),
      ("\u{9B}2J\u{80}", "\"\\u009b2J\\u0080\""), ("é\u{A0}€😀", "\"é\u{A0}€😀\""), ("", "\"\""),
    ])
  func escapes(text: String, json: String) throws {
    #expect(JSON.string(text).text == json)
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8)) == [text])
  }

  @Test("Members keep their order, and what is absent is null")
  func object() {
    let value = JSON.object([
      ("b", .integer(-1)), ("a", .array([.bool(true), .null, .optional(nil as String?)])), ("c", .object([])),
    ])
    #expect(value.text == #"{"b":-1,"a":[true,null,null],"c":{}}"#)
  }
}

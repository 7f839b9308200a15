import Testing

@Suite("Source texts")
struct SourceTextTests {
  @Test(
    "code, comments and literals are told apart",
    arguments: [
      ("let a = 1 // why", "let a = 1       ", "          // why"),
      (#"f("a // b") /* c */"#, "f(        )        ", "            /* c */"),
      (#"f("\"") // d"#, "f(    )     ", "        // d"),
      (##"f(#"a"b"#) //"##, "f(       )   ", "           //"),
      ("/* a /* b */ c */ d", "                  d", "/* a /* b */ c */  "),
      ("a / b", "a / b", "     "),
    ])
  func stretches(text: String, code: String, comments: String) {
    let source = SourceText(path: "a.swift", text: text)
    #expect(source.only(.code).text == code)
    #expect(source.only(.comment).text == comments)
  }

  @Test("lines keep their numbers")
  func lines() {
    let source = SourceText(path: "a.swift", text: "let a = \"\"\"\n  // no\n  \"\"\"\n// yes\n")
    #expect(source.only(.comment).lines == ["           ", "       ", "     ", "// yes", ""])
  }

  @Test("a path has a folder and a name")
  func paths() {
    let source = SourceText(path: "Sources/Rules/RuleSet+Judge.swift", text: "")
    #expect(source.folder == "Sources/Rules")
    #expect(source.name == "RuleSet+Judge")
  }
}

import Testing

@testable import Rules

@Suite("Patterns")
struct PatternTests {
  @Test(
    "A pattern is found anywhere, whatever the case",
    arguments: [
      ("10b5-?1", "a Rule 10B5-1 plan", true), ("10b-?5\\s?-\\s?1", "Rule 10b-5", false),
      ("^chief", "Chief of staff", true),
      ("^chief", "the chief", false), ("officer$", "chief officer", true), ("a.c", "xabcx", true),
      ("a.c", "ac", false),
      ("[a-c]+d", "zzabcd", true), ("[^a-c]d", "ad", false), ("[A-Z]\\d", "x7", true),
      ("(ab|cd)*e", "ababcde", true),
      ("^(ab|cd)*$", "abcda", false), ("colou?r", "color", true), ("a|b|c", "xxc", true), ("", "", true),
      ("\\.", "a.b", true), ("\\.", "ab", false), ("[]x]", "]", true), ("[a-]", "-", true),
      ("é", "CAFÉ", true),
      ("\\bceo\\b", "President, CEO & Chair", true), ("\\bvp\\b", "SVP", false), ("\\Bvp", "SVP", true),
      ("\\b", "", false), ("^\\S+\\s\\S+$", "vice president", true), ("^\\D+$", "10b5", false),
      ("\\W", "a-b", true),
      ("^a{2,3}$", "aa", true), ("^a{2,3}$", "a", false), ("^a{2,3}$", "aaaa", false), ("^a{2}$", "aa", true),
      ("^a{2}$", "aaa", false), ("^(ab|c){2,}$", "abcab", true), ("^(ab|c){2,}$", "ab", false),
      ("^xa{0,1}y$", "xy", true), ("^xa{0,1}y$", "xaay", false), ("^xa{0}y$", "xy", true),
      ("^xa{0,}y$", "xaaay", true), ("^(a|b{2}){3}$", "abba", true), ("\\{1\\}", "{1}", true),
      ("^$", "", true), ("^$", "a", false), ("(a?)*b", "aaab", true),
    ])
  func found(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == expected)
  }

  @Test(
    "A mistake is named",
    arguments: [
      "a(b", "a)", "*a", "a**", "[a", "[b-a]", "\\q", "a\\", "(?:a)", "a{", "a{2", "a{3,2}", "{2}",
      "a{2}{3}", "a{x}", "[[:alpha:]]", "[\\S]", "a{9999}", "((a{99}){99}){99}",
    ])
  func mistakes(pattern: String) {
    #expect(throws: Pattern.Mistake.self) { try Pattern(pattern) }
  }

  @Test("What makes others try for ever ends at once")
  func linear() throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try !Pattern("^(a+)+$").isFound(in: text + "b"))
    #expect(try !Pattern("(a|a)*(a|a)*(a|a)*c").isFound(in: text))
    #expect(throws: Pattern.Mistake.self) { try Pattern(String(repeating: "a", count: 5_000)) }
    #expect(throws: Pattern.Mistake.self) { try Pattern(String(repeating: "(", count: 5_000)) }
  }
}

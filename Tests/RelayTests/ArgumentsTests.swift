import Testing

@testable import insiderd_relay

@Suite struct ArgumentsTests {
  @Test("the command line names the socket, and perhaps the credentials")
  func accepted() throws {
    let least = try Arguments(["--socket", "/run/insiderd/control"])
    #expect(least.socket == "/run/insiderd/control")
    #expect(least.credentials == nil)
    #expect(!least.diesWithParent)
    let most = try Arguments(["--die-with-parent", "--credentials", "/etc/keys", "--socket", "s"])
    #expect(most.credentials == "/etc/keys")
    #expect(most.diesWithParent)
  }

  @Test(
    "a mistake is told in a sentence",
    arguments: [
      ([], "`--socket` is missing; it names the judge's socket"), (["--socket"], "`--socket` needs a value"),
      (["--socket", ""], "`--socket` needs a value"),
      (["--sokcet", "s"], "`--sokcet` is no option of the relay"),
      (["--socket", "s", "--credentials"], "`--credentials` needs a value"),
      (["s"], "`s` is no option of the relay"),
    ])
  func refused(words: [String], sentence: String) {
    #expect(throws: Arguments.Problem.usage(sentence)) { try Arguments(words) }
  }

  @Test("help is asked for by either name", arguments: ["-h", "--help"])
  func help(word: String) {
    #expect(throws: Arguments.Problem.help) { try Arguments([word]) }
  }
}

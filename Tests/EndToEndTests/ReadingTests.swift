import Foundation
import Testing

/// `insiderd parse --json` against a reading of the same files in Python, with ElementTree alone: every field of every
/// filing, and the order of what has one.
@Suite("insiderd parse --json and an independent reading agree")
struct ReadingTests {
  @Test(
    "on every real filing",
    .enabled(if: Programs.hasShared("corpus"), "the corpus of real filings is not beside the checkout"),
    arguments: ["xml", "submission", "feed", "header", "form144"])
  func corpus(kind: String) throws {
    let folder = Programs.shared.appending(path: "corpus/\(kind)")
    let outcome = try compared(with: Programs.insiderd, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("on made-up filings with every element and every oddity that real ones have")
  func madeUp() throws {
    let scratch = try Scratch()
    let made = try run([Programs.python, script("generate.py"), scratch.path("filings"), "1500", "7"])
    #expect(made.status == 0, "\(made.errors)")
    let outcome = try compared(with: Programs.insiderd, folder: scratch.path("filings"))
    #expect(outcome.status == 0, "\(outcome.output.prefix(4_000))\(outcome.errors)")
  }

  @Test("and one digit in one filing that is wrong is found")
  func difference() throws {
    let scratch = try Scratch()
    try scratch.write(MadeUpFiling().text, to: "filings/one.xml")
    let liar = "#!/bin/sh\n'\(Programs.insiderd)' \"$@\" | sed 's/\"shares\":\"6/\"shares\":\"7/'\n"
    try scratch.write(liar, to: "liar")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path("liar"))
    #expect(try compared(with: Programs.insiderd, folder: scratch.path("filings")).status == 0)
    let outcome = try compared(with: scratch.path("liar"), folder: scratch.path("filings"))
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("[0].transactions[0].shares: the program says \"7"))
  }

  private func compared(with program: String, folder: String) throws -> Outcome {
    try run([Programs.python, "-B", script("agree.py"), program, folder])
  }

  private func script(_ name: String) -> String { Programs.script("reading/\(name)") }
}

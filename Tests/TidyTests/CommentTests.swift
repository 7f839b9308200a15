import Testing

@Suite("Comments")
struct CommentTests {
  @Test("every type and function that another module can use has a doc comment")
  func documented() throws {
    expectNone(try Checkout.files(in: "Sources").flatMap(undocumented))
  }

  @Test(
    "a declaration without one is found",
    arguments: [
      "package struct A {}", "package enum A { case a }", "package static func f() {}",
      "@discardableResult\npackage func f() -> Int { 1 }", "package protocol P {}", "package actor A {}",
      "// not a doc comment\npackage func f() {}", "package nonisolated func f() {}",
      "package final class A {}",
    ])
  func found(text: String) {
    #expect(undocumented(SourceText(path: "A.swift", text: text)).count == 1)
  }

  @Test("attributes may stand between, and what explains itself needs no comment")
  func harmless() {
    let text = """
      /// What it is.
      @frozen
      package struct A: Hashable {
        package init(name: String) {}
        package static func == (left: A, right: A) -> Bool { true }
        package func hash(into hasher: inout Hasher) {}
        package var description: String { "package func f() {}" }
        func own() {}
      }
      package import Filings
      """
    expectNone(undocumented(SourceText(path: "A.swift", text: text)))
  }

  @Test("nothing is left for later")
  func later() throws {
    let files =
      try Checkout.files(in: "Sources") + Checkout.files(in: "Tests")
      + Checkout.files(in: "Benchmarks", extensions: ["py", "c"])
    expectNone(files.flatMap(leftForLater))
  }

  @Test("a note for later is found")
  func noteForLater() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    for mark in marks {
      #expect(leftForLater(SourceText(path: "A.swift", text: "// \(mark): mend this\n")).count == 1)
    }
  }
}

/// Operators and the members that the standard library's protocols ask for explain themselves; so does an initialiser,
/// whose parameters are the properties.
private func undocumented(_ file: SourceText) -> [String] {
  let code = file.only(.code).lines
  let documented = file.lines
  return code.indices.compactMap { index in
    guard let declared = declaredName(code[index]), !selfExplaining.contains(declared) else { return nil }
    var above = index - 1
    while above >= 0, isAttribute(code[above]) { above -= 1 }
    if above >= 0, documented[above].drop(while: \.isWhitespace).hasPrefix("///") { return nil }
    return "\(file.path):\(index + 1): `\(declared)` has no doc comment"
  }
}

private let selfExplaining: Set<String> = ["hash", "encode", "description", "next", "makeIterator"]

private func declaredName(_ line: Substring) -> String? {
  // The pattern is slow, and most lines are not of interest.
  guard line.contains("package ") else { return nil }
  let pattern =
    /\s*(?:@\w+(?:\([^)]*\))?\s+)*package\s+(?:(?:static|final|indirect|mutating|consuming|nonisolated|prefix|distributed)\s+)*(?:struct|enum|class|actor|protocol|func|subscript|typealias)\s+(\w+).*/
  return line.wholeMatch(of: pattern).map { String($0.1) }
}

private func isAttribute(_ line: Substring) -> Bool {
  line.drop(while: \.isWhitespace).hasPrefix("@")
}

private func leftForLater(_ file: SourceText) -> [String] {
  guard ["TO" + "DO", "FIX" + "ME", "XX" + "X"].contains(where: file.text.contains) else { return [] }
  return file.complaints(about: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/, "do it, or write an issue")
}

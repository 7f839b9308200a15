/// The results of tests as JUnit's XML, which continuous integration reads.
package enum TestReport {
  /// One suite for each rule file, in the order of the files; a text with its last line ended.
  package static func junit(_ results: [TestResult], files: [SourceFile]) -> String {
    let renderer = DiagnosticRenderer(files: files)
    let suites = files.indices.compactMap { file -> String? in
      let own = results.filter { $0.test.span.file == file }
      return own.isEmpty ? nil : suite(own, file: files[file], renderer)
    }
    let failures = results.count { !$0.isPassed }
    let head = "<testsuites tests=\"\(results.count)\" failures=\"\(failures)\">"
    return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites + ["</testsuites>"])
      .map { "\($0)\n" }.joined()
  }

  private static func suite(
    _ results: [TestResult], file: SourceFile, _ renderer: DiagnosticRenderer
  ) -> String {
    let failures = results.count { !$0.isPassed }
    let name = escaped(file.name)
    let head = "  <testsuite name=\"\(name)\" tests=\"\(results.count)\" failures=\"\(failures)\">"
    let cases = results.map { testCase($0, name, renderer) }
    return ([head] + cases + ["  </testsuite>"]).joined(separator: "\n")
  }

  private static func testCase(
    _ result: TestResult, _ file: String, _ renderer: DiagnosticRenderer
  ) -> String {
    let head = "    <testcase classname=\"\(file)\" name=\"\(escaped(result.test.name))\""
    guard !result.isPassed else { return head + "/>" }
    let failures = result.failures.map { failure in
      "      <failure message=\"\(escaped(failure.message))\">\(escaped(renderer.text(of: failure)))</failure>"
    }
    return ([head + ">"] + failures + ["    </testcase>"]).joined(separator: "\n")
  }

  /// XML 1.0, section 2.2: most control characters have no spelling at all.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\n": "&#10;"
      default: scalar.value < 0x20 || scalar.value >= 0xFFFE && scalar.value <= 0xFFFF ? " " : String(scalar)
      }
    }
    .joined()
  }
}

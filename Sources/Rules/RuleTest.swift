package import Filings

/// A `test` block: what is given and what is expected.
package struct RuleTest: Sendable {
  package let name: String
  /// Where its name stands.
  package let span: Span
  let files: [TextSyntax]
  /// What the given rows make up: one report, or several where owners or issuers differ.
  let filings: [Filing]
  let expectations: [Expectation]

  struct Expectation: Sendable {
    var rule: String
    var verdict: Verdict
    /// Names of fields.
    var because: [String]
    var span: Span
  }
}

/// What came of one test.
package struct TestResult: Sendable {
  package let test: RuleTest
  /// Empty when the test passes.
  package let failures: [Diagnostic]

  package var isPassed: Bool { failures.isEmpty }
}

extension RuleSet {
  /// Runs all tests. `open` reads a file that a test names; it is told in which rule file the name stands, since the
  /// name is meant from there. Its error says what is wrong with the file.
  package func runTests(
    open: (_ name: String, _ place: Span) throws(FilingError) -> [Filing]
  ) -> [TestResult] {
    tests.map { test in
      var filings: [Filing] = []
      var failures: [Diagnostic] = []
      for file in test.files {
        do throws(FilingError) {
          filings += try open(file.text, file.span)
        } catch {
          failures.append(.fileNotRead(file.text, error.description, at: file.span))
        }
      }
      filings += test.filings
      if failures.isEmpty { failures = test.expectations.compactMap { failure(of: $0, on: filings) } }
      return TestResult(test: test, failures: failures)
    }
  }

  /// The rules of which no test expects anything.
  package var untestedRules: [String] {
    let tested = Set(tests.flatMap(\.expectations).map(\.rule))
    return ruleNames.filter { !tested.contains($0) }
  }

  /// Several filings are judged in their order, with one memory, and the strongest verdict counts.
  private func failure(of expectation: RuleTest.Expectation, on filings: [Filing]) -> Diagnostic? {
    guard let plan = plans.first(where: { $0.name == expectation.rule }) else { return nil }
    var history = History()
    let found = filings.map { filing in
      let judge = Judge(plan: plan, filing: filing, history: history)
      history.add(filing)
      return (verdict: judge.verdict(), judge: judge)
    }
    let verdict =
      [Verdict.match, .possible].first { verdict in found.contains { $0.verdict == verdict } } ?? .none
    guard verdict == expectation.verdict else {
      let reason = found.first { $0.verdict == .possible }.map { Needs($0.judge) }
      return .expectationFailed(expectation, verdict, needs: reason?.unreadable.map(\.field) ?? [])
    }
    guard !expectation.because.isEmpty, let judge = found.first(where: { $0.verdict == verdict })?.judge
    else {
      return nil
    }
    let fields = Needs(judge).fields
    return Set(fields) == Set(expectation.because) ? nil : .otherReason(expectation, fields)
  }
}

extension Diagnostic {
  fileprivate static func fileNotRead(_ name: String, _ problem: String, at span: Span) -> Diagnostic {
    Diagnostic(.expectationFailed, "`\(name)` cannot be read: \(problem)", at: span)
  }

  fileprivate static func expectationFailed(
    _ expectation: RuleTest.Expectation, _ verdict: Verdict, needs: [String]
  ) -> Diagnostic {
    let because = needs.isEmpty ? "" : " because \(needs.map { "`\($0)`" }.joined(separator: ", "))"
    return Diagnostic(
      .expectationFailed,
      "`\(expectation.rule)` says \(verdict.word)\(because), not \(expectation.verdict.word)",
      at: expectation.span)
  }

  fileprivate static func otherReason(_ expectation: RuleTest.Expectation, _ fields: [String]) -> Diagnostic {
    let found = fields.isEmpty ? "nothing" : fields.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .expectationFailed, "`\(expectation.rule)` is \(expectation.verdict.word) because of \(found)",
      at: expectation.span)
  }
}

extension Verdict {
  /// As tests write it.
  var word: String { self == .none ? "nothing" : rawValue }

  init?(word: String) {
    if word == "nothing" {
      self = .none
    } else if word != "none" {
      self.init(rawValue: word)
    } else {
      return nil
    }
  }
}

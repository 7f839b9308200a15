import Glibc
import Testing

@testable import Rules

@Suite("Large rule files")
struct GrowthTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: @Sendable (Int) -> String
  }

  private static let cases = [
    Case(testDescription: "webhooks that one rule notifies") { count in
      let names = (0..<count).map { "w\($0)" }
      let webhooks = names.map { "webhook \($0) { url \"https://\($0).example/hook\" }\n" }
      return "rule r { match sale notify \(names.joined(separator: ", ")) }\n" + webhooks.joined()
    },
    Case(testDescription: "webhooks that no rule notifies") { count in
      "rule r { match sale }\n"
        + (0..<count).map { "webhook w\($0) { url \"https://w\($0).example/hook\" }\n" }.joined()
    },
    Case(testDescription: "defines that each use the one before") { count in
      "define d0 = shares > 1\n"
        + (1..<count).map { "define d\($0) = d\($0 - 1) and shares > \($0)\n" }.joined()
    },
    Case(testDescription: "defines that each use the one behind") { count in
      (1..<count).reversed().map { "define d\($0) = d\($0 - 1) and shares > \($0)\n" }.joined()
        + "define d0 = shares > 1\n"
    },
    Case(testDescription: "rules, a test for each") { count in
      (0..<count).map {
        "rule r\($0) { match sale where shares > \($0) }\ntest \"t\($0)\" { given sale { } expect r\($0) nothing }\n"
      }
      .joined()
    },
    Case(testDescription: "lists, each in a rule") { count in
      (0..<count).map {
        "list l\($0) of ticker = { @A\($0) }\nrule r\($0) { match sale where issuer.ticker in l\($0) }\n"
      }
      .joined()
    },
    Case(testDescription: "a rule of many clauses twice") { count in
      "rule r { match sale \(String(repeating: "severity info notify w ", count: count)) }"
    },
    Case(testDescription: "comments that allow something") { count in
      (0..<count).map { "# allow W203: so it is\nrule r\($0) { match sale where shares < 0 }\n" }.joined()
    },
  ]

  /// Four times as much may take four times as long and something; what grows with the square takes sixteen times.
  @Test("Four times the file takes less than eight times the time", arguments: cases)
  private func grows(example: Case) {
    let (small, large) = (example.text(1_000), example.text(4_000))
    let ratio = (0..<3).map { _ in seconds(large) / seconds(small) }.min() ?? 0
    #expect(ratio < 8, "\(ratio)")
  }

  /// Of this thread's processor time, for compiling and for drawing what is wrong.
  private func seconds(_ text: String) -> Double {
    let began = processorSeconds()
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    _ = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics)
    return processorSeconds() - began
  }

  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

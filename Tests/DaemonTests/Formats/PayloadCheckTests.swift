import Glibc
import Rules
import Testing

@testable import Daemon

@Suite("What is rendered when rules are checked")
struct PayloadCheckTests {
  init() throws { try Digest.start() }

  @Test(
    "One payload for each alert, state and webhook, and four times the webhooks take no sixteen times as long"
  )
  func many() throws {
    let (small, large) = (try rules(notifying: 1_000), try rules(notifying: 4_000))
    #expect(PayloadCheck(small).count == 4_000)
    let ratio = (0..<3).map { _ in seconds(large) / seconds(small) }.min() ?? 0
    #expect(ratio < 8, "\(ratio)")
  }

  private func rules(notifying count: Int) throws -> RuleSet {
    let names = (0..<count).map { "w\($0)" }
    let webhooks = names.map { "webhook \($0) { url \"https://\($0).example/hook\" }\n" }
    let text = "rule r { match sale notify \(names.joined(separator: ", ")) }\n\(webhooks.joined())"
    return try #require(RuleSet.compile([SourceFile(name: "a.rules", text: text)]).ruleSet)
  }

  /// Of this thread's processor time.
  private func seconds(_ rules: RuleSet) -> Double {
    let began = processorSeconds()
    _ = PayloadCheck(rules)
    return processorSeconds() - began
  }

  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

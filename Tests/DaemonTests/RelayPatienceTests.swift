import Testing
import Wire

@testable import Daemon

@Suite("A relay that does not answer is waited for only so long")
struct RelayPatienceTests {
  private func request(_ delivery: Int64, timeout: Int) -> RelayRequest {
    var request = RelayRequest(
      delivery: delivery, destination: "desk", url: .text("https://desk.example/"), identifier: "ia1_a-1",
      body: "{}")
    request.timeout = timeout
    return request
  }

  @Test("the earliest of what it has in hand counts, with its own time and some more")
  func deadline() {
    var patience = RelayPatience()
    #expect(patience.deadline == nil)
    patience.expect(request(1, timeout: 15), now: 1_000)
    patience.expect(request(2, timeout: 2), now: 4_000)
    #expect(patience.deadline == 36_000)
    patience.hear(RelayReply(delivery: 2, outcome: .failed(reason: "no")))
    #expect(patience.deadline == 46_000)
    patience.hear(RelayReply(delivery: 7, outcome: .failed(reason: "no")))
    #expect(patience.deadline == 46_000)
    patience.forget()
    #expect(patience.deadline == nil)
  }
}

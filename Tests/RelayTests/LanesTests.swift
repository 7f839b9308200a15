import Testing
import Wire

@testable import insiderd_relay

private func request(_ delivery: Int64, to destination: String) -> RelayRequest {
  RelayRequest(delivery: delivery, destination: destination, url: .text(""), identifier: "a", body: "")
}

@Suite struct LanesTests {
  @Test("one request at a time for each destination, in order, and destinations do not wait for each other")
  func lanes() throws {
    var lanes = Lanes()
    #expect(try lanes.admit(request(1, to: "desk"))?.delivery == 1)
    #expect(try lanes.admit(request(2, to: "desk")) == nil)
    #expect(try lanes.admit(request(3, to: "desk")) == nil)
    #expect(try lanes.admit(request(4, to: "pager"))?.delivery == 4)
    #expect(lanes.finish("pager") == nil)
    #expect(lanes.finish("desk")?.delivery == 2)
    #expect(lanes.finish("desk")?.delivery == 3)
    #expect(!lanes.isIdle)
    #expect(lanes.finish("desk") == nil)
    #expect(lanes.isIdle)
  }

  @Test("closed lanes take nothing and wait for what is in flight only")
  func closing() throws {
    var lanes = Lanes()
    _ = try lanes.admit(request(1, to: "desk"))
    _ = try lanes.admit(request(2, to: "desk"))
    lanes.close()
    #expect(try lanes.admit(request(3, to: "pager")) == nil)
    #expect(!lanes.isIdle)
    #expect(lanes.finish("desk") == nil)
    #expect(lanes.isIdle)
  }

  @Test("more waiting requests than a judge would send are refused")
  func crowded() throws {
    var lanes = Lanes()
    for delivery in 0...Int64(RelayLimits.waitingRequests) {
      _ = try lanes.admit(request(delivery, to: "desk"))
    }
    #expect(throws: Lanes.Crowded.requests) { try lanes.admit(request(0, to: "desk")) }
    #expect(try lanes.admit(request(0, to: "pager")) != nil)
  }

  @Test("more busy destinations than anybody has are refused")
  func crowdedDestinations() throws {
    var lanes = Lanes()
    for delivery in 1...Int64(RelayLimits.busyDestinations) {
      #expect(try lanes.admit(request(delivery, to: "desk\(delivery)")) != nil)
    }
    #expect(throws: Lanes.Crowded.destinations) { try lanes.admit(request(0, to: "pager")) }
    #expect(lanes.finish("desk1") == nil)
    #expect(try lanes.admit(request(0, to: "pager")) != nil)
  }
}

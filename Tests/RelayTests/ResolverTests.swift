import Testing

@testable import insiderd_relay

@Suite struct ResolverTests {
  @Test("a name has its addresses, each once")
  func addresses() async throws {
    let addresses = try await Resolver.addresses(of: "localhost")
    #expect(addresses.contains { $0.description == "127.0.0.1" || $0.description == "::1" })
    #expect(Set(addresses).count == addresses.count)
  }

  @Test("a name that nobody has, has no address (RFC 6761)")
  func noAddress() async throws {
    #expect(try await Resolver.addresses(of: "nowhere.invalid").isEmpty)
  }

  @Test("whoever is cancelled does not wait for the name servers")
  func cancelled() async throws {
    await withThrowingTaskGroup(of: [Address].self) { group in
      group.cancelAll()
      group.addTask { try await Resolver.addresses(of: "localhost") }
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
  }
}

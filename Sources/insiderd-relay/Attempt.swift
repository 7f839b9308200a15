import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Wire

/// One attempt, from the look-up of the name to the first bytes of the answer. It ends early when it is cancelled,
/// with what it knows by then.
struct Attempt: Sendable {
  let outgoing: Outgoing
  let authorities: [NIOSSLCertificate]?
  /// The time for the whole, for the message when it is over.
  let seconds: Int
  /// Seconds since the epoch.
  let now: Int64

  private var host: String { outgoing.url.host }
  private var patience: Int { min(seconds, RelayLimits.connectSeconds) }

  /// Takes over `kept`, as `Courier` does.
  func run(over kept: Link?) async -> Courier.Result {
    do {
      let addresses = try await permittedAddresses()
      let link = await link(over: kept, to: addresses)
      let others = addresses.filter { $0 != link.pin.address }
      return await send(over: link, isUsed: link.client === kept?.client, others: others)
    } catch {
      await kept?.close()
      return Courier.Result(outcome: error.outcome)
    }
  }

  /// The end of an attempt before anything was sent.
  private struct Unsent: Error {
    let outcome: RelayReply.Outcome
  }

  /// Looked up once, and only what the guard lets through.
  private func permittedAddresses() async throws(Unsent) -> [Address] {
    let found: [Address]
    if let address = outgoing.url.address {
      found = [address]
    } else {
      do {
        found = try await Resolver.addresses(of: host)
      } catch {
        throw Unsent(outcome: .failed(reason: "the name `\(host)` was not found within \(seconds) s"))
      }
    }
    guard let first = found.first else {
      throw Unsent(outcome: .failed(reason: "the name `\(host)` has no address"))
    }
    let permitted = AddressGuard.permitted(found, for: outgoing.url, allowing: outgoing.networks)
    guard permitted.isEmpty else { return Array(permitted.prefix(RelayLimits.addresses)) }
    throw Unsent(outcome: .forbidden(reason: AddressGuard.reason(for: first, of: outgoing.url)))
  }

  /// The kept link where it still leads to one of the addresses, else a new one to the first.
  private func link(over kept: Link?, to addresses: [Address]) async -> Link {
    if let kept, kept.expiry > .now, addresses.contains(where: { kept.pin == pin($0) }) { return kept }
    await kept?.close()
    return Link(pin(addresses[0]))
  }

  func pin(_ address: Address) -> Link.Pin {
    Link.Pin(host: host, address: address, authorities: authorities, patience: patience)
  }

  /// Goes on to the next address only when no connection came about, so that nothing is sent twice. A link that was used
  /// before may end, or have something left of its last answer, just while the next request goes out: that says nothing
  /// of the receiver, so it is asked anew, under the same id.
  func send(over link: Link, isUsed: Bool = false, others: [Address]) async -> Courier.Result {
    do {
      let response = try await link.client.execute(request, timeout: .seconds(Int64(seconds)))
      return await answer(response, link)
    } catch {
      await link.close()
      let fault = Fault(error)
      if isUsed, fault.isOfLastAnswer, !Task.isCancelled {
        return await send(over: Link(link.pin), others: others)
      }
      if fault.isBeforeConnection, let next = others.first, !Task.isCancelled {
        return await send(over: Link(pin(next)), others: Array(others.dropFirst()))
      }
      return Courier.Result(
        outcome: .failed(reason: fault.reason(host: host, seconds: seconds, patience: patience)))
    }
  }

  private var request: HTTPClientRequest {
    var request = HTTPClientRequest(url: outgoing.url.text)
    request.method = .POST
    request.headers = .init(outgoing.headers)
    request.body = .bytes(ByteBuffer(string: outgoing.body))
    return request
  }

  private func answer(_ response: HTTPClientResponse, _ link: Link) async -> Courier.Result {
    let retryAfter = response.headers.first(name: "retry-after").flatMap { RetryAfter.seconds($0, now: now) }
    let excerpt = await Excerpt.read(response.body)
    return Courier.Result(
      outcome: .answered(
        status: Int(response.status.code), retryAfter: retryAfter, excerpt: outgoing.secrets(excerpt)),
      link: link
    )
  }
}

import Wire

/// A request with everything that it needs: checked, its credentials read, signed.
struct Outgoing: Sendable {
  let url: WebhookURL
  let networks: [Network]
  let headers: [(name: String, value: String)]
  let body: String
  /// What must stand in no reply.
  let secrets: Redaction

  /// `now` in seconds since the epoch: the moment of the attempt, which the signature covers.
  init(_ request: RelayRequest, credentials: Credentials, now: Int64) throws(Refusal) {
    let reader = ValueReader(destination: request.destination, credentials: credentials)
    url = try Outgoing.url(request, reader)
    networks = try Outgoing.networks(request)
    guard url.isSecure || !networks.isEmpty else {
      throw Refusal(
        "the URL of `\(request.destination)` must begin with `https://`: no network is allowed for it")
    }
    guard Outgoing.isIdentifier(request.identifier) else {
      throw Refusal("`\(request.identifier)` cannot be the id of a webhook's message")
    }
    let added = try Outgoing.addedHeaders(request, reader)
    let filled = try FilledBody(request, reader)
    headers =
      [("host", url.authority), ("user-agent", "insiderd"), ("content-type", request.contentType)]
      + (try Outgoing.standardHeaders(request, filled.text, reader, now: now))
      + added.map { ($0.name, $0.value) }
    body = filled.text
    secrets = Redaction(url: url, values: added.filter(\.isSecret).map(\.value) + filled.secrets)
  }

  private static func url(_ request: RelayRequest, _ reader: ValueReader) throws(Refusal) -> WebhookURL {
    let text = try reader.text(request.url)
    do {
      return try WebhookURL(text)
    } catch {
      throw Refusal("the URL of `\(request.destination)` \(error.clause)")
    }
  }

  private static func networks(_ request: RelayRequest) throws(Refusal) -> [Network] {
    guard request.allowedNetworks.count <= RelayLimits.networks else {
      throw Refusal("`\(request.destination)` allows more than \(RelayLimits.networks) networks")
    }
    var networks: [Network] = []
    for text in request.allowedNetworks {
      guard let network = Network(text) else {
        throw Refusal(
          "`\(text)`, which `\(request.destination)` allows, is no network; write it as `10.0.0.0/8`")
      }
      networks.append(network)
    }
    return networks
  }

  /// Standard Webhooks 1.0; the signature only where there is a key.
  private static func standardHeaders(
    _ request: RelayRequest, _ body: String, _ reader: ValueReader, now: Int64
  ) throws(Refusal) -> [(String, String)] {
    let identity = [("webhook-id", request.identifier), ("webhook-timestamp", String(now))]
    guard !request.secrets.isEmpty else { return identity }
    do {
      let keys = try reader.keys(request.secrets)
      let signature = try Signature.header(
        keys: keys, identifier: request.identifier, timestamp: now, body: body)
      return identity + [("webhook-signature", signature)]
    } catch let problem as Signature.Problem {
      throw Refusal("the secret of `\(request.destination)` \(problem.clause)")
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal("`\(request.destination)` cannot be signed for")
    }
  }

  private static func addedHeaders(
    _ request: RelayRequest, _ reader: ValueReader
  ) throws(Refusal) -> [(name: String, value: String, isSecret: Bool)] {
    guard request.headers.count <= RelayLimits.headers else {
      throw Refusal("`\(request.destination)` has more than \(RelayLimits.headers) headers")
    }
    var added: [(name: String, value: String, isSecret: Bool)] = []
    for header in request.headers {
      let name = header.name.lowercased()
      guard HeaderField.isName(name), !HeaderField.isOurs(name) else {
        throw Refusal("`\(header.name)` is no header that `\(request.destination)` may add")
      }
      let value = try reader.text(header.value)
      guard HeaderField.isValue(value) else {
        throw Refusal(
          "the header `\(header.name)` of `\(request.destination)` has a value with a control character")
      }
      added.append((name, value, header.value.isCredential))
    }
    return added
  }

  /// A full stop would let the id reach into the signed timestamp (Standard Webhooks 1.0).
  private static func isIdentifier(_ text: String) -> Bool {
    (1...256).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
  }
}

/// Why our own policy forbids an attempt; the reason is for the operator and holds no secret.
struct Refusal: Error, Hashable {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

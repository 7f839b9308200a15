/// What the judge and the relay say to each other over the control socket: one JSON object for each line.
///
/// The relay opens the connection with a `RelayHello`, the judge answers with `RelayRequest`s, at most one in
/// flight for each destination, and the relay sends a `RelayReply` for each, in any order.
package struct RelayHello: Decodable, Sendable, Hashable {
  package static let currentProtocol = 3

  package var relay: Int

  package init(relay: Int = RelayHello.currentProtocol) {
    self.relay = relay
  }

  /// As it goes over the socket.
  package var json: JSON { .object([("relay", .integer(relay))]) }
}

/// One attempt to be made. It names its secrets and holds none: the relay alone can read credentials.
package struct RelayRequest: Codable, Sendable, Hashable {
  /// The ledger's number of the delivery, which the reply repeats.
  package var delivery: Int64
  package var destination: String
  package var url: Value
  /// Signing keys, the newest first; empty for a format that is not signed.
  package var secrets: [Value]
  /// `webhook-id`: alert id and revision, the same on each attempt.
  package var identifier: String
  package var contentType: String
  package var headers: [Header]
  /// The exact bytes to send and sign, as text, up to what `insertions` add.
  package var body: String
  /// Members that are put at the beginning of the body, which then is a JSON object that has members: secrets that a
  /// receiver wants to find there, and that neither the judge nor the ledger knows. Nothing is searched for, so that no
  /// text of a filing can be mistaken for the place.
  package var insertions: [Member]
  /// Seconds for the whole attempt.
  package var timeout: Int
  /// CIDR networks that may be reached although they are private.
  package var allowedNetworks: [String]
  package var authorityFile: String?

  package init(delivery: Int64, destination: String, url: Value, identifier: String, body: String) {
    self.delivery = delivery
    self.destination = destination
    self.url = url
    self.secrets = []
    self.identifier = identifier
    self.contentType = "application/json"
    self.headers = []
    self.body = body
    self.insertions = []
    self.timeout = 15
    self.allowedNetworks = []
    self.authorityFile = nil
  }

  /// A value, or the name of the credential that holds it: `{"text":"…"}` or `{"credential":"…"}`.
  package enum Value: Codable, Sendable, Hashable {
    case text(String)
    case credential(String)

    private enum Key: String, CodingKey {
      case text
      case credential
    }

    package init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      if let text = try members.decodeIfPresent(String.self, forKey: .text) {
        self = .text(text)
      } else {
        self = .credential(try members.decode(String.self, forKey: .credential))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Key.self)
      switch self {
      case .text(let text): try members.encode(text, forKey: .text)
      case .credential(let name): try members.encode(name, forKey: .credential)
      }
    }
  }

  /// A member of the body's JSON object; its value is a string.
  package struct Member: Codable, Sendable, Hashable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// An HTTP header of the request.
  package struct Header: Codable, Sendable, Hashable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }
}

/// What came of one attempt.
package struct RelayReply: Decodable, Sendable, Hashable {
  package var delivery: Int64
  package var outcome: Outcome

  package init(delivery: Int64, outcome: Outcome) {
    self.delivery = delivery
    self.outcome = outcome
  }

  /// As it goes over the socket; what is `nil` is left out.
  package var json: JSON {
    .object([("delivery", .integer(Int(delivery))), ("outcome", outcome.json)])
  }

  /// How an attempt ended.
  package enum Outcome: Decodable, Sendable, Hashable {
    /// A whole status line and header came back. `retryAfter` in seconds, from either form of the header;
    /// `excerpt` is the beginning of the answer's body, for the operator.
    case answered(status: Int, retryAfter: Int?, excerpt: String)
    /// Network or TLS failed; the reason is for the operator and holds no secret.
    case failed(reason: String)
    /// Our own policy forbids the request, or a credential is missing: trying again changes nothing by itself.
    case forbidden(reason: String)

    fileprivate var json: JSON {
      switch self {
      case .answered(let status, let retryAfter, let excerpt):
        let pause = retryAfter.map { [("retryAfter", JSON.integer($0))] } ?? []
        let members = [("status", JSON.integer(status))] + pause + [("excerpt", .string(excerpt))]
        return .object([("answered", .object(members))])
      case .failed(let reason): return .object([("failed", .object([("reason", .string(reason))]))])
      case .forbidden(let reason): return .object([("forbidden", .object([("reason", .string(reason))]))])
      }
    }
  }
}

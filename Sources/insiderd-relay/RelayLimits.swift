/// Every limit of the relay, with its reason. What a receiver answers is hostile until it is read.
enum RelayLimits {
  /// Seconds for one attempt, as the rule language allows them.
  static let timeoutSeconds = 1...60
  /// Seconds to open a connection, TLS included: a receiver that is there answers within one.
  static let connectSeconds = 5
  /// Seconds that an idle connection is kept for the next alert of a burst. Common servers close theirs after 5 or
  /// more, and a request must not race with that.
  static let idleSeconds: Int64 = 4
  /// Seconds after which a client is made anew, with the system's authorities as they then are.
  static let linkSeconds: Int64 = 60
  /// Clients that are kept between attempts, one for each destination; a further one lives for its attempt.
  static let keptClients = 16
  /// Destinations with a request in flight, each of which may be megabytes: firms have a handful.
  static let busyDestinations = 256
  /// Requests that wait for the one before them. The judge sends one for each destination, so that these are few.
  static let waitingRequests = 64
  /// Addresses of one name that are tried when connecting fails: more would not fit into the timeout.
  static let addresses = 3
  /// Bytes of one answer that are read: four times what servers allow themselves for headers, and of a body only the
  /// beginning is kept.
  static let answerBytes = 256 << 10
  /// Bytes of a credential: a URL or a key with room to spare.
  static let credentialBytes = 8 << 10
  /// Bytes of a URL: what servers take.
  static let urlBytes = 4 << 10
  /// Headers that a webhook adds.
  static let headers = 32
  /// Networks that a webhook allows.
  static let networks = 64
  /// Seconds between two attempts to reach the judge: the first, and the longest.
  static let reconnectSeconds = 0.1...5.0
  /// The longest `Retry-After` that is told: the judge cuts it shorter still.
  static let retryAfterSeconds = 366 * 86_400
}

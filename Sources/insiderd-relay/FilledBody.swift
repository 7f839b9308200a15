import Wire

/// A request's body with the members in it that only the relay knows.
struct FilledBody {
  let text: String
  /// What of it must stand in no reply.
  let secrets: [String]

  /// The body as it is where nothing is to be put in, byte for byte.
  init(_ request: RelayRequest, _ reader: ValueReader) throws(Refusal) {
    var members = ""
    var secrets: [String] = []
    for member in request.insertions {
      let value = try reader.text(member.value)
      guard !value.isEmpty else {
        throw Refusal("the `\(member.name)` of `\(request.destination)` is empty")
      }
      let quoted = JSON.string(value).text
      members += "\(JSON.string(member.name).text):\(quoted),"
      // A receiver that repeats the body repeats it quoted.
      if member.value.isCredential { secrets += [value, String(quoted.dropFirst().dropLast())] }
    }
    guard members.isEmpty || request.body.hasPrefix("{\"") else {
      throw Refusal("the body for `\(request.destination)` is no JSON object that could take its settings")
    }
    text = members.isEmpty ? request.body : "{\(members)\(request.body.dropFirst())"
    self.secrets = secrets
  }
}

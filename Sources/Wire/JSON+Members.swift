extension JSON {
  /// The object with other values for some of the members that it has; anything else as it is.
  package func replacing(_ values: [String: JSON]) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.map { ($0.0, values[$0.0] ?? $0.1) })
  }

  /// The object, when its text has at most `limit` bytes; else without as many of the members named as it takes, the
  /// first of them first, and with their names in `left_out`. An object that is too long even so is its members that
  /// are short, and `left_out` says `everything else`.
  package func abridged(to limit: Int, leavingOut names: [String]) -> JSON {
    guard case .object(var members) = self, text.utf8.count > limit else { return self }
    var leftOut: [String] = []
    for name in names {
      members.removeAll { $0.0 == name }
      leftOut.append(name)
      let rest = JSON.object(members + [("left_out", .array(leftOut.map(JSON.string)))])
      if rest.text.utf8.count <= limit { return rest }
    }
    let short = members.filter { $0.1.text.utf8.count <= 128 }
    return .object(short + [("left_out", .array([.string("everything else")]))])
  }
}

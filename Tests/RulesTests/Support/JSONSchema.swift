import Foundation

/// As much of JSON Schema as a schema of ours says; a `$ref` names one of its `$defs`.
struct JSONSchema {
  private let whole: [String: Any]

  init(_ data: Data) throws {
    whole = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What is not as the schema says, each with its place.
  func problems(of value: Any) -> [String] { problems(of: value, whole, at: "$") }

  private func problems(of value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let name = schema["$ref"] as? String {
      let found = (whole["$defs"] as? [String: [String: Any]])?[name]
      return found.map { problems(of: value, $0, at: place) } ?? ["\(place): no definition `\(name)`"]
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      return ["\(place): \(value) is none of \(choices)"]
    }
    switch schema["type"] as? String {
    case "object":
      return (value as? [String: Any]).map { members($0, schema, place) } ?? ["\(place): no object"]
    case "array": return (value as? [Any]).map { items($0, schema, place) } ?? ["\(place): no array"]
    case "integer":
      let least = schema["minimum"] as? Int ?? .min
      return (value as? Int).map { $0 >= least } == true ? [] : ["\(place): \(value)"]
    case "string":
      let pattern = schema["pattern"] as? String ?? ""
      let isGood = (value as? String)?.range(of: pattern, options: .regularExpression) != nil
      return isGood || pattern.isEmpty && value is String ? [] : ["\(place): \(value)"]
    default: return []
    }
  }

  private func members(_ object: [String: Any], _ schema: [String: Any], _ place: String) -> [String] {
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    let foreign =
      schema["additionalProperties"] as? Bool == false ? object.keys.filter { known[$0] == nil } : []
    return missing.map { "\(place): no `\($0)`" } + foreign.map { "\(place): `\($0)` is not known" }
      + object.flatMap { key, value in
        known[key].map { problems(of: value, $0, at: "\(place).\(key)") } ?? []
      }
  }

  private func items(_ array: [Any], _ schema: [String: Any], _ place: String) -> [String] {
    let isRepeated =
      schema["uniqueItems"] as? Bool == true && Set(array.map { "\($0)" }).count < array.count
    let each = schema["items"] as? [String: Any] ?? [:]
    return (isRepeated ? ["\(place): the same twice"] : [])
      + array.enumerated().flatMap { problems(of: $1, each, at: "\(place)[\($0)]") }
  }
}

/// The formats, in the order of the manual.
package enum Formats {
  package static let all: [any Format.Type] = [Standard.self]

  /// `nil` when there is no such format.
  package static func named(_ name: String) -> (any Format.Type)? {
    all.first { $0.name == name }
  }
}

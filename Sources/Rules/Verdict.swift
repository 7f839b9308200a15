/// What a rule says of one report.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case match
  case possible
  case none

  init(_ truth: Truth) {
    switch truth {
    case .yes: self = .match
    case .maybe: self = .possible
    case .no: self = .none
    }
  }
}

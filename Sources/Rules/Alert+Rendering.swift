package import Filings

extension Alert {
  /// Gives the alert the id that it had when the filing was known as `first`, a page on which the same parties stood in
  /// other words: what became of an alert is told under the alert's id.
  package mutating func identify(as first: Filing, insteadOf filing: Filing) {
    identity = identity.replacing(GroupKey.text(of: filing, []), with: GroupKey.text(of: first, []))
  }
}

/// The last things that went wrong, for `insiderd status`: the journal has them all.
final class RecentErrors {
  /// As many as fit a screen beside the rest.
  private static let limit = 5

  private(set) var newest: [DaemonStatus.Complaint] = []

  func add(_ text: String, now: Int64) {
    newest.insert(DaemonStatus.Complaint(moment: now, text: text), at: 0)
    if newest.count > RecentErrors.limit { newest.removeLast() }
  }
}

/// `MESSAGE_ID` of the entries that the daemon writes to the journal: one for each kind of event, never reused.
///
/// Each has an entry in `systemd/insiderd.catalog`, so that `journalctl -x` explains it; a tidy test compares the two.
/// A new one comes from `systemd-id128 new`.
package enum MessageID: String, Sendable, CaseIterable {
  /// A rule matched, or possibly did: one entry for each revision of an alert.
  case alertRaised = "ce8c640781e747988169819355bac437"
  /// A file of the inbox is no filing that can be read, and went to `rejected/`.
  case filingRejected = "cf4bc0c353234d0c9b682f591d7f08e7"
  /// Changed rules are live.
  case rulesReloaded = "500967202fed46bda7380eb848ffb5ed"
  /// Changed rules have mistakes; the last good ones stay in force.
  case rulesBroken = "b7430aa795df4e34bf9684f4806dfcf5"
  /// The inbox is watched and what lay in it is judged.
  case started = "092c2378def24e14b1988f2cc7b4998e"
  /// The daemon was asked to end, and ends.
  case stopped = "e7ce787d837b4e86a29c59bb28d6642e"
  /// A webhook answered 410: nothing is sent to it any more.
  case destinationRetired = "c35fd5fdf32543c89115907578185a5f"
  /// `insiderd send-test`: no alert, only whether the way of alerts is open.
  case destinationTested = "f2a7036e238a4d879b3167acfee187d4"
}

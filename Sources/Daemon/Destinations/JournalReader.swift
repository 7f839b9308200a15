import CSystemd
import Glibc

/// Reads alerts back from the journal: an entry counts as delivered when it is found there.
///
/// A reader with a match that is kept open can miss the newest entry (systemd 252), so each look opens its own.
package struct JournalReader: Sendable {
  /// Alerts that one look asks for: the matches of one field are tried for each entry.
  package static let batch = 256

  /// An alert's revision, as the journal's fields name it.
  package struct Key: Sendable, Hashable {
    package let alert: String
    package let revision: Int

    package init(alert: String, revision: Int) {
      self.alert = alert
      self.revision = revision
    }
  }

  package init() {}

  /// Those of the keys that stand in the journal, written by this user: anybody can log, and nobody else's entry
  /// settles our delivery.
  /// - Throws: `SystemError` when the journal cannot be read at all.
  package func found(among keys: [Key]) throws(SystemError) -> Set<Key> {
    let journal = try open()
    defer { sd_journal_close(journal) }
    addMatch(journal, "_UID=\(getuid())")
    sd_journal_add_conjunction(journal)
    for key in keys.prefix(JournalReader.batch) { addMatch(journal, "INSIDERD_ALERT_ID=\(key.alert)") }
    let wanted = Set(keys)
    var found: Set<Key> = []
    sd_journal_seek_tail(journal)
    while found.count < wanted.count, sd_journal_previous(journal) > 0 {
      guard let alert = field(journal, "INSIDERD_ALERT_ID"),
        let revision = field(journal, "INSIDERD_REVISION").flatMap({ Int($0) })
      else { continue }
      let key = Key(alert: alert, revision: revision)
      if wanted.contains(key) { found.insert(key) }
    }
    return found
  }

  /// Whether this user may read what it writes: a member of `systemd-journal`, or the superuser.
  package var mayRead: Bool {
    guard let journal = try? open() else { return false }
    defer { sd_journal_close(journal) }
    return geteuid() == 0 || sd_journal_has_runtime_files(journal) > 0
      || sd_journal_has_persistent_files(journal) > 0
  }

  private func open() throws(SystemError) -> OpaquePointer {
    var journal: OpaquePointer?
    let flags = Int32(SD_JOURNAL_LOCAL_ONLY)
    let result = sd_journal_open(&journal, flags)
    guard result >= 0, let journal else { throw SystemError("read the journal", code: 0 - result) }
    return journal
  }

  private func addMatch(_ journal: OpaquePointer, _ match: String) {
    sd_journal_add_match(journal, match, match.utf8.count)
  }

  private func field(_ journal: OpaquePointer, _ name: String) -> String? {
    var data: UnsafeRawPointer?
    var length = 0
    guard sd_journal_get_data(journal, name, &data, &length) >= 0, let data else { return nil }
    let text = String(decoding: UnsafeRawBufferPointer(start: data, count: length), as: UTF8.self)
    return String(text.dropFirst(name.utf8.count + 1))
  }
}

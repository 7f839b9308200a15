/// How the inbox fares, for whoever looks at the daemon: one value with everything.
package struct InboxReport: Codable, Sendable, Hashable {
  /// Files that wait to be judged.
  package var backlog = 0
  /// Files that were queued since the queue was last empty: those that wait, and those before them.
  package var queued = 0
  /// Directories below the inbox that are watched.
  package var watchedDirectories = 0
  /// Directories that are looked at every minute alone, since the kernel gives no more watches.
  package var unwatchedDirectories = 0
  /// Directories that are not looked into: too deep, too many, or unreadable.
  package var omittedDirectories = 0
  /// Files that are cut off or empty, and may still be on their way.
  package var incomplete = 0
  /// Files that cannot be read, such as for want of permission.
  package var unreadable = 0
  /// Files that were judged and cannot leave the inbox.
  package var stuck = 0
  /// The last reason why a file could not be read or could not leave, or a directory not be looked into.
  package var trouble: String?

  package init() {}

  /// Files of a backlog that is worth a word: more than one transaction has.
  package static let backlogFiles = Intake.batch

  /// What is unusual, for a status line; empty when nothing is.
  package var remarks: [String] {
    var remarks: [String] = []
    if backlog > InboxReport.backlogFiles {
      remarks.append(
        "judging a backlog: \(InboxReport.grouped(queued - backlog)) of \(InboxReport.grouped(queued))")
    }
    if unwatchedDirectories > 0 { remarks.append("\(unwatchedDirectories) directories without a watch") }
    if omittedDirectories > 0 { remarks.append("\(omittedDirectories) directories left out") }
    if incomplete > 0 { remarks.append("\(incomplete) files not whole yet") }
    if unreadable > 0 { remarks.append("\(unreadable) files cannot be read") }
    if stuck > 0 { remarks.append("\(stuck) judged files cannot leave the inbox") }
    if let trouble, unreadable + stuck + omittedDirectories > 0 { remarks.append(trouble) }
    return remarks
  }

  /// `41,200`.
  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }
}

/// Files that stay in the inbox although they should not, by their names, until they leave or are read.
struct InboxTroubles {
  enum Kind {
    case incomplete
    case unreadable
    case stuck
  }

  /// Names that are remembered; more of them are not counted.
  private static let names = 10_000

  private var kinds: [FileName: Kind] = [:]
  private var cut: [FileName: Fingerprint] = [:]
  private(set) var latest: String?

  /// - Returns: whether that is new, and worth a word.
  mutating func add(_ name: FileName, _ kind: Kind, _ reason: String, _ fingerprint: Fingerprint? = nil)
    -> Bool
  {
    if kind != .incomplete { latest = reason }
    cut[name] = kind == .incomplete ? fingerprint : nil
    if kinds[name] == kind { return false }
    // The names past the limit share the word of the last before it.
    guard kinds.count < InboxTroubles.names || kinds[name] != nil else { return false }
    kinds[name] = kind
    return true
  }

  var isEmpty: Bool { kinds.isEmpty }

  func holds(_ name: FileName, _ kind: Kind) -> Bool { kinds[name] == kind }

  /// The file was read as it is, and was not whole.
  func isIncomplete(_ name: FileName, _ fingerprint: Fingerprint) -> Bool {
    !cut.isEmpty && cut[name] == fingerprint
  }

  mutating func remove(_ name: FileName) {
    guard !kinds.isEmpty else { return }
    kinds[name] = nil
    cut[name] = nil
    if kinds.isEmpty { latest = nil }
  }

  /// Forgets those that are not in the inbox any more.
  mutating func keep(only names: some Sequence<FileName>) {
    guard !kinds.isEmpty else { return }
    let present = Set(names)
    kinds = kinds.filter { present.contains($0.key) }
    cut = cut.filter { present.contains($0.key) }
    if kinds.isEmpty { latest = nil }
  }

  func count(_ kind: Kind) -> Int { kinds.values.count { $0 == kind } }
}

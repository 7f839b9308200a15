import Daemon
import Filings

/// Words and columns for people, on eighty columns.
enum Text {
  /// `2026-11-01T14:30:05Z`.
  static func moment(_ seconds: Int64) -> String { Timestamp.text(seconds) }

  /// `2026-11-01T14:30:05Z (2 hours ago)`.
  static func moment(_ seconds: Int64, asOf now: Int64) -> String {
    "\(Timestamp.text(seconds)) (\(ago(seconds, asOf: now)))"
  }

  /// `2 hours ago`, `in 5 minutes`, `now`.
  static func ago(_ seconds: Int64, asOf now: Int64) -> String {
    let length = span(abs(now - seconds))
    return now == seconds ? "now" : now > seconds ? "\(length) ago" : "in \(length)"
  }

  /// `45 seconds`, `3 hours`, `12 days`: the largest unit that fits twice, or once.
  static func span(_ seconds: Int64) -> String {
    let units: [(Int64, String)] = [
      (86_400 * 365, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute"),
    ]
    let (length, name) = units.first { seconds >= 2 * $0.0 } ?? (1, "second")
    return count(Int(seconds / length), name)
  }

  /// `1 alert`, `2,100 alerts`.
  static func count(_ count: Int, _ noun: String, _ nouns: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? noun : nouns ?? noun + "s")"
  }

  /// `12,345`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    let groups = stride(from: 0, to: digits.count, by: 3).map { start in
      String(digits.reversed()[start..<min(start + 3, digits.count)].reversed())
    }
    return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }

  /// `812 bytes`, `3.4 MB`.
  static func bytes(_ bytes: Int64) -> String {
    let units: [(Int64, String)] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")]
    guard let (size, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) bytes" }
    let tenths = bytes * 10 / size
    return tenths >= 100 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
  }

  /// Lines of words, none longer than the width, the later ones with the margin before them.
  static func wrapped(_ text: String, width: Int = 80, first: String = "", margin: String = "") -> String {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in Printable.text(text).split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        (line, isEmpty) = (margin, true)
      }
      line += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Columns as wide as their widest cell, two spaces between; the last as long as it is.
  static func table(_ rows: [[String]], margin: String = "") -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }
      return margin + cells.joined(separator: "  ")
    }
  }
}

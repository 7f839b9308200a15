import Filings

/// A word after `by`.
package struct Role: Sendable {
  package let name: String
  package let meaning: String
  let mask: RoleMask
  /// The field that decides it.
  let field: String
  let test: Test

  enum Test: Sendable {
    case box(@Sendable (Owner) -> Reading<Bool>)
    /// Any of these phrases in the title, each as its words.
    case title([[String]])
  }
}

struct RoleMask: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  static let boxes = RoleMask(rawValue: 0b1111)
  static let titles = RoleMask(rawValue: 0b11_1111 << 4)
}

extension Vocabulary {
  package static let roles = [
    box("officer", 0, "an owner is an officer") { $0.isOfficer },
    box("director", 1, "an owner is a director") { $0.isDirector },
    box("ten_percent_owner", 2, "an owner holds more than ten percent") { $0.isTenPercentOwner },
    box("other_insider", 3, "an owner has another relationship to the issuer", field: "owner.other") {
      $0.isOther
    },
    title("ceo", 4, ["chief executive officer", "chief executive", "ceo", "principal executive officer"]),
    title("cfo", 5, ["chief financial officer", "cfo", "principal financial officer"]),
    title("coo", 6, ["chief operating officer", "coo"]),
    title("chair", 7, ["chair", "chairman", "chairwoman", "chairperson", "chairman of the board"]),
    title("president", 8, ["president"]),
    title("general_counsel", 9, ["general counsel", "chief legal officer", "clo"]),
  ]

  static func role(named name: String) -> Role? {
    roles.first { $0.name == name }
  }

  private static func box(
    _ name: String, _ bit: UInt16, _ meaning: String, field: String? = nil,
    _ reading: @escaping @Sendable (Owner) -> Reading<Bool>
  ) -> Role {
    Role(
      name: name, meaning: meaning, mask: RoleMask(rawValue: 1 << bit), field: field ?? "owner.\(name)",
      test: .box(reading))
  }

  private static func title(_ name: String, _ bit: UInt16, _ phrases: [String]) -> Role {
    Role(
      name: name, meaning: "an owner's title says \(phrases.map { "\"\($0)\"" }.joined(separator: ", "))",
      mask: RoleMask(rawValue: 1 << bit), field: "owner.title", test: .title(phrases.map(Title.words(of:))))
  }
}

// MARK: - Who has a role

extension Role {
  func isHeld(by owner: Owner) -> Truth {
    switch test {
    case .box(let reading): Role.truth(reading(owner), absence: .no) { $0 }
    case .title(let phrases): Role.truth(owner.resolvedTitle, absence: .no) { Title($0).says(phrases) }
    }
  }

  private static func truth<Value>(
    _ reading: Reading<Value>, absence: Truth, _ holds: (Value) -> Bool
  ) -> Truth {
    switch reading {
    case .known(let value): return Truth(holds(value))
    case .absent: return absence
    case .unknown(.candidates(let values)):
      let answers = Set(values.map(holds))
      return answers.count == 1 ? Truth(answers.contains(true)) : .maybe
    case .unknown: return .maybe
    }
  }
}

/// An officer's title as words. Titles are free text of thirty characters, typed by hand.
struct Title {
  private let words: [String]

  init(_ text: String) {
    words = Title.words(of: text)
  }

  /// Letters in lower case; a full stop belongs to its word and is left out, all else parts two words.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): word.append(byte)
      case UInt8(ascii: "."): break
      case 0x80...: return wordsOfAnyScript(text)
      default: end(&word, in: &words)
      }
    }
    end(&word, in: &words)
    return words
  }

  private static func end(_ word: inout [UInt8], in words: inout [String]) {
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    word.removeAll(keepingCapacity: true)
  }

  /// Nearly all titles are ASCII, for which asking Unicode of each character is a hundred times the work.
  private static func wordsOfAnyScript(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "." }.map { $0.filter(\.isLetter) }.filter { !$0.isEmpty }
  }

  /// Words that make the title behind them another one: a vice president is no president.
  private static let qualifiers: Set<String> = [
    "vice", "former", "ex", "retired", "assistant", "asst", "associate", "deputy",
  ]

  func says(_ phrases: [[String]]) -> Bool {
    phrases.contains(where: contains)
  }

  private func contains(_ phrase: [String]) -> Bool {
    words.indices.contains { index in
      words[index...].starts(with: phrase) && (index == 0 || !Title.qualifiers.contains(words[index - 1]))
    }
  }
}

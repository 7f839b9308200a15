/// The texts, folded, of which a field has to be one: a single one for nearly every rule, which needs no set.
enum FoldedTexts: Sendable, Hashable {
  case one(String)
  case several(Set<String>)

  var count: Int {
    switch self {
    case .one: 1
    case .several(let texts): texts.count
    }
  }

  var all: Set<String> {
    switch self {
    case .one(let text): [text]
    case .several(let texts): texts
    }
  }

  func contains(_ text: String) -> Bool {
    switch self {
    case .one(let only): only == text
    case .several(let texts): texts.contains(text)
    }
  }

  func forEach(_ body: (String) -> Void) {
    switch self {
    case .one(let text): body(text)
    case .several(let texts): for text in texts { body(text) }
    }
  }
}

/// The command line of the relay.
struct Arguments: Hashable, Sendable {
  /// Path of the judge's socket.
  var socket: String
  /// The directory of credentials, where one was named.
  var credentials: String?
  /// End at once when the process that started the relay ends.
  var diesWithParent = false

  static let usage = """
    usage: insiderd-relay --socket PATH [--credentials DIR] [--die-with-parent]

      --socket PATH        the judge's Unix socket
      --credentials DIR    where the webhooks' credentials are, one file for each, mode 0600
                           (default: $CREDENTIALS_DIRECTORY, which systemd sets)
      --die-with-parent    end when the process that started the relay ends

    """

  enum Problem: Error, Hashable {
    case help
    /// What is wrong, as a sentence.
    case usage(String)
  }

  /// `words` without the program's own name.
  init(_ words: some Sequence<String>) throws(Problem) {
    var words = Array(words)[...]
    var socket: String?
    var credentials: String?
    while let word = words.popFirst() {
      switch word {
      case "--socket": socket = try Arguments.value(of: word, &words)
      case "--credentials": credentials = try Arguments.value(of: word, &words)
      case "--die-with-parent": diesWithParent = true
      case "--help", "-h": throw .help
      default: throw .usage("`\(word)` is no option of the relay")
      }
    }
    guard let socket else { throw .usage("`--socket` is missing; it names the judge's socket") }
    self.socket = socket
    self.credentials = credentials
  }

  private static func value(of option: String, _ words: inout ArraySlice<String>) throws(Problem) -> String {
    guard let value = words.popFirst(), !value.isEmpty else { throw .usage("`\(option)` needs a value") }
    return value
  }
}

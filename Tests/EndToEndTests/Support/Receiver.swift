import Foundation
import Glibc
import Testing

/// A webhook receiver in a process of its own, which lives on when the judge is killed.
final class Receiver {
  let port: Int
  private let lines = Lines()
  private let child: Child

  init() throws {
    child = try Child(
      [Programs.python, Programs.script("receiver.py")],
      output: lines.writing.fileDescriptor, errors: STDERR_FILENO)
    try lines.writing.close()
    port = try #require(lines.next().flatMap { Int($0) }, "the receiver did not start")
  }

  /// A rule file's destination with this receiver.
  var webhook: String {
    """
    webhook desk {
        url      "http://127.0.0.1:\(port)/"
        allow    "127.0.0.0/8"
    }
    """
  }

  /// Waits for the next request.
  func next() -> Request? {
    lines.nextObject().flatMap(Request.init)
  }

  struct Request {
    let identifier: String
    let digest: String
    let alert: String
    let file: String

    init?(_ object: [String: Any]) {
      guard let identifier = object["webhook_id"] as? String, let digest = object["digest"] as? String,
        let body = object["body"] as? [String: Any], let data = body["data"] as? [String: Any],
        let alert = data["id"] as? String, let file = data["file"] as? String
      else { return nil }
      (self.identifier, self.digest, self.alert, self.file) = (identifier, digest, alert, file)
    }
  }
}

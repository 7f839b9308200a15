import CLinux
import Glibc

/// Who is at the other end of a connection, by the kernel's word (unix(7), SO_PEERCRED).
///
/// The socket's mode keeps strangers away; it lets in the daemon's group, to which the relay belongs. The relay talks to
/// the network and is therefore told nothing but what it is to send. So whoever is neither root nor the daemon's own user
/// can be the relay and nothing else.
package struct Visitor: Sendable, Hashable {
  package let user: UInt32
  package let process: Int32

  package init(user: UInt32, process: Int32) {
    self.user = user
    self.process = process
  }

  /// `nil` when the kernel does not say.
  init?(socket: Int32) {
    var user: UInt32 = 0
    var process: Int32 = 0
    guard linux_peer(socket, &user, &process) == 0 else { return nil }
    self.init(user: user, process: process)
  }

  /// Whether it may ask and command, in a daemon of that user.
  package func mayCommand(daemonOf user: UInt32) -> Bool {
    self.user == 0 || self.user == user
  }

  /// What somebody who may not is told.
  static let refusal = "only root and the user of the daemon may ask it; try again with sudo"
}

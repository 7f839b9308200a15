import Glibc

/// By what a file that stays is known not to have changed: a hint that spares reading it, and no identity.
package struct Fingerprint: Sendable, Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  /// Nanoseconds since 1970.
  let modified: Int64
  let changed: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
  }

  /// Which file or directory it is, whatever happens to it.
  init(identityOf status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    (size, modified, changed) = (0, 0, 0)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for word in [device, inode, UInt64(size), UInt64(bitPattern: modified), UInt64(bitPattern: changed)] {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  /// Seconds since the file was last written to, moved or given another mode. The time of the last change counts alone:
  /// whoever writes a file can set the other to any year. A change in the future is one from before the clock was set
  /// back, and long ago.
  func age(at now: Int64) -> Int64 {
    let age = now - changed / 1_000_000_000
    return age < -Fingerprint.skew ? .max : max(0, age)
  }

  /// Seconds by which a change may seem to be ahead of the clock.
  private static let skew: Int64 = 2

  /// The same file with the same contents: a rename gives it another time of change, and nothing else.
  func isSameContents(as other: Fingerprint) -> Bool {
    device == other.device && inode == other.inode && size == other.size && modified == other.modified
  }
}

/// What makes a file or directory itself, whatever its names are.
struct Node: Hashable {
  private let device: UInt64
  private let inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

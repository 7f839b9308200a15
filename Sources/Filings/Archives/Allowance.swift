/// How much one file may grow while it is unpacked, all archives inside of it together: nothing that a person packs
/// grows like a bomb.
final class Allowance {
  private let limit: Int
  private var spent = 0

  init(fileBytes: Int) {
    limit = Limits.unpackedBytes + min(fileBytes, Int.max / Limits.unpackedRatio / 2) * Limits.unpackedRatio
  }

  func spend(_ bytes: Int) throws(FilingError) {
    spent += bytes
    guard spent <= limit else {
      throw FilingError(
        "the archive unpacks to more than \(limit) bytes, far more than filings do",
        help: "unpack it and drop what is in it")
    }
  }
}

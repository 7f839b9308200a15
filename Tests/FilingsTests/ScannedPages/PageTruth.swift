import Filings
import Foundation

/// What a made page says, as it is known to whoever made it.
struct PageTruth: Codable, Equatable {
  struct Issuer: Codable, Equatable {
    var name: String
    var ticker: String
  }

  struct Owner: Codable, Equatable {
    var name: String
    var director: Bool?
    var officer: Bool?
    var tenPercentOwner: Bool?
    var title: String?
    var other: Bool?
    var otherText: String?
    /// The page has the person's name, and not the boxes.
    var isWithoutBoxes: Bool?
  }

  /// The columns of Table II.
  struct Terms: Codable, Equatable {
    var exercisePrice: Double?
    var exercisable: String?
    var expires: String?
    var underlying: String
    var underlyingShares: Double
  }

  /// A row of either table, of which a holding lacks date, code and direction.
  struct Position: Codable, Equatable {
    var security: String
    var date: String?
    var code: String?
    var shares: Double?
    var acquired: Bool?
    var price: Double?
    var ownedAfter: Double?
    var direct: Bool
    var nature: String?
    var terms: Terms?
  }

  struct Row: Codable, Equatable {
    var security: String
    var date: String
    var code: String
    var shares: Double
    var acquired: Bool
    /// Without a price the page shows `$0`, which is known to be zero.
    var price: Double?
    var ownedAfter: Double
    var direct: Bool
    var footnote: Int?
  }

  var form: String
  var issuer: Issuer
  var owner: Owner
  var period: String
  var transactions: [Row]
  var footnotes: [String]
  var signed: String
  var signer: String
  /// Behind the first.
  var owners: [Owner]?
  var originalFiled: String?
  /// Transactions of Table II.
  var derivatives: [Position]?
  /// Rows without a transaction, Table I before Table II.
  var holdings: [Position]?
  /// Behind the first.
  var signers: [String]?
  /// The fields that the page does not show legibly.
  var illegible: [String]

  static func read(_ file: URL) throws -> PageTruth {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PageTruth.self, from: try Data(contentsOf: file))
  }
}

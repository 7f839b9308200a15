/// The letter that a row gives for what happened (Form 4, General Instruction 8).
///
/// Kept verbatim: a letter that the list does not know is a code all the same. K and V never stand here: in the
/// XML they are `equitySwapInvolved` and `transactionTimeliness`.
package struct TransactionCode: Sendable, Hashable, CustomStringConvertible {
  /// The letter's byte, upper case, `A`...`Z`.
  package let letter: UInt8

  package init?(_ text: some Collection<UInt8>) {
    guard text.count == 1, let byte = text.first else { return nil }
    self.init(byte: byte)
  }

  package init?(byte: UInt8) {
    let upper = byte & 0xDF
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(upper) else { return nil }
    letter = upper
  }

  package init?(_ text: String) {
    self.init(text.utf8)
  }

  package var description: String { String(UnicodeScalar(letter)) }

  /// What the letter stands for, as the instruction words it, in lower case; `nil` for a letter that is not in it.
  package var meaning: String? {
    switch letter {
    case UInt8(ascii: "P"): "open market or private purchase"
    case UInt8(ascii: "S"): "open market or private sale"
    case UInt8(ascii: "V"): "transaction voluntarily reported earlier than required"
    case UInt8(ascii: "A"): "grant, award or other acquisition under Rule 16b-3(d)"
    case UInt8(ascii: "D"): "disposition to the issuer under Rule 16b-3(e)"
    case UInt8(ascii: "F"): "payment of exercise price or tax by delivering or withholding securities"
    case UInt8(ascii: "I"): "discretionary transaction under Rule 16b-3(f)"
    case UInt8(ascii: "M"): "exercise or conversion of a derivative security exempted under Rule 16b-3"
    case UInt8(ascii: "C"): "conversion of derivative security"
    case UInt8(ascii: "E"): "expiration of short derivative position"
    case UInt8(ascii: "H"): "expiration or cancellation of long derivative position with value received"
    case UInt8(ascii: "O"): "exercise of out-of-the-money derivative security"
    case UInt8(ascii: "X"): "exercise of in-the-money or at-the-money derivative security"
    case UInt8(ascii: "G"): "bona fide gift"
    case UInt8(ascii: "L"): "small acquisition under Rule 16a-6"
    case UInt8(ascii: "W"): "acquisition or disposition by will or the laws of descent"
    case UInt8(ascii: "Z"): "deposit into or withdrawal from voting trust"
    case UInt8(ascii: "J"): "other acquisition or disposition"
    case UInt8(ascii: "K"): "transaction in equity swap or similar instrument"
    case UInt8(ascii: "U"): "disposition due to a tender of shares in a change of control transaction"
    default: nil
    }
  }
}

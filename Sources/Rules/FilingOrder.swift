import Filings

/// In which order filings follow one another, by what they say and not by when they came: by the day of filing, else the
/// day of signing, else that of the last trade, then by the accession number, which EDGAR counts up.
enum FilingOrder {
  static func indices(of filings: [Filing]) -> [Int] {
    guard filings.count > 1 else { return Array(filings.indices) }
    let keys = filings.map(Key.init)
    return filings.indices.sorted { one, other in
      if keys[one] != keys[other] { return keys[one].isBefore(keys[other]) }
      // Nothing tells them apart but what they say.
      return filings[one].canonicalForm.lexicographicallyPrecedes(filings[other].canonicalForm)
    }
  }

  private struct Key: Equatable {
    let day: Day?
    let accession: String

    init(_ filing: Filing) {
      day =
        filing.provenance.filed ?? filing.signatures.compactMap(\.date.value).max()
        ?? filing.transactions.compactMap(\.date.value).max() ?? filing.period.value
      accession = filing.provenance.accession?.description ?? ""
    }

    func isBefore(_ other: Key) -> Bool {
      guard day == other.day else { return (day?.number ?? .min) < (other.day?.number ?? .min) }
      return accession < other.accession
    }
  }
}

extension Filing {
  /// The filing as a reader finds it: its accession number, or who filed what for when.
  package var reference: String { English.reference(self) }
}

/// Where the columns (A) and (D) of Table II stand, for the number of securities says by its column alone whether they
/// were acquired or disposed of.
struct DirectionColumns {
  private let acquired: Place
  private let disposed: Place

  /// A place on a line: the borders in front of it, and its distance from the line's beginning.
  private struct Place {
    let cell: Int
    let offset: Int
    let isTabular: Bool

    init(of index: String.Index, in line: PageLine) {
      let front = line.text[..<index]
      cell = front.count { $0 == "\t" }
      offset = front.count
      isTabular = line.isTabular
    }
  }

  /// `nil` unless one line of the table's captions has both.
  init?(_ lines: [PageLine]) {
    for line in lines where !line.hasDigit || line.text.contains("Code") {
      guard let first = line.text.firstRange(of: "(A)"),
        let second = line.text[first.upperBound...].firstRange(of: "(D)"),
        !line.text[first.upperBound..<second.lowerBound].contains(where: \.isLetter)
      else { continue }
      acquired = Place(of: first.lowerBound, in: line)
      disposed = Place(of: second.lowerBound, in: line)
      return
    }
    return nil
  }

  /// Whether the number at `start` stands below (A); `nil` where its place does not tell.
  func direction(of start: String.Index?, _ line: PageLine) -> Bool? {
    guard let start, start < line.text.endIndex else { return nil }
    let place = Place(of: start, in: line)
    guard place.isTabular == acquired.isTabular else { return nil }
    if place.isTabular {
      guard acquired.cell != disposed.cell, [acquired.cell, disposed.cell].contains(place.cell) else {
        return nil
      }
      return place.cell == acquired.cell
    }
    let (left, right) = (abs(place.offset - acquired.offset), abs(place.offset - disposed.offset))
    guard max(left, right) >= 3 * min(left, right), left != right else { return nil }
    return left < right
  }
}

/// Filings that have to do with one another, each with everything that may change what is said of it: the parts of a
/// report, amendments, and what those may amend.
struct Kin: Sendable {
  /// The number of its kin for each filing, by its place; `none` for one that stands alone.
  private(set) var numbers: [Int32] = []
  /// What any of them may be, by the number of the kin.
  private(set) var forms: [FormMask] = []
  private(set) var roles: [RoleMask] = []
  /// A row's code is not known, so that no partition has it.
  private(set) var isUnbounded: [Bool] = []

  static let none: Int32 = -1

  /// How many there are.
  var count: Int { forms.count }

  init() {}

  /// - Parameter places: of all filings that do not stand alone.
  init(_ places: [Int32], _ pairs: inout KinPairs, of columns: FilingColumns, unclear: Set<Int32>) {
    numbers = [Int32](repeating: Kin.none, count: columns.count)
    var roots: [Int32: Int32] = [:]
    for place in places {
      let number = roots[pairs.root(of: place), default: Int32(truncatingIfNeeded: forms.count)]
      if Int(number) == forms.count {
        roots[pairs.root(of: place)] = number
        forms.append([])
        roles.append([])
        isUnbounded.append(false)
      }
      numbers[Int(place)] = number
      forms[Int(number)].formUnion(columns.forms[Int(place)])
      roles[Int(number)].formUnion(columns.possibleRoles[Int(place)])
      if unclear.contains(place) { isUnbounded[Int(number)] = true }
    }
  }

  /// The most that the rows of each kin come to, whichever of them count; less than nothing where there are no rows.
  func bounds(of quantity: Partition.Quantity, in partition: Partition) -> [Int64] {
    var bounds = isUnbounded.map { $0 ? Partition.endless : -1 }
    let highs = partition.bounds(of: quantity).high
    for entry in partition.openEntries {
      let number = Int(numbers[Int(partition.filings[Int(entry)])])
      bounds[number] = Partition.sum(max(0, bounds[number]), max(0, highs[Int(entry)]))
    }
    return bounds
  }
}

/// Which filings have to do with which others, while they are added.
struct KinPairs: Sendable {
  private var parents: [Int32: Int32] = [:]

  mutating func join(_ one: Int32, _ other: Int32) {
    let (first, second) = (root(of: one), root(of: other))
    if first != second { parents[max(first, second)] = min(first, second) }
  }

  /// The same for all that have to do with one another.
  mutating func root(of place: Int32) -> Int32 {
    var root = place
    while let parent = parents[root] { root = parent }
    // The way is short the next time.
    if root != place { parents[place] = root }
    return root
  }
}

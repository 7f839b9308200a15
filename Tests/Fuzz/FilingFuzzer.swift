import Glibc

/// What libFuzzer calls for each input. It is built as one module with the sources of `Filings`, so it needs no package.
///
/// Beyond not crashing, the reader owes an error of one printable line whose place lies in the file, filings that come out
/// of their canonical form as they went in, and lists within their limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  do throws(FilingError) {
    let filings = try FilingReader.read(bytes)
    for filing in filings { check(filing) }
    let unpacked = try FilingReader.read(bytes.gzipped)
    precondition(unpacked == filings, "packed, a file reads otherwise")
  } catch {
    // A place inside of an archive is one in its member.
    check(error, count: FilingWalk.isArchive(bytes) ? .max : count)
  }
  walkThrough(bytes)
  walkTables(bytes)
  return 0
}

/// Changes elements, lines and cells as wholes; with `FUZZ_BYTES` in the environment bytes, as libFuzzer does by itself.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>?, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
  let isByteWise = getenv("FUZZ_BYTES") != nil
  let changed = isByteWise ? mutateBytes(data, count, limit) : count
  let buffer = UnsafeMutableBufferPointer(start: data, count: limit)
  var bytes = Array(buffer.prefix(changed))
  if !isByteWise {
    var mutator = FilingMutator(seed: UInt64(seed))
    for _ in 0...(seed % 4) { bytes = mutator.mutate(bytes, limit: limit) }
  }
  bytes.repairTarHeaders()
  for (index, byte) in bytes.enumerated() { buffer[index] = byte }
  return bytes.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>?, _ count: Int, _ limit: Int) -> Int

// MARK: What is owed

func check(_ filing: Filing) {
  var facts = filing
  facts.doubts = []
  let form = filing.canonicalForm
  precondition(
    Filing(canonicalForm: form, provenance: filing.provenance) == facts, "the canonical form lost something")
  decodeDamaged(form, filing.provenance)
  precondition(filing.transactions.count + filing.holdings.count <= Limits.rows, "too many rows")
  precondition(filing.owners.count <= Limits.owners, "too many owners")
  for row in filing.transactions {
    for number in [row.shares, row.price, row.totalValue, row.position.ownedAfter] {
      precondition(number.value?.isNegative != true, "a number below zero")
    }
    if let range = row.priceRange { precondition(range.low <= range.high, "a range that is none") }
  }
}

/// What stands in a ledger that somebody damaged is decoded or refused.
private func decodeDamaged(_ form: [UInt8], _ provenance: Provenance) {
  var random = SeededGenerator(seed: UInt64(form.count))
  for _ in 0..<8 {
    var form = form
    guard let at = form.indices.randomElement(using: &random) else { return }
    form[at] = UInt8.random(in: .min ... .max, using: &random)
    _ = Filing(canonicalForm: form, provenance: provenance)
    _ = Filing(canonicalForm: Array(form.prefix(at)), provenance: provenance)
  }
}

func check(_ error: FilingError, count: Int) {
  let sentence = error.description
  precondition(
    !sentence.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a sentence that is not one printable line")
  precondition(sentence.utf8.count < 1_000, "a sentence that is too long")
  if let place = error.place { precondition((0...count).contains(place.byte), "a place outside of the file") }
}

extension String: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.text(self)
  }

  init?(from reader: inout CanonicalReader) {
    guard let text = reader.text() else { return nil }
    self = text
  }
}

extension Bool: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.byte(self ? 1 : 0)
  }

  init?(from reader: inout CanonicalReader) {
    guard let byte = reader.byte(), byte < 2 else { return nil }
    self = byte == 1
  }
}

extension Day: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.number(UInt64(UInt32(bitPattern: number)))
  }

  init?(from reader: inout CanonicalReader) {
    guard let number = reader.number(), let bits = UInt32(exactly: number) else { return nil }
    self.init(number: Int32(bitPattern: bits))
  }
}

extension Decimal: CanonicalValue {
  /// Scale and sign in one byte, then the mantissa.
  func write(to writer: inout CanonicalWriter) {
    let trimmed = trimmed
    writer.byte(UInt8(truncatingIfNeeded: trimmed.scale) << 1 | (trimmed.isNegative ? 1 : 0))
    writer.number(trimmed.mantissa.magnitude)
  }

  init?(from reader: inout CanonicalReader) {
    guard let head = reader.byte(), head >> 1 <= Decimal.maximumScale, let magnitude = reader.number(),
      let mantissa = Int128(exactly: magnitude)
    else { return nil }
    self.init(mantissa: head & 1 == 1 ? -mantissa : mantissa, scale: Int(head >> 1))
  }
}

extension TransactionCode: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.byte(letter)
  }

  init?(from reader: inout CanonicalReader) {
    guard let byte = reader.byte() else { return nil }
    self.init(byte: byte)
  }
}

// MARK: - Compositions

extension Optional: CanonicalValue where Wrapped: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.byte(self == nil ? 0 : 1)
    self?.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    switch reader.byte() {
    case 0: self = .none
    case 1:
      guard let value = Wrapped(from: &reader) else { return nil }
      self = .some(value)
    default: return nil
    }
  }
}

extension Array: CanonicalValue where Element: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.count(count)
    for element in self { element.write(to: &writer) }
  }

  init?(from reader: inout CanonicalReader) {
    guard let count = reader.count() else { return nil }
    self = []
    for _ in 0..<count {
      guard let element = Element(from: &reader) else { return nil }
      append(element)
    }
  }
}

extension Reading: CanonicalValue where Value: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .absent: writer.byte(0)
    case .known(let value):
      writer.byte(1)
      value.write(to: &writer)
    case .unknown(.anything): writer.byte(2)
    case .unknown(.candidates(let values)):
      writer.byte(3)
      values.write(to: &writer)
    case .unknown(.atLeast(let value)):
      writer.byte(4)
      value.write(to: &writer)
    case .unknown(.between(let low, let high)):
      writer.byte(5)
      low.write(to: &writer)
      high.write(to: &writer)
    }
  }

  init?(from reader: inout CanonicalReader) {
    switch reader.byte() {
    case 0: self = .absent
    case 1:
      guard let value = Value(from: &reader) else { return nil }
      self = .known(value)
    case 2: self = .unknown(.anything)
    case 3:
      guard let values = [Value](from: &reader) else { return nil }
      self = .unknown(.candidates(values))
    case 4:
      guard let value = Value(from: &reader) else { return nil }
      self = .unknown(.atLeast(value))
    case 5:
      guard let low = Value(from: &reader), let high = Value(from: &reader) else { return nil }
      self = .unknown(.between(low, high))
    default: return nil
    }
  }
}

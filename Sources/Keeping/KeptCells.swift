internal import Articles

/// The values of a row that is to be kept, with those of the rows that hang on it: what was kept already is known by their hash.
struct KeptCells {
  enum Cell {
    case nothing
    case integer(Int)
    case number(Double)
    case text(String)
  }

  private(set) var cells: [Cell] = []

  mutating func add(_ value: Int?) { cells.append(value.map { .integer($0) } ?? .nothing) }
  mutating func add(_ value: Double?) {
    cells.append(value.flatMap { $0.isFinite ? .number($0) : nil } ?? .nothing)
  }
  /// Empty texts are missing ones.
  mutating func add(_ value: String?) {
    cells.append(value.flatMap { $0.isEmpty ? nil : .text($0) } ?? .nothing)
  }

  /// The five columns of a date.
  mutating func add(_ time: TimeInterval?) {
    add(time?.description)
    add(time?.firstDay.description)
    add(time?.lastDay.description)
    add(time.map { Int($0.start) })
    add(time.map { Int($0.end) })
  }

  func bind(to statement: Statement) {
    for cell in cells {
      switch cell {
      case .nothing: statement.bind(nil as Int?)
      case .integer(let value): statement.bind(value)
      case .number(let value): statement.bind(value)
      case .text(let value): statement.bind(value)
      }
    }
  }

  /// Takes the values in, each apart from the next.
  func hash(into hash: inout FNV64) {
    func add(_ bits: UInt64) {
      hash.value = (hash.value ^ bits) &* 0x9E37_79B9_7F4A_7C15
      hash.value ^= hash.value >> 29
    }
    for cell in cells {
      switch cell {
      case .nothing: add(1)
      case .integer(let value): add(UInt64(bitPattern: Int64(value)) &+ 2)
      case .number(let value): add(value.bitPattern &+ 3)
      case .text(let value):
        for byte in value.utf8 { hash.add(byte) }
        add(4)
      }
    }
  }
}

/// Values as bytes, to be kept in a file: one description of a type's parts, a function `archive(_:)`, writes them and reads them
/// back.
///
///     mutating func archive(_ archive: inout ColumnArchive) {
///       archive.column(&kind)
///       archive.rows(&spot, in: -1..<spots.count)
///     }
///
/// Bytes are little-endian, as on every machine that the program runs on. Nothing that is read is trusted: what is too short, or
/// points to a row that is not there, breaks the archive, and whatever is read from then on is empty. Whoever reads asks `isWhole`
/// at the end. Columns are copied as they stand, at some gigabytes a second; a text costs some 30 ns.
///
/// All bytes need not be in memory at once: they can be handed on while they are written, and fetched while they are read.
package struct ColumnArchive {
  /// What has been written so far, and not handed on.
  package private(set) var bytes: ContiguousArray<UInt8> = []
  /// Whether values are read; else they are written.
  package let isReading: Bool
  private var isBroken = false
  /// The bytes that are at hand, and how far they have been read.
  private var source: UnsafeRawBufferPointer
  private var position = 0
  /// What gives the bytes behind them.
  private let supply: ColumnSupply?
  /// Whom bytes that are written are handed on to.
  private let sink: ((UnsafeRawBufferPointer) -> Void)?
  /// So many bytes are handed on together.
  private static let handful = 1 << 20

  /// One to write into.
  package init() { self.init(sink: nil) }

  /// One to write into that hands the bytes on, in their order; `flush` hands on the last ones.
  package init(writing sink: @escaping (UnsafeRawBufferPointer) -> Void) { self.init(sink: sink) }

  private init(sink: ((UnsafeRawBufferPointer) -> Void)?) {
    isReading = false
    source = UnsafeRawBufferPointer(start: nil, count: 0)
    supply = nil
    self.sink = sink
  }

  /// One to read from; the bytes must stay where they are as long as it is read.
  package init(reading bytes: UnsafeRawBufferPointer) {
    isReading = true
    source = bytes
    supply = nil
    sink = nil
  }

  /// One to read from whose bytes are fetched as they are needed: besides what is made of them, some 64 KiB are in memory.
  package init(reading supply: ColumnSupply) {
    isReading = true
    source = UnsafeRawBufferPointer(start: nil, count: 0)
    self.supply = supply
    sink = nil
  }

  /// Whether all that was read was there and sound, and nothing is left.
  package var isWhole: Bool { !isBroken && (!isReading || left == 0) }

  /// Bytes that are still to be read.
  private var left: Int { source.count - position + (supply?.left ?? 0) }

  /// Hands on what has been written and is not yet.
  package mutating func flush() {
    guard let sink, !bytes.isEmpty else { return }
    bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ new: UnsafeRawBufferPointer) {
    if let sink, new.count >= Self.handful {
      flush()
      sink(new)
    } else {
      bytes.append(contentsOf: new)
      if sink != nil, bytes.count >= Self.handful { flush() }
    }
  }

  /// Whether all that was read so far was there and sound.
  package var isSound: Bool { !isBroken }

  /// Breaks the archive unless `isSound`, where it is read.
  package mutating func require(_ isSound: @autoclosure () -> Bool) {
    if isReading, !isBroken, !isSound() { isBroken = true }
  }

  /// A single value. O(1).
  package mutating func value<Value: PlainData>(_ value: inout Value) {
    guard isReading else {
      withUnsafeBytes(of: value) { write($0) }
      return
    }
    guard let start = take(MemoryLayout<Value>.size) else { return }
    value = source.loadUnaligned(fromByteOffset: start, as: Value.self)
  }

  /// A column of values, copied as they stand. O(length).
  package mutating func column<Value: PlainData>(_ values: inout [Value]) {
    guard isReading else {
      length(values.count)
      values.withUnsafeBytes { write($0) }
      return
    }
    values = []
    let count = length()
    let size = count * MemoryLayout<Value>.stride
    if size > left { isBroken = true }
    guard !isBroken, count > 0 else { return }
    values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      let isThere = copy(
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<size]))
      filled = isThere ? count : 0
    }
    if values.count < count { isBroken = true }
  }

  /// A column of numbers of rows, each of them in `rows`. O(length).
  package mutating func rows(_ values: inout [Int32], in rows: Range<Int>) {
    column(&values)
    require(
      values.allSatisfy { rows.contains(Int($0)) })
  }

  /// Where the items of each of `count` rows start in a list of `items`, and behind the last where they end. O(count).
  package mutating func starts(_ values: inout [Int32], count: Int, items: Int) {
    column(&values)
    require(values.count == count + 1 && values.first == 0 && Int(values[count]) == items)
    if isReading, !isBroken {
      for row in 0..<count where values[row] > values[row + 1] { isBroken = true }
    }
    // Whoever goes on with what is broken still finds rows.
    if isReading, isBroken { values = [0] }
  }

  /// A text. O(length).
  package mutating func text(_ text: inout String) {
    guard isReading else {
      var text = text
      text.withUTF8 {
        length($0.count)
        write(UnsafeRawBufferPointer($0))
      }
      return
    }
    text = ""
    let count = length()
    guard let start = take(count), count > 0 else { return }
    text = String(decoding: UnsafeRawBufferPointer(rebasing: source[start..<start + count]), as: UTF8.self)
  }

  /// A list of texts. O(their length).
  package mutating func texts(_ texts: inout [String]) {
    list(&texts, "") { archive, text in archive.text(&text) }
  }

  /// A list of values that are no plain data, made of `empty` ones. O(length).
  package mutating func list<Value>(
    _ values: inout [Value], _ empty: @autoclosure () -> Value,
    _ each: (inout ColumnArchive, inout Value) -> Void
  ) {
    guard isReading else {
      length(values.count)
      for value in values {
        var value = value
        each(&self, &value)
      }
      return
    }
    values = []
    let count = length()
    // Each takes a byte at least.
    let isEnough = count <= left
    require(isEnough)
    if isBroken { return }
    values.reserveCapacity(count)
    for _ in 0..<count {
      var value = empty()
      each(&self, &value)
      if isBroken { return }
      values.append(value)
    }
  }

  /// A value that may be missing.
  package mutating func optional<Value>(
    _ value: inout Value?, _ empty: @autoclosure () -> Value,
    _ each: (inout ColumnArchive, inout Value) -> Void
  ) {
    var isThere = value != nil
    flag(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var inner = value ?? empty()
    each(&self, &inner)
    value = inner
  }

  /// Yes or no.
  package mutating func flag(_ flag: inout Bool) {
    var byte: UInt8 = flag ? 1 : 0
    value(&byte)
    require(byte < 2)
    flag = byte == 1
  }

  /// A choice by its number; what is none breaks the archive.
  package mutating func choice<Value: RawRepresentable>(_ choice: inout Value)
  where Value.RawValue: PlainData {
    var number = choice.rawValue
    value(&number)
    if let known = Value(rawValue: number) { choice = known } else { require(false) }
  }

  // MARK: Bytes

  private mutating func length(_ count: Int) {
    var count = UInt32(truncatingIfNeeded: count)
    value(&count)
  }

  private mutating func length() -> Int {
    var count: UInt32 = 0
    value(&count)
    return Int(count)
  }

  /// Goes on by some bytes, which are at hand then. Where they begin; nil where there are fewer.
  private mutating func take(_ count: Int) -> Int? {
    if count > source.count - position, !isBroken {
      guard count <= left, let gathered = supply?.gather(count, behind: rest) else {
        isBroken = true
        return nil
      }
      source = gathered
      position = 0
    }
    if isBroken { return nil }
    defer { position += count }
    return position
  }

  /// The bytes at hand that are not read yet.
  private var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: source[position...]) }

  /// Copies what comes next, of which there is as much: first what is at hand, then straight from the supply. False where that fails.
  private mutating func copy(into target: UnsafeMutableRawBufferPointer) -> Bool {
    let first = min(target.count, source.count - position)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + first]))
    position += first
    if first == target.count { return true }
    return supply?.read(into: UnsafeMutableRawBufferPointer(rebasing: target[first...])) ?? false
  }
}

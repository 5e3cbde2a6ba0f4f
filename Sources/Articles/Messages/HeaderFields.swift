/// Lines `Name: value` above a body, as mail (RFC 5322), HTTP (RFC 9112) and web archives (ISO 28500) have them. A line that
/// begins with white space goes on with the one before it.
struct HeaderFields {
  private struct Field {
    /// In small letters.
    var name: ContiguousArray<UInt8>
    /// On one line, without white space around it.
    var value: ContiguousArray<UInt8>
  }

  private var fields: [Field] = []
  /// Lines that are no field.
  private(set) var faults = 0

  /// Fields that are kept; whoever writes more means no good.
  private static let most = 2000

  /// No field.
  init() {}

  /// The fields of some lines, up to a blank one. O(bytes).
  init(_ bytes: ArraySlice<UInt8>) {
    self.init(lines: ContiguousArray(bytes)[...])
  }

  /// The fields of some lines, up to a blank one. O(bytes).
  init(lines bytes: ContiguousArray<UInt8>.SubSequence) {
    var rest = bytes
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 10) ?? rest.endIndex
      let line = Self.trimmed(rest[..<end])
      let isContinued = rest.first == 32 || rest.first == 9
      rest = rest[min(end + 1, rest.endIndex)...]
      if line.isEmpty {
        if isContinued { continue }
        return
      }
      add(line, isContinued)
    }
  }

  private mutating func add(_ line: ContiguousArray<UInt8>.SubSequence, _ isContinued: Bool) {
    if isContinued, !fields.isEmpty {
      fields[fields.count - 1].value.append(32)
      fields[fields.count - 1].value.append(contentsOf: line)
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isName(Self.trimmed(line[..<colon])) else {
      faults += 1
      return
    }
    guard fields.count < Self.most else { return }
    let name = Self.trimmed(line[..<colon]).map(\.asciiLowered)
    fields.append(
      Field(
        name: ContiguousArray(name),
        value: ContiguousArray(Self.trimmed(line[(colon + 1)...]))))
  }

  /// Whether some bytes may name a field: printable ASCII without a colon.
  static func isName(_ bytes: ContiguousArray<UInt8>.SubSequence) -> Bool {
    !bytes.isEmpty && bytes.count <= 76 && bytes.allSatisfy { (33...126).contains($0) && $0 != 58 }
  }

  /// Without white space around it.
  static func trimmed(_ bytes: ContiguousArray<UInt8>.SubSequence) -> ContiguousArray<UInt8>.SubSequence {
    var bytes = bytes.drop { $0 <= 32 }
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    return bytes
  }

  /// Whether there is none.
  var isEmpty: Bool { fields.isEmpty }

  /// How many there are.
  var count: Int { fields.count }

  /// Whether there is one of a name, in small letters.
  func has(_ name: String) -> Bool { bytes(name) != nil }

  /// The value of the first field of a name, in small letters; nil where there is none. O(fields).
  func bytes(_ name: String) -> ContiguousArray<UInt8>? {
    fields.first { $0.name.elementsEqual(name.utf8) }?.value
  }

  /// The values of all fields of a name, in their order.
  func all(_ name: String) -> [ContiguousArray<UInt8>] {
    fields.filter { $0.name.elementsEqual(name.utf8) }.map(\.value)
  }

  /// The same as text, what is no UTF-8 mended.
  subscript(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  /// The value as a number; nil where it is none.
  func number(_ name: String) -> Int? {
    guard let digits = bytes(name), !digits.isEmpty, digits.count <= 18, digits.allSatisfy(\.isASCIIDigit)
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}

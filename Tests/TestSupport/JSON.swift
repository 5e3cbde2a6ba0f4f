/// A JSON value, for tests that read what the program writes. Members keep their order, and none may come twice.
public indirect enum JSON: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// What is wrong with a text, and at which byte.
  public struct Fault: Error, Equatable {
    public var message: String
    public var byte: Int
  }

  /// Reads a whole text by RFC 8259.
  public init(_ text: some StringProtocol) throws(Fault) {
    var reader = JSONReader(bytes: Array(text.utf8))
    self = try reader.value()
    reader.skipSpace()
    guard reader.at == reader.bytes.count else { throw reader.fault("something follows the value") }
  }

  /// The member of an object; nil where there is none.
  public subscript(key: String) -> JSON? {
    if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
  }

  /// The elements of an array; none of anything else.
  public var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  /// The text of a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var number: Double? { if case .number(let number) = self { number } else { nil } }

  public static func == (a: JSON, b: JSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let x), .boolean(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x.unicodeScalars.elementsEqual(y.unicodeScalars)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)):
      x.count == y.count && x.allSatisfy { member in b[member.key] == member.value }
    default: false
    }
  }
}

private struct JSONReader {
  var bytes: [UInt8]
  var at = 0

  func fault(_ message: String) -> JSON.Fault { JSON.Fault(message: message, byte: at) }

  mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  mutating func value() throws(JSON.Fault) -> JSON {
    skipSpace()
    guard at < bytes.count else { throw fault("a value is missing") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    default: break
    }
    if take("null") { return .null }
    if take("true") { return .boolean(true) }
    if take("false") { return .boolean(false) }
    let start = at
    while at < bytes.count, "+-.0123456789eE".utf8.contains(bytes[at]) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let number = Double(text), !text.hasPrefix("+"), !text.hasPrefix("."), !text.hasSuffix(".") else {
      throw fault("`\(text)` is no value")
    }
    return .number(number)
  }

  private mutating func object() throws(JSON.Fault) -> JSON {
    at += 1
    var members: [(key: String, value: JSON)] = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key is missing") }
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else { throw fault("`\(key)` comes twice") }
      skipSpace()
      guard take(":") else { throw fault("`:` is missing") }
      members.append((key, try value()))
      skipSpace()
    } while take(",")
    guard take("}") else { throw fault("`}` is missing") }
    return .object(members)
  }

  private mutating func array() throws(JSON.Fault) -> JSON {
    at += 1
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("`]` is missing") }
    return .array(elements)
  }

  private mutating func string() throws(JSON.Fault) -> String {
    at += 1
    var units: [UInt16] = []
    while true {
      guard at < bytes.count else { throw fault("a string is open") }
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF16.self)
      case 0..<0x20: throw fault("a control character in a string")
      case UInt8(ascii: "\\"): units.append(try escape())
      default:
        var end = at
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        units += Array(String(decoding: bytes[(at - 1)..<end], as: UTF8.self).utf16)
        at = end
      }
    }
  }

  private mutating func escape() throws(JSON.Fault) -> UInt16 {
    guard at < bytes.count else { throw fault("a string is open") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else { throw fault("no \\u escape") }
      at += 4
      return unit
    default: throw fault("no such escape")
    }
  }
}

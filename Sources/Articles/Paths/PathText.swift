/// The text that stands for a file's name. Names are bytes; those that are UTF-8 are their own text, and any other byte
/// stands as a scalar of its own, so that no file is out of reach and no two names are one text.
///
/// The scalars are the last 128 of the last private plane, U+10FF80 for byte 0x80 to U+10FFFF for 0xFF, after the "UTF-8b"
/// of M. Kuhn (2000), for which Swift's strings have no room among the surrogates.
public enum PathText {
  /// U+10FF80.
  public static let firstEscape: UInt32 = 0x10FF80

  /// The text of a name or path. O(bytes).
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    // Nearly all names: what begins with this byte may be what stands for others.
    if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var at = 0
    while true {
      switch parser.parseScalar(from: &source) {
      case .emptyInput: return String(result)
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar.value >= firstEscape {
          for byte in encoded { result.append(escape(byte)) }
        } else {
          result.append(scalar)
        }
        at += encoded.count
      case .error(let length):
        for byte in bytes[at..<at + length] { result.append(escape(byte)) }
        at += length
      }
    }
  }

  /// The same of a string that ends with NUL.
  public static func text(_ name: UnsafePointer<CChar>) -> String {
    var bytes: [UInt8] = []
    var at = name
    while at.pointee != 0 {
      bytes.append(UInt8(bitPattern: at.pointee))
      at += 1
    }
    return text(bytes)
  }

  /// The text of statements that may name files: as `text`, but what is UTF-8 is its own text throughout, so that a
  /// statement that is written down reads back as it was. O(bytes).
  public static func statements(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var rest = bytes[...]
    while true {
      switch parser.parseScalar(from: &source) {
      case .emptyInput: return String(result)
      case .valid(let encoded):
        result.append(Unicode.UTF8.decode(encoded))
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        for byte in rest.prefix(length) { result.append(escape(byte)) }
        rest = rest.dropFirst(length)
      }
    }
  }

  /// The bytes that `text` stands for. O(length).
  public static func bytes(_ text: String) -> [UInt8] {
    if !text.utf8.contains(0xF4) { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value >= firstEscape {
        bytes.append(UInt8(scalar.value - firstEscape + 0x80))
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return bytes
  }

  /// Calls `body` with the bytes of a path as the system takes them.
  public static func withBytes<Result>(of path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let bytes = (bytes(path) + [0]).map { CChar(bitPattern: $0) }
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }

  /// The scalar that stands for a byte from 0x80 on that two hexadecimal digits name, as a person writes it behind `\\x`;
  /// nil for other texts.
  public static func scalar(hexadecimal digits: some Collection<UInt8>) -> Unicode.Scalar? {
    guard digits.count == 2, let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
      byte >= 0x80
    else { return nil }
    return escape(byte)
  }

  /// How a person sees a byte that stands for itself, and writes it within quotation marks: `\\xE9`.
  public static func shown(_ scalar: Unicode.Scalar) -> String {
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    return "\\x" + String(byte, radix: 16, uppercase: true)
  }

  /// A path as a person sees it, with its other bytes as `\\xE9`. O(length).
  public static func shown(_ path: String) -> String {
    guard path.utf8.contains(0xF4) else { return path }
    var result = ""
    for scalar in path.unicodeScalars {
      if scalar.value >= firstEscape { result += shown(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(firstEscape + UInt32(byte) - 0x80) ?? "\u{FFFD}"
  }
}

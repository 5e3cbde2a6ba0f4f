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
  static func withBytes<Result>(of path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let bytes = (bytes(path) + [0]).map { CChar(bitPattern: $0) }
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }

  /// How a person sees a byte that stands for itself: `\\xE9`.
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

/// What a header says that a body is: `text/html; charset=utf-8`, also a disposition, `attachment; filename=a.txt`.
struct MediaType {
  /// In small letters: "text/html"; "" where there is none.
  private(set) var name = ""
  private var parameters: [(name: String, value: String)] = []

  /// None is stated.
  init() {}

  /// Reads a value with parameters (RFC 2045, RFC 2231, RFC 9110), as well as it is written. O(length).
  init(_ value: some Collection<UInt8>) {
    let bytes = Array(value.prefix(1 << 14))
    var pieces = Self.pieces(bytes)
    guard !pieces.isEmpty else { return }
    name = String(decoding: pieces.removeFirst().filter { $0 > 32 }.map(\.asciiLowered), as: UTF8.self)
    // The pieces of one value, by name: "filename*0*=", "filename*1=" (RFC 2231).
    var parts: [String: [(number: Int, isEncoded: Bool, value: [UInt8])]] = [:]
    for piece in pieces.prefix(256) {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = piece[..<equals].filter { $0 > 32 }.map(\.asciiLowered)
      let value = Self.unquoted(piece[(equals + 1)...])
      let split = key.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      let name = String(decoding: split.first ?? [], as: UTF8.self)
      if split.count == 1 {
        parameters.append((name, MailWords.decoded(value)))
        continue
      }
      let number = Int(String(decoding: split[1], as: UTF8.self)) ?? 0
      parts[name, default: []].append((number, key.last == UInt8(ascii: "*"), value))
    }
    for (name, pieces) in parts.sorted(by: { $0.key < $1.key }) {
      parameters.insert((name, Self.joined(pieces.sorted { $0.number < $1.number })), at: 0)
    }
  }

  /// The value of a parameter, by its name in small letters.
  subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// "text" of "text/html".
  var kind: Substring { name.prefix { $0 != "/" } }

  /// The encoding of a text, in small letters; nil where none is stated.
  var charset: String? {
    guard let stated = self["charset"]?.lowercased(), !stated.isEmpty, stated.utf8.count <= 40 else {
      return nil
    }
    return stated
  }

  /// Split at semicolons outside of quotation marks.
  private static func pieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var isQuoted = false
    var isEscaped = false
    for (i, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isQuoted
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ";"), !isQuoted {
        pieces.append(bytes[start..<i])
        start = i + 1
      }
    }
    pieces.append(bytes[start...])
    return pieces
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var value = bytes.drop { $0 <= 32 }
    guard value.first == UInt8(ascii: "\"") else {
      // A comment behind it is none of it.
      return Array(value.prefix { $0 > 32 && $0 != UInt8(ascii: "(") })
    }
    value = value.dropFirst()
    var result: [UInt8] = []
    var isEscaped = false
    for byte in value {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if !isEscaped, byte == UInt8(ascii: "\"") { break }
      isEscaped = false
      result.append(byte)
    }
    return result
  }

  private static func joined(_ pieces: [(number: Int, isEncoded: Bool, value: [UInt8])]) -> String {
    var bytes: [UInt8] = []
    var charset: String?
    for (i, piece) in pieces.enumerated() {
      var value = piece.value[...]
      if i == 0, piece.isEncoded {
        // charset'language'value
        let marks = value.indices.filter { value[$0] == UInt8(ascii: "'") }
        if marks.count >= 2 {
          charset = String(decoding: value[..<marks[0]], as: UTF8.self).lowercased()
          value = value[(marks[1] + 1)...]
        }
      }
      bytes += piece.isEncoded ? percentDecoded(value) : Array(value)
    }
    return String(
      decoding: TextEncoding.decoded(ContiguousArray(bytes), header: charset), as: UTF8.self)
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.endIndex, let high = bytes[i + 1].hexValue,
        let low = bytes[i + 2].hexValue
      {
        result.append(high << 4 | low)
        i += 3
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result
  }
}

extension UInt8 {
  /// What it is as a hexadecimal digit; nil of others.
  package var hexValue: UInt8? {
    if isASCIIDigit { return self - 48 }
    let lowered = asciiLowered
    return (97...102).contains(lowered) ? lowered - 87 : nil
  }
}

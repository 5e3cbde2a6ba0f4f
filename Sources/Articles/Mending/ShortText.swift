/// At most four bytes of text, in place.
struct ShortText {
  private var bytes: UInt32 = 0
  private(set) var count = 0

  static let nothing = ShortText("")
  static let space = ShortText(" ")
  static let line = ShortText("\n")
  static let paragraph = ShortText("\n\n")

  /// Of a longer text its first four bytes.
  init(_ text: String) {
    for byte in text.utf8.prefix(4) { append(byte) }
  }

  init(scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  private mutating func append(_ byte: UInt8) {
    bytes |= UInt32(byte) << (8 * UInt32(count))
    count += 1
  }

  /// Adds it to the end of some text.
  func add(to text: inout ContiguousArray<UInt8>) {
    for i in 0..<count { text.append(UInt8(truncatingIfNeeded: bytes >> (8 * UInt32(i)))) }
  }
}

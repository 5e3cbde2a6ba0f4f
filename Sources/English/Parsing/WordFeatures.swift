internal import Articles

/// What the parser sees of a word: rows of its hashed tables. `Sources/Training/Python/parser/features.py` does
/// the same.
struct WordFeatures {
  static let suffixRows: UInt32 = 2000
  static let shapeRows: UInt32 = 256

  /// FNV-1a of the form with ASCII letters in lower case.
  private(set) var lower: UInt32
  /// The same with digits as 0.
  private(set) var normal: UInt32
  /// Of the last three bytes of the normal form.
  private(set) var suffix: Int
  private(set) var shape: Int

  /// Curly quotes count as straight ones.
  init(_ form: Slice<UnsafeBufferPointer<UInt8>>) {
    var lower = FNV32()
    var normal = FNV32()
    var shape = FNV32()
    var tail: (UInt8, UInt8, UInt8) = (0, 0, 0)
    var length = 0
    var lastKinds: (UInt8, UInt8) = (0, 0)
    var place = form.startIndex
    while place < form.endIndex {
      var byte = form[place]
      place += 1
      if byte == 0xE2, let quote = Self.straight(form, at: place) {
        byte = quote
        place += 2
      }
      let isUpper = byte.isASCIIUpper
      let isDigit = byte.isASCIIDigit
      let small = isUpper ? byte + 32 : byte
      let plain = isDigit ? 48 : small
      lower.add(small)
      normal.add(plain)
      tail = (tail.1, tail.2, plain)
      if length < 12 {
        let kind: UInt8 =
          isUpper ? 88 : isDigit ? 100 : byte >= 128 ? 117 : byte >= 97 && byte <= 122 ? 120 : byte
        if kind != lastKinds.0 || kind != lastKinds.1 {
          shape.add(kind)
          lastKinds = (lastKinds.1, kind)
        }
      }
      length += 1
    }
    var suffix = FNV32()
    if length > 2 { suffix.add(tail.0) }
    if length > 1 { suffix.add(tail.1) }
    if length > 0 { suffix.add(tail.2) }
    self.lower = lower.value
    self.normal = normal.value
    self.suffix = Int(suffix.value % Self.suffixRows)
    self.shape = Int(shape.value % Self.shapeRows)
  }

  /// The straight form of the curly quote (U+2018, 2019, 201C, 201D) whose second byte is at `place`.
  private static func straight(_ form: Slice<UnsafeBufferPointer<UInt8>>, at place: Int) -> UInt8? {
    guard place + 1 < form.endIndex, form[place] == 0x80 else { return nil }
    switch form[place + 1] {
    case 0x98, 0x99: return 39
    case 0x9C, 0x9D: return 34
    default: return nil
    }
  }
}

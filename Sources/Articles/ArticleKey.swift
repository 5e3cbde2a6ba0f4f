/// What names an article outside of the running program, where its number in a collection means nothing: the file that
/// holds it, and which of the file's articles it is.
public struct ArticleKey: Hashable, Comparable, Sendable {
  /// As it was given; "-" for standard input.
  public var path: String
  /// 0 for a file's first.
  public var number: Int32

  /// An article of the file at `path`.
  public init(path: String, number: Int32 = 0) {
    self.path = path
    self.number = number
  }

  /// "news/a.txt", "mail.mbox#2" for a file's second article.
  public var description: String {
    let shown = PathText.shown(path)
    return number == 0 ? shown : "\(shown)#\(number + 1)"
  }

  /// By path, then number.
  public static func < (a: Self, b: Self) -> Bool {
    a.path != b.path ? a.path < b.path : a.number < b.number
  }
}

/// A number that changes when an article does: what tells whether a file must be read anew.
///
/// FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo), so that whoever keeps it can make it again. It finds changes; it
/// does not guard against somebody who makes two articles of one hash.
public struct ContentHash: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// To keep.
  public var rawValue: UInt64

  /// A hash that was kept.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The hash of `bytes`. O(bytes).
  public init(_ bytes: some Sequence<UInt8>) {
    rawValue = 0xCBF2_9CE4_8422_2325
    add(bytes)
  }

  /// Takes more bytes in, as if they stood behind the others. O(bytes).
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { rawValue = (rawValue ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Sixteen hexadecimal digits.
  public var description: String {
    let digits = String(rawValue, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The hash of sixteen hexadecimal digits; nil for any other text.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    rawValue = value
  }
}

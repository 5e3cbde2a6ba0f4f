internal import Articles

/// A two-letter country code of ISO 3166-1.
public struct CountryCode: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Two ASCII capitals, the first in the high byte.
  public var rawValue: UInt16

  /// The code of two ASCII capitals, the first in the high byte; not checked.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Nil unless `text` is two ASCII letters; lower case is raised.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 2, bytes.allSatisfy(\.isASCIILetter) else { return nil }
    rawValue = UInt16(bytes[0] & 0xDF) << 8 | UInt16(bytes[1] & 0xDF)
  }

  /// Its two letters: "PL".
  public var description: String {
    String(decoding: [UInt8(rawValue >> 8), UInt8(rawValue & 0xFF)], as: UTF8.self)
  }

  /// By the alphabet.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

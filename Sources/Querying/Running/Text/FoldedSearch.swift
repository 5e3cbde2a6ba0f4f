internal import Indexing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Looks for a text in others, letters compared as `Folding.name` does. Used on one thread.
final class FoldedSearch {
  private let wanted: [UInt8]
  /// Where in the wanted text the byte stands that is expected least often.
  private let rarest: Int
  private var folded: [UInt8] = []

  /// `wanted` is folded.
  init(_ wanted: String) {
    let bytes = Array(wanted.utf8)
    self.wanted = bytes
    rarest = bytes.indices.max { Self.rarity(bytes[$0]) < Self.rarity(bytes[$1]) } ?? 0
  }

  /// The most frequent bytes of folded English text, the most frequent first.
  private static let frequent = Array(" etaoinsrhldcumfpgwybvk".utf8)

  private static func rarity(_ byte: UInt8) -> Int { frequent.firstIndex(of: byte) ?? frequent.count }

  /// Whether it stands in a text. O(bytes), where few bytes are the rarest of what is wanted.
  func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if wanted.isEmpty { return true }
    let length = Folding.name(text, into: &folded)
    return folded.withUnsafeBytes { folded in
      wanted.withUnsafeBytes { wanted in
        guard let text = folded.baseAddress, let part = wanted.baseAddress else { return false }
        let end = length - wanted.count + 1 + rarest
        var place = rarest
        while place < end, let found = memchr(text + place, Int32(wanted[rarest]), end - place) {
          let start = UnsafeRawPointer(found) - rarest
          if memcmp(start, part, wanted.count) == 0 { return true }
          place = start - text + rarest + 1
        }
        return false
      }
    }
  }
}

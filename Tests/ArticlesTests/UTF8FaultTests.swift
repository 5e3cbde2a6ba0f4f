import TestSupport
import Testing

@testable import Articles

@Suite struct UTF8FaultTests {
  /// As the standard library has it.
  private static func fault(_ bytes: ContiguousArray<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch { return error.byteOffsets.lowerBound }
  }

  private static let pieces: [[UInt8]] = [
    Array("plain words ".utf8), Array("é".utf8), Array("東京".utf8), Array("👩\u{200D}🚀".utf8), [0x80], [0xBF],
    [0xC0, 0x80],
    [0xC1, 0xBF], [0xC2], [0xE0, 0x80, 0x80], [0xE0, 0xA0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
    [0xED, 0x9F, 0xBF], [0xEF, 0xBF, 0xBF],
    [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80, 0x80, 0x80],
    [0xFF], [0],
  ]

  @Test(arguments: 0..<400 as Range<UInt64>) func asTheStandardLibrary(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: ContiguousArray<UInt8> = []
    for _ in 0..<random.below(24) {
      bytes += random.pick(random.chance(0.9) ? Array(Self.pieces[..<4]) : Self.pieces)
    }
    #expect(bytes.firstUTF8Fault == Self.fault(bytes), "\(bytes)")
    #expect(bytes.isUTF8 == (Self.fault(bytes) == nil))
  }
}

import Articles
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("é", "e"), ("Ł", "l"), ("ø", "o"), ("ß", "ss"), ("Æ", "ae"), ("þ", "th"), ("œ", "oe"), ("ĳ", "ij"),
    ("ș", "s"), ("Ầ", "a"), ("ſ", "s"),
  ])
  func letters(_ letter: String, _ plain: String) throws {
    let base = try #require(LatinLetters.base(of: letter.unicodeScalars.first?.value ?? 0))
    #expect([base.first, base.second].filter { $0 != 0 } == Array(plain.utf8))
  }

  @Test(arguments: ["a", "×", "÷", "я", "—"]) func otherScalarsHaveNone(_ text: String) {
    #expect(LatinLetters.base(of: text.unicodeScalars.first?.value ?? 0) == nil)
  }

  /// The published values of FNV-1a.
  @Test func hashes() {
    #expect(FNV64("".utf8).value == 0xCBF2_9CE4_8422_2325)
    #expect(FNV64("foobar".utf8).value == 0x8594_4171_F739_67E8)
    var hash = FNV32()
    for byte in "foobar".utf8 { hash.add(byte) }
    #expect(hash.value == 0xBF9C_F968)
  }
}

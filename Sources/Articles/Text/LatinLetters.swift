/// The plain letters of accented and joined Latin letters: é → e, ø → o, ß → ss, ĳ → ij.
///
/// By Unicode decomposition, with the customary forms of ø, ł, đ, þ …. Names of people, bodies and places fold by it
/// alike.
public enum LatinLetters {
  /// One or two letters a–z.
  public struct Base: Sendable, BitwiseCopyable {
    /// The only one, or the first of two.
    public var first: UInt8
    /// 0 where there is one only.
    public var second: UInt8
  }

  /// The plain letters of a scalar from U+00C0 on; nil where it has none. O(1).
  public static func base(of scalar: UInt32) -> Base? {
    let code: UInt8
    switch scalar {
    case 0xC0..<0x250: code = latin[Int(scalar - 0xC0)]
    case 0x1E00..<0x1F00: code = latinAdditional[Int(scalar - 0x1E00)]
    default: return nil
    }
    switch code {
    case 0x61...0x7A: return Base(first: code, second: 0)
    case 0x30...0x38: return digraphs[Int(code - 0x30)]
    default: return nil
    }
  }

  private static let digraphs = ["ae", "ss", "th", "oe", "ij", "dz", "lj", "nj", "hv"].map { text in
    let bytes = Array(text.utf8)
    return Base(first: bytes[0], second: bytes[1])
  }

  /// The ASCII letter of each scalar from U+00C0, a digit for one of `digraphs`, "-" for none (by Unicode
  /// decomposition, with the customary forms of ø, ł, đ, þ …).
  private static let latin = Array(
    ("aaaaaa0ceeeeiiiidnooooo-ouuuuy21aaaaaa0ceeeeiiiidnooooo-ouuuuy2y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll"
      + "lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
      + "---------------a----------------oo-------------uu---------------"
      + "-------------aaiioouuuuuuuuuueaaaa----ggkkoooo--j---gg--nnaa----"
      + "aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------"
      + "----------------").utf8)

  /// The same from U+1E00.
  private static let latinAdditional = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
      + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
      + "wwwwwwwwwwxxxxyyzzzzzzhtwy----1-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
      + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------").utf8)
}

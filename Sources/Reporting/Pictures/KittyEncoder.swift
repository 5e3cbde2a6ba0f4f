internal import CInflate

/// Pictures in kitty's graphics protocol: pixels with their transparency, packed, in base64.
enum KittyEncoder {
  /// Characters of base64 that one sequence may hold.
  private static let chunk = 4096

  /// The sequences that draw the canvas below the text of so many cells, the cursor at their left upper corner, where it stays.
  /// The terminal answers nothing: that would be taken for keys. No byte of any text is in it. O(pixels).
  static func text(_ canvas: PixelCanvas, columns: Int, rows: Int) -> String {
    let packed = canvas.bytes.withUnsafeBufferPointer { pixels in
      var packed: [UInt8] = []
      withUnsafeMutablePointer(to: &packed) { packed in
        _ = cinflate_pack(
          pixels.baseAddress, pixels.count,
          { user, piece, count in
            user?.assumingMemoryBound(to: [UInt8].self).pointee
              .append(contentsOf: UnsafeBufferPointer(start: piece, count: Int(count)))
          }, packed)
      }
      return packed
    }
    guard !packed.isEmpty else { return "" }
    let letters = base64(packed)
    var out: [UInt8] = []
    for start in stride(from: 0, to: letters.count, by: chunk) {
      let end = min(letters.count, start + chunk)
      let more = end < letters.count ? 1 : 0
      let head =
        start == 0
        ? "a=T,f=32,s=\(canvas.width),v=\(canvas.height),o=z,c=\(columns),r=\(rows),C=1,z=-1,q=2,m=\(more)"
        : "q=2,m=\(more)"
      out.append(contentsOf: "\u{1B}_G\(head);".utf8)
      out.append(contentsOf: letters[start..<end])
      out.append(contentsOf: "\u{1B}\\".utf8)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        letters.append(
          place <= count ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return letters
  }
}

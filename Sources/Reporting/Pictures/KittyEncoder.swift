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
    let letters = Base64.letters(packed)
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
}

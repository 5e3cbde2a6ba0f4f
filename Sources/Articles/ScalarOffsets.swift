/// Turns byte offsets of one article into Unicode scalar offsets, as `extract` and the exports print them.
///
/// A checkpoint every 256 bytes: O(n) once, then O(256) an offset.
public struct ScalarOffsets: Sendable {
  private static let step = 256
  private let text: ContiguousArray<UInt8>
  private let checkpoints: [Int32]

  /// Over an article's text. O(bytes).
  public init(_ text: ContiguousArray<UInt8>) {
    self.text = text
    var marks: [Int32] = []
    marks.reserveCapacity(text.count / Self.step + 1)
    var scalars: Int32 = 0
    for (i, byte) in text.enumerated() {
      if i % Self.step == 0 { marks.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    checkpoints = marks
    count = Int(scalars)
  }

  /// Scalars in the whole text.
  public let count: Int

  /// Scalars before byte `offset`.
  public func scalar(at offset: Int32) -> Int {
    let offset = max(0, min(Int(offset), text.count))
    guard offset < text.count else { return count }
    let mark = offset / Self.step
    var scalars = Int(checkpoints[mark])
    for byte in text[(mark * Self.step)..<offset] where byte & 0xC0 != 0x80 { scalars += 1 }
    return scalars
  }
}

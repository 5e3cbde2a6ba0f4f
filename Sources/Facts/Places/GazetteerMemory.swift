internal import Synchronization

/// The bytes of a gazetteer: embedded in the program, or a copy that it owns.
final class GazetteerMemory: @unchecked Sendable {
  // Unchecked: the bytes are never written after `init`; the rest is behind the lock.
  let bytes: UnsafeRawBufferPointer
  private let isOwned: Bool
  /// Outlines decoded so far, by row.
  let decoded = Mutex<[Int32: Outline]>([:])

  init(borrowing bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    isOwned = false
  }

  init(copying source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(16, source.count), alignment: 16)
    copy.initializeMemory(as: UInt8.self, repeating: 0)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[0..<source.count])
    isOwned = true
  }

  deinit {
    if isOwned { bytes.deallocate() }
  }

  var base: UnsafeRawPointer {
    // `bytes` is never empty: an owned block has at least one byte, an embedded one is checked before.
    bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped
  }
}

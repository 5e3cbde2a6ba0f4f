internal import Synchronization

/// The bytes of a gazetteer: embedded in the program, or a copy that it owns.
final class GazetteerMemory: @unchecked Sendable {
  // Unchecked: the bytes are never written after `init`; the rest is behind the lock.
  let bytes: UnsafeRawBufferPointer
  private let isOwned: Bool
  /// Names beside those of the bytes.
  let overlay: NameOverlay?
  /// Whose bytes these are, where they are another's.
  private let owner: GazetteerMemory?
  /// Outlines decoded so far, by row.
  let decoded = Mutex<[Int32: Outline]>([:])

  init(borrowing bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    isOwned = false
    overlay = nil
    owner = nil
  }

  /// The bytes of another, with more names.
  init(_ other: GazetteerMemory, overlay: NameOverlay) {
    bytes = other.bytes
    isOwned = false
    self.overlay = overlay
    owner = other
  }

  init(copying source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(16, source.count), alignment: 16)
    copy.initializeMemory(as: UInt8.self, repeating: 0)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[0..<source.count])
    isOwned = true
    overlay = nil
    owner = nil
  }

  deinit {
    if isOwned { bytes.deallocate() }
  }

  var base: UnsafeRawPointer {
    // `bytes` is never empty: an owned block has at least one byte, an embedded one is checked before.
    bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped
  }
}

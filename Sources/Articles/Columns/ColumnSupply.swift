/// Bytes that are fetched one after another while a `ColumnArchive` reads them, and a few of them that are at hand.
package final class ColumnSupply {
  /// Bytes that have not been fetched.
  package private(set) var left: Int
  private let fetch: (UnsafeMutableRawBufferPointer) -> Bool
  private var held: UnsafeMutableRawBufferPointer
  /// Bytes that are fetched at once, unless more are needed together.
  private static let usual = 1 << 16

  /// `fetch` fills a stretch of memory with the bytes that come next, of which there are `count` in all; false where it cannot.
  package init(count: Int, _ fetch: @escaping (UnsafeMutableRawBufferPointer) -> Bool) {
    left = count
    self.fetch = fetch
    held = .allocate(byteCount: Self.usual, alignment: 16)
  }

  deinit { held.deallocate() }

  /// Fetches the next bytes; false where that fails. O(bytes).
  func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard target.count <= left, fetch(target) else { return false }
    left -= target.count
    return true
  }

  /// At least `count` bytes at hand, first those of `rest`, which were at hand before; nil where that fails. The bytes of the last time
  /// are gone then. O(bytes).
  func gather(_ count: Int, behind rest: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard count - rest.count <= left else { return nil }
    let old = held
    if count > held.count { held = .allocate(byteCount: max(count, 2 * held.count), alignment: 16) }
    held.copyMemory(from: rest)
    if held.baseAddress != old.baseAddress { old.deallocate() }
    let end = min(held.count, rest.count + left)
    guard read(into: UnsafeMutableRawBufferPointer(rebasing: held[rest.count..<end])) else { return nil }
    return UnsafeRawBufferPointer(rebasing: held[..<end])
  }
}

/// Paths at which something has happened, and when it has settled. Files that were closed, moved or removed settle together
/// once nothing more happens for a moment: what an editor does to a file in several steps, or moves from one folder to another,
/// is one change. A file that is being written has settled once nobody has written to it for a while.
///
/// Times are nanoseconds of a clock that only goes forward.
struct ChangeQueue {
  /// How long after the last file was closed, moved or removed.
  static let settling: UInt64 = 100_000_000
  /// How long after the first at most.
  static let patience: UInt64 = 1_000_000_000
  /// How long after the last write to a file that stays open.
  static let quiet: UInt64 = 1_000_000_000

  /// Closed, moved, removed.
  private var settled: Set<String> = []
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  /// Being written, with the time of the last write.
  private var open: [String: UInt64] = [:]

  /// Something was written, or began to be.
  mutating func write(_ path: String, at now: UInt64) {
    settled.remove(path)
    open[path] = now
  }

  /// It is as it shall be: closed, moved, removed.
  mutating func settle(_ path: String, at now: UInt64) {
    open[path] = nil
    if settled.isEmpty { first = now }
    last = now
    settled.insert(path)
  }

  /// When the next ones have settled; nil where there are none. O(files being written).
  var nextDue: UInt64? {
    let closed = settled.isEmpty ? nil : min(last &+ Self.settling, first &+ Self.patience)
    return [closed, open.values.min().map { $0 &+ Self.quiet }].compactMap(\.self).min()
  }

  /// Takes those that have settled until `now`, in byte order; `atOnce`: and those that settle in a moment.
  mutating func take(at now: UInt64, atOnce: Bool = false) -> [String] {
    var taken = open.filter { $0.value &+ Self.quiet <= now }.map(\.key)
    for path in taken { open[path] = nil }
    if atOnce || now >= min(last &+ Self.settling, first &+ Self.patience) {
      taken += settled
      settled = []
    }
    return taken.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

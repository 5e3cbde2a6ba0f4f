internal import Articles

extension PatternAutomaton {
  /// The matches in UTF-8, one after another, each the first behind the one before and as long as it can be. Where the
  /// next one begins is found by one state at a time; only from there on are threads followed. `limit`: how many are
  /// wanted at most.
  func ranges(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Range<Int>] {
    guard var bound = nextBound(in: bytes, from: 0) else { return [] }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value))
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for value in scalars {
      offsets.append(offsets[offsets.count - 1] + (Unicode.Scalar(value).map(UTF8.width) ?? 1))
    }
    var found: [Range<Int>] = []
    var start = 0
    while found.count < limit {
      let first = offsets.indices.partitionPoint { offsets[$0] < bound }
      guard let match = program.firstMatch(in: scalars, from: max(start, first)) else { break }
      found.append(offsets[match.lowerBound]..<offsets[match.upperBound])
      start = max(match.upperBound, match.lowerBound + 1)
      guard start <= scalars.count, let next = nextBound(in: bytes, from: min(bytes.count, offsets[start]))
      else { break }
      bound = next
    }
    return found
  }

  /// `startBound`; where states are no help, the place itself, from which threads are followed.
  private func nextBound(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    isHopeless ? start : startBound(in: bytes, from: start)
  }
}

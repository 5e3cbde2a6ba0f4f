internal import Articles

/// Whether two statements say nearly the same: at least 0.8 of their words in common (Jaccard). Word sets are
/// made once a report and kept while merging runs.
struct ContentWords {
  private var sets: [Int32: [UInt64]] = [:]

  mutating func areNearlyEqual(_ a: Int, _ b: Int, reports: Reports, articles: [Article]) -> Bool {
    guard reports.content[a] >= 0, reports.content[b] >= 0 else {
      return reports.content[a] < 0 && reports.content[b] < 0
    }
    let x = words(a, reports, articles)
    let y = words(b, reports, articles)
    guard !x.isEmpty, !y.isEmpty else { return false }
    let shared = SharedHashes.count(x[...], y[...])
    return Double(shared) >= 0.8 * Double(x.count + y.count - shared)
  }

  /// Hashes (FNV-1a) of the content's folded words, ascending, each once.
  private mutating func words(_ report: Int, _ reports: Reports, _ articles: [Article]) -> [UInt64] {
    if let known = sets[Int32(report)] { return known }
    let text = articles[Int(reports.article[report])].text
    let range = reports.contents[Int(reports.content[report])]
    let low = max(0, min(Int(range.start), text.count))
    let high = max(low, min(Int(range.end), text.count))
    var hashes: [UInt64] = []
    var hash = FNV64()
    var isInWord = false
    for byte in text[low..<high] {
      let lowered = byte.asciiLowered
      if lowered.isASCIILower || lowered.isASCIIDigit || lowered >= 0x80 {
        hash.add(lowered)
        isInWord = true
      } else if isInWord {
        hashes.append(hash.value)
        hash = FNV64()
        isInWord = false
      }
    }
    if isInWord { hashes.append(hash.value) }
    hashes.sort()
    var unique: [UInt64] = []
    for hash in hashes where hash != unique.last { unique.append(hash) }
    sets[Int32(report)] = unique
    return unique
  }
}

internal import Articles
internal import Facts
internal import Indexing

/// A word of a text: its bytes and its folded form.
struct WordSpan {
  var range: Range<Int>
  var folded: String

  /// The words in a stretch of valid UTF-8, ascending. O(length).
  static func spans(in text: ArticleText, _ range: Range<Int>) -> [WordSpan] {
    let range = range.clamped(to: 0..<text.count)
    var spans: [WordSpan] = []
    var bytes: [UInt8] = []
    var start = range.lowerBound
    var at = range.lowerBound
    func end() {
      guard !bytes.isEmpty else { return }
      spans.append(WordSpan(range: start..<at, folded: String(decoding: bytes, as: UTF8.self)))
      bytes.removeAll(keepingCapacity: true)
    }
    for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
      if Folding.isWordPart(scalar) {
        if bytes.isEmpty { start = at }
        Folding.append(scalar, to: &bytes)
      } else {
        end()
      }
      at += UTF8.width(scalar)
    }
    end()
    return spans
  }
}

/// Finds in a text the words that a query looks for.
struct KeywordFinder {
  enum Wanted {
    case phrase([TextQuery.Term])
    /// Folded words, one space between them: found inside of words too.
    case text(String)
    case pattern(PatternAutomaton)
    case names(Set<EntityID>)
  }

  var wanted: [Wanted]

  /// Matches of one pattern in one text at most.
  static let patternLimit = 1000

  /// Runs of words, by number, that hold a match; ascending, none twice. O(words × wanted).
  func hits(
    in text: ArticleText, _ range: Range<Int>, words: [WordSpan],
    names: () -> [(text: TextRange, entity: EntityID)]
  ) -> [ClosedRange<Int>] {
    var found: Set<ClosedRange<Int>> = []
    for part in wanted {
      switch part {
      case .phrase(let terms):
        guard !terms.isEmpty, words.count >= terms.count else { continue }
        for start in 0...(words.count - terms.count) {
          var length = 0
          while length < terms.count, terms[length].matches(words[start + length].folded) { length += 1 }
          if length == terms.count { found.insert(start...(start + length - 1)) }
        }
      case .text(let needle): found.formUnion(Self.occurrences(of: needle, in: words))
      case .pattern(let automaton):
        let matches = text.withUnsafeBufferPointer { bytes in
          automaton.ranges(in: UnsafeBufferPointer(rebasing: bytes[range]), limit: Self.patternLimit)
        }
        for match in matches {
          let place = match.lowerBound + range.lowerBound..<match.upperBound + range.lowerBound
          if let run = Self.run(place, words) { found.insert(run) }
        }
      case .names(let entities):
        for name in names() where entities.contains(name.entity) {
          if let run = Self.run(name.text.range, words) { found.insert(run) }
        }
      }
    }
    return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// The words that share a byte with a range; nil for none.
  static func run(_ range: Range<Int>, _ words: [WordSpan]) -> ClosedRange<Int>? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var last = low - 1
    while last + 1 < words.count, words[last + 1].range.lowerBound < range.upperBound { last += 1 }
    return last >= low ? low...last : nil
  }

  private static func occurrences(of needle: String, in words: [WordSpan]) -> [ClosedRange<Int>] {
    let wanted = Array(needle.utf8)
    guard let first = wanted.first else { return [] }
    var joined: [UInt8] = []
    var starts: [Int] = []
    for word in words {
      if !joined.isEmpty { joined.append(0x20) }
      starts.append(joined.count)
      joined.append(contentsOf: word.folded.utf8)
    }
    guard joined.count >= wanted.count else { return [] }
    var found: [ClosedRange<Int>] = []
    var word = 0
    for start in 0...(joined.count - wanted.count) {
      while word + 1 < starts.count, starts[word + 1] <= start { word += 1 }
      guard joined[start] == first, joined[start..<(start + wanted.count)].elementsEqual(wanted) else {
        continue
      }
      var last = word
      while last + 1 < starts.count, starts[last + 1] < start + wanted.count { last += 1 }
      if found.last != word...last { found.append(word...last) }
    }
    return found
  }
}

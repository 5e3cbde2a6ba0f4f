internal import Articles
internal import Facts
internal import Indexing

/// The rows that meet a full-text search, from the word index alone: articles by their bodies, sentences.
///
/// Articles that hold all words are intersected, rarest first; phrases and NEAR/n are then decided by
/// positions. O(postings of the words).
struct TextMatcher {
  let index: FactIndex
  let words: WordIndex
  let query: TextQuery
  private let terms: [TextQuery.Term]

  init(_ query: TextQuery, _ index: FactIndex, _ words: WordIndex) {
    self.index = index
    self.words = words
    self.query = query
    terms = query.terms
  }

  /// Parts that the intersection of words does not decide.
  private var openParts: [TextQuery.Part] {
    query.parts.filter { part in
      if case .phrase(let terms) = part { return terms.count > 1 }
      return true
    }
  }

  /// Articles whose bodies meet every part, ascending.
  func articles() -> [Int32] {
    let held = intersection(terms.map { words.bodies(with: $0.word, isPrefix: $0.isPrefix).articles })
    let parts = openParts
    if parts.isEmpty { return held }
    let lists = terms.map { words.occurrences(of: $0.word, isPrefix: $0.isPrefix, in: held) }
    return held.indices.filter { entry in
      let window = 0..<words.bodyWordCount(held[entry])
      return parts.allSatisfy { meets($0, lists, entry, window) }
    }.map { held[$0] }
  }

  /// Sentences that meet every part, ascending by number.
  func sentences() -> [Int32] {
    guard let rarest = terms.min(by: { holders($0) < holders($1) }) else { return [] }
    let held = intersection(terms.map { words.articles(with: $0.word, isPrefix: $0.isPrefix) })
    let lists = terms.map { words.occurrences(of: $0.word, isPrefix: $0.isPrefix, in: held) }
    let leading = lists[terms.firstIndex(of: rarest) ?? 0]
    let parts = query.parts
    var found: [Int32] = []
    for entry in held.indices {
      let first = found.count
      for place in leading.range(entry) {
        guard
          let number = Self.sentence(
            at: leading.positions[place], in: ArticleID(rawValue: held[entry]), index, words),
          !found[first...].contains(number)
        else { continue }
        let window = words.range(ofSentence: number)
        if parts.allSatisfy({ meets($0, lists, entry, window) }) { found.append(number) }
      }
      if found.count - first > 1 { found[first...].sort() }
    }
    return found
  }

  /// The number of the sentence that holds a position of an article's words; nil between sentences.
  static func sentence(at position: Int32, in article: ArticleID, _ index: FactIndex, _ words: WordIndex)
    -> Int32?
  {
    let first = index.number(of: SentenceID(article: article, position: 0))
    let count = Int32(index.sentenceCount(of: article))
    let low = (0..<count).partitionPoint { words.range(ofSentence: first + $0).upperBound <= position }
    if low < count, words.range(ofSentence: first + low).contains(position) { return first + low }
    // Sentences outside the body, or across each other, do not stand in order of position.
    return (first..<(first + count)).first { words.range(ofSentence: $0).contains(position) }
  }

  private func holders(_ term: TextQuery.Term) -> Int {
    words.articles(with: term.word, isPrefix: term.isPrefix).count
  }

  /// What ascending lists have in common.
  private func intersection(_ lists: [[Int32]]) -> [Int32] {
    let sorted = lists.sorted { $0.count < $1.count }
    guard var common = sorted.first else { return [] }
    for list in sorted.dropFirst() {
      common = RowLists.intersection(common, list[...])
    }
    return common
  }

  private func meets(
    _ part: TextQuery.Part, _ lists: [Occurrences], _ entry: Int, _ window: Range<Int32>
  ) -> Bool {
    switch part {
    case .phrase(let phrase):
      guard let first = phrase.first else { return true }
      let starts = positions(first, lists, entry, window)
      if phrase.count == 1 { return !starts.isEmpty }
      let others = phrase.dropFirst().map { positions($0, lists, entry, window) }
      return starts.contains { start in
        others.enumerated().allSatisfy { offset, places in
          Self.contains(places, start + Int32(offset) + 1)
        }
      }
    case .near(let a, let b, let distance):
      return Self.areNear(
        positions(a, lists, entry, window), positions(b, lists, entry, window), Int32(distance))
    }
  }

  private func positions(
    _ term: TextQuery.Term, _ lists: [Occurrences], _ entry: Int, _ window: Range<Int32>
  ) -> ArraySlice<Int32> {
    guard let list = terms.firstIndex(of: term) else { return [] }
    let range = lists[list].range(entry)
    let low = Self.lowerBound(lists[list].positions[range], window.lowerBound)
    let high = Self.lowerBound(lists[list].positions[low..<range.upperBound], window.upperBound)
    return lists[list].positions[low..<high]
  }

  private static func lowerBound(_ list: ArraySlice<Int32>, _ value: Int32) -> Int {
    list.indices.partitionPoint { list[$0] < value }
  }

  private static func contains(_ list: ArraySlice<Int32>, _ value: Int32) -> Bool {
    let place = lowerBound(list, value)
    return place < list.endIndex && list[place] == value
  }

  /// Two different places, one of each list, with at most `distance` words between them.
  private static func areNear(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ distance: Int32) -> Bool {
    a.contains { place in
      let low = lowerBound(b, place - distance - 1)
      return b[low...].prefix(while: { $0 <= place + distance + 1 }).contains { $0 != place }
    }
  }
}

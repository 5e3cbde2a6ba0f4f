internal import Articles
internal import Facts
internal import Indexing

/// The rows that meet a full-text search, from the word index alone: articles by their bodies, sentences.
///
/// Of parts that must all be met the rarest comes first and bounds the others; phrases and NEAR/n are decided by
/// positions in the rows that hold all their words. O(postings of the words), and of `NOT` O(rows).
struct TextMatcher {
  let index: FactIndex
  let words: WordIndex
  let root: TextQuery.Node?

  init(_ query: TextQuery, _ index: FactIndex, _ words: WordIndex) {
    self.index = index
    self.words = words
    root = query.root
  }

  /// What is searched.
  private enum Unit {
    case articles, sentences
  }

  /// Articles whose bodies meet the search, ascending.
  func articles() -> [Int32] { root.map { rows($0, .articles, within: nil) } ?? all(.articles) }

  /// Sentences that meet the search, ascending by number.
  func sentences() -> [Int32] { root.map { rows($0, .sentences, within: nil) } ?? all(.sentences) }

  /// Articles that may hold a text that meets the search, in their bodies or above; nil where all may.
  func candidates() -> [Int32]? { root.flatMap(candidates) }

  private func candidates(_ node: TextQuery.Node) -> [Int32]? {
    switch node {
    case .phrase(let terms): return intersection(terms.map(words.articles))
    case .near(let phrases, _): return intersection(phrases.flatMap(\.self).map(words.articles))
    case .and(let parts):
      let lists = parts.compactMap(candidates)
      return lists.isEmpty ? nil : intersection(lists)
    case .or(let parts):
      var union: [Int32] = []
      for part in parts {
        guard let found = candidates(part) else { return nil }
        union = Self.union(union, found)
      }
      return union
    case .not: return nil
    }
  }

  /// How many articles may meet a part, at most.
  private func estimate(_ node: TextQuery.Node) -> Int {
    switch node {
    case .phrase(let terms): terms.map(words.articleCount).min() ?? index.articleCount
    case .near(let phrases, _):
      phrases.flatMap(\.self).map(words.articleCount).min() ?? index.articleCount
    case .and(let parts): parts.map(estimate).min() ?? index.articleCount
    case .or(let parts): min(index.articleCount, parts.reduce(0) { $0 + estimate($1) })
    case .not: index.articleCount
    }
  }

  /// Every row that has text.
  private func all(_ unit: Unit) -> [Int32] {
    // A row without text meets no test of it, not even that a word is not there.
    switch unit {
    case .articles: (0..<Int32(index.articleCount)).filter { words.bodyLength($0) > 0 }
    case .sentences:
      (0..<Int32(index.sentenceCount)).filter { !index.range(of: index.sentence(number: $0)).isEmpty }
    }
  }

  /// The rows that meet a part, of those that are asked about; nil: of all.
  private func rows(_ node: TextQuery.Node, _ unit: Unit, within asked: [Int32]?) -> [Int32] {
    switch node {
    case .phrase, .near: return unit == .articles ? articles(node, asked) : sentences(node, asked)
    case .or(let parts):
      return parts.reduce(into: []) { $0 = Self.union($0, rows($1, unit, within: asked)) }
    case .not(let inner):
      return Self.subtract(rows(inner, unit, within: asked), from: asked ?? all(unit))
    case .and(let parts):
      var left = asked
      let order = parts.enumerated().map { (number: $0, estimate: estimate($1), part: $1) }
        .sorted {
          ($0.part.isNegative ? 1 : 0, $0.estimate, $0.number) < (
            $1.part.isNegative ? 1 : 0, $1.estimate, $1.number
          )
        }
      for entry in order {
        left = rows(entry.part, unit, within: left)
        if left?.isEmpty ?? false { break }
      }
      return left ?? all(unit)
    }
  }

  /// The articles whose bodies have a phrase, or phrases near each other.
  private func articles(_ node: TextQuery.Node, _ asked: [Int32]?) -> [Int32] {
    let phrases = node.ownPhrases
    let terms = TextQuery.terms(of: phrases)
    let held = intersection(terms.map { words.bodies(with: $0).articles } + (asked.map { [$0] } ?? []))
    if terms.count == 1, phrases.count == 1, phrases[0].count == 1 { return held }
    let lists = terms.map { words.occurrences(of: $0, in: held) }
    return held.indices.filter { entry in
      meets(node, phrases, terms, lists, entry, 0..<words.bodyWordCount(held[entry]))
    }.map { held[$0] }
  }

  private func sentences(_ node: TextQuery.Node, _ asked: [Int32]?) -> [Int32] {
    let phrases = node.ownPhrases
    let terms = TextQuery.terms(of: phrases)
    var inArticles = terms.map(words.articles)
    if let asked {
      var articles: [Int32] = []
      for number in asked {
        let article = index.sentence(number: number).article.rawValue
        if articles.last != article { articles.append(article) }
      }
      inArticles.append(articles)
    }
    let held = intersection(inArticles)
    guard
      let rarest = terms.indices.min(by: {
        words.articleCount(with: terms[$0]) < words.articleCount(with: terms[$1])
      })
    else { return [] }
    let lists = terms.map { words.occurrences(of: $0, in: held) }
    let leading = lists[rarest]
    var found: [Int32] = []
    for entry in held.indices {
      let first = found.count
      for place in leading.range(entry) {
        guard
          let number = Self.sentence(
            at: leading.positions[place], in: ArticleID(rawValue: held[entry]), index, words),
          !found[first...].contains(number)
        else { continue }
        if let asked, !Self.contains(asked[...], number) { continue }
        if meets(node, phrases, terms, lists, entry, words.range(ofSentence: number)) { found.append(number) }
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

  /// What ascending lists have in common.
  private func intersection(_ lists: [[Int32]]) -> [Int32] {
    let sorted = lists.sorted { $0.count < $1.count }
    guard var common = sorted.first else { return [] }
    for list in sorted.dropFirst() {
      common = RowLists.intersection(common, list[...])
    }
    return common
  }

  private static func union(_ a: [Int32], _ b: [Int32]) -> [Int32] {
    if a.isEmpty || b.isEmpty { return a + b }
    return RowLists.union([a[...], b[...]])
  }

  private static func subtract(_ gone: [Int32], from rows: [Int32]) -> [Int32] {
    var next = 0
    return rows.filter { row in
      while next < gone.count, gone[next] < row { next += 1 }
      return next == gone.count || gone[next] != row
    }
  }

  /// Whether a phrase or a nearness is met within a window of positions.
  private func meets(
    _ node: TextQuery.Node, _ phrases: [[TextQuery.Term]], _ terms: [TextQuery.Term], _ lists: [Occurrences],
    _ entry: Int, _ window: Range<Int32>
  ) -> Bool {
    func starts(_ phrase: [TextQuery.Term]) -> ArraySlice<Int32> {
      if phrase.isEmpty { return [] }
      if phrase.count == 1 { return positions(phrase[0], terms, lists, entry, window) }
      let places = phrase.map { positions($0, terms, lists, entry, window) }
      if places.count == 1 { return places[0] }
      return places[0].filter { start in
        places.indices.dropFirst().allSatisfy { Self.contains(places[$0], start + Int32($0)) }
      }[...]
    }
    guard case .near(_, let distance) = node else { return !starts(phrases[0]).isEmpty }
    if phrases.count == 2, case .word(let first)? = phrases[0].first,
      case .word(let second)? = phrases[1].first,
      phrases[0].count == 1, phrases[1].count == 1, first != second
    {
      return Self.areNear(starts(phrases[0]), starts(phrases[1]), distance)
    }
    return TextQuery.Node.areNear(phrases.map(starts), lengths: phrases.map(\.count), phrases, distance)
  }

  /// Whether some places of two words, ascending, have no more than so many words between them. O(places).
  private static func areNear(_ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>, _ distance: Int)
    -> Bool
  {
    var (one, other) = (first.startIndex, second.startIndex)
    while one < first.endIndex, other < second.endIndex {
      let gap = first[one] - second[other]
      if Int(abs(gap)) - 1 <= distance { return true }
      if gap < 0 { one += 1 } else { other += 1 }
    }
    return false
  }

  private func positions(
    _ term: TextQuery.Term, _ terms: [TextQuery.Term], _ lists: [Occurrences], _ entry: Int,
    _ window: Range<Int32>
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
}

extension TextQuery.Node {
  /// The phrases of a leaf.
  fileprivate var ownPhrases: [[TextQuery.Term]] {
    switch self {
    case .phrase(let terms): [terms]
    case .near(let phrases, _): phrases
    case .and, .or, .not: []
    }
  }

  fileprivate var isNegative: Bool { if case .not = self { true } else { false } }
}

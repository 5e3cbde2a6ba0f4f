internal import Articles
internal import Facts
internal import Indexing

/// Whether the texts of rows have something, by their bytes where they lie: a regular expression, or a text in them. Articles
/// whose words rule it out are not looked at, where an index of words has been built. Used on one thread.
final class TextScan {
  /// What is looked for.
  enum Wanted: Hashable {
    case pattern(String, ignoresCase: Bool)
    /// As it is folded by `Folding.name`.
    case text(String)
  }

  struct Key: Hashable {
    var wanted: Wanted
    var rows: Schema.Rows
  }

  private enum Finder {
    case automaton(PatternAutomaton)
    case folded(FoldedSearch)
  }

  private let finder: Finder
  private let rows: Schema.Rows
  private let index: FactIndex
  private let isCancelled: () -> Bool
  /// Of each row whether that is known, and what: −1 not yet, 0 no, 1 yes.
  private var known: [Int8]
  /// Of each article whether its words allow for it; nil: all do.
  private let isCandidate: [Bool]?

  /// - Throws: a pattern that cannot be read.
  init(
    _ wanted: Wanted, _ rows: Schema.Rows, _ index: FactIndex, _ words: WordIndex?,
    isCancelled: @escaping () -> Bool
  ) throws(PatternProgram.Failure) {
    let needs: PatternNeeds?
    switch wanted {
    case .pattern(let body, let ignoresCase):
      var parser = PatternParser(body, ignoresCase: ignoresCase)
      needs = PatternNeeds(try parser.parse())
      finder = .automaton(PatternAutomaton(try PatternProgram(body, ignoresCase: ignoresCase)))
    case .text(let text):
      needs = PatternNeeds(text: text)
      finder = .folded(FoldedSearch(text))
    }
    self.rows = rows
    self.index = index
    known = Array(repeating: -1, count: index.searchedCount(of: rows))
    self.isCancelled = isCancelled
    isCandidate = words.flatMap { words in
      needs?.articles(in: words).map { found in
        var isCandidate = [Bool](repeating: false, count: index.articleCount)
        for article in found { isCandidate[Int(article)] = true }
        return isCandidate
      }
    }
  }

  /// The truth about a row. O(bytes of its text), and once it is known O(1).
  func test(_ row: Int32) -> Bool {
    if known[Int(row)] < 0 { known[Int(row)] = isFound(row) ? 1 : 0 }
    return known[Int(row)] == 1
  }

  private func isFound(_ row: Int32) -> Bool {
    switch rows {
    case .articles:
      let id = ArticleID(rawValue: row)
      return isFound(in: id) { index.body(of: id) }
    case .sentences:
      let sentence = index.sentence(number: row)
      return isFound(in: sentence.article) { index.range(of: sentence) }
    default:
      return index.sentences(of: FactID(rawValue: row)).contains { sentence in
        isFound(in: sentence.article) { sentence.text }
      }
    }
  }

  private func isFound(in article: ArticleID, _ range: () -> TextRange) -> Bool {
    if let isCandidate, !isCandidate[Int(article.rawValue)] { return false }
    let text = index.text(of: article)
    let range = range().range.clamped(to: 0..<text.count)
    // An empty text of an article or a sentence is no value.
    if range.isEmpty, rows == .articles || rows == .sentences { return false }
    return text.withUnsafeBufferPointer { bytes in
      let stretch = UnsafeBufferPointer(rebasing: bytes[range])
      switch finder {
      case .automaton(let automaton): return automaton.matches(stretch, isCancelled: isCancelled)
      case .folded(let search): return search.isIn(stretch)
      }
    }
  }
}

extension PatternNeeds {
  /// The articles whose words may do, ascending; nil where that would hardly rule any out.
  func articles(in words: WordIndex) -> [Int32]? {
    switch self {
    case .part(let part): return words.articles(holding: part, limit: 2 * words.articleCount)
    case .all(let parts):
      let lists = parts.compactMap { $0.articles(in: words) }
      guard var common = lists.min(by: { $0.count < $1.count }) else { return nil }
      for list in lists { common = RowLists.intersection(common, list[...]) }
      return common
    case .any(let parts):
      var lists: [ArraySlice<Int32>] = []
      for part in parts {
        guard let found = part.articles(in: words) else { return nil }
        lists.append(found[...])
      }
      return RowLists.union(lists)
    }
  }
}

extension Evaluator {
  /// The search in the text of articles, sentences or facts; nil for any other test.
  func textScan(_ test: ResolvedTest, of rows: Schema.Rows) throws(QueryError) -> TextScan? {
    guard settings.uses(.textScans), test.isOfOwnText else { return nil }
    switch rows {
    case .articles, .sentences, .facts: break
    case .entities, .table: return nil
    }
    let wanted: TextScan.Wanted
    switch test.relation {
    case .pattern(let body, let ignoresCase): wanted = .pattern(body, ignoresCase: ignoresCase)
    case .contains(let text): wanted = .text(Folding.name(text))
    default: return nil
    }
    let key = TextScan.Key(wanted: wanted, rows: rows)
    if let known = textScans[key] { return known }
    let scan: TextScan
    do throws(PatternProgram.Failure) {
      scan = try TextScan(
        wanted, rows, index, settings.uses(.wordPostings) ? words.built : nil, isCancelled: isCancelled)
    } catch {
      guard case .pattern(let body, _) = wanted else { return nil }
      throw QueryError(.badPattern(body, error.message), at: test.range.bytes)
    }
    textScans[key] = scan
    return scan
  }
}

extension FactIndex {
  /// How many rows there are whose texts are searched: articles, sentences, or facts by their sentences.
  func searchedCount(of rows: Schema.Rows) -> Int {
    switch rows {
    case .articles: articleCount
    case .sentences: sentenceCount
    default: factCount
    }
  }
}

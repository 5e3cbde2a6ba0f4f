internal import Articles
internal import Facts
internal import Indexing

/// Shows the words that rows were found by, each with the words around it.
struct Concordance {
  private let evaluator: Evaluator
  private let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  /// Lines of a concordance at most.
  private static let lineLimit = 10_000

  /// A stretch of an article in which keywords are looked for, and the row it belongs to.
  private struct Stretch {
    var article: ArticleID
    var text: TextRange
    var row: Int32
    /// Keywords that need not be looked for.
    var known: [TextRange] = []
  }

  /// `context 8`: one row for each place where the words stand that the rows were searched for, with so many
  /// words of the article on both sides (keyword in context: H. P. Luhn, 1960). Facts that were not searched
  /// show their triggers, entities their names. O(text of the rows).
  ///
  /// `limit`: how many lines are wanted at most.
  func lines(_ result: ResultSet, words count: Int, limit: Int?, stage: ResolvedStage) throws(QueryError)
    -> ResultSet
  {
    let finder = keywordFinder(result.highlights)
    let searches = try tokenSearches(result)
    var next = ResultSet(schema: stage.after, ids: [])
    var columns: [[Datum]] = [[], [], [], []]
    var starts: [Int32] = [0]
    var members: [Int32] = []
    var found: [(article: ArticleID, text: TextRange)] = []
    var isCut = false
    rows: for row in result.ids {
      try evaluator.checkCancelled()
      for stretch in try stretches(
        row, of: result, isSearched: !finder.wanted.isEmpty || !searches.isEmpty, at: stage.stage.range)
      {
        let article = index.article(stretch.article)
        let body = article.body.range.clamped(to: 0..<article.text.count)
        let bounds = stretch.text.range.clamped(to: body)
        let words = WordSpan.spans(in: article.text, body)
        let inside = KeywordFinder.run(bounds, words).map { Array(words[$0]) } ?? []
        let first = words.firstIndex { $0.range.lowerBound >= bounds.lowerBound } ?? 0
        let runs =
          finder.hits(in: article.text, bounds, words: inside) {
            self.index.names(in: stretch.text, of: stretch.article)
          }.map { $0.lowerBound + first...$0.upperBound + first }
          + stretch.known.compactMap { KeywordFinder.run($0.range, words) }
        var hits = runs.map { words[$0.lowerBound].range.lowerBound..<words[$0.upperBound].range.upperBound }
        if !searches.isEmpty {
          // Tokens may be marks, and parts of words: they stand as they are.
          for search in searches {
            hits += search.matches(in: stretch.text, of: stretch.article).map(\.range)
          }
          hits = Set(hits).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        }
        for hit in hits {
          guard columns[0].count < min(limit ?? .max, Self.lineLimit) else {
            isCut = columns[0].count == Self.lineLimit
            break rows
          }
          let (left, match, right) = Self.line(article.text, body, words, hit, count)
          columns[0].append(.text(left))
          columns[1].append(.text(match))
          columns[2].append(.text(right))
          columns[3].append(.article(stretch.article.rawValue))
          members.append(stretch.row)
          found.append((stretch.article, TextRange(hit)))
          starts.append(Int32(members.count))
        }
      }
    }
    if isCut { evaluator.note("only the first \(Self.lineLimit) lines are shown") }
    next.table.columns = columns
    next.table.members = members
    next.table.hits = found
    next.table.memberStarts = starts
    next.table.memberRows = result.schema.rows == .table ? result.table.memberRows : result.schema.rows
    next.ids = Array(0..<Int32(columns[0].count))
    next.drawing = .context
    return next
  }

  private func stretches(
    _ row: Int32, of result: ResultSet, isSearched: Bool, at range: SourceRange
  ) throws(QueryError) -> [Stretch] {
    switch result.schema.rows {
    case .articles where isSearched:
      let id = ArticleID(rawValue: row)
      return [Stretch(article: id, text: index.article(id).body, row: row)]
    case .sentences where isSearched:
      let sentence = index.sentence(number: row)
      return [Stretch(article: sentence.article, text: index.range(of: sentence), row: row)]
    case .facts:
      return index.fact(FactID(rawValue: row)).mentions.map { mention in
        Stretch(
          article: mention.article, text: mention.sentence, row: row,
          known: isSearched ? [] : [mention.trigger])
      }
    case .entities:
      return index.articles(of: EntityID(rawValue: row)).map { id in
        let body = index.article(id).body
        let own = index.names(in: body, of: id).filter { $0.entity.rawValue == row }.map(\.text)
        return Stretch(article: id, text: body, row: row, known: own)
      }
    case .table where result.table.hits.indices.contains(Int(row)):
      let hit = result.table.hits[Int(row)]
      return result.table.members(row).map { member in
        Stretch(article: hit.article, text: hit.text, row: member, known: [hit.text])
      }
    default: throw QueryError(.nothingSearched, at: range.bytes)
    }
  }

  /// Sequences of tokens that the rows were searched for.
  private func tokenSearches(_ result: ResultSet) throws(QueryError) -> [TokenSearch] {
    var searches: [TokenSearch] = []
    for condition in result.highlights {
      guard case .test(let test) = condition,
        let search = try evaluator.tokenSearch(test, of: result.schema.rows),
        !searches.contains(where: { $0 === search })
      else { continue }
      searches.append(search)
    }
    return searches
  }

  private func keywordFinder(_ conditions: [ResolvedCondition]) -> KeywordFinder {
    var wanted: [KeywordFinder.Wanted] = []
    for condition in conditions {
      switch condition {
      case .mentions(let name): wanted.append(.names(Set(name.entities)))
      case .test(let test):
        switch test.relation {
        case .contains(let text), .startsWith(let text), .exactly(let text):
          wanted.append(.text(Folding.words(text).joined(separator: " ")))
        case .search(let text):
          for phrase in TextQuery(text).phrases { wanted.append(.phrase(phrase)) }
        case .pattern(let body, let ignoresCase):
          if let program = try? PatternProgram(body, ignoresCase: ignoresCase) {
            wanted.append(.pattern(PatternAutomaton(program)))
          }
        default: break
        }
      default: break
      }
    }
    return KeywordFinder(wanted: wanted)
  }

  /// The words before a match, the match, and those behind it: `count` on each side.
  private static func line(
    _ text: ArticleText, _ body: Range<Int>, _ words: [WordSpan], _ hit: Range<Int>, _ count: Int
  ) -> (left: String, match: String, right: String) {
    let before = words.indices.partitionPoint { words[$0].range.upperBound <= hit.lowerBound }
    let behind = words.indices.partitionPoint { words[$0].range.lowerBound < hit.upperBound }
    let first = max(0, before - count)
    let from = first < before ? words[first].range.lowerBound : hit.lowerBound
    let last = behind + min(count, words.count - behind)
    var to = last > behind ? words[last - 1].range.upperBound : hit.upperBound
    // What is stuck to the last word belongs to it: "said."
    while to < body.upperBound, text[to] > 0x20, last >= words.count || to < words[last].range.lowerBound {
      to += 1
    }
    func joined(_ range: Range<Int>) -> String {
      String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    return (
      joined(from..<hit.lowerBound), joined(hit), joined(hit.upperBound..<max(hit.upperBound, to))
    )
  }
}

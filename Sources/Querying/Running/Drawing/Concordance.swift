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
  func lines(_ result: ResultSet, words count: Int, stage: ResolvedStage) throws(QueryError) -> ResultSet {
    let finder = keywordFinder(result.highlights)
    var next = ResultSet(schema: stage.after, ids: [])
    var columns: [[Datum]] = [[], [], [], []]
    var starts: [Int32] = [0]
    var members: [Int32] = []
    var found: [(article: ArticleID, text: TextRange)] = []
    var isCut = false
    rows: for row in result.ids {
      try evaluator.checkCancelled()
      for stretch in try stretches(row, of: result, finder, at: stage.stage.range) {
        let article = index.article(stretch.article)
        let body = article.body.range.clamped(to: 0..<article.text.count)
        let bounds = stretch.text.range.clamped(to: body)
        let words = WordSpan.spans(in: article.text, body)
        let inside = KeywordFinder.run(bounds, words).map { Array(words[$0]) } ?? []
        let first = words.firstIndex { $0.range.lowerBound >= bounds.lowerBound } ?? 0
        var hits = finder.hits(in: article.text, bounds, words: inside) {
          self.index.names(in: stretch.text, of: stretch.article)
        }.map { $0.lowerBound + first...$0.upperBound + first }
        hits += stretch.known.compactMap { KeywordFinder.run($0.range, words) }
        for hit in hits {
          guard columns[0].count < Self.lineLimit else {
            isCut = true
            break rows
          }
          let (left, match, right) = Self.line(article.text, body, words, hit, count)
          columns[0].append(.text(left))
          columns[1].append(.text(match))
          columns[2].append(.text(right))
          columns[3].append(.article(stretch.article.rawValue))
          members.append(stretch.row)
          let range = words[hit.lowerBound].range.lowerBound..<words[hit.upperBound].range.upperBound
          found.append((stretch.article, TextRange(range)))
          starts.append(Int32(members.count))
        }
      }
    }
    if isCut { evaluator.note("only the first \(Self.lineLimit) lines are shown") }
    next.table.columns = columns
    next.table.members = members
    next.table.hits = found
    next.table.memberStarts = starts
    next.table.memberRows = result.schema.rows
    next.ids = Array(0..<Int32(columns[0].count))
    next.drawing = .context
    return next
  }

  private func stretches(
    _ row: Int32, of result: ResultSet, _ finder: KeywordFinder, at range: SourceRange
  ) throws(QueryError) -> [Stretch] {
    switch result.schema.rows {
    case .articles where !finder.wanted.isEmpty:
      let id = ArticleID(rawValue: row)
      return [Stretch(article: id, text: index.article(id).body, row: row)]
    case .sentences where !finder.wanted.isEmpty:
      let sentence = index.sentence(number: row)
      return [Stretch(article: sentence.article, text: index.range(of: sentence), row: row)]
    case .facts:
      return index.fact(FactID(rawValue: row)).mentions.map { mention in
        Stretch(
          article: mention.article, text: mention.sentence, row: row,
          known: finder.wanted.isEmpty ? [mention.trigger] : [])
      }
    case .entities:
      return index.articles(of: EntityID(rawValue: row)).map { id in
        let body = index.article(id).body
        let own = index.names(in: body, of: id).filter { $0.entity.rawValue == row }.map(\.text)
        return Stretch(article: id, text: body, row: row, known: own)
      }
    default: throw QueryError(.nothingSearched, at: range.bytes)
    }
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
            wanted.append(.pattern(program))
          }
        default: break
        }
      default: break
      }
    }
    return KeywordFinder(wanted: wanted)
  }

  private static func line(
    _ text: ContiguousArray<UInt8>, _ body: Range<Int>, _ words: [WordSpan], _ hit: ClosedRange<Int>,
    _ count: Int
  ) -> (left: String, match: String, right: String) {
    let start = words[hit.lowerBound].range.lowerBound
    let end = words[hit.upperBound].range.upperBound
    let first = max(0, hit.lowerBound - count)
    let last = min(words.count - 1, hit.upperBound + min(count, words.count))
    let from = count == 0 ? start : words[first].range.lowerBound
    var to = count == 0 ? end : words[last].range.upperBound
    // What is stuck to the last word belongs to it: "said."
    while to < body.upperBound, text[to] > 0x20,
      last + 1 >= words.count || to < words[last + 1].range.lowerBound
    {
      to += 1
    }
    func joined(_ range: Range<Int>) -> String {
      String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    return (joined(from..<start), joined(start..<end), joined(end..<max(end, to)))
  }
}

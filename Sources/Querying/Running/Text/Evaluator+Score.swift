internal import Articles
internal import Facts
internal import Indexing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What a row's score depends on beside the row.
struct ScoreKey: Hashable {
  var query: TextQuery
  var rows: Schema.Rows
}

/// BM25 (`WordIndex.saturation`), to three decimals.
struct RelevanceScore {
  let terms: [TextQuery.Term]
  /// ln(1 + (N − n + ½) / (n + ½)) of each term.
  let rarity: [Double]
  /// Bytes of a row's text on average: they stand for words, because only the ratio of lengths counts.
  let averageLength: Double

  /// What the `count` occurrences of a term add.
  @inline(__always)
  func part(_ term: Int, _ count: Int32, length bytes: Int) -> Double {
    rarity[term] * WordIndex.saturation(count: count, bytes: bytes, average: averageLength)
  }

  static func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
}

extension Evaluator {
  func wordIndex() throws(QueryError) -> WordIndex { try words.get(index, isCancelled: isCancelled) }

  /// How often each term stands in each article's body or in each sentence: rows ascending, counts beside.
  private func counts(_ term: TextQuery.Term, byArticle: Bool, _ words: WordIndex)
    -> (rows: [Int32], counts: [Int32])
  {
    if byArticle {
      let (rows, counts) = words.bodies(with: term)
      return (rows, counts)
    }
    let occurrences = words.occurrences(of: term)
    var total: [Int32: Int32] = [:]
    for (entry, article) in occurrences.articles.enumerated() {
      for place in occurrences.range(entry) {
        let sentence = TextMatcher.sentence(
          at: occurrences.positions[place], in: ArticleID(rawValue: article), index, words)
        if let sentence { total[sentence, default: 0] += 1 }
      }
    }
    let rows = total.keys.sorted()
    return (rows, rows.map { total[$0] ?? 0 })
  }

  /// The score of a row's text for the words last searched for; no value where nothing was searched. Rarity is
  /// counted over articles, or over sentences for sentences.
  func scorer(_ result: ResultSet) -> Getter {
    // Only a cancelled query has none, and that is noticed at the next row.
    (try? makeScorer(result)) ?? { _ in [] }
  }

  private func makeScorer(_ result: ResultSet) throws(QueryError) -> Getter {
    guard let query = result.search, !query.terms.isEmpty else { return { _ in [] } }
    let rows = result.schema.rows
    let key = ScoreKey(query: query, rows: rows)
    if let known = scorers[key] { return known }
    let scorer: Getter
    if settings.uses(.wordScores), rows == .articles || rows == .sentences {
      let scores = try scores(query, rows)
      scorer = { [.number(scores[Int($0)])] }
    } else {
      scorer = try textScorer(query, rows)
    }
    scorers[key] = scorer
    return scorer
  }

  /// The scores of all articles or sentences, term after term (accumulators, Zobel and Moffat 2006): 0 where no
  /// term stands. O(rows + postings of the terms).
  func scores(_ query: TextQuery, _ rows: Schema.Rows) throws(QueryError) -> [Double] {
    let key = ScoreKey(query: query, rows: rows)
    if let known = scoreTables[key] { return known }
    let words = try wordIndex()
    let isByArticle = rows == .articles
    let relevance = try relevance(query, rows)
    var scores = [Double](repeating: 0, count: isByArticle ? index.articleCount : index.sentenceCount)
    for (number, term) in relevance.terms.enumerated() {
      let (found, counts) = counts(term, byArticle: isByArticle, words)
      try checkCancelled()
      if isByArticle {
        for position in found.indices {
          let row = found[position]
          scores[Int(row)] += relevance.part(number, counts[position], length: words.bodyLength(row))
        }
      } else {
        for position in found.indices {
          let row = found[position]
          let length = index.range(of: index.sentence(number: row)).count
          scores[Int(row)] += relevance.part(number, counts[position], length: length)
        }
      }
    }
    for row in scores.indices where scores[row] > 0 { scores[row] = RelevanceScore.rounded(scores[row]) }
    scoreTables[key] = scores
    return scores
  }

  func relevance(_ query: TextQuery, _ rows: Schema.Rows) throws(QueryError) -> RelevanceScore {
    let isByArticle = rows == .articles
    let total = Double(isByArticle ? index.articleCount : index.sentenceCount)
    let words = try wordIndex()
    let terms = query.terms
    let rarity = terms.map { term -> Double in
      var known: Int?
      if isByArticle, case .word(let word) = term { known = words.bodyCount(of: word) ?? 0 }
      let count = Double(known ?? counts(term, byArticle: isByArticle, words).rows.count)
      return log(1 + (total - count + 0.5) / (count + 0.5))
    }
    let average = isByArticle ? words.averageBodyBytes : Double(index.sentenceByteCount) / max(1, total)
    return RelevanceScore(terms: terms, rarity: rarity, averageLength: max(1, average))
  }

  /// Reads and counts the words of a row's text.
  private func textScorer(_ query: TextQuery, _ rows: Schema.Rows) throws(QueryError) -> Getter {
    let relevance = try relevance(query, rows)
    var known: [Int32: Double] = [:]
    return { row in
      if let score = known[row] { return [.number(score)] }
      let text = self.scoredText(row, rows)
      let counts = TextQuery.counts(relevance.terms, in: Folding.words(text))
      var score = 0.0
      for (number, count) in counts.enumerated() where count > 0 {
        score += relevance.part(number, Int32(clamping: count), length: text.utf8.count)
      }
      score = RelevanceScore.rounded(score)
      known[row] = score
      return [.number(score)]
    }
  }

  private func scoredText(_ row: Int32, _ rows: Schema.Rows) -> String {
    switch rows {
    case .articles:
      let article = index.article(ArticleID(rawValue: row))
      return article.string(article.body)
    case .sentences: return sentenceText(row)
    default:
      return factValues(.text, row).compactMap { if case .text(let text) = $0 { text } else { nil } }
        .joined(separator: " ")
    }
  }
}

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

extension Execution {
  /// Articles in which every term of a search stands somewhere, ascending.
  func articles(holding query: TextQuery) -> [Int32] {
    var found: Set<Int32>?
    for term in query.terms {
      let articles = Set(sentences(with: term).map { index.sentence(number: $0).article.rawValue })
      found = found.map { $0.intersection(articles) } ?? articles
    }
    return (found ?? []).sorted()
  }

  func sentences(with term: TextQuery.Term) -> [Int32] {
    let words = self.words.get(index)
    return term.isPrefix ? words.sentences(prefix: term.word) : words.sentences(with: term.word)
  }

  /// BM25 (Robertson et al. 1994; k1 = 1.2, b = 0.75) of a row's text for the words last searched for; no
  /// value where nothing was searched. Rarity is counted over articles, or over sentences for sentences.
  func scorer(_ result: ResultSet) -> Getter {
    guard let query = result.search, !query.terms.isEmpty else { return { _ in [] } }
    let key = ScoreKey(query: query, rows: result.schema.rows)
    if let known = scorers[key] { return known }
    let terms = query.terms
    let rows = result.schema.rows
    let isByArticle = rows == .articles
    let total = Double(isByArticle ? index.articleCount : index.sentenceCount)
    let rarity = terms.map { term -> Double in
      let numbers = sentences(with: term)
      let count =
        isByArticle
        ? Double(Set(numbers.map { index.sentence(number: $0).article }).count) : Double(numbers.count)
      return log(1 + (total - count + 0.5) / (count + 0.5))
    }
    // Lengths in bytes stand for lengths in words: only their ratio counts.
    let bytes = Double(isByArticle ? index.bodyByteCount : index.sentenceByteCount)
    let average = max(1, bytes / max(1, total))
    var scores: [Int32: Double] = [:]
    let scorer: Getter = { row in
      if let known = scores[row] { return [.number(known)] }
      let text = self.scoredText(row, rows)
      let counts = TextQuery.counts(terms, in: Folding.words(text))
      let length = Double(text.utf8.count) / average
      var score = 0.0
      for (count, weight) in zip(counts, rarity) where count > 0 {
        let frequency = Double(count)
        score += weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length))
      }
      score = (score * 1000).rounded() / 1000
      scores[row] = score
      return [.number(score)]
    }
    scorers[key] = scorer
    return scorer
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

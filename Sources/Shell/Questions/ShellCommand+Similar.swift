internal import Articles
internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

extension ShellCommand {
  static let similar = ShellCommand(
    name: "similar", arguments: "N|ID [articles]",
    help: "facts like row N of the last answer, the nearest first, with what they share",
    details: """
      Facts of the same kind, of the same people and bodies, of its place and days, told in its words. The rows are an answer: \
      .why 1 shows the sentences, `| where …` goes on from them. With `articles` those that tell such facts, without its own.
      """,
    keeps: .result,
    run: { (session, arguments) throws(Failure) in try session.similar(arguments) })
}

extension Session {
  private static let shownFacts = 10

  func similar(_ arguments: Arguments) throws(Failure) -> Shown {
    let wantsArticles = arguments.words.dropFirst().first?.lowercased() == "articles"
    if arguments.words.count > (wantsArticles ? 2 : 1) { throw .usage(.similar) }
    guard case .fact(let id) = try subject(arguments.words.first) else {
      throw .command("this row is no fact", hint: "its facts: `| facts`, then .similar 1")
    }
    guard workspace.finishIndex(surroundings.isInterrupted) else { throw .cancelled }
    let index = workspace.index
    let (answer, rows) =
      wantsArticles ? Self.articles(near: id, in: index) : Self.facts(near: id, in: index)
    last = answer
    workspace.goOn(from: rows)
    return .answer(answer)
  }

  private static func facts(near id: FactID, in index: FactIndex) -> (Answer, ResultSet) {
    let matches = SimilarFacts(index).matches(to: id, limit: shownFacts)
    let facts = matches.map { index.fact($0.fact) }
    let answer = Answer(
      columns: [
        Column(name: "date", values: facts.map { $0.time.map { .time($0.interval) } ?? .missing }),
        Column(name: "kind", values: facts.map { .text(index.kinds.name($0.kind)) }),
        Column(
          name: "location",
          values: zip(matches, facts).map { match, fact in
            fact.place.map {
              .place(text: index.placeText(of: match.fact), country: $0.country, point: $0.point)
            } ?? .missing
          }),
        Column(
          name: "participant",
          values: facts.map { fact in
            var seen: Set<Int32> = []
            let names = fact.roles.filter { seen.insert($0.entity.rawValue).inserted }
              .map { Value.text(index.entity($0.entity).name) }
            return names.isEmpty ? .missing : .list(names)
          }, isMultiple: true),
        Column(name: "shares", values: matches.map { .text($0.reasons.joined(separator: "; ")) }),
        Column(name: "score", values: matches.map { .number(($0.score * 100).rounded() / 100) }),
      ], subjects: matches.map { .fact($0.fact) },
      notes: matches.isEmpty ? ["0 rows: nothing is told that is like it"] : [])
    return (answer, ResultSet(facts: matches.map(\.fact), in: index.kinds))
  }

  /// Articles by the nearest facts that they tell.
  private static func articles(near id: FactID, in index: FactIndex) -> (Answer, ResultSet) {
    let own = Set(index.sentences(of: id).map(\.article.rawValue))
    var best: [Int32: (score: Double, facts: Int, reason: String)] = [:]
    for match in SimilarFacts(index).matches(to: id, limit: 200) {
      for article in Set(index.sentences(of: match.fact).map(\.article.rawValue)) where !own.contains(article)
      {
        let known = best[article]
        best[article] = (
          (known?.score ?? 0) + match.score / Double(1 << min(30, known?.facts ?? 0)),
          (known?.facts ?? 0) + 1,
          known?.reason ?? match.reasons.prefix(3).joined(separator: "; ")
        )
      }
    }
    let order = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }.prefix(shownFacts)
    let ids = order.map { ArticleID(rawValue: $0.key) }
    let articles = ids.map(index.article)
    let answer = Answer(
      columns: [
        Column(name: "date", values: articles.map { $0.published.map { .time($0) } ?? .missing }),
        Column(
          name: "title",
          values: articles.map { article in .text(article.title.map(article.string) ?? article.name) }),
        Column(name: "facts", values: order.map { .integer($0.value.facts) }),
        Column(name: "shares", values: order.map { .text($0.value.reason) }),
        Column(name: "score", values: order.map { .number(($0.value.score * 100).rounded() / 100) }),
      ], subjects: ids.map { .article($0) },
      notes: order.isEmpty ? ["0 rows: no other article tells anything like it"] : [])
    return (answer, ResultSet(articles: ids))
  }
}

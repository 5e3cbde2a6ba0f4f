internal import Articles
internal import Facts
import Glibc
import TestSupport
import Testing

/// Precision and recall over the articles of `Scored`, with floors below which no change may fall.
@Suite struct ScoredArticlesTests {
  static let folder = RepositoryFile.root + "/Tests/FactsTests/Scored/"

  static func articles() throws -> [ScoredArticle] {
    try RepositoryFile.names(folder, ending: ".txt").map { name in
      try ScoredArticle(RepositoryFile.text(folder + name), name: name)
    }
  }

  static func score(_ articles: [ScoredArticle]) -> Score {
    articles.reduce(into: Score()) { score, scored in
      let harvest = Extractor.standard.harvest(scored.article)
      score.add(scored, found: FoundFact.all(in: harvest), sentences: harvest.sentences)
    }
  }

  /// Figure, precision and recall in per cent, a line each.
  static func floors() throws -> [(figure: Score.Figure, precision: Double, recall: Double)] {
    let path = RepositoryFile.root + "/Tests/FactsTests/Scoring/floors.txt"
    return try RepositoryFile.text(path).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, let figure = Score.Figure(rawValue: words[0]), let precision = Double(words[1]),
        let recall = Double(words[2])
      else { throw ScoredArticle.Problem(description: "floors.txt: write figure precision recall: \(line)") }
      return (figure, precision, recall)
    }
  }

  @Test func noFigureFallsBelowItsFloor() throws {
    let articles = try Self.articles()
    #expect(articles.count >= 40)
    let score = Self.score(articles)
    print(Self.table(score, articles.count))
    if getenv("DATELINE_ERRORS") != nil { print(score.errors.joined(separator: "\n")) }
    let floors = try Self.floors()
    #expect(Set(floors.map(\.figure)).count == Score.Figure.allCases.count)
    for floor in floors {
      let tally = score[floor.figure]
      #expect(tally.precision >= floor.precision, "precision of \(floor.figure.rawValue): \(tally.precision)")
      #expect(tally.recall >= floor.recall, "recall of \(floor.figure.rawValue): \(tally.recall)")
    }
  }

  /// Every kind and role that an article expects is one that the program knows.
  @Test func expectedKindsAndRolesExist() throws {
    let kinds = KindTable.standard
    for scored in try Self.articles() {
      for expected in scored.expected {
        let kind = try #require(
          kinds.kind(named: expected.kind), "\(scored.article.path): \(expected.kind)")
        let roles = kinds[kind].roles.map(kinds.name)
        #expect(Status.allCases.contains { $0.name == expected.status }, "\(scored.article.path)")
        for filler in expected.fillers {
          #expect(roles.contains(filler.role), "\(scored.article.path): \(expected.kind) \(filler.role)")
        }
      }
    }
  }

  /// An article that is read as annotated scores a hundred; the scorer itself is what is tried here.
  @Test func aPerfectAnswerScoresAHundred() throws {
    var score = Score()
    for scored in try Self.articles() {
      let found = scored.expected.filter { !$0.isDoubtful }.map { expected in
        var fact = FoundFact(
          kind: expected.kind, status: expected.status, triggers: expected.triggers, place: "",
          placeText: "", country: "", date: "", fillers: expected.fillers)
        if case .told(let place) = expected.place {
          let parts = place.split(separator: ",").map(ScoredArticle.trimmed)
          fact.country = parts.last ?? ""
          if parts.count > 1 { fact.place = parts[0] }
        }
        if case .told(let date) = expected.date { fact.date = date }
        return fact
      }
      let sentences = Extractor.standard.harvest(scored.article).sentences
      score.add(scored, found: found, sentences: sentences)
    }
    for figure in Score.Figure.allCases {
      #expect(score[figure].precision == 100 && score[figure].recall == 100, "\(figure.rawValue)")
    }
    #expect(score.errors.isEmpty)
  }

  private static func table(_ score: Score, _ count: Int) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    func row(_ name: String, _ tally: Tally) -> String {
      func cell(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let text = "\(tenths / 10).\(tenths % 10)"
        return String(repeating: " ", count: max(0, 11 - text.count)) + text
      }
      return padded(name, 14) + cell(tally.precision) + cell(tally.recall)
        + "  \(tally.right) right, \(tally.found) found, \(tally.expected) expected"
    }
    var lines = ["\(count) scored articles    precision     recall"]
    lines += Score.Figure.allCases.map { row($0.rawValue, score[$0]) }
    lines += ["kinds by sentence, each"]
    lines += score.byKind.keys.sorted().map { row($0, score.byKind[$0] ?? Tally()) }
    return lines.joined(separator: "\n")
  }
}

import Articles
import Facts
import Querying

@testable import Shell

/// A backend with answers made by hand, so that a session is tested without a pipeline.
final class FakeBackend: Backend {
  var answers: [String: Answer] = [:]
  var loads: [String] = []
  var ran: [String] = []
  /// Ctrl-C comes while articles are loaded.
  var isStopped = false

  func load(
    _ paths: [String], progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> LoadReport {
    if isStopped { return LoadReport(isCancelled: true, total: 9) }
    loads += paths
    let good = paths.filter { !$0.hasSuffix("missing") }
    return LoadReport(
      loaded: good.count,
      problems: paths.filter { $0.hasSuffix("missing") }.map { LoadProblem(path: $0, reason: .missing) })
  }
  func define(
    _ add: (inout KindTable) throws(KindFileError) -> Void, progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(KindFileError) -> Bool {
    var kinds = KindTable.standard
    try add(&kinds)
    return !isStopped
  }
  var summary: CollectionSummary { CollectionSummary(articles: loads.count, facts: 3, places: 2) }
  func fresh() -> any Backend {
    let copy = FakeBackend()
    copy.answers = answers
    return copy
  }
  func isComplete(_ statement: String) -> Bool { Completeness(of: statement) == .complete }
  func run(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Reply {
    ran.append(statement)
    if isCancelled() { throw QueryError(.cancelled, at: 0..<0) }
    guard let answer = answers[statement] else {
      throw QueryError(.unknownSource(statement), at: 0..<statement.utf8.count)
    }
    return .answer(answer, exports: [], drawing: nil)
  }
  func explain(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Answer { Answer(columns: [], subjects: []) }
  func describe(_ source: String?, isCancelled: @escaping @Sendable () -> Bool) -> Answer? { nil }
  var sourceNames: [String] { ["facts", "meetings"] }
  var keywords: [String] { ["near", "where"] }
  var parameterNames: [String] = []
  func complete(_ text: String, at cursor: Int) -> CompletionList { .none(at: cursor) }
  var helpTopics: [(name: String, title: String)] { [("near", "places")] }
  func help(on topic: String) -> String? { topic == "near" ? "near PLACE" : nil }
  func evidence(for fact: FactID) -> FactEvidence? {
    FactEvidence(
      summary: "meeting, happened", confidence: 0.87, origins: [],
      mentions: [
        FactEvidence.Mention(
          article: ArticleID(rawValue: 0), articleName: "a", title: "Talks", published: "2023-01-17",
          sentence: TextRange(0..<25),
          marks: [
            .init(range: TextRange(4..<7), label: "trigger", style: .trigger),
            .init(range: TextRange(0..<3), label: "participant", style: .participant),
          ], rule: "meet-with")
      ])
  }
  func article(_ id: ArticleID) -> Article? {
    Article(text: ContiguousArray("Ann met Bob in \u{1B}[31mOslo.\nNext.".utf8), path: "a.txt")
  }
  func entity(_ id: EntityID) -> (name: String, kind: NameKind)? { ("Ann", .person) }
  func places(named name: String) -> Answer { Answer(columns: [], subjects: []) }
  func parse(_ sentence: String) -> String? { nil }
  func parse(_ sentences: [TextRange], of article: ArticleID) -> String? {
    "\(sentences.count) of \(article.rawValue)"
  }
  func text(of error: QueryError, in statement: String, at origin: ErrorOrigin?) -> String {
    let place = origin.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return "\(place)error[\(error.code)]: \(error.message)\n"
  }
}

/// An answer of one column of texts about facts 0, 1 ….
func answer(_ texts: [String], column: String = "who", notes: [String] = []) -> Answer {
  Answer(
    columns: [Column(name: column, values: texts.map { .text($0) })],
    subjects: texts.indices.map { .fact(FactID(rawValue: Int32($0))) }, notes: notes)
}

internal import Articles
internal import Facts
internal import Querying

/// What a session asks of the pipeline behind it. Called once a statement, never once a row.
protocol Backend: AnyObject {
  /// Loads files and folders; what cannot be loaded is in the report.
  /// `progress` is told now and then how many files are done, and of how many.
  func load(
    _ paths: [String], progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> LoadReport
  /// Adds kinds of facts and finds them in the loaded articles. False where it was stopped and nothing changed.
  func define(
    _ add: (inout KindTable) throws(KindFileError) -> Void, progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(KindFileError) -> Bool
  var summary: CollectionSummary { get }
  /// An empty collection of the same kind.
  func fresh() -> any Backend

  /// Whether a query's text can be run, or needs more lines.
  func isComplete(_ statement: String) -> Bool
  func run(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Reply
  /// The plan of a query as a table, with its canonical text as a note.
  func explain(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Answer

  /// A source's fields with what the data hold, or (nil) all sources, as a table; nil where there is no such
  /// source.
  func describe(_ source: String?, isCancelled: @escaping @Sendable () -> Bool) throws(QueryError) -> Answer?
  var sourceNames: [String] { get }
  /// Words to colour and complete.
  var keywords: [String] { get }
  func complete(_ text: String, at cursor: Int) -> CompletionList
  /// The names of `$parameters` that have a value, to be completed.
  var parameterNames: [String] { get set }
  /// What help there is on the language: topics with a title, and a topic's text.
  var helpTopics: [(name: String, title: String)] { get }
  func help(on topic: String) -> String?

  func evidence(for fact: FactID) -> FactEvidence?
  func article(_ id: ArticleID) -> Article?
  /// An entity's name and what it is.
  func entity(_ id: EntityID) -> (name: String, kind: NameKind)?
  /// The gazetteer's rows of a name, most prominent first.
  func places(named name: String) -> Answer
  func parse(_ sentence: String) -> String?
  /// The same of the sentences of an article that meet these ranges, read in their article.
  func parse(_ sentences: [TextRange], of article: ArticleID) -> String?
  /// Text of an error, with its caret; `file` and position in scripts.
  func text(of error: QueryError, in statement: String, at origin: ErrorOrigin?) -> String
}

/// What a query yields.
enum Reply {
  case answer(Answer, exports: [Export], drawing: Presentation?)
  /// `let` gave a name to a query.
  case defined(String)
}

/// How an answer is shown, where it is no table.
enum Presentation {
  case drawing(Drawing)
  /// The evidence of each row.
  case why
}

/// Where a statement of a script stands.
struct ErrorOrigin: Sendable {
  var file: String
  /// Of the statement's first character, from 1.
  var line: Int
  var column: Int
}

struct LoadReport: Sendable {
  /// Articles added.
  var loaded = 0
  /// Articles that were there before.
  var known = 0
  var problems: [LoadProblem] = []
  /// Articles without a date: relative dates in them stay unresolved.
  var undated = 0
  /// Stopped before the last of `total` files; what was loaded until then stays.
  var isCancelled = false
  /// Files found, without those known before.
  var total = 0
}

struct CollectionSummary: Sendable, Equatable {
  var articles = 0
  var facts = 0
  /// Distinct places of facts.
  var places = 0
  /// From the earliest to the latest dated article.
  var span: TimeInterval?
}

/// What stands behind a fact: each sentence that reports it.
struct FactEvidence: Sendable {
  struct Mention: Sendable {
    var article: ArticleID
    var articleName: String
    var title: String
    var published: String
    var sentence: TextRange
    var marks: [Mark]
    /// The rule's name and what it looks for.
    var rule: String
  }

  struct Mark: Sendable, Equatable {
    enum Style: Sendable { case trigger, participant, place, date }
    var range: TextRange
    var label: String
    var style: Style
  }

  /// "meeting, happened".
  var summary: String
  /// 0–1.
  var confidence: Float
  /// How place and date came to it ("place: clause; date: relative").
  var origins: [String]
  var mentions: [Mention]
}

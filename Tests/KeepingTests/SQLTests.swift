import Articles
import Atlas
import Facts
import Glibc
import Indexing
import Querying
import TestSupport
import Testing

@testable import Keeping
@testable import Library

/// A statement of SQL gives the rows that the engine gives.
@Suite struct SQLTests {
  let folder = TemporaryFolder()
  var path: String { folder.path + "/facts.dateline" }

  /// A kept file of random facts, and an engine over the same.
  static func keep(seed: Int, articles: Int, at path: String) throws -> Engine {
    var facts = RandomFacts(seed: UInt64(seed) &+ 900)
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for number in 0..<articles { index.insert(facts.article(number).harvest()) }
    index.finish()
    let collection = ArticleCollection(KeptFileTests.pipeline, index: index, known: [:])
    try KeptFile.create(at: path).keep(collection, KeptFile.Context())
    return Engine(index: index)
  }

  static func queries(seed: Int) -> RandomQueries {
    var queries = RandomQueries(seed: UInt64(seed) &+ 5000, vocabulary: Vocabulary())
    queries.onlyRunnable = true
    queries.years = 2022...2023
    return queries
  }

  /// As csv writes it, but that a number is one.
  static func cell(_ value: Value) -> SQLCell {
    switch value {
    case .missing: .text("")
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    default: .text(text(value))
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .missing: return ""
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .number(let number): return Int64(exactly: number).map { String($0) } ?? String(number)
    case .flag(let flag): return flag ? "yes" : "no"
    case .time(let time): return time.description
    case .place(let text, let country, _):
      guard let country else { return text }
      return text.isEmpty ? country.description : "\(text) (\(country.description))"
    case .pair(let a, let b): return "\(a) – \(b)"
    case .list(let values): return values.map(text).joined(separator: "; ")
    }
  }

  static func rows(_ answer: Answer) -> [[SQLCell]] {
    (0..<answer.rowCount).map { row in answer.columns.map { cell($0.values[row]) } }
  }

  /// What SQLite gives; numbers where `expected` has some.
  static func run(_ query: SQLQuery, _ database: Database, like expected: [[SQLCell]]) throws -> [[SQLCell]] {
    let statement = try database.statement(query.text)
    var rows: [[SQLCell]] = []
    while try statement.next() {
      let like = rows.count < expected.count ? expected[rows.count] : []
      rows.append(
        query.columns.indices.map { column in
          if statement.isNothing(Int32(column)) { return .text("") }
          if case .number? = column < like.count ? like[column] : nil {
            return .number(statement.number(Int32(column)))
          }
          return .text(statement.text(Int32(column)))
        })
    }
    return rows
  }

  @Test("What SQLite answers is what the engine answers, in its order", arguments: 0..<12)
  func statementsGiveTheRows(seed: Int) throws {
    let engine = try Self.keep(seed: seed, articles: 40, at: path)
    let database = try Database(path: path, .reading)
    var queries = Self.queries(seed: seed)
    var counts = (all: 0, compiled: 0, withRows: 0)
    for _ in 0..<80 {
      let query = queries.query()
      guard let answer = try? engine.run(query).answer else { continue }
      counts.all += 1
      let statement: SQLQuery
      do throws(QueryError) {
        statement = try SQLCompiler.compile(query, over: engine, dialect: .sqlite)
      } catch {
        #expect(error.code == "Q054", "\(query.text()): \(error)")
        if isLogged { print("REFUSED \(error.reason)") }
        continue
      }
      counts.compiled += 1
      let expected = Self.rows(answer)
      if !expected.isEmpty { counts.withRows += 1 }
      #expect(statement.columns == answer.columns.map(\.name))
      do {
        let rows = try Self.run(statement, database, like: expected)
        guard rows != expected else { continue }
        let first = zip(rows, expected).first { $0 != $1 }
        Issue.record(
          "\(query.text()): \(rows.count) rows for \(expected.count), \(first.map { "\($0) for \($1)" } ?? "")\n\(statement.text)"
        )
      } catch {
        Issue.record("\(query.text())\n\(statement.text)\n\(error)")
      }
    }
    if isLogged { print("COUNTS \(counts)") }
    #expect(counts.compiled * 2 > counts.all, "\(counts)")
  }
}

enum SQLCell: Hashable, CustomStringConvertible {
  case text(String)
  case number(Double)

  var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    }
  }
}

let isLogged = getenv("DATELINE_SQL_LOG") != nil

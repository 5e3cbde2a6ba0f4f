import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// An answer that is drawn has the values that it would have as a table, though nobody has made them yet.
@Suite struct DrawnAnswerTests {
  private let index = {
    var facts = RandomFacts(seed: 12)
    var index = FactIndex(places: SmallWorld.knowledge)
    for number in 0..<60 { index.insert(facts.article(number).harvest()) }
    index.finish()
    return index
  }()

  private func pending(_ answer: Answer) -> Int { answer.columns.count { $0.isPending } }

  @Test(
    arguments: [
      "facts", "facts status any confidence any", "meetings", "articles", "people", "places", "organisations",
    ])
  func valuesAreMadeLater(source: String) throws {
    let engine = Engine(index: index)
    let table = try engine.run(Query.parse(source)).answer
    let drawn = try engine.run(Query.parse("\(source) | map")).answer
    #expect(table.rowCount > 0 && drawn.rowCount == table.rowCount)
    let counts = drawn.columns.map(\.count)
    #expect(counts == [Int](repeating: table.rowCount, count: table.columns.count))
    #expect(pending(drawn) == drawn.columns.count && drawn.subjects == table.subjects)
    #expect(drawn.columns == table.columns)
    #expect(pending(drawn) == 0)
  }

  @Test func whatIsAskedForIsThere() throws {
    let engine = Engine(index: index)
    for query in ["facts | show date, location | map", "facts | count by location | map"] {
      let answer = try engine.run(Query.parse(query)).answer
      #expect(answer.rowCount > 0 && pending(answer) == 0)
    }
  }

  /// Several threads that ask at once are told the same.
  @Test func manyMayAsk() async throws {
    let engine = Engine(index: index)
    let table = try engine.run(Query.parse("facts")).answer
    for _ in 0..<10 {
      let drawn = try engine.run(Query.parse("facts | map")).answer
      let isSame = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<12 {
          group.addTask {
            let column = number % drawn.columns.count
            return drawn.columns[column].values == table.columns[column].values
          }
        }
        return await group.reduce(true) { $0 && $1 }
      }
      #expect(isSame)
    }
  }

  @Test func valuesCanBeReplaced() throws {
    var drawn = try Engine(index: index).run(Query.parse("facts | map")).answer
    let count = drawn.rowCount
    drawn.columns[0].values = [Value](repeating: .integer(1), count: count)
    #expect(drawn.columns[0].values == [Value](repeating: .integer(1), count: count))
    #expect(drawn.columns[1].isPending)
  }
}

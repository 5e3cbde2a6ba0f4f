import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// A field that has several values says so: what reads data counts on it, and nothing is left out.
@Suite struct FieldValueTests {
  @Test(arguments: 0..<6) func onlyFieldsOfSeveralValuesHaveSome(seed: UInt64) throws {
    var facts = RandomFacts(seed: seed)
    let index = facts.index(articles: 60)
    let vocabulary = Vocabulary()
    let evaluator = Evaluator(
      index: index, words: WordIndexCache(), settings: Settings(), bindings: Bindings(),
      isCancelled: { false })
    for source in vocabulary.sources {
      let query = try Query.parse(vocabulary.name(of: source))
      let result = try Engine(index: index).run(query).result
      for field in result.schema.fields {
        var fields = [ResolvedField(field)]
        for nested in Schema.nestedFields(of: field) {
          fields.append(
            try ResolvedField(FieldReference([field.name, nested.name]), in: result.schema))
        }
        for resolved in fields
        where !resolved.field.isMultiple && resolved.nested?.isMultiple != true
          && resolved.innermost.meaning != .score
        {
          let get = evaluator.getter(resolved, of: result)
          for row in result.ids {
            let values = get(row)
            #expect(values.count < 2, "\(result.schema.title) \(resolved.reference.name): \(values)")
          }
        }
      }
    }
  }
}

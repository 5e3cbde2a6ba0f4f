internal import Articles
internal import Facts
internal import Indexing

extension Resolver {
  /// What a sentence tells, as conditions on rows that are facts.
  mutating func like(_ operand: Operand<String>, of schema: Schema) throws(QueryError) -> ResolvedCondition {
    let sentence = try text(operand)
    let vocabulary = Vocabulary(kinds: index.kinds)
    let question: Question
    do throws(QueryError) {
      question = try Question.told(sentence, over: index, with: vocabulary, on: now)
    } catch {
      // Its bytes stand behind the quotation mark.
      var error = error
      let text = operand.range.bytes
      if !text.isEmpty {
        let start = min(text.upperBound, text.lowerBound + 1 + error.range.lowerBound)
        error.range = start..<max(start, min(text.upperBound, text.lowerBound + 1 + error.range.upperBound))
      }
      throw error
    }
    guard case .clause(let clause) = question.query.primary else { return .and([]) }
    var parts: [Condition] = []
    if case .kind(let kind) = clause.source, schema.field(named: "kind") != nil {
      parts.append(
        .predicate(
          Predicate(FieldReference("kind"), .compare(.equal, Operand(.word(index.kinds.name(kind)))))))
    }
    if let condition = clause.condition { parts.append(condition) }
    guard let condition = Condition.all(parts) else {
      throw QueryError(.notUnderstood(sentence), at: operand.range.bytes)
    }
    note("like \(quoted(sentence)) is \(condition.text(vocabulary))")
    if !question.leftOut.isEmpty {
      let bytes = Array(sentence.utf8)
      let words = question.leftOut.map {
        quoted(String(decoding: bytes[$0.clamped(to: 0..<bytes.count)], as: UTF8.self))
      }
      note("asked without \(words.joined(separator: " and "))")
    }
    return try self.condition(condition, of: schema)
  }
}

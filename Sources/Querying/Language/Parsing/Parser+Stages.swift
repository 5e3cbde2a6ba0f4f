extension Parser {
  static func startsStage(_ word: String) -> Bool { StageDefinition.named(word) != nil }

  /// One stage, or those that it is short for: `percent by KEY` counts first.
  mutating func stages() throws(QueryError) -> [Stage] {
    note(.stage)
    let first = start
    let token = current
    guard token.kind == .word else { throw missing(.stage) }
    guard let definition = StageDefinition.named(token.text) else {
      if let foreign = foreignStage() { throw foreign }
      throw QueryError(
        .unknownStage(token.written), at: token.range,
        suggestions: nearWords(to: token.text, among: StageDefinition.words), expected: StageDefinition.words)
    }
    if let reason = definition.misfit(schema) { throw QueryError(reason, at: token.range) }
    advance()
    let forms = try definition.parse(&self, token)
    return forms.map { Stage($0, range: range(from: first)) }
  }
}

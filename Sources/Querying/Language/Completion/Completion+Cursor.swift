internal import Facts

extension Completion {
  /// What could be written at byte `cursor` of `text`; what stands after the cursor is not looked at. Looks at
  /// the last statement only, so several may stand before. Commands are the shell's to complete: none is
  /// offered after a dot. O(cursor) and what the values take.
  public static func at(
    text: String, cursor: Int, vocabulary: Vocabulary, values: Values = .none, limit: Int = 50
  ) -> Completion {
    let all = Array(text.utf8)
    var cursor = max(0, min(cursor, all.count))
    while cursor > 0, cursor < all.count, all[cursor] & 0xC0 == 0x80 { cursor -= 1 }
    let before = String(decoding: all[..<cursor], as: UTF8.self)
    let begun = beginning(of: before)
    let bytes = Array(before.utf8)
    if begun.map({ bytes[$0] == UInt8(ascii: ".") }) ?? false {
      return Completion(range: cursor..<cursor, candidates: [])
    }
    let start = begun ?? cursor
    var tokens = Lexer.tokens(of: bytes, in: start..<cursor)
    // Nothing is offered inside a comment.
    let written = tokens.dropLast().last?.range.upperBound ?? begun ?? 0
    let rest = String(decoding: bytes[written..<cursor], as: UTF8.self)
    if rest.split(separator: "\n", omittingEmptySubsequences: false).last?.contains("--") == true {
      return Completion(range: cursor..<cursor, candidates: [])
    }
    let partial = tokens.count > 1 ? tokens[tokens.count - 2] : nil
    var prefix = ""
    var range = cursor..<cursor
    var isQuoted = false
    if let partial, partial.range.upperBound == cursor,
      [.word, .unclosedString, .parameter].contains(partial.kind) || partial.isSymbol("$")
        || (partial.kind == .number && tokens.count > 2)
    {
      prefix =
        switch partial.kind {
        case .word: partial.written
        case .parameter: "$" + partial.text
        default: partial.text
        }
      isQuoted = partial.kind == .unclosedString
      range = partial.range
      // The end moves to where the word began.
      tokens.removeLast(2)
      tokens.append(
        Token(
          kind: .end, text: "", written: "", range: range.lowerBound..<range.lowerBound, isAttached: false))
    }
    var parser = Parser(tokens: tokens, vocabulary: vocabulary)
    _ = try? parser.statement()
    guard parser.isAtEnd else { return Completion(range: range, candidates: []) }
    var collector = CandidateCollector(
      parser: parser, prefix: prefix, isQuoted: isQuoted, values: values, limit: limit)
    var completion = Completion(range: range, candidates: collector.candidates())
    completion.takesFile = parser.expectations.contains(.file)
    return completion
  }

  /// Where the last statement begins, if there is one that is still open at the end.
  private static func beginning(of text: String) -> Int? {
    let pieces = Script.statements(in: text)
    guard let last = pieces.last else { return nil }
    // A new line or a `;` after it begins another, unless it goes on.
    let rest = text.utf8.dropFirst(last.range.upperBound)
    return rest.contains(UInt8(ascii: ";")) ? nil : last.range.lowerBound
  }
}

internal import Articles
internal import English

/// Finds a sequence of tokens in what has been read.
struct TokenMatcher: Sendable {
  /// A condition with its patterns compiled: of tags, which are few, only the numbers of those that they match.
  private indirect enum Compiled: Sendable {
    case and([Compiled]), or([Compiled])
    case not(Compiled)
    case word(ValuePattern), lemma(ValuePattern)
    case tag(UInt64)
    case upos(UInt32)
  }

  let program: TokenProgram
  private let conditions: [Compiled]

  /// - Throws: a pattern that cannot be read, a value that nothing stands for.
  init(_ pattern: TokenPattern) throws(QueryError) {
    program = TokenProgram(pattern)
    var conditions: [Compiled] = []
    for condition in program.conditions { conditions.append(try Self.compiled(condition)) }
    self.conditions = conditions
  }

  private static func compiled(_ condition: TokenCondition) throws(QueryError) -> Compiled {
    func each(_ parts: [TokenCondition]) throws(QueryError) -> [Compiled] {
      var compiled: [Compiled] = []
      for part in parts { compiled.append(try Self.compiled(part)) }
      return compiled
    }
    switch condition {
    case .and(let parts): return .and(try each(parts))
    case .or(let parts): return .or(try each(parts))
    case .not(let inner): return .not(try compiled(inner))
    case .test(let test):
      let compiled = try compiled(test)
      return test.isEqual ? compiled : .not(compiled)
    }
  }

  private static func compiled(_ test: TokenTest) throws(QueryError) -> Compiled {
    let pattern = try test.pattern
    switch test.attribute {
    case .word: return .word(pattern)
    case .lemma: return .lemma(pattern)
    case .tag:
      return .tag(XPOS.allCases.reduce(0) { $0 | (pattern.matches($1.name) ? 1 << UInt64($1.rawValue) : 0) })
    case .upos:
      return .upos(UPOS.allCases.reduce(0) { $0 | (pattern.matches($1.name) ? 1 << UInt32($1.rawValue) : 0) })
    }
  }

  private func holds(_ condition: Compiled, _ token: Int, _ text: TaggedText) -> Bool {
    switch condition {
    case .and(let parts): parts.allSatisfy { holds($0, token, text) }
    case .or(let parts): parts.contains { holds($0, token, text) }
    case .not(let inner): !holds(inner, token, text)
    case .word(let pattern): pattern.matches(Array(text.text[text.bytes(of: token)])[...])
    case .lemma(let pattern): pattern.matches(text.lemma(of: token)[...])
    case .tag(let set): set & 1 << UInt64(text.tags[token].rawValue) != 0
    case .upos(let set): set & 1 << UInt32(text.universal[token].rawValue) != 0
    }
  }

  /// Where it matches in a sentence, in bytes of the text: the leftmost first, each as long as it can be.
  func matches(_ text: TaggedText, in sentence: TextRange) -> [TextRange] {
    let tokens = text.tokens(in: sentence)
    let found = program.matches(tokens.count) { condition, token in
      holds(conditions[condition], tokens.lowerBound + token, text)
    }
    return found.map { match in
      TextRange(
        start: text.starts[tokens.lowerBound + match.lowerBound],
        end: Int32(text.bytes(of: tokens.lowerBound + match.upperBound - 1).upperBound))
    }
  }
}

extension TokenTest {
  /// The pattern of its value. Lemmas are in small letters and no two tags differ by case alone, so theirs is ignored.
  ///
  /// - Throws: a pattern that cannot be read, a parameter that nothing stands for.
  var pattern: ValuePattern {
    get throws(QueryError) {
      guard let written = value.literal else {
        throw QueryError(.unsupported("a $parameter without a value"), at: value.range.bytes)
      }
      do throws(PatternProgram.Failure) {
        return try ValuePattern(written, ignoresCase: ignoresCase || attribute != .word)
      } catch {
        throw QueryError(.badPattern(written, error.message), at: value.range.bytes)
      }
    }
  }
}

internal import Facts

/// A stretch of a text that is being typed, and what it is there.
public struct Highlight: Hashable, Sendable {
  /// What a stretch is.
  public enum Role: Hashable, Sendable, CaseIterable {
    /// The dot of a command and its name.
    case command
    case source
    /// A word or sign of the language itself.
    case keyword
    case field
    /// A bare word that its field knows: `planned`.
    case word
    case string, number, pattern, parameter, comment
    /// What cannot stand there: a name that nothing has, a mark or bracket that nothing closes.
    case fault
  }

  /// Bytes of the text.
  public var range: Range<Int>
  /// What they are.
  public var role: Role

  /// A stretch with its role.
  public init(_ range: Range<Int>, _ role: Role) {
    self.range = range
    self.role = role
  }
}

extension Parser {
  /// What a token is that is about to be consumed, by what was looked for there; nil for signs and names of one's own.
  func role(of token: Token) -> Highlight.Role? {
    guard token.kind == .word else { return token.role }
    for expectation in expectations {
      switch expectation {
      case .word(let word), .quiet(let word): if word == token.text { return .keyword }
      case .source: if vocabulary.knows(source: token.text) { return .source }
      case .kind: if vocabulary.kinds.kind(named: token.text) != nil { return .source }
      case .stage: if StageDefinition.named(token.text) != nil { return .keyword }
      case .condition, .field, .key, .operand, .aggregated, .columnRest:
        if schema.field(named: token.text) != nil { return .field }
      case .nestedField(let field):
        if Schema.nestedFields(of: field).contains(where: { $0.name == token.text }) { return .field }
      case .value(let field): if field.words.contains(token.text) { return .word }
      case .attribute(let attribute): if attribute.rawValue == token.text { return .field }
      default: break
      }
    }
    return LanguageHelp.keywords.contains(token.text) ? .keyword : nil
  }
}

extension Token {
  /// What it is without what stands before it; nil for signs and for words that are not the language's.
  var role: Highlight.Role? {
    switch kind {
    case .string, .unclosedString: .string
    case .number, .date: .number
    case .regex, .unclosedRegex: .pattern
    case .parameter: .parameter
    case .quotedWord: .field
    case .word: LanguageHelp.keywords.contains(text) ? .keyword : nil
    case .symbol: text == "|" ? .keyword : nil
    case .end: nil
    }
  }
}

extension Vocabulary {
  /// Whether a query may begin with this name.
  func knows(source name: String) -> Bool {
    name == "_" || definitions[name] != nil || results[name] != nil
      || sources.contains { self.name(of: $0) == name }
  }
}

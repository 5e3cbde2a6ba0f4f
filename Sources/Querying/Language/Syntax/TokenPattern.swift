/// A sequence of tokens within one sentence, in the form of CQP (S. Evert, A. Hardie, "Twenty-first century Corpus Workbench",
/// Corpus Linguistics 2011): `[lemma="meet"] []{0,3} [tag="NNP"]+`.
public indirect enum TokenPattern: Hashable, Sendable {
  /// A token that meets a condition; nil: any.
  case token(TokenCondition?)
  /// `<s>` and `</s>`: where the sentence begins, and where it ends.
  case start, end
  /// Two or more, none of them a sequence.
  case sequence([TokenPattern])
  /// Two or more, none of them a choice.
  case choice([TokenPattern])
  /// `{2,4}`, `?`, `*`, `+`: at least and at most so many times; nil: however often.
  case repeated(TokenPattern, least: Int, most: Int?)
}

/// A truth about one token.
public indirect enum TokenCondition: Hashable, Sendable {
  /// Two or more, none of them an `and`.
  case and([TokenCondition])
  /// Two or more, none of them an `or`.
  case or([TokenCondition])
  case not(TokenCondition)
  case test(TokenTest)
}

/// What is known of a token.
public enum TokenAttribute: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// As it is written.
  case word
  /// Its base form, in small letters.
  case lemma
  /// Its tag in the Penn Treebank: VBD, NNP.
  case tag
  /// Its universal part of speech: VERB, PROPN.
  case upos

  /// By its name, or by the one that corpora in other places have for it; nil for no attribute.
  init?(named name: String) {
    switch name {
    case "pos", "xpos": self = .tag
    default: self.init(rawValue: name)
    }
  }
}

/// `lemma="sign|ink"`: whether a pattern matches the whole of what a token has.
public struct TokenTest: Hashable, Sendable {
  /// What is looked at.
  public var attribute: TokenAttribute
  /// False: `!=`.
  public var isEqual: Bool
  /// A regular expression. A backslash means what it means there: `"\."` is a full stop.
  public var value: Operand<String>
  /// `%c`
  public var ignoresCase: Bool

  /// The test of an attribute. Of the ways to write a quotation mark and a line's end in a pattern one is kept.
  public init(
    _ attribute: TokenAttribute, _ value: Operand<String>, isEqual: Bool = true, ignoresCase: Bool = false
  ) {
    self.attribute = attribute
    self.isEqual = isEqual
    self.ignoresCase = ignoresCase
    self.value = value
    if let literal = value.literal { self.value = Operand(Self.canonical(literal), range: value.range) }
  }

  private static func canonical(_ pattern: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if isEscaped {
        if !isQuote(scalar) { result.unicodeScalars.append("\\") }
        result.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\n" || scalar == "\t" {
        result += scalar == "\n" ? "\\n" : "\\t"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if isEscaped { result += "\\" }
    return result
  }

  /// What would end the text in quotes.
  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || (0x201C...0x201F).contains(scalar.value)
  }
}

extension TokenPattern {
  /// Every test in it, in written order.
  func forEachTest(_ body: (TokenTest) -> Void) {
    switch self {
    case .token(let condition): condition?.forEachTest(body)
    case .start, .end: break
    case .sequence(let parts), .choice(let parts): for part in parts { part.forEachTest(body) }
    case .repeated(let part, _, _): part.forEachTest(body)
    }
  }

  /// The same with other tests.
  func mapTests(_ change: (TokenTest) throws(QueryError) -> TokenTest) throws(QueryError) -> TokenPattern {
    func each(_ parts: [TokenPattern]) throws(QueryError) -> [TokenPattern] {
      var changed: [TokenPattern] = []
      for part in parts { changed.append(try part.mapTests(change)) }
      return changed
    }
    switch self {
    case .token(let condition): return .token(try condition?.mapTests(change))
    case .start, .end: return self
    case .sequence(let parts): return .sequence(try each(parts))
    case .choice(let parts): return .choice(try each(parts))
    case .repeated(let part, let least, let most):
      return .repeated(try part.mapTests(change), least: least, most: most)
    }
  }

  /// Parts one after another; one alone is itself.
  static func joined(_ parts: [TokenPattern]) -> TokenPattern {
    let parts = parts.flatMap { part in if case .sequence(let inner) = part { inner } else { [part] } }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// One of several parts; one alone is itself.
  static func any(of parts: [TokenPattern]) -> TokenPattern {
    let parts = parts.flatMap { part in if case .choice(let inner) = part { inner } else { [part] } }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }
}

extension TokenCondition {
  func forEachTest(_ body: (TokenTest) -> Void) {
    switch self {
    case .and(let parts), .or(let parts): for part in parts { part.forEachTest(body) }
    case .not(let inner): inner.forEachTest(body)
    case .test(let test): body(test)
    }
  }

  func mapTests(_ change: (TokenTest) throws(QueryError) -> TokenTest) throws(QueryError) -> TokenCondition {
    func each(_ parts: [TokenCondition]) throws(QueryError) -> [TokenCondition] {
      var changed: [TokenCondition] = []
      for part in parts { changed.append(try part.mapTests(change)) }
      return changed
    }
    switch self {
    case .and(let parts): return .and(try each(parts))
    case .or(let parts): return .or(try each(parts))
    case .not(let inner): return .not(try inner.mapTests(change))
    case .test(let test): return .test(try change(test))
    }
  }

  /// All of some parts, or any of them; one alone is itself.
  static func joined(_ parts: [TokenCondition], isAnd: Bool) -> TokenCondition {
    let parts = parts.flatMap { part in
      switch part {
      case .and(let inner): isAnd ? inner : [part]
      case .or(let inner): isAnd ? [part] : inner
      default: [part]
      }
    }
    return parts.count == 1 ? parts[0] : isAnd ? .and(parts) : .or(parts)
  }
}

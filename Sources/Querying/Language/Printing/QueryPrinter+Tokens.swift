extension QueryPrinter {
  mutating func tokens(_ pattern: TokenPattern) {
    switch pattern {
    case .token(nil): add("[]")
    case .token(.some(let condition)):
      add("[")
      tokenCondition(condition)
      add("]")
    case .start: add("<s>")
    case .end: add("</s>")
    case .sequence(let parts):
      for (number, part) in parts.enumerated() {
        if number > 0 { add(" ") }
        grouped(part, if: part.isChoice)
      }
    case .choice(let parts):
      for (number, part) in parts.enumerated() {
        if number > 0 { add(" | ") }
        tokens(part)
      }
    case .repeated(let part, let least, let most):
      grouped(part, if: !part.isSingle)
      switch (least, most) {
      case (0, nil): add("*")
      case (1, nil): add("+")
      case (0, 1): add("?")
      case (_, nil): add("{\(least),}")
      case (_, let most?): add(least == most ? "{\(least)}" : "{\(least),\(most)}")
      }
    }
  }

  private mutating func grouped(_ part: TokenPattern, if isNeeded: Bool) {
    if isNeeded { add("(") }
    tokens(part)
    if isNeeded { add(")") }
  }

  private mutating func tokenCondition(_ condition: TokenCondition) {
    switch condition {
    case .and(let parts): join(parts, " & ")
    case .or(let parts): join(parts, " | ")
    case .not(let inner):
      add("!")
      tokenOperand(inner)
    case .test(let test):
      add(test.attribute.rawValue + (test.isEqual ? "=" : "!="))
      switch test.value.form {
      case .literal(let pattern): add(Self.quotedPattern(pattern))
      case .parameter(let name): add("$\(name)")
      }
      if test.ignoresCase { add("%c") }
    }
  }

  private mutating func join(_ parts: [TokenCondition], _ sign: String) {
    for (number, part) in parts.enumerated() {
      if number > 0 { add(sign) }
      tokenOperand(part)
    }
  }

  private mutating func tokenOperand(_ part: TokenCondition) {
    switch part {
    case .and, .or:
      add("(")
      tokenCondition(part)
      add(")")
    default: tokenCondition(part)
    }
  }

  /// In quotes, its backslashes as they are: they are the pattern's own.
  private static func quotedPattern(_ pattern: String) -> String {
    var result = "\""
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if TokenTest.isQuote(scalar), !isEscaped { result += "\\" }
      result.unicodeScalars.append(scalar)
      isEscaped = scalar == "\\" && !isEscaped
    }
    return result + (isEscaped ? "\\\"" : "\"")
  }
}

extension TokenPattern {
  fileprivate var isChoice: Bool { if case .choice = self { true } else { false } }

  fileprivate var isSingle: Bool {
    switch self {
    case .token, .start, .end: true
    case .sequence, .choice, .repeated: false
    }
  }
}

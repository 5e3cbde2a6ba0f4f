internal import Articles

extension QueryPrinter {
  mutating func condition(_ condition: Condition) {
    switch condition {
    case .and(let parts): join(parts, " and ")
    case .or(let parts): join(parts, " or ")
    case .not(.hasField(let field)):
      add("has no ")
      self.field(field)
    case .not(.hasFact(let clause)):
      add("has no ")
      self.clause(clause, isNested: true)
    case .not(let inner):
      add("not ")
      operand(inner)
    case .predicate(let predicate):
      field(predicate.field)
      add(" ")
      test(predicate.test)
    case .calculation(let test): calculation(test)
    case .mentions(let name):
      add("mentions ")
      string(name)
    case .like(let sentence):
      add("like ")
      string(sentence)
    case .hasField(let field):
      add("has ")
      self.field(field)
    case .hasFact(let clause):
      add("has ")
      self.clause(clause, isNested: true)
    case .sequence(let sequence):
      add("\(sequence.order.rawValue) (")
      clause(sequence.clause, isNested: false, same: sequence.same)
      add(")")
      if let reach = sequence.within { add(" within \(reach.text)") }
    }
  }

  private mutating func join(_ parts: [Condition], _ word: String) {
    for (i, part) in parts.enumerated() {
      if i > 0 { add(word) }
      operand(part)
    }
  }

  private mutating func operand(_ part: Condition) {
    switch part {
    case .and, .or:
      add("(")
      condition(part)
      add(")")
    default: condition(part)
    }
  }

  mutating func field(_ field: FieldReference) {
    add(field.path.map(Self.identifier).joined(separator: "."))
  }

  /// Back-quoted where the bare word would be read as a keyword.
  static func identifier(_ name: String) -> String {
    let tokens = Lexer.tokens(of: name)
    let isPlain = tokens.count == 2 && tokens[0].kind == .word && tokens[0].range.count == name.utf8.count
    return isPlain && !(Parser.reservedWords.contains(name) && name != "mentions") ? name : "`\(name)`"
  }

  /// The name of a field as it is typed: of a dotted one the parts, so that a column is written as the field that made it.
  static func fieldName(_ name: String) -> String {
    if name.contains(where: { $0 == "(" || $0 == " " }) { return identifier(name) }
    return name.split(separator: ".").map { identifier(String($0)) }.joined(separator: ".")
  }

  mutating func test(_ test: Test) {
    switch test {
    case .near(let place, let distance):
      add("near ")
      string(place)
      if let distance {
        add(" within ")
        operand(distance) { $0.add($1.text) }
      }
    case .inside(let place):
      add("in ")
      string(place)
    case .temporal(let relation, let period):
      add(relation.rawValue + " ")
      operand(period) { $0.add($1.text) }
    case .span(let from, let to):
      add("from ")
      operand(from) { $0.add($1.text) }
      add(" to ")
      operand(to) { $0.add($1.text) }
    case .compare(let comparison, let value):
      add(comparison.rawValue + " ")
      literal(value)
    case .oneOf(let values):
      add("is one of (")
      list(values) { $0.literal($1) }
      add(")")
    case .members(let query):
      add("is one of (")
      self.query(query)
      add(")")
    case .contains(let value):
      add("contains ")
      string(value)
    case .startsWith(let value):
      add("starts with ")
      string(value)
    case .exactly(let value):
      add("exactly ")
      string(value)
    case .matches(.regex(let body, let ignoresCase)): add("matches /\(body)/" + (ignoresCase ? "i" : ""))
    case .matches(.search(let value)):
      add("matches ")
      string(value)
    case .matches(.tokens(let pattern)):
      add("matches ")
      tokens(pattern)
    }
  }

  mutating func string(_ operand: Operand<String>) {
    self.operand(operand) { $0.add(quoted($1)) }
  }

  mutating func literal(_ operand: Operand<Literal>) {
    self.operand(operand) { $0.add($1.text) }
  }

  private mutating func operand<T>(_ operand: Operand<T>, _ body: (inout QueryPrinter, T) -> Void) {
    switch operand.form {
    case .literal(let value): body(&self, value)
    case .parameter(let name): add("$\(name)")
    }
  }
}

/// `text` in double quotes, with what would end it, and bytes of a file's name that are no UTF-8, escaped.
public func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}":
      result.unicodeScalars.append("\\")
      result.unicodeScalars.append(scalar)
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case _ where scalar.value >= PathText.firstEscape: result += PathText.shown(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

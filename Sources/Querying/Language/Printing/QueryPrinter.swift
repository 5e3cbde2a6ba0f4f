internal import Articles
internal import Facts

/// The canonical text of a query: every test as `field operator value`, on one line. Reading it gives the same
/// query: `parse(print(query)) == query`.
struct QueryPrinter {
  let vocabulary: Vocabulary
  var text = ""

  mutating func add(_ part: String) { text += part }

  mutating func query(_ query: Query) {
    primary(query.primary, isRight: false)
    for stage in query.stages {
      add(" | ")
      self.stage(stage.form)
    }
  }

  /// Set operators group to the left; a right operand that is one itself can't be written, as `Primary.nested`
  /// stands where brackets stood.
  private mutating func primary(_ primary: Primary, isRight: Bool) {
    switch primary {
    case .clause(let clause): self.clause(clause, isNested: false)
    case .nested(let query):
      add("(")
      self.query(query)
      add(")")
    case .combined(let left, let operation, let right):
      if isRight { add("(") }
      self.primary(left, isRight: false)
      add(" \(operation.rawValue) ")
      self.primary(right, isRight: true)
      if isRight { add(")") }
    }
  }

  mutating func clause(_ clause: SourceClause, isNested: Bool, same: [FieldReference] = []) {
    if isNested, case .kind(let kind) = clause.source {
      add(vocabulary.kinds.name(kind))
    } else {
      source(clause.source)
    }
    for field in same {
      add(" with same ")
      self.field(field)
    }
    if clause.includesEveryStatus { add(" status any") }
    if clause.includesEveryConfidence { add(" confidence any") }
    guard let condition = clause.condition else { return }
    add(isNested ? " where (" : " where ")
    self.condition(condition)
    if isNested { add(")") }
  }

  private mutating func source(_ source: Source) {
    add(vocabulary.name(of: source))
    guard case .named(_, let arguments) = source, !arguments.isEmpty else { return }
    add("(")
    list(arguments) { $0.literal($1) }
    add(")")
  }

  mutating func list<T>(_ items: [T], _ body: (inout QueryPrinter, T) -> Void) {
    for (i, item) in items.enumerated() {
      if i > 0 { add(", ") }
      body(&self, item)
    }
  }
}

extension Query {
  /// The canonical text, which reads back as the same query.
  public func text(_ vocabulary: Vocabulary = Vocabulary()) -> String {
    var printer = QueryPrinter(vocabulary: vocabulary)
    printer.query(self)
    return printer.text
  }
}

extension Condition {
  /// The canonical text of the condition alone.
  public func text(_ vocabulary: Vocabulary = Vocabulary()) -> String {
    var printer = QueryPrinter(vocabulary: vocabulary)
    printer.condition(self)
    return printer.text
  }
}

extension Stage {
  /// The canonical text of the stage, without its bar.
  public func text(_ vocabulary: Vocabulary = Vocabulary()) -> String {
    var printer = QueryPrinter(vocabulary: vocabulary)
    printer.stage(form)
    return printer.text
  }
}

extension Definition {
  /// `let name($a) = query`
  public func text(_ vocabulary: Vocabulary = Vocabulary()) -> String {
    let list = parameters.isEmpty ? "" : "(" + parameters.joined(separator: ", ") + ")"
    return "let \(name)\(list) = \(query.text(vocabulary))"
  }
}

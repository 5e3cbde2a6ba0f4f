extension QueryPrinter {
  mutating func stage(_ form: Stage.Form) { form.definition.print(form, &self) }

  mutating func by(_ keys: [Key]) {
    guard !keys.isEmpty else { return }
    add(" by ")
    list(keys) { $0.key($1) }
  }

  mutating func summary(_ form: Stage.Form) {
    guard case .summary(let parts, let keys) = form else { return }
    list(parts) { printer, part in
      switch part.form {
      case .rows: printer.add("count")
      case .of(let function, let key):
        printer.add(function == .distinct ? "count distinct " : function.rawValue + " ")
        printer.key(key)
      }
      if let name = part.name { printer.add(" as " + QueryPrinter.identifier(name)) }
    }
    by(keys)
  }

  mutating func key(_ key: Key) {
    switch key.form {
    case .field(let field): self.field(field)
    case .unit(let unit, let field):
      add(unit.rawValue)
      if field.path != ["date"] { argument(field) }
    case .pair(let field):
      add("pair")
      argument(field)
    case .country(let field):
      add("country")
      argument(field)
    case .count: add("n")
    case .expression(let expression): self.expression(expression)
    }
    if let name = key.name { add(" as " + Self.identifier(name)) }
  }

  private mutating func argument(_ field: FieldReference) {
    add("(")
    self.field(field)
    add(")")
  }
}

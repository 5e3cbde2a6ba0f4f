extension QueryPrinter {
  mutating func stage(_ form: Stage.Form) {
    switch form {
    case .filter(let condition):
      add("where ")
      self.condition(condition)
    case .sort(let keys):
      add("sort by ")
      list(keys) {
        $0.key($1.key)
        if $1.isDescending { $0.add(" desc") }
      }
    case .limit(let n): add("limit \(n)")
    case .skip(let n): add("skip \(n)")
    case .sample(let n, let seed): add("sample \(n)" + (seed.map { " seed \($0)" } ?? ""))
    case .count(let keys):
      add("count")
      by(keys)
    case .aggregate(let function, let key, let keys):
      add(function == .distinct ? "count distinct " : "\(function.rawValue) ")
      self.key(key)
      by(keys)
    case .percent(let key):
      add("percent")
      if let key {
        add(" of ")
        self.key(key)
      }
    case .distinct(let keys):
      add("distinct ")
      list(keys) { $0.key($1) }
    case .show(let keys):
      add("show ")
      list(keys) { $0.key($1) }
    case .top(let n, let key):
      add("top \(n) by ")
      self.key(key)
    case .timeline(let unit): add("timeline" + (unit.map { " by \($0.rawValue)" } ?? ""))
    case .chart: add("chart")
    case .map: add("map")
    case .context(let n): add("context \(n)")
    case .drill(let target): add(target.rawValue)
    case .why: add("why")
    case .name(let name): add("as \(name)")
    case .export(let export):
      switch export.target {
      case .file(let name): add("to " + quoted(name))
      case .program(let command): add("to |" + quoted(command))
      }
      if let format = export.format { add(" as \(format)") }
    }
  }

  private mutating func by(_ keys: [Key]) {
    guard !keys.isEmpty else { return }
    add(" by ")
    list(keys) { $0.key($1) }
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
    }
  }

  private mutating func argument(_ field: FieldReference) {
    add("(")
    self.field(field)
    add(")")
  }
}

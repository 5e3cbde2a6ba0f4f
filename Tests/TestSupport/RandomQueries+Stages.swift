internal import Querying

extension RandomQueries {
  mutating func stage(_ schema: Schema) -> Stage.Form {
    if !onlyRunnable, random.chance(0.15) {
      switch random.below(6) {
      case 0 where schema.rows != .table || schema.fields.contains { $0.type == .number }: return .chart
      case 1 where schema.rows != .sentences:
        return random.chance(0.5) ? .graph : .map(in: random.chance(0.5) ? nil : "Łódź \"2\"")
      case 0, 1, 2: return .why
      case 3: return .name("kept")
      case 4: return schema.rows == .table ? .why : .context(random.below(10))
      default:
        if random.chance(0.5) { return .export(Export(.program("wc -l"), format: .csv)) }
        let disposition = random.pick(Export.Disposition.allCases)
        return .export(Export(.file("a \"b\".csv"), format: .csv, disposition: disposition))
      }
    }
    // A concordance of what is always there to be shown.
    if case .facts = schema.rows, random.chance(0.05) { return .context(random.below(6)) }
    if schema.rows != .table, random.chance(0.03) { return .mentions }
    switch random.below(15) {
    case 0: return .filter(condition(schema))
    case 1, 2:
      return .sort(
        (0..<1 + random.below(2)).map { _ in SortKey(key(schema), isDescending: random.chance(0.5)) })
    case 3: return .limit(random.below(30))
    case 4: return .skip(random.below(5))
    case 5:
      return .sample(random.below(20), seed: onlyRunnable || random.chance(0.5) ? random.below(100) : nil)
    case 6, 7: return .count(by: keys(schema, from: 0))
    case 8: return .distinct(keys(schema, from: 1))
    case 9: return .show(keys(schema, from: 1))
    case 10:
      let ranked = schema.fields.filter { $0.type == .number || schema.rows == .table }
      guard let field = ranked.isEmpty ? nil : random.pick(ranked) else { return .limit(3) }
      let form =
        schema.rows == .table
        ? tableKey(field.name) : .field(FieldReference(field.name.split(separator: ".").map(String.init)))
      return .top(1 + random.below(9), by: Key(form))
    case 11:
      guard schema.defaultField(of: .temporal) != nil, schema.rows != .table else { return .limit(3) }
      return .timeline(random.chance(0.8) ? random.pick(PeriodUnit.allCases) : nil)
    case 12:
      let numbers = schema.fields.filter { $0.type == .number }
      guard !numbers.isEmpty else { return .limit(3) }
      let name = random.pick(numbers).name
      let key = Key(name == "n" ? .count : .field(FieldReference(name)))
      if schema.rows == .table, numbers.contains(where: \.isAdditive), random.chance(0.4) {
        return .percent(of: random.chance(0.5) ? key : nil)
      }
      return .aggregate(random.pick(Aggregate.allCases), of: key, by: keys(schema, from: 0))
    case 13 where random.chance(0.3):
      let number = schema.fields.first { $0.type == .number && $0.name != "n" }
      guard let number, schema.rows != .table else { return .limit(3) }
      let key = Key(.field(FieldReference(number.name)))
      return .summary(
        [
          Summary(.rows, as: random.chance(0.5) ? "total" : nil),
          Summary(
            .of(random.pick([.sum, .median, .max, .distinct]), key), as: random.chance(0.5) ? "most" : nil),
        ], by: keys(schema, from: 0).filter { $0.columnName != "n" })
    case 13: return .aggregate(.distinct, of: self.key(schema), by: keys(schema, from: 0))
    default: return .drill(random.pick(DrillDown.allCases))
    }
  }

  private mutating func keys(_ schema: Schema, from least: Int) -> [Key] {
    (0..<least + random.below(3)).map { _ in
      var key = key(schema)
      if random.chance(0.12) {
        namedColumns += 1
        key.name = "c\(namedColumns)"
      }
      return key
    }
  }

  private mutating func key(_ schema: Schema) -> Key {
    if random.chance(0.08), let expression = calculated(schema) { return Key(.expression(expression)) }
    let field = random.pick(schema.fields)
    if schema.rows == .table {
      // The key that made the column names it.
      return Key(tableKey(field.name))
    }
    if random.chance(0.15), schema.defaultField(of: .temporal) != nil {
      return Key(.unit(random.pick(PeriodUnit.allCases), of: FieldReference("date")))
    }
    switch field.type {
    case .time where random.chance(0.5):
      return Key(.unit(random.pick(PeriodUnit.allCases), of: FieldReference(field.name)))
    case .place where random.chance(0.5), .entity where random.chance(0.3):
      return Key(.country(FieldReference(field.name)))
    case .entity where random.chance(0.3): return Key(.pair(FieldReference(field.name)))
    default: break
    }
    let nested = Schema.nestedFields(of: field)
    if !nested.isEmpty, random.chance(0.2) {
      return Key(.field(FieldReference([field.name, random.pick(nested).name])))
    }
    return Key(.field(FieldReference(field.name.split(separator: ".").map(String.init))))
  }

  private func tableKey(_ name: String) -> Key.Form {
    if name == "n" { return .count }
    if let unit = PeriodUnit(rawValue: name) { return .unit(unit, of: FieldReference("date")) }
    if name.contains(" ") || name.hasPrefix("end(") || name.hasPrefix("start(") || name.hasPrefix("-") {
      return .field(FieldReference(name))
    }
    guard let open = name.firstIndex(of: "("), name.hasSuffix(")") else {
      return .field(FieldReference(name.split(separator: ".").map(String.init)))
    }
    let inner = name[name.index(after: open)...].dropLast().split(separator: ".").map(String.init)
    let field = FieldReference(inner)
    switch String(name[..<open]) {
    case "pair": return .pair(field)
    case "country": return .country(field)
    case let unit: return .unit(PeriodUnit(rawValue: unit) ?? .day, of: field)
    }
  }
}

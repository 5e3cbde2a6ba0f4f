public import Facts

/// The numbers that facts and entities of an index have after other corrections, its articles being the same.
public struct Renumbering: Sendable {
  private let facts: [Int32]
  private let entities: [Int32]

  /// Nil where the fact was found wrong. O(1).
  public func fact(_ id: FactID) -> FactID? { Self.number(id.rawValue, facts).map(FactID.init) }

  /// The entity that has its name. Nil where it was made by a correction that was taken back. O(1).
  public func entity(_ id: EntityID) -> EntityID? { Self.number(id.rawValue, entities).map(EntityID.init) }

  private static func number(_ old: Int32, _ table: [Int32]) -> Int32? {
    guard table.indices.contains(Int(old)), table[Int(old)] >= 0 else { return nil }
    return table[Int(old)]
  }

  /// O(reports + forms of entities).
  init(from old: FactIndex, to new: FactIndex) {
    var factOfReport = [Int32](repeating: -1, count: new.reports.count)
    for fact in 0..<new.facts.count {
      for report in new.facts.reports(fact) { factOfReport[Int(report)] = Int32(fact) }
    }
    facts = (0..<old.facts.count).map { fact in
      old.facts.reports(fact).first.map { factOfReport[Int($0)] } ?? -1
    }
    var numbers = [Int32](repeating: -1, count: old.entities.count)
    let forms = new.naming.forms.forms
    // Where an entity was parted, the one that is called as it was.
    for isNamesake in [true, false] {
      for (form, entity) in old.entityOfForm.enumerated() where numbers[Int(entity)] < 0 {
        if isNamesake, forms[form].name != old.entities[Int(entity)].name { continue }
        numbers[Int(entity)] = new.entityOfForm[form]
      }
    }
    // Those that a correction named first have no forms.
    let formless = Set(0..<Int32(new.entities.count)).subtracting(new.entityOfForm)
    if !formless.isEmpty {
      let byName = Dictionary(formless.map { (new.entities[Int($0)].name, $0) }) { min($0, $1) }
      for entity in numbers.indices where numbers[entity] < 0 {
        numbers[entity] = byName[old.entities[entity].name] ?? -1
      }
    }
    entities = numbers
  }
}

extension FactIndex {
  /// The numbers here of what an index had that differs in corrections only. O(reports + forms of entities).
  public func renumbering(from old: FactIndex) -> Renumbering { Renumbering(from: old, to: self) }
}

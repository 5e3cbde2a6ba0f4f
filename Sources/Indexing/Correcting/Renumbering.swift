public import Facts

/// What the numbers of facts and entities of an index stand for, whatever corrections do to them later: a report of each fact, a
/// form of each entity. 4 bytes each.
public struct RowAnchors: Sendable {
  fileprivate let reports: [Int32]
  /// −1 where a correction named it first.
  fileprivate let forms: [Int32]
  /// The names of those without forms.
  fileprivate let names: [Int32: String]

  fileprivate init(_ index: FactIndex) {
    reports = (0..<index.facts.count).map { index.facts.reports($0).first ?? -1 }
    var forms = [Int32](repeating: -1, count: index.entities.count)
    let all = index.naming.forms.forms
    // Where an entity is parted, its number goes on with the one that is called as it was.
    for isNamesake in [true, false] {
      for (form, entity) in index.entityOfForm.enumerated() where forms[Int(entity)] < 0 {
        if isNamesake, all[form].name != index.entities[Int(entity)].name { continue }
        forms[Int(entity)] = Int32(form)
      }
    }
    var names: [Int32: String] = [:]
    for (entity, form) in forms.enumerated() where form < 0 {
      names[Int32(entity)] = index.entities[entity].name
    }
    self.forms = forms
    self.names = names
  }
}

/// The numbers that facts and entities have after other corrections, the articles being the same.
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
  fileprivate init(from anchors: RowAnchors, to new: FactIndex) {
    var factOfReport = [Int32](repeating: -1, count: new.reports.count)
    for fact in 0..<new.facts.count {
      for report in new.facts.reports(fact) { factOfReport[Int(report)] = Int32(fact) }
    }
    facts = anchors.reports.map { $0 < 0 ? -1 : factOfReport[Int($0)] }
    var entities = anchors.forms.map { $0 < 0 ? -1 : new.entityOfForm[Int($0)] }
    if !anchors.names.isEmpty {
      let formless = Set(0..<Int32(new.entities.count)).subtracting(new.entityOfForm)
      let byName = Dictionary(formless.map { (new.entities[Int($0)].name, $0) }) { min($0, $1) }
      for (entity, name) in anchors.names { entities[Int(entity)] = byName[name] ?? -1 }
    }
    self.entities = entities
  }
}

extension FactIndex {
  /// What the numbers of its facts and entities stand for. O(facts + forms of entities).
  public var rowAnchors: RowAnchors { RowAnchors(self) }

  /// The numbers here of what an index had that differs in corrections only. O(reports + forms of entities).
  public func renumbering(from anchors: RowAnchors) -> Renumbering { Renumbering(from: anchors, to: self) }
}

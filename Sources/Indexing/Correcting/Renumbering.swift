internal import Articles
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

/// The numbers that facts, entities and articles have after other corrections, or after articles came, changed and went.
public struct Renumbering: Sendable {
  private let facts: [Int32]
  private let entities: [Int32]
  /// Nil where the articles are the same.
  private let articles: [Int32]?

  /// Whether articles have other numbers, and with them sentences.
  public var renumbersArticles: Bool { articles != nil }

  /// Nil where the article is gone. O(1).
  public func article(_ id: ArticleID) -> ArticleID? {
    articles.map { Self.number(id.rawValue, $0).map(ArticleID.init) } ?? id
  }

  /// Nil where the fact was found wrong, or is told no more. O(1).
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
    articles = nil
  }

  /// By what names facts, entities and articles outside of the program.
  fileprivate init(from old: FactIndex, to new: FactIndex) {
    let reports = new.reportKeys
    var factOfKey: [UInt64: Int32] = [:]
    factOfKey.reserveCapacity(reports.count)
    for fact in 0..<new.facts.count {
      for report in new.allReports(fact) { factOfKey[reports[Int(report)]] = Int32(fact) }
    }
    let oldReports = old.reportKeys
    facts = (0..<old.facts.count).map { fact in
      // An original may have come or gone: what told a fact may be a copy now, what was one may tell it.
      old.allReports(fact).lazy.compactMap { factOfKey[oldReports[Int($0)]] }.first ?? -1
    }
    var entityOfKey: [EntityKey: Int32] = [:]
    for entity in 0..<Int32(new.entities.count) {
      entityOfKey[new.key(of: EntityID(rawValue: entity))] = entity
    }
    entities = (0..<Int32(old.entities.count)).map { entityOfKey[old.key(of: EntityID(rawValue: $0))] ?? -1 }
    var articleOfKey: [ArticleKey: Int32] = [:]
    for article in 0..<Int32(new.articleCount) {
      articleOfKey[new.article(ArticleID(rawValue: article)).key] = article
    }
    articles = (0..<Int32(old.articleCount)).map {
      articleOfKey[old.article(ArticleID(rawValue: $0)).key] ?? -1
    }
  }
}

extension FactIndex {
  /// The numbers here of what another index has, which holds other articles, too: by the keys that name facts, entities and
  /// articles whatever is loaded beside them. Both are finished. O(bytes of the articles + reports + entities).
  public func renumbering(from old: FactIndex) -> Renumbering { Renumbering(from: old, to: self) }

  /// What the numbers of its facts and entities stand for. O(facts + forms of entities).
  public var rowAnchors: RowAnchors { RowAnchors(self) }

  /// The numbers here of what an index had that differs in corrections only. O(reports + forms of entities).
  public func renumbering(from anchors: RowAnchors) -> Renumbering { Renumbering(from: anchors, to: self) }
}

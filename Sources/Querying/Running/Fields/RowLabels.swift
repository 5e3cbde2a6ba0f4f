internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// What tells entities and places of one name apart where they head the rows of a table: "Springfield, Illinois",
/// "John Smith (senator)".
struct RowLabels {
  private var ofEntity: [Int32: String] = [:]
  private var ofPlace: [Datum: String] = [:]

  /// Labels for those of the values whose names clash. O(values).
  init(_ values: [Datum], _ evaluator: Evaluator) {
    let index = evaluator.index
    var entities: [String: [Int32]] = [:]
    var places: [String: [Datum]] = [:]
    var seen: Set<Int32> = []
    var seenPlaces: Set<Datum> = []
    for value in values {
      switch value {
      case .entity(let id):
        if seen.insert(id).inserted { entities[index.entities[Int(id)].name, default: []].append(id) }
      case .pair(let a, let b):
        for id in [a, b] where seen.insert(id).inserted {
          entities[index.entities[Int(id)].name, default: []].append(id)
        }
      case .place(let text, _, _, let country):
        if seenPlaces.insert(value).inserted { places["\(country) \(text)", default: []].append(value) }
      default: break
      }
    }
    for (name, holders) in entities where holders.count > 1 {
      for (id, mark) in zip(holders, Self.marks(holders, Self.attributes(of: evaluator))) {
        ofEntity[id] = mark.isEmpty ? name : "\(name) (\(mark))"
      }
    }
    for holders in places.values where holders.count > 1 {
      let regions = Self.marks(holders, [{ evaluator.inner(.region, of: $0).first.map(Self.text) ?? "" }])
      for (place, region) in zip(holders, regions) {
        if case .place(let text, _, _, _) = place, !region.isEmpty { ofPlace[place] = "\(text), \(region)" }
      }
    }
  }

  /// The name of an entity, with what tells it from others of the column.
  func name(_ entity: Int32, _ index: FactIndex) -> String {
    ofEntity[entity] ?? index.entities[Int(entity)].name
  }

  /// The name of a place that clashes with another of the column; nil for the others.
  func name(_ place: Datum) -> String? { ofPlace[place] }

  private static func text(_ datum: Datum) -> String {
    switch datum {
    case .text(let text), .word(let text): text
    default: ""
    }
  }

  /// What may tell entities apart, the plainest first.
  private static func attributes(of evaluator: Evaluator) -> [(Int32) -> String] {
    let index = evaluator.index
    func first(_ meaning: FieldMeaning) -> (Int32) -> String {
      { id in
        guard let datum = evaluator.entityValues(meaning, id, asPlaces: false).first else { return "" }
        if case .country(let code) = datum { return evaluator.countryName(code) }
        return text(datum)
      }
    }
    return [
      first(.nameKind), first(.role), first(.organisation), first(.country), first(.honorific),
      { id in
        guard let article = index.articles(of: EntityID(rawValue: id)).first else { return "" }
        return evaluator.articleValues(.title, article.rawValue).first.map { "in “\(text($0))”" } ?? ""
      },
    ]
  }

  /// A mark for each holder: the first attribute in which all differ, else as many as it takes, else their numbers.
  private static func marks<Holder>(_ holders: [Holder], _ attributes: [(Holder) -> String]) -> [String] {
    var together = [String](repeating: "", count: holders.count)
    for attribute in attributes {
      let values = holders.map(attribute)
      if Set(values).count == holders.count { return values }
      guard Set(values).count > 1 else { continue }
      together = zip(together, values).map { $0.isEmpty || $1.isEmpty ? $0 + $1 : "\($0), \($1)" }
      if Set(together).count == holders.count { return together }
    }
    return together.enumerated().map { $1.isEmpty ? "\($0 + 1)" : "\($1), \($0 + 1)" }
  }
}

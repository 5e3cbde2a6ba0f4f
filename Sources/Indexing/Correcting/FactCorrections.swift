internal import Articles
internal import Atlas
internal import Facts

/// Finds the facts that corrections are about among the groups of reports, and looks up the names in them.
struct FactCorrections {
  let kinds: KindTable
  let places: PlaceKnowledge
  /// By the position of the group's first report.
  private(set) var byRoot: [Int32: CorrectedFact] = [:]
  /// A report of each of them.
  private(set) var reports: [(report: Int32, root: Int32)] = []

  init(kinds: KindTable, places: PlaceKnowledge) {
    self.kinds = kinds
    self.places = places
  }

  /// What corrections say of the groups. `order` has the reports by article and `roots` the group of each; `keys` those of
  /// the reports. Names that no entity has become entities of their own. O(reports + entities + corrections).
  mutating func collect(
    _ corrections: [Correction], keys: [UInt64], order: [Int32], roots: [Int32], twins: ReportTwins,
    entities: inout LinkedEntities, spots: inout Spots
  ) {
    let about = corrections.filter { $0.fact != nil }
    if about.isEmpty { return }
    let wanted = Set(about.compactMap { $0.fact?.rawValue })
    var rootOfKey: [UInt64: Int32] = [:]
    for (position, report) in order.enumerated() where wanted.contains(keys[Int(report)]) {
      rootOfKey[keys[Int(report)]] = roots[position]
      reports.append((report, roots[position]))
    }
    takeTwins(twins, of: wanted, keys, order, roots, &rootOfKey)
    var names = EntityNames(entities, wanted: Self.names(in: about))
    for correction in about {
      guard let key = correction.fact, let root = rootOfKey[key.rawValue] else { continue }
      var fact = byRoot[root] ?? CorrectedFact()
      switch correction {
      case .same, .different: break
      case .wrong: fact.isWrong = true
      case .right:
        fact.isWrong = false
        fact.isRight = true
      case .note(_, let text): fact.notes.append(text)
      case .change(_, let change):
        apply(change, to: &fact, &names, &entities, &spots)
        if !fact.fields.contains(change.field) { fact.fields.append(change.field) }
      }
      byRoot[root] = fact
    }
  }

  /// A correction of what a copy repeats is one of the original's fact.
  private mutating func takeTwins(
    _ twins: ReportTwins, of wanted: Set<UInt64>, _ keys: [UInt64], _ order: [Int32], _ roots: [Int32],
    _ rootOfKey: inout [UInt64: Int32]
  ) {
    var rootOfTwin: [Int32: Int32] = [:]
    let repeated = twins.of.indices.filter { twins.of[$0] >= 0 && wanted.contains(keys[$0]) }
    if repeated.isEmpty { return }
    let originals = Set(repeated.map { twins.of[$0] })
    for (position, report) in order.enumerated() where originals.contains(report) {
      rootOfTwin[report] = roots[position]
    }
    for report in repeated {
      guard let root = rootOfTwin[twins.of[report]] else { continue }
      rootOfKey[keys[report]] = root
      reports.append((twins.of[report], root))
    }
  }

  private static func names(in corrections: [Correction]) -> Set<String> {
    var names: Set<String> = []
    for case .change(_, let change) in corrections {
      switch change {
      case .source(let name?): names.insert(Folding.name(name))
      case .role(_, let all): names.formUnion(all.map(Folding.name))
      default: break
      }
    }
    return names
  }

  private func apply(
    _ change: FactChange, to fact: inout CorrectedFact, _ names: inout EntityNames,
    _ entities: inout LinkedEntities, _ spots: inout Spots
  ) {
    switch change {
    case .kind(let name): fact.kind = kinds.kind(named: name)
    case .status(let status): fact.status = status
    case .date(let interval): fact.time = .init(interval)
    case .location(let name):
      guard let name else {
        fact.place = .nothing
        return
      }
      let row = places.named(name).first
      let place = row.flatMap(places.place)
      fact.place = .value(
        CorrectedFact.Place(
          name: name,
          spot: spots.intern(
            FactPlace(
              text: TextRange(start: 0, end: 0), place: row, point: place?.point, country: place?.country),
            places)))
    case .source(let name):
      fact.source = .init(name.map { names.cluster($0, .actor, places, &entities) })
    case .role(let role, let all):
      guard let role = kinds.role(named: role) else { return }
      let filler =
        kinds.rows.first { $0.roles.contains(role) }.map { kinds.filler(of: role, in: $0.kind) } ?? .actor
      var found: [Int32] = []
      for name in all {
        let cluster = names.cluster(name, filler, places, &entities)
        if !found.contains(cluster) { found.append(cluster) }
      }
      fact.fillers.removeAll { $0.role == role }
      fact.fillers.append((role, found))
    case .content(_, let text): fact.content = .init(text)
    case .figure(let quantity, let value, let currency):
      fact.figures.removeAll { $0.quantity == quantity }
      let figure = value.map {
        Figure(quantity: quantity, value: $0, currency: currency, text: TextRange(start: 0, end: 0))
      }
      fact.figures.append((quantity, figure))
    }
  }
}

/// The clusters of some names: those that are called so before those that have it as an alias, then the one that is
/// named most.
private struct EntityNames {
  private var clusters: [String: (cluster: Int32, isAlias: Bool)] = [:]

  init(_ linked: LinkedEntities, wanted: Set<String>) {
    if wanted.isEmpty { return }
    for (cluster, entity) in linked.entities.enumerated() {
      func add(_ name: String, isAlias: Bool) {
        let folded = Folding.name(name)
        guard wanted.contains(folded) else { return }
        if let known = clusters[folded] {
          let count = linked.entities[Int(known.cluster)].mentionCount
          guard known.isAlias != isAlias ? known.isAlias : entity.mentionCount > count else { return }
        }
        clusters[folded] = (Int32(cluster), isAlias)
      }
      add(entity.name, isAlias: false)
      for alias in entity.aliases { add(alias, isAlias: true) }
    }
  }

  /// The cluster that a name means; a new one where it means none.
  mutating func cluster(
    _ name: String, _ filler: Filler, _ places: PlaceKnowledge, _ linked: inout LinkedEntities
  ) -> Int32 {
    let folded = Folding.name(name)
    if let known = clusters[folded] { return known.cluster }
    var entity = Entity(name: name, kind: .other, isNamed: filler != .text, mentionCount: 0)
    if filler == .person {
      entity.kind = .person
    } else if filler != .text, let row = places.named(name).first, let place = places.place(row) {
      entity.kind = .place
      entity.place = row
      entity.country = place.country
    }
    let cluster = Int32(linked.entities.count)
    linked.entities.append(entity)
    linked.isNamed.append(entity.isNamed)
    clusters[folded] = (cluster, false)
    return cluster
  }
}

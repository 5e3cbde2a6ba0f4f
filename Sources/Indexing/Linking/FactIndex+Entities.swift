internal import Atlas
internal import Facts

/// Forms by cluster, before entities have their final numbers.
struct LinkedEntities {
  /// Cluster of each form; clusters are numbered by content.
  var cluster: [Int32] = []
  var entities: [Entity] = []
  var isNamed: [Bool] = []
}

extension FactIndex {
  func linkEntities() -> LinkedEntities {
    var weight = [Int32](repeating: 0, count: naming.forms.count)
    for (form, count) in zip(naming.usesForm, naming.usesCount) {
      weight[Int(form)] = Int32(clamping: Int(weight[Int(form)]) + Int(count))
    }
    var linker = EntityLinker(forms: naming.forms.forms, weight: weight)
    var roots = linker.link()
    let names = EntityCorrections(corrections, forms: naming.forms.forms).apply(to: &roots)
    var number = [Int32](repeating: -1, count: naming.forms.count)
    var count: Int32 = 0
    var clusters: [Int32] = []
    clusters.reserveCapacity(roots.count)
    for form in linker.order {
      let root = Int(roots[Int(form)])
      if number[root] < 0 {
        number[root] = count
        count += 1
      }
      clusters.append(number[root])
    }
    let members = Rows(keys: clusters, items: linker.order, keyCount: Int(count))
    var entities = (0..<Int(count)).map { combined(members[$0], weight: weight) }
    for (form, name) in names { entities[Int(number[Int(roots[Int(form)])])].rename(name) }
    return LinkedEntities(
      cluster: roots.map { number[Int($0)] }, entities: entities, isNamed: entities.map(\.isNamed))
  }

  /// One entity of all its forms: the longest name among those used most, every other name as an alias;
  /// title, role, organisation, country, gender and place of the form that is used most and has one.
  private func combined(_ members: ArraySlice<Int32>, weight: [Int32]) -> Entity {
    let all = naming.forms.forms
    if members.count == 1, let only = members.first {
      var entity = all[Int(only)]
      if !entity.aliases.isEmpty { entity.aliases = ordered(Set(entity.aliases), without: entity.name) }
      entity.mentionCount = weight[Int(only)]
      return entity
    }
    // Content order breaks ties, so that the outcome does not depend on insertion.
    let byUse = members.enumerated().sorted { a, b in
      let x = weight[Int(a.element)]
      let y = weight[Int(b.element)]
      return x != y ? x > y : a.offset < b.offset
    }.map { all[Int($0.element)] }
    guard var entity = byUse.first else { return Entity(name: "", kind: .other) }
    var uses: [String: Int] = [:]
    for form in members { uses[all[Int(form)].name, default: 0] += Int(weight[Int(form)]) }
    let named = uses.sorted { a, b in
      let left = wordCount(a.key)
      let right = wordCount(b.key)
      if (left > 1) != (right > 1) { return left > 1 }
      return a.value != b.value ? a.value > b.value : a.key < b.key
    }
    if let best = named.first?.key { entity.name = best }
    func first<T>(_ value: (Entity) -> T?) -> T? { byUse.lazy.compactMap(value).first }
    entity.kind = first { $0.kind == .other ? nil : $0.kind } ?? entity.kind
    entity.title = first { $0.title.isEmpty ? nil : $0.title } ?? ""
    entity.role = first { $0.role.isEmpty ? nil : $0.role } ?? ""
    entity.organisation = first { $0.organisation.isEmpty ? nil : $0.organisation } ?? ""
    entity.country = first { $0.country }
    entity.gender = first { $0.gender == .unknown ? nil : $0.gender } ?? .unknown
    entity.place = first { $0.place }
    var aliases = Set(uses.keys)
    for form in byUse { aliases.formUnion(form.aliases) }
    entity.aliases = ordered(aliases, without: entity.name)
    entity.mentionCount = Int32(clamping: members.reduce(0) { $0 + Int(weight[Int($1)]) })
    return entity
  }

  private func ordered(_ aliases: Set<String>, without name: String) -> [String] {
    aliases.filter { !$0.isEmpty && $0 != name }.sorted {
      $0.utf8.count != $1.utf8.count ? $0.utf8.count < $1.utf8.count : $0 < $1
    }
  }

  private func wordCount(_ name: String) -> Int { name.utf8.split(separator: 0x20).count }

  /// Numbers entities by the sure facts they have a part in, then mentions, then content, and rewrites the fillers.
  /// Returns the number of each cluster, and takes the entities out of `linked`.
  mutating func numberEntities(_ linked: inout LinkedEntities) -> [Int32] {
    var counts = [Int32](repeating: 0, count: linked.entities.count)
    for fact in 0..<facts.count where isSure(FactID(rawValue: Int32(fact))) {
      for filler in facts.fillers(fact) { counts[Int(facts.fillerEntity[filler])] += 1 }
    }
    let order = linked.entities.indices.sorted { a, b in
      if counts[a] != counts[b] { return counts[a] > counts[b] }
      let x = linked.entities[a].mentionCount
      let y = linked.entities[b].mentionCount
      return x != y ? x > y : a < b
    }
    var number = [Int32](repeating: 0, count: order.count)
    for (id, cluster) in order.enumerated() { number[cluster] = Int32(id) }
    entities = order.map { linked.entities[$0] }
    linked.entities = []
    entityCountry = entities.map { entity in
      (entity.country ?? entity.place.flatMap { places.place($0)?.country })?.rawValue ?? 0
    }
    entityOfForm = linked.cluster.map { number[Int($0)] }
    for position in facts.fillerEntity.indices {
      facts.fillerEntity[position] = number[Int(facts.fillerEntity[position])]
    }
    return number
  }

  /// Names, aliases, and for people also title with name and the surname alone.
  func nameTable() -> NameTable {
    var pairs: [(name: String, entity: Int32)] = []
    for (id, entity) in entities.enumerated() {
      func add(_ name: String) {
        let folded = Folding.name(name)
        if !folded.isEmpty { pairs.append((folded, Int32(id))) }
      }
      add(entity.name)
      for alias in entity.aliases { add(alias) }
      let bare = NameParts.organisation(Folding.name(entity.name))
      if entity.kind == .organisation { add(bare) }
      guard entity.kind == .person, entity.isNamed else { continue }
      let parts = NameParts.person(Folding.name(entity.name))
      if parts.count > 1 {
        add(parts.joined(separator: " "))
        if let surname = parts.last { add(surname) }
      }
      if !entity.title.isEmpty {
        add(entity.title + " " + entity.name)
        if let surname = parts.last { add(entity.title + " " + surname) }
      }
    }
    return NameTable(pairs)
  }
}

extension Entity {
  /// Is called so from now on; its name up to now becomes an alias.
  fileprivate mutating func rename(_ new: String) {
    guard new != name else { return }
    aliases = aliases.filter { $0 != new } + [name]
    aliases.sort { $0.utf8.count != $1.utf8.count ? $0.utf8.count < $1.utf8.count : $0 < $1 }
    name = new
  }
}

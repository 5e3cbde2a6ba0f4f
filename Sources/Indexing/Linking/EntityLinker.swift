internal import Atlas
internal import Facts

/// Joins entity forms of different articles into the entities of the collection.
///
/// - People: one entity if the full names agree (initials and Jr. aside) unless countries differ or
///   organisations have no word in common; a form with only part of a name ("Milley", "President Biden") joins
///   when exactly one full name is consistent with it.
/// - Organisations: the same name without article and legal form; an alias that one article explains
///   ("Joint Chiefs of Staff (JCS)"); an acronym that is the initials of exactly one organisation.
/// - Places and nationalities: the same gazetteer row, else the same name.
/// - Unnamed groups ("protesters"): the same description.
///
/// The outcome depends on the set of forms and their counts only: forms are visited in order of content.
struct EntityLinker {
  let forms: [Entity]
  /// How often each form is named in the collection.
  let weight: [Int32]
  /// Folded name of each form.
  let folded: [String]
  /// Form rows by content.
  let order: [Int32]
  /// Form → a form that stands for its cluster.
  var parent: [Int32]

  init(forms: [Entity], weight: [Int32]) {
    self.forms = forms
    self.weight = weight
    let folded = forms.map { Folding.name($0.name) }
    self.folded = folded
    order = Self.byContent(forms, folded)
    parent = forms.indices.map(Int32.init)
  }

  private static func byContent(_ forms: [Entity], _ folded: [String]) -> [Int32] {
    var order = ByteOrder.positions(folded)
    var first = 0
    while first < order.count {
      var last = first + 1
      while last < order.count, folded[Int(order[last])] == folded[Int(order[first])] { last += 1 }
      if last - first > 1 { order[first..<last].sort { precedes(forms[Int($0)], forms[Int($1)]) } }
      first = last
    }
    return order
  }

  /// A total order by content of forms whose folded names are the same.
  private static func precedes(_ left: Entity, _ right: Entity) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.name != right.name { return left.name < right.name }
    if left.place != right.place { return (left.place?.rawValue ?? -1) < (right.place?.rawValue ?? -1) }
    if left.country != right.country {
      return (left.country?.rawValue ?? 0) < (right.country?.rawValue ?? 0)
    }
    if left.organisation != right.organisation { return left.organisation < right.organisation }
    if left.role != right.role { return left.role < right.role }
    if left.title != right.title { return left.title < right.title }
    if left.gender != right.gender { return left.gender.rawValue < right.gender.rawValue }
    if left.isNamed != right.isNamed { return left.isNamed }
    if left.aliases.count != right.aliases.count { return left.aliases.count < right.aliases.count }
    for (x, y) in zip(left.aliases, right.aliases) where x != y { return x < y }
    return false
  }

  /// Cluster of every form, as the row of one of its forms.
  mutating func link() -> [Int32] {
    linkByKey()
    linkPeople()
    linkOrganisations()
    linkOthers()
    return forms.indices.map { root(Int32($0)) }
  }

  mutating func root(_ form: Int32) -> Int32 {
    var top = form
    while parent[Int(top)] != top { top = parent[Int(top)] }
    var next = form
    while parent[Int(next)] != top {
      let after = parent[Int(next)]
      parent[Int(next)] = top
      next = after
    }
    return top
  }

  mutating func unite(_ a: Int32, _ b: Int32) {
    let x = root(a)
    let y = root(b)
    if x != y { parent[Int(max(x, y))] = min(x, y) }
  }

  /// Places by row or name, unnamed groups by description.
  private mutating func linkByKey() {
    var first: [String: Int32] = [:]
    for form in order {
      let entity = forms[Int(form)]
      var key: String
      if !entity.isNamed {
        key = "u\(entity.kind.rawValue):\(folded[Int(form)])"
      } else {
        switch entity.kind {
        case .place, .nationality:
          key = "p\(entity.kind.rawValue):"
          key += entity.place.map { "#\($0.rawValue)" } ?? NameParts.organisation(folded[Int(form)])
        case .person, .organisation, .other: continue
        }
      }
      if let known = first[key] { unite(form, known) } else { first[key] = form }
    }
  }

  /// Names of no known kind join the only entity of that name.
  private mutating func linkOthers() {
    var others: [String: [Int32]] = [:]
    var known: [String: Set<Int32>] = [:]
    for form in order where forms[Int(form)].isNamed && forms[Int(form)].kind == .other {
      others[folded[Int(form)], default: []].append(form)
    }
    if others.isEmpty { return }
    for form in order where forms[Int(form)].isNamed && forms[Int(form)].kind != .other {
      if others[folded[Int(form)]] != nil { known[folded[Int(form)], default: []].insert(root(form)) }
    }
    for (name, list) in others {
      for form in list.dropFirst() { unite(form, list[0]) }
      if let roots = known[name], roots.count == 1, let only = roots.first { unite(list[0], only) }
    }
  }
}

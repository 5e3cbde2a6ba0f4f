internal import Articles
internal import Facts

extension EntityLinker {
  mutating func linkOrganisations() {
    var byName: [String: Int32] = [:]
    var names: [String] = []
    var members: [Int32] = []
    for form in order where forms[Int(form)].isNamed && forms[Int(form)].kind == .organisation {
      members.append(form)
      let name = NameParts.organisation(folded[Int(form)])
      if let known = byName[name] {
        unite(form, known)
      } else {
        byName[name] = form
        names.append(name)
      }
    }
    // Aliases that are another form's name, where only one organisation claims them.
    var claims: [String: Set<Int32>] = [:]
    for form in members {
      for alias in forms[Int(form)].aliases {
        let key = NameParts.organisation(Folding.name(alias))
        if byName[key] != nil { claims[key, default: []].insert(root(form)) }
      }
    }
    for alias in claims.keys.sorted() {
      guard let named = byName[alias], let claimants = claims[alias] else { continue }
      let others = roots(claimants).subtracting([root(named)])
      if others.count == 1, let only = others.first { unite(named, only) }
    }
    // Acronyms: the initials of exactly one longer name.
    var expansions: [String: Set<Int32>] = [:]
    for name in names {
      let initials = NameParts.initials(name)
      if !initials.isEmpty, let form = byName[name] { expansions[initials, default: []].insert(root(form)) }
    }
    for name in names where (3...6).contains(name.utf8.count) {
      guard let form = byName[name], isAcronym(forms[Int(form)].name), let longer = expansions[name]
      else { continue }
      let others = roots(longer).subtracting([root(form)])
      if others.count == 1, let only = others.first { unite(form, only) }
    }
  }

  private mutating func roots(_ members: Set<Int32>) -> Set<Int32> { Set(members.map { root($0) }) }

  private func isAcronym(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0.isASCIIUpper || $0 == 0x2E }
  }
}

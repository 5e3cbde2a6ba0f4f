internal import Atlas
internal import Facts

/// Forms that are known to be one person, while the rest is looked for.
struct PersonCluster {
  var forms: [Int32]
  var weight: Int
  var countries: Set<UInt16> = []
  var genders: Set<UInt8> = []
  var titles: Set<String> = []
  var organisations: Set<String> = []
  var aliases: Set<String> = []
}

extension EntityLinker {
  mutating func linkPeople() {
    /// Full names in order of content, and where each has its forms.
    var rowOfName: [String: Int] = [:]
    var full: [(first: String, last: String, forms: [Int32])] = []
    var partial: [Int32] = []
    for form in order where forms[Int(form)].isNamed && forms[Int(form)].kind == .person {
      let parts = NameParts.person(folded[Int(form)])
      guard parts.count > 1, let first = parts.first, let last = parts.last else {
        partial.append(form)
        continue
      }
      let name = parts.joined(separator: " ")
      if let row = rowOfName[name] {
        full[row].forms.append(form)
      } else {
        rowOfName[name] = full.count
        full.append((first, last, [form]))
      }
    }
    var clusters: [PersonCluster] = []
    /// Every word and alias of a full name → its clusters.
    var byPart: [String: [Int]] = [:]
    for name in full {
      for cluster in split(name.forms) {
        let row = clusters.count
        clusters.append(cluster)
        for form in cluster.forms.dropFirst() { unite(form, cluster.forms[0]) }
        byPart[name.first, default: []].append(row)
        if name.last != name.first { byPart[name.last, default: []].append(row) }
        for alias in cluster.aliases where alias != name.first && alias != name.last {
          byPart[alias, default: []].append(row)
        }
      }
    }
    var unlinked: [String: [Int32]] = [:]
    for form in partial {
      let candidates = consistent(
        form, byPart[NameParts.person(folded[Int(form)]).first ?? ""] ?? [], clusters)
      if let only = candidates.first, candidates.count == 1 {
        unite(form, clusters[only].forms[0])
      } else {
        unlinked[folded[Int(form)], default: []].append(form)
      }
    }
    for name in unlinked.keys.sorted() {
      for cluster in split(unlinked[name] ?? []) {
        for form in cluster.forms.dropFirst() { unite(form, cluster.forms[0]) }
      }
    }
  }

  /// The clusters that a partial name may stand for: surnames before first names, then those that country,
  /// gender, title and organisation leave over.
  private func consistent(_ form: Int32, _ candidates: [Int], _ clusters: [PersonCluster]) -> [Int] {
    let entity = forms[Int(form)]
    let word = NameParts.person(folded[Int(form)]).first ?? ""
    var left = candidates.filter { row in
      let cluster = clusters[row]
      if let country = entity.country, !cluster.countries.isEmpty,
        !cluster.countries.contains(country.rawValue)
      {
        return false
      }
      return entity.gender == .unknown || cluster.genders.isEmpty
        || cluster.genders.contains(entity.gender.rawValue)
    }
    func narrow(_ keep: (PersonCluster) -> Bool) {
      guard left.count > 1 else { return }
      let kept = left.filter { keep(clusters[$0]) }
      if !kept.isEmpty { left = kept }
    }
    narrow { cluster in
      cluster.aliases.contains(word)
        || NameParts.person(folded[Int(cluster.forms[0])]).last == word
    }
    let title = Folding.name(entity.title)
    if !title.isEmpty { narrow { $0.titles.contains(title) } }
    let organisation = NameParts.significant(Folding.name(entity.organisation))
    if !organisation.isEmpty { narrow { !$0.organisations.isDisjoint(with: organisation) } }
    return left
  }

  /// Parts forms of one name into people: by country, and where no country is known by organisation. A form
  /// that says neither joins the part that is named most.
  private func split(_ group: [Int32]) -> [PersonCluster] {
    var clusters: [PersonCluster] = []
    var undecided: [Int32] = []
    for form in group {
      guard let country = forms[Int(form)].country?.rawValue else {
        undecided.append(form)
        continue
      }
      if let row = clusters.firstIndex(where: { $0.countries.contains(country) }) {
        add(form, to: &clusters[row])
      } else {
        clusters.append(cluster(form))
      }
    }
    var neutral: [Int32] = []
    for form in undecided {
      let words = NameParts.significant(Folding.name(forms[Int(form)].organisation))
      if words.isEmpty {
        neutral.append(form)
      } else if let row = clusters.firstIndex(where: { !$0.organisations.isDisjoint(with: words) }) {
        add(form, to: &clusters[row])
      } else if let row = clusters.firstIndex(where: { $0.organisations.isEmpty }), clusters.count == 1 {
        add(form, to: &clusters[row])
      } else {
        clusters.append(cluster(form))
      }
    }
    for form in neutral {
      // `max` keeps the first of equals, and the clusters stand in order of content.
      var best: Int?
      for row in clusters.indices where best.map({ clusters[row].weight > clusters[$0].weight }) ?? true {
        best = row
      }
      if let best { add(form, to: &clusters[best]) } else { clusters.append(cluster(form)) }
    }
    return clusters
  }

  private func cluster(_ form: Int32) -> PersonCluster {
    var cluster = PersonCluster(forms: [], weight: 0)
    add(form, to: &cluster)
    return cluster
  }

  private func add(_ form: Int32, to cluster: inout PersonCluster) {
    let entity = forms[Int(form)]
    cluster.forms.append(form)
    cluster.weight += Int(weight[Int(form)])
    if let country = entity.country { cluster.countries.insert(country.rawValue) }
    if entity.gender != .unknown { cluster.genders.insert(entity.gender.rawValue) }
    if !entity.title.isEmpty { cluster.titles.insert(Folding.name(entity.title)) }
    if !entity.organisation.isEmpty {
      cluster.organisations.formUnion(NameParts.significant(Folding.name(entity.organisation)))
    }
    for alias in entity.aliases { cluster.aliases.insert(Folding.name(alias)) }
  }
}

internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The values that the data has.
extension SQLCompiler {
  private func known(_ stem: String, _ make: () -> SQLDictionary) -> SQLDictionary {
    if let known = dictionaries[stem] { return known }
    let made = make()
    dictionaries[stem] = made
    return made
  }

  /// Different texts of a column, each standing for itself.
  func texts(_ stem: String, _ all: () -> [String], _ datum: (String) -> [Datum] = { [.text($0)] })
    -> SQLDictionary
  {
    known(stem) {
      var seen: Set<SQLLiteral> = []
      var pairs: [(key: [SQLLiteral], values: [Datum])] = []
      for text in all() where !text.isEmpty && seen.insert(.text(text)).inserted {
        pairs.append(([.text(text)], datum(text)))
      }
      return SQLDictionary(stem, pairs, label: .own)
    }
  }

  var entities: SQLDictionary {
    known("entity") {
      SQLDictionary(
        "entity",
        (0..<Int32(index.entityCount)).map {
          ([.text(index.key(of: EntityID(rawValue: $0)).description)], [.entity($0)])
        }, label: .entity)
    }
  }

  /// Those that fill some of these roles; of none: any role.
  func fillers(of roles: [Role]) -> SQLDictionary {
    known("filler " + roles.map { "\($0.rawValue)" }.joined(separator: " ")) {
      var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
      for role in roles { isWanted[Int(role.rawValue)] = true }
      var fills = [Bool](repeating: false, count: index.entityCount)
      let facts = index.facts
      for filler in facts.fillerEntity.indices where isWanted[Int(facts.fillerRole[filler])] {
        fills[Int(facts.fillerEntity[filler])] = true
      }
      let all = entities
      return SQLDictionary(
        "entity", all.keys.indices.filter { fills[$0] }.map { (all.keys[$0], all.values[$0]) }, label: .entity
      )
    }
  }

  /// Those that say so of a fact.
  var sources: SQLDictionary {
    known("source") {
      let all = entities
      let found = Set(factIDs.compactMap { index.source(of: $0).map { Int($0.rawValue) } })
      return SQLDictionary("entity", found.sorted().map { (all.keys[$0], all.values[$0]) }, label: .entity)
    }
  }

  var articles: SQLDictionary {
    known("article") {
      SQLDictionary(
        "article",
        articleIDs.map { id in
          let article = index.article(id)
          return ([.text(article.path), .whole(Int(article.number))], [.article(id.rawValue)])
        })
    }
  }

  var articleIDs: [ArticleID] { (0..<Int32(index.articleCount)).map(ArticleID.init) }
  var factIDs: [FactID] { (0..<Int32(index.factCount)).map(FactID.init) }

  var factKeys: SQLDictionary {
    texts("fact") { factIDs.map { index.key(of: $0).description } }
  }

  var kindNames: SQLDictionary {
    texts("kind", { evaluator.kinds.rows.map(\.name) }) { [.word($0)] }
  }

  var statuses: SQLDictionary {
    texts("status", { Status.allCases.map(\.name) }) { [.word($0)] }
  }

  var flags: SQLDictionary {
    known("main") { SQLDictionary("main", [([.whole(0)], [.flag(false)]), ([.whole(1)], [.flag(true)])]) }
  }

  /// Where facts were: the place, and what the articles call it.
  var locations: SQLDictionary {
    known("location") {
      let keys = index.spotKeys()
      var seen: Set<[SQLLiteral]> = []
      var pairs: [(key: [SQLLiteral], values: [Datum])] = []
      for id in factIDs {
        let spot = Int(index.facts.spot[Int(id.rawValue)])
        guard spot >= 0 else { continue }
        let key: [SQLLiteral] = [.text(keys[spot]), .text(index.placeText(of: id))]
        guard seen.insert(key).inserted else { continue }
        pairs.append((key, evaluator.factValues(.location, id.rawValue)))
      }
      return SQLDictionary("location", pairs)
    }
  }

  /// The fields that a person has changed, or the remarks on a fact, by how the tables join them.
  func joined(_ stem: String, _ values: (FactID) -> [String]) throws(QueryError) -> SQLDictionary {
    var all: [SQLLiteral: [String]] = [:]
    var pairs: [(key: [SQLLiteral], values: [Datum])] = []
    for id in factIDs {
      let found = values(id)
      if found.isEmpty { continue }
      let key = SQLLiteral.text(found.joined(separator: "; "))
      if let known = all[key] {
        guard known == found else { throw refused("`\(stem)` where remarks hold a semicolon") }
        continue
      }
      all[key] = found
      pairs.append(([key], found.map { .text($0) }))
    }
    return SQLDictionary(stem, pairs)
  }

  /// Texts of entities in a column of their table.
  func entityTexts(_ stem: String, _ value: @escaping (Entity) -> String) -> SQLDictionary {
    texts("entity_\(stem)") { index.entities.map(value) }
  }

  var entityCountries: SQLDictionary {
    known("country") {
      let codes = Set(index.entityCountry).subtracting([0]).sorted()
      return SQLDictionary(
        "country", codes.map { ([.text(CountryCode(rawValue: $0).description)], [.country($0)]) })
    }
  }

  var factTimes: [TimeInterval] {
    let facts = index.facts
    return Array(
      Set((0..<facts.datedCount).map { TimeInterval(start: facts.start[$0], end: facts.end[$0]) }))
  }

  var articleTimes: [TimeInterval] { Array(Set(articleIDs.compactMap { index.article($0).published })) }

  // MARK: Keys as literals

  /// What a value is as a key of its own, where it is one.
  private func natural(_ datum: Datum) -> (literal: SQLLiteral, label: SQLDictionary.Label)? {
    switch datum {
    case .text(let text), .word(let text): text.isEmpty ? nil : (.text(text), .own)
    case .country(let code): (.text(CountryCode(rawValue: code).description), .listed)
    case .entity(let id): (.text(index.key(of: EntityID(rawValue: id)).description), .entity)
    default: nil
    }
  }

  /// Whether a value has no other of the same text in other bytes, and is of the sort that the others are.
  private func areNatural(_ data: [Datum]) -> Bool {
    func sort(_ datum: Datum) -> Int {
      switch datum {
      case .text: 1
      case .word: 2
      case .country: 3
      case .entity: 4
      default: 0
      }
    }
    guard let first = data.first, sort(first) > 0 else { return false }
    return data.allSatisfy { sort($0) == sort(first) }
  }

  /// A dictionary by which values are told apart as the language does: its keys have one value each, and each value one key. With a
  /// table of the statement that leads from the old keys to the new ones, nil where they are the same.
  func canonical(_ dictionary: SQLDictionary) throws(QueryError) -> (SQLDictionary, map: String?) {
    if dictionary.isInjective { return (dictionary, nil) }
    var number: [Datum: Int] = [:]
    var data: [Datum] = []
    for values in dictionary.values {
      for datum in values where number[datum] == nil {
        number[datum] = data.count
        data.append(datum)
      }
    }
    let isNatural = areNatural(data)
    func key(_ datum: Datum) -> SQLLiteral {
      if isNatural, let found = natural(datum) { return found.literal }
      return .whole(number[datum] ?? -1)
    }
    var rows: [[SQLLiteral]] = []
    for (old, values) in zip(dictionary.keys, dictionary.values) {
      for (place, datum) in values.enumerated() { rows.append(old + [.whole(place), key(datum)]) }
    }
    let columns = dictionary.keys.first.map { $0.indices.map { "k\($0)" } } ?? ["k0"]
    let like = (dictionary.keys.first ?? [.whole(0)]) + [.whole(0), isNatural ? .text("") : .whole(0)]
    let map = try list(dictionary.stem, columns + ["ord", "v"], rows, like: like)
    let made = SQLDictionary(
      dictionary.stem, data.map { ([key($0)], [$0]) },
      label: isNatural ? data.first.flatMap { natural($0)?.label } ?? .listed : .listed)
    return (made, map)
  }
}

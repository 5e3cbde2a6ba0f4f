internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Evaluator {
  typealias Getter = (Int32) -> [Datum]

  /// Reads a field of a row: its values, none where it is missing.
  func getter(_ resolved: ResolvedField, of result: ResultSet) -> Getter {
    let outer = getter(resolved.field, of: result)
    guard let nested = resolved.nested else { return outer }
    if nested.meaning == .outlet, resolved.field.meaning == .source {
      return { self.outlets(ofFact: $0) }
    }
    return { row in outer(row).flatMap { self.inner(nested.meaning, of: $0) } }
  }

  private func getter(_ field: Schema.Field, of result: ResultSet) -> Getter {
    let meaning = field.meaning
    if case .calculated(let key) = meaning {
      // Whoever gave it its name has checked it.
      guard let resolved = try? ResolvedKey(key, in: result.schema, now: now) else { return { _ in [] } }
      return keyGetter(resolved, of: result)
    }
    switch result.schema.rows {
    case .facts:
      if meaning == .score { return scorer(result) }
      if field.type == .place, case .roles(let roles) = meaning {
        return { row in self.fillers(row, roles).compactMap { self.location(ofEntity: $0) } }
      }
      return { self.factValues(meaning, $0) }
    case .articles:
      return meaning == .score ? scorer(result) : { self.articleValues(meaning, $0) }
    case .sentences:
      return meaning == .score ? scorer(result) : { self.sentenceValues(meaning, $0) }
    case .entities:
      return { self.entityValues(meaning, $0, asPlaces: result.schema.rows == .entities(.place)) }
    case .table:
      let table = result.table
      guard case .column(let number) = meaning, number < table.columns.count else { return { _ in [] } }
      return { row in
        let value = table.columns[number][Int(row)]
        return value == .missing ? [] : [value]
      }
    }
  }

  func inner(_ meaning: FieldMeaning, of datum: Datum) -> [Datum] {
    switch datum {
    case .entity(let id): entityValues(meaning, id, asPlaces: false)
    case .place(let text, let row, _, let country):
      placeValues(meaning, text: text, row: row, country: country)
    case .article(let id): articleValues(meaning, id)
    case .text: meaning == .name ? [datum] : []
    case .time(let time): if case .unit(let unit) = meaning { period(unit, holding: time) } else { [] }
    default: []
    }
  }

  func fillers(_ fact: Int32, _ roles: [Role]) -> [Int32] {
    let facts = index.facts
    var found: [Int32] = []
    for filler in facts.fillers(Int(fact)) {
      let role = Role(rawValue: facts.fillerRole[filler])
      guard roles.isEmpty || roles.contains(role) else { continue }
      let entity = facts.fillerEntity[filler]
      if !found.contains(entity) { found.append(entity) }
    }
    return found
  }

  private func text(_ value: String) -> [Datum] { value.isEmpty ? [] : [.text(value)] }

  func outlets(ofFact row: Int32) -> [Datum] {
    var found: [Datum] = []
    for article in index.articles(of: FactID(rawValue: row)) {
      let outlet = index.article(article).source
      if !outlet.isEmpty, !found.contains(.text(outlet)) { found.append(.text(outlet)) }
    }
    return found
  }

  /// In small letters, each once.
  private func triggers(_ row: Int32) -> [Datum] {
    var found: [Datum] = []
    for (article, range) in index.triggers(of: FactID(rawValue: row)) {
      let words = index.string(range, of: article).lowercased()
      if !words.isEmpty, !found.contains(.text(words)) { found.append(.text(words)) }
    }
    return found
  }

  func factValues(_ meaning: FieldMeaning, _ row: Int32) -> [Datum] {
    let facts = index.facts
    let id = FactID(rawValue: row)
    let position = Int(row)
    switch meaning {
    case .id: return [.text(index.key(of: id).description)]
    case .kind: return [.word(kinds.name(Kind(rawValue: facts.kind[position])))]
    case .trigger: return triggers(row)
    case .status: return Status(rawValue: facts.status[position]).map { [.word($0.name)] } ?? []
    case .roles(let roles): return fillers(row, roles).map { .entity($0) }
    case .content(let roles): return text(index.content(of: id)) + wording(row, roles)
    case .wording(let roles): return wording(row, roles)
    case .location: return location(ofFact: row).map { [$0] } ?? []
    case .date:
      guard position < facts.datedCount else { return [] }
      return [.time(TimeInterval(start: facts.start[position], end: facts.end[position]))]
    case .source: return index.source(of: id).map { [.entity($0.rawValue)] } ?? outlets(ofFact: row)
    case .confidence: return [.number(Double(index.percent(of: id)) / 100)]
    case .main: return [.flag(index.isMain(id))]
    case .killed: return count(index.quantities(of: id).killed)
    case .injured: return count(index.quantities(of: id).injured)
    case .figure(let quantity): return index.figure(quantity, of: id).map { [.number($0)] } ?? []
    case .amount:
      let amount = index.quantities(of: id).amount
      return amount.isNaN ? [] : [.number(amount)]
    case .currency: return text(index.quantities(of: id).currency)
    case .sourceCount: return [.number(Double(index.sourceCount(of: id)))]
    case .mentionCount: return [.number(Double(index.mentionCount(of: id)))]
    case .article: return index.articles(of: id).map { .article($0.rawValue) }
    case .text:
      return index.sentences(of: id).map { .text(index.string($0.text, of: $0.article)) }
    case .outlet: return outlets(ofFact: row)
    case .agency: return index.agencies(of: id).map { .text($0) }
    case .corrected: return index.correctedFields(of: id).map { .text($0) }
    case .note: return index.notes(on: id).map { .text($0) }
    default: return []
    }
  }

  /// The words or names that fill some roles.
  private func wording(_ row: Int32, _ roles: [Role]) -> [Datum] {
    roles.isEmpty ? [] : fillers(row, roles).map { .text(index.entity(EntityID(rawValue: $0)).name) }
  }

  private func count(_ number: Int32) -> [Datum] { number < 0 ? [] : [.number(Double(number))] }

  private func location(ofFact row: Int32) -> Datum? {
    let facts = index.facts
    let position = Int(row)
    let spot = Int(facts.spot[position])
    guard spot >= 0 else { return nil }
    let spots = index.spots
    var name = index.placeText(of: FactID(rawValue: row))
    if name.isEmpty { name = placeName(spots.place[spot]) ?? "" }
    return .place(text: name, row: spots.place[spot], point: spots.point(spot), country: spots.country[spot])
  }

  func placeName(_ row: Int32) -> String? {
    row < 0 ? nil : index.places.place(PlaceID(rawValue: row))?.name
  }

  private func location(ofEntity id: Int32) -> Datum? {
    let entity = index.entity(EntityID(rawValue: id))
    guard let row = entity.place, let place = index.places.place(row) else {
      return entity.kind == .place
        ? .place(text: entity.name, row: -1, point: nil, country: entity.country?.rawValue ?? 0) : nil
    }
    return .place(
      text: entity.name, row: row.rawValue, point: place.point, country: place.country?.rawValue ?? 0)
  }

  func articleValues(_ meaning: FieldMeaning, _ row: Int32) -> [Datum] {
    let id = ArticleID(rawValue: row)
    let article = index.article(id)
    switch meaning {
    case .id: return [.text(index.key(of: id).description)]
    case .title: return text(article.title.map { article.string($0) } ?? article.name)
    case .date: return article.published.map { [.time($0)] } ?? []
    case .publishedVia: return text(article.publishedVia?.name ?? "")
    case .author: return article.authors.map { .text($0) }
    case .language: return text(article.language)
    case .outlet: return text(article.source)
    case .agency: return text(index.agency(of: id))
    case .original: return index.original(of: id).map { [.article($0.rawValue)] } ?? []
    case .successor: return index.successor(of: id).map { [.article($0.rawValue)] } ?? []
    case .copyCount: return [.number(Double(index.copies(of: id).count))]
    case .path: return text(PathText.shown(article.path))
    case .text: return text(article.string(article.body))
    case .factCount: return [.number(Double(index.facts(of: id).count { isShownUnasked($0.rawValue) }))]
    case .location:
      var found: [Datum] = []
      for fact in index.facts(of: id) where isShownUnasked(fact.rawValue) {
        if let place = location(ofFact: fact.rawValue), !found.contains(place) { found.append(place) }
      }
      return found
    case .article: return [.article(row)]
    default: return []
    }
  }

  func sentenceText(_ row: Int32) -> String {
    let sentence = index.sentence(number: row)
    return index.string(index.range(of: sentence), of: sentence.article)
  }

  func sentenceValues(_ meaning: FieldMeaning, _ row: Int32) -> [Datum] {
    switch meaning {
    case .text: text(sentenceText(row))
    default: articleValues(meaning, index.sentence(number: row).article.rawValue)
    }
  }

  func entityValues(_ meaning: FieldMeaning, _ row: Int32, asPlaces: Bool) -> [Datum] {
    let id = EntityID(rawValue: row)
    let entity = index.entities[Int(row)]
    switch meaning {
    case .id: return [.text(index.key(of: id).description)]
    case .name: return text(entity.name)
    case .nameKind: return [.word(entity.kind.name)]
    case .honorific: return text(entity.title)
    case .role: return text(entity.role)
    case .organisation: return text(entity.organisation)
    case .country:
      let code = entity.country ?? entity.place.flatMap { index.places.place($0)?.country }
      return code.map { [.country($0.rawValue)] } ?? []
    case .gender: return [.word(Self.name(entity.gender))]
    case .aliases: return entity.aliases.map { .text($0) }
    case .factCount: return [.number(Double(factCount(of: id)))]
    case .articleCount: return [.number(Double(index.articles(of: id).count))]
    case .mentionCount: return [.number(Double(entity.mentionCount))]
    case .location: return location(ofEntity: row).map { [$0] } ?? []
    case .placeKind, .region, .population:
      return placeValues(meaning, text: entity.name, row: entity.place?.rawValue ?? -1, country: 0)
    default: return []
    }
  }

  private static func name(_ gender: Gender) -> String {
    switch gender {
    case .female: "female"
    case .male: "male"
    case .unknown: "unknown"
    }
  }

  private func placeValues(_ meaning: FieldMeaning, text: String, row: Int32, country: UInt16) -> [Datum] {
    let place = row < 0 ? nil : index.places.place(PlaceID(rawValue: row))
    switch meaning {
    case .name: return self.text(place?.name ?? text)
    case .placeKind: return place.map { [.word($0.kind.name)] } ?? []
    case .country:
      let code = country != 0 ? country : place?.country?.rawValue ?? 0
      return code == 0 ? [] : [.country(code)]
    case .population:
      return place.flatMap { $0.population > 0 ? [.number(Double($0.population))] : nil } ?? []
    case .region: return place.flatMap { index.places.region(of: $0) }.map { [.text($0.name)] } ?? []
    default: return []
    }
  }
}

public import Facts
public import Articles
internal import Indexing
public import Querying
public import Atlas

/// The records that `dateline extract` prints: one JSON object a line, offsets in Unicode scalars of the whole file.
public struct ExtractRecords {
  /// What a line tells of.
  public enum Record: String, Sendable, CaseIterable {
    case article, name, place, time, quote, fact
  }

  private let harvest: Harvest
  private let kinds: KindTable
  private let gazetteer: Gazetteer
  private let offsets: ScalarOffsets
  private let doc: String

  /// The records of one article, whose facts are of `kinds` and whose places are rows of `gazetteer`. `file`: the one that it was
  /// read from, where that may be an archive. O(bytes).
  public init(_ harvest: Harvest, kinds: KindTable, gazetteer: Gazetteer, file: String? = nil) {
    self.harvest = harvest
    self.kinds = kinds
    self.gazetteer = gazetteer
    offsets = ScalarOffsets(harvest.article)
    doc = file.map(harvest.article.name(in:)) ?? harvest.article.name
  }

  /// The line that stands in the place of an article that could not be read.
  public static func problem(_ problem: LoadProblem) -> String {
    var object = JSONObject()
    object.add("record", "problem")
    object.add("doc", problem.path)
    object.add("message", problem.message)
    return object.text + "\n"
  }

  /// The lines of the wanted records, each ending in a line break; `withText` adds the body to the article's, and facts
  /// that are less sure than `leastPercent` hundredths are left out.
  public func lines(
    _ wanted: Set<Record> = Set(Record.allCases), withText: Bool = false,
    leastPercent: Int = Settings.standardPercent
  ) -> String {
    var out = ""
    if wanted.contains(.article) { article(&out, withText) }
    if wanted.contains(.name) { for name in harvest.names { self.name(&out, name) } }
    // An adjective in a phrase that is about no place ("Polish sausage") is no mention of one.
    if wanted.contains(.place) {
      for place in harvest.places where place.confidence > 0.5 { self.place(&out, place) }
    }
    if wanted.contains(.time) { for time in harvest.times { self.time(&out, time) } }
    if wanted.contains(.quote) { for quote in harvest.quotes { self.quote(&out, quote) } }
    if wanted.contains(.fact) {
      let keys = FactKey.keys(of: harvest, kinds: kinds)
      for (fact, key) in zip(harvest.facts, keys)
      where Int((fact.confidence * 100).rounded()) >= leastPercent {
        self.fact(&out, fact, key)
      }
    }
    return out
  }

  private func line(_ out: inout String, _ record: Record, _ build: (inout JSONObject) -> Void) {
    var object = JSONObject()
    object.add("record", record.rawValue)
    object.add("doc", doc)
    build(&object)
    out += object.text + "\n"
  }

  /// `text`: what is written there where it is not shown as it stands.
  private func span(_ object: inout JSONObject, _ range: TextRange, text: String? = nil) {
    object.add("start", offsets.scalar(at: range.start))
    object.add("end", offsets.scalar(at: range.end))
    object.add("text", text ?? harvest.article.string(range))
  }

  private func entity(_ id: EntityID) -> Entity { harvest.entities[Int(id.rawValue)] }

  private func article(_ out: inout String, _ withText: Bool) {
    line(&out, .article) { object in
      let article = harvest.article
      object.add("title", article.title.map(article.string))
      object.add("published", article.published?.firstDay.description)
      object.add("published.via", article.publishedVia?.name)
      object.add("author", article.author.isEmpty ? nil : article.author)
      object.add("source", article.source.isEmpty ? nil : article.source)
      object.add("language", article.language.isEmpty ? nil : article.language)
      object.add("characters", offsets.count)
      if article.cuts.unread > 0 { object.add("unread", article.cuts.unread) }
      // Offsets of the other records count from where the article stands in its file.
      if article.number > 0 {
        object.add("number", Int(article.number) + 1)
        object.add("byte", article.sourceMap.source(of: 0))
      }
      if withText {
        var body = article.body
        if let title = article.title, title.start >= body.start, title.end <= body.end {
          body.start = title.end
        }
        object.add("text", article.string(body))
      }
    }
  }

  private func name(_ out: inout String, _ name: EntityMention) {
    line(&out, .name) { object in
      span(&object, name.text)
      object.add("kind", name.kind.name)
      object.add("name", entity(name.entity).name)
      object.add("confidence", rounded(Double(name.confidence)))
    }
  }

  private func place(_ out: inout String, _ place: PlaceMention) {
    line(&out, .place) { object in
      span(&object, place.text)
      guard let row = place.place else {
        object.add("name", harvest.article.string(place.text))
        return
      }
      object.add("name", gazetteer.name(row))
      object.add("country", gazetteer.country(row)?.description)
      let point = place.point ?? gazetteer.point(row)
      object.add("latitude", coordinate(point.latitude))
      object.add("longitude", coordinate(point.longitude))
      let id = gazetteer[row].geonames
      object.add("geonames", id == 0 ? nil : Int(id))
      object.add("adjective", place.isAdjective)
    }
  }

  private func time(_ out: inout String, _ time: TimeMention) {
    line(&out, .time) { object in
      span(&object, time.text)
      object.add("type", time.type.name)
      object.add("value", time.value)
    }
  }

  private func quote(_ out: inout String, _ quote: Quote) {
    line(&out, .quote) { object in
      span(&object, quote.content, text: harvest.article.spoken(quote.content))
      object.add("direct", quote.isDirect)
      guard quote.speaker != nil || quote.speakerText != nil else {
        object.add("speaker", nil as String?)
        return
      }
      object.add("speaker") { inner in
        let text = quote.speakerText.map { harvest.article.string($0) }
        inner.add("name", quote.speaker.map { entity($0).name } ?? text ?? "")
        if let text = quote.speakerText {
          inner.add("start", offsets.scalar(at: text.start))
          inner.add("end", offsets.scalar(at: text.end))
        }
      }
    }
  }

  private func fact(_ out: inout String, _ fact: Fact, _ key: FactKey?) {
    line(&out, .fact) { object in
      object.add("id", key?.description)
      object.add("kind", kinds.name(fact.kind))
      object.add("status", fact.status.name)
      object.add("mentions", of: fact.mentions) { inner, mention in span(&inner, mention.trigger) }
      // Who and what took part; beside them what only words can say (post, charge, topic).
      let isText = { (role: RoleFiller) in kinds.filler(of: role.role, in: fact.kind) == .text }
      object.add("roles", of: fact.roles.filter { !isText($0) }) { inner, role in
        inner.add("role", kinds.name(role.role))
        inner.add("name", entity(role.entity).name)
      }
      let details = fact.roles.filter(isText)
      if !details.isEmpty {
        object.add("details", of: details) { inner, role in
          inner.add("role", kinds.name(role.role))
          inner.add("text", entity(role.entity).name)
        }
      }
      if let place = fact.place {
        object.add("place") { inner in
          inner.add("name", name(of: place))
          inner.add("text", harvest.article.string(place.text))
          inner.add("country", place.country?.description)
          inner.add("latitude", place.point.map { coordinate($0.latitude) })
          inner.add("longitude", place.point.map { coordinate($0.longitude) })
          inner.add("via", place.via.name)
        }
      } else {
        object.add("place", nil as String?)
      }
      if let time = fact.time {
        object.add("date") { inner in
          inner.add("start", time.interval.firstDay.description)
          inner.add("end", time.interval.lastDay.description)
          inner.add("via", time.via.name)
        }
      } else {
        object.add("date", nil as String?)
      }
      if fact.killed >= 0 { object.add("killed", Int(fact.killed)) }
      if fact.injured >= 0 { object.add("injured", Int(fact.injured)) }
      if !fact.amount.isNaN { object.add("amount", fact.amount) }
      if !fact.currency.isEmpty { object.add("currency", fact.currency) }
      if let content = fact.content { object.add("content", harvest.article.string(content)) }
      if let source = fact.source {
        object.add("source") { $0.add("name", entity(source.entity).name) }
      } else {
        object.add("source", nil as String?)
      }
      object.add("main", fact.isMain)
      object.add("rule", kinds.ruleTitle(fact.mentions[0].rule))
      object.add("confidence", rounded(Double(fact.confidence)))
    }
  }

  /// The gazetteer's name, behind the site that stands there: "Lind Hall, Oslo".
  private func name(of place: FactPlace) -> String? {
    let known = place.place.map(gazetteer.name)
    guard let site = place.site.map(harvest.article.string) else { return known }
    return known.map { site + ", " + $0 } ?? site
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// Four decimals, about ten metres.
  private func coordinate(_ value: Float) -> Double { (Double(value) * 10_000).rounded() / 10_000 }
}

extension TimeType {
  /// TIMEX3's name.
  var name: String {
    switch self {
    case .date: "DATE"
    case .time: "TIME"
    case .duration: "DURATION"
    case .set: "SET"
    }
  }
}

public import Facts

extension Schema {
  /// The fields of articles.
  public static let articles = Schema(
    rows: .articles, title: "articles",
    fields: [
      Field("title", .text, .title, help: "the headline", example: #"title contains "talks""#),
      Field("date", .time, .date, help: "when it was published", example: "date during 2023-01"),
      Field(
        "published", .time, .date, help: "when it was published", example: "published since 2023",
        isAlias: true),
      Field(
        "published.via", .text, .publishedVia, help: "how that day is known",
        example: #"published.via = "file name""#),
      Field(
        "author", .text, .author, isMultiple: true, help: "who wrote it", example: #"author = "Ann Lee""#),
      Field("outlet", .text, .outlet, help: "who published it", example: #"outlet = "Reuters""#),
      Field(
        "source", .text, .outlet, help: "who published it", example: #"source = "Reuters""#, isAlias: true),
      Field(
        "agency", .text, .agency, help: "the news agency that it is from", example: #"agency = "Reuters""#),
      Field(
        "original", .article, .original, help: "the earlier article that it is a copy of",
        example: #"original contains "talks""#),
      Field("copies", .number, .copyCount, help: "how many articles are copies of it", example: "copies > 2"),
      Field(
        "successor", .article, .successor, help: "the later version of it, which counts in its place",
        example: #"successor contains "talks""#),
      Field(
        "location", .place, .location, isMultiple: true, help: "where its facts happened",
        example: #"location near "Poland""#),
      Field(
        "language", .text, .language, help: "the code of the language it is in", example: #"language = "en""#),
      Field("text", .text, .text, help: "all that it says", example: #"text matches "air defence""#),
      Field("facts", .number, .factCount, help: "how many facts it reports", example: "facts > 5"),
      Field("path", .text, .path, help: "the file it came from", example: #"path contains "2023""#),
      Field("score", .number, .score, help: "how well the searched words fit", example: "score > 1"),
      Field(
        "id", .text, .id, help: "what names its text in every session", example: #"id = "3f2a9c01""#),
    ])

  /// The fields of sentences.
  public static let sentences = Schema(
    rows: .sentences, title: "sentences",
    fields: [
      Field("text", .text, .text, help: "the sentence", example: #"text contains "border""#),
      Field(
        "sentence", .text, .text, help: "the sentence", example: #"sentence contains "border""#, isAlias: true
      ),
      Field(
        "article", .article, .article, help: "the title of its article", example: #"article contains "talks""#
      ),
      Field("date", .time, .date, help: "when it was published", example: "date during 2023-01"),
      Field("outlet", .text, .outlet, help: "who published it", example: #"outlet = "Reuters""#),
      Field("score", .number, .score, help: "how well the searched words fit", example: "score > 1"),
    ])

  /// People, organisations, places, or (nil) entities of every kind.
  public static func entities(_ kind: NameKind?) -> Schema {
    let counts = [
      Field("facts", .number, .factCount, help: "how many facts it takes part in", example: "facts > 5"),
      Field("articles", .number, .articleCount, help: "how many articles name it", example: "articles > 2"),
      Field("mentions", .number, .mentionCount, help: "how often it is named", example: "mentions > 10"),
      entityID,
    ]
    switch kind {
    case .place:
      let alias = Field(
        "alias", .text, .aliases, isMultiple: true, help: "every other form of the name",
        example: #"alias = "Kiev""#)
      let location = Field(
        "location", .place, .location, help: "where it lies", example: #"location in "Europe""#)
      return Schema(
        rows: .entities(.place), title: "places", fields: placeFields + [alias, location] + counts)
    case .person:
      return Schema(
        rows: .entities(.person), title: "people",
        fields: entityFields.filter { $0.name != "kind" } + counts)
    case .organisation:
      return Schema(
        rows: .entities(.organisation), title: "organisations",
        fields: entityFields.filter { ["name", "country", "alias"].contains($0.name) } + counts)
    default:
      return Schema(rows: .entities(kind), title: "entities", fields: entityFields + counts)
    }
  }
}

extension Vocabulary {
  /// The name that a source has in a query: "meetings", "people".
  public func name(of source: Source) -> String {
    switch source {
    case .facts: "facts"
    case .kind(let kind): kinds.plural(kind)
    case .articles: "articles"
    case .sentences: "sentences"
    case .people: "people"
    case .organisations: "organisations"
    case .places: "places"
    case .entities: "entities"
    case .last: "_"
    case .named(let name, _): name
    }
  }

  /// The sources that are always there, in the order in which help lists them.
  public var sources: [Source] {
    [.facts] + kinds.rows.map { .kind($0.kind) }
      + [.articles, .sentences, .people, .organisations, .places, .entities]
  }

  /// Nil for a name that nothing has, or `_` while there is no last result.
  public func schema(of source: Source) -> Schema? {
    var known: [String: Schema?] = [:]
    return schema(of: source, &known)
  }

  /// Nil where a name in it is unknown, or its parts do not fit together.
  public func schema(of query: Query) -> Schema? {
    var known: [String: Schema?] = [:]
    return schema(of: query, &known)
  }

  /// `known`: the definitions seen, each looked into once, so that those that use one another twice over cost
  /// no more than their number; nil while one is being looked into, so that a circle has no schema.
  private func schema(of source: Source, _ known: inout [String: Schema?]) -> Schema? {
    switch source {
    case .facts: return .facts(nil, in: kinds)
    case .kind(let kind):
      return Int(kind.rawValue) < kinds.rows.count ? .facts(kind, in: kinds) : nil
    case .articles: return .articles
    case .sentences: return .sentences
    case .people: return .entities(.person)
    case .organisations: return .entities(.organisation)
    case .places: return .entities(.place)
    case .entities: return .entities(nil)
    case .last: return last
    case .named(let name, _):
      guard let definition = definitions[name] else { return results[name] }
      if let found = known[name] { return found }
      guard known.count < Self.definitionLimit else { return nil }
      known.updateValue(nil, forKey: name)
      let found = schema(of: definition.query, &known)
      known.updateValue(found, forKey: name)
      return found
    }
  }

  /// Definitions that use one another, at most.
  private static let definitionLimit = 64

  private func schema(of query: Query, _ known: inout [String: Schema?]) -> Schema? {
    guard var schema = schema(of: query.primary, &known) else { return nil }
    for stage in query.stages { schema = schema.after(stage.form, kinds: kinds) }
    return schema
  }

  private func schema(of primary: Primary, _ known: inout [String: Schema?]) -> Schema? {
    switch primary {
    case .clause(let clause): return schema(of: clause.source, &known)
    case .nested(let query): return schema(of: query, &known)
    case .combined(let left, .except, _): return schema(of: left, &known)
    case .combined(let left, _, let right):
      guard let a = schema(of: left, &known), let b = schema(of: right, &known) else { return nil }
      return a.combined(with: b, kinds: kinds)
    }
  }
}

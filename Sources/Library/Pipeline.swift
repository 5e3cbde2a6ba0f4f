public import Articles
public import Atlas
internal import Dispatch
public import Facts
public import Indexing

/// How articles become facts: the kinds to look for, what is known of places, and the function that reads an article.
public struct Pipeline: Sendable {
  /// The kinds of facts that `extract` finds.
  public var kinds: KindTable
  /// Names of places beside those of the gazetteer.
  public var aliases = PlaceAliases()
  /// What the index and the queries know of places.
  public var places: PlaceKnowledge
  /// Finds all that an article says. Never throws: any bytes give some harvest. Called on several threads.
  public var extract: @Sendable (Article) -> Harvest
  /// Which models and lists `extract` reads with; the same for all that are not said to have any.
  public var models: ContentHash { modelsHash() }
  /// Asked for only where something is kept: to hash the models takes hundreds of pages of them into memory.
  var modelsHash: @Sendable () -> ContentHash = { ContentHash(rawValue: 0) }
  /// The name of a rule by its number, as evidence shows it; "" for none.
  public var ruleName: @Sendable (UInt16) -> String
  /// Another pipeline that differs in kinds and aliases; nil where only the names of kinds change with them.
  public var adapt: (@Sendable (KindTable, PlaceAliases) -> Pipeline)?

  /// A pipeline of one's own, for tests and for other languages.
  public init(
    kinds: KindTable, places: PlaceKnowledge, ruleName: @escaping @Sendable (UInt16) -> String = { _ in "" },
    adapt: (@Sendable (KindTable, PlaceAliases) -> Pipeline)? = nil,
    extract: @escaping @Sendable (Article) -> Harvest
  ) {
    self.kinds = kinds
    self.places = places
    self.ruleName = ruleName
    self.adapt = adapt
    self.extract = extract
  }

  /// The embedded models and gazetteer, opened when the first article is read.
  public static let standard: Pipeline = {
    var standard = Pipeline(
      kinds: .standard, places: PlaceKnowledge(.standard), ruleName: { KindTable.standard.ruleTitle($0) },
      adapt: { Pipeline(kinds: $0, aliases: $1) }, extract: { Extractor.standard.harvest($0) })
    standard.modelsHash = { ExtractionPart.modelsHash }
    return standard
  }()

  /// Begins to make what the standard pipeline reads with, on other threads, for whoever is about to read an article. Returns at
  /// once.
  public static func prepare() {
    DispatchQueue.global().async {
      let parts = Extractor.preparations
      DispatchQueue.concurrentPerform(iterations: parts.count) { parts[$0]() }
    }
  }

  /// Begins to read the table of kinds on another thread. Returns at once.
  public static func prepareKinds() {
    DispatchQueue.global(qos: .userInitiated).async { _ = KindTable.standard }
  }

  /// The embedded models with kinds and names of places of one's own.
  public init(kinds: KindTable, aliases: PlaceAliases = PlaceAliases()) {
    let gazetteer = Gazetteer.standard.adding(aliases)
    let extractor = Extractor(kinds: kinds, gazetteer: gazetteer)
    self.init(
      kinds: kinds, places: PlaceKnowledge(gazetteer), ruleName: { kinds.ruleTitle($0) },
      adapt: { Pipeline(kinds: $0, aliases: $1) }, extract: { extractor.harvest($0) })
    self.aliases = aliases
    modelsHash = { ExtractionPart.modelsHash }
  }

  /// A hash of the tables whose rows stand for kinds, roles, rules and places: of the kinds, of a part of the gazetteer and of the
  /// aliases.
  public var tables: ContentHash {
    var hash = kinds.contentHash
    for row in stride(from: Int32(0), to: .max, by: 4001) {
      guard let place = places.place(PlaceID(rawValue: row)) else { break }
      hash.add("\(place.name) \(place.geonames) \(place.kind.name)\n".utf8)
    }
    for alias in aliases.entries { hash.add("\(alias.name) = \(alias.meaning)\n".utf8) }
    return hash
  }

  /// The same with other kinds and aliases.
  func with(_ kinds: KindTable, _ aliases: PlaceAliases) -> Pipeline {
    if let adapt { return adapt(kinds, aliases) }
    var changed = self
    changed.kinds = kinds
    changed.aliases = aliases
    changed.ruleName = { kinds.ruleTitle($0) }
    return changed
  }
}

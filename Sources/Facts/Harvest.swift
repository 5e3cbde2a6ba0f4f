public import Articles
public import Atlas

/// A place named in the text and the gazetteer row chosen for it.
public struct PlaceMention: Hashable, Sendable {
  public var text: TextRange
  /// Nil: a place that the gazetteer does not know.
  public var place: PlaceID?
  public var point: Coordinate?
  /// A demonym or an adjective ("Polish"), which names a country but is no location of an event.
  public var isAdjective: Bool
  /// Within the name of an organisation, a person or a thing ("Hartford" in "Hartford Police Department"): no
  /// location of an event either.
  public var isPartOfName: Bool
  /// The probability that the text means a place, 0 to 1; adjectives may stand below a half.
  public var confidence: Float

  public init(
    text: TextRange, place: PlaceID?, point: Coordinate?, isAdjective: Bool = false,
    isPartOfName: Bool = false, confidence: Float = 1
  ) {
    self.text = text
    self.place = place
    self.point = point
    self.isAdjective = isAdjective
    self.isPartOfName = isPartOfName
    self.confidence = confidence
  }
}

/// The type of a TIMEX3 expression (ISO-TimeML).
public enum TimeType: UInt8, Sendable { case date, time, duration, set }

/// An expression of time with its TIMEX3 value.
public struct TimeMention: Hashable, Sendable {
  public var firstToken: Int32
  /// Exclusive.
  public var lastToken: Int32
  public var text: TextRange
  public var type: TimeType
  /// "2023-01-17", "2023-W03", "P2Y", "PRESENT_REF"; "" where it could not be resolved.
  public var value: String
  /// The stretch of the calendar, where the value names one.
  public var interval: TimeInterval?
  /// Resolved against the article's date or another expression ("on Tuesday").
  public var isRelative: Bool

  public init(
    tokens: Range<Int>, text: TextRange, type: TimeType, value: String, interval: TimeInterval?,
    isRelative: Bool
  ) {
    firstToken = Int32(tokens.lowerBound)
    lastToken = Int32(tokens.upperBound)
    self.text = text
    self.type = type
    self.value = value
    self.interval = interval
    self.isRelative = isRelative
  }

  public var tokens: Range<Int> { Int(firstToken)..<Int(lastToken) }
}

/// Something said: in quotation marks or reported.
public struct Quote: Hashable, Sendable {
  public var content: TextRange
  public var isDirect: Bool
  /// The speaker's entity and where it is named (a pronoun or a role noun too); nil if nobody is found.
  public var speaker: EntityID?
  public var speakerText: TextRange?
  public var cue: TextRange?

  public init(
    content: TextRange, isDirect: Bool, speaker: EntityID?, speakerText: TextRange?, cue: TextRange?
  ) {
    self.content = content
    self.isDirect = isDirect
    self.speaker = speaker
    self.speakerText = speakerText
    self.cue = cue
  }
}

/// A name in the text, by bytes, with its entity.
public struct EntityMention: Hashable, Sendable {
  public var text: TextRange
  public var kind: NameKind
  public var entity: EntityID
  public var confidence: Float

  public init(text: TextRange, kind: NameKind, entity: EntityID, confidence: Float) {
    self.text = text
    self.kind = kind
    self.entity = entity
    self.confidence = confidence
  }
}

/// All that one article yields. Ids are the article's own; `FactIndex.insert` renumbers them, so articles
/// are extracted in parallel with no shared state.
public struct Harvest: Sendable {
  public var article: Article
  /// Indexed by `EntityID`.
  public var entities: [Entity]
  /// Names in order of appearance.
  public var names: [EntityMention]
  public var places: [PlaceMention]
  public var times: [TimeMention]
  public var quotes: [Quote]
  /// Merged within the article, in order of first mention, with those that are hardly sure.
  public var facts: [Fact]
  /// Those of `facts` that are at least as sure as `Fact.leastSure`.
  public var sureFacts: [Fact] { facts.filter { $0.confidence >= Fact.leastSure } }
  /// The bytes of every sentence, in order: what `sentences` and full-text search are over.
  public var sentences: [TextRange]
  /// What tells whether the article is a copy of another one; nil: whoever keeps the harvest makes it.
  public var fingerprint: ArticleFingerprint?

  public init(
    article: Article, entities: [Entity] = [], names: [EntityMention] = [], places: [PlaceMention] = [],
    times: [TimeMention] = [], quotes: [Quote] = [], facts: [Fact] = [], sentences: [TextRange] = []
  ) {
    self.article = article
    self.entities = entities
    self.names = names
    self.places = places
    self.times = times
    self.quotes = quotes
    self.facts = facts
    self.sentences = sentences
  }
}

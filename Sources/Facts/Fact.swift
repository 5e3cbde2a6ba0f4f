public import Articles
public import Atlas

public enum Status: UInt8, Sendable, CaseIterable, Comparable, BitwiseCopyable {
  case happened, ongoing, planned, requested, possible, denied, cancelled, failed

  public var name: String {
    switch self {
    case .happened: "happened"
    case .ongoing: "ongoing"
    case .planned: "planned"
    case .requested: "requested"
    case .possible: "possible"
    case .denied: "denied"
    case .cancelled: "cancelled"
    case .failed: "failed"
    }
  }

  /// Denied, failed and cancelled facts are left out unless `status any` is asked for.
  public var isShownByDefault: Bool { !isNegative }

  /// It did not take place, or whoever says so denies it.
  public var isNegative: Bool { self >= .denied }

  /// It took place or is taking place.
  public var isReal: Bool { self <= .ongoing }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

public struct RoleFiller: Hashable, Sendable, BitwiseCopyable {
  public var role: Role
  public var entity: EntityID

  public init(role: Role, entity: EntityID) {
    self.role = role
    self.entity = entity
  }
}

/// How a place or a date came to a fact.
public enum Via: UInt8, Sendable, BitwiseCopyable {
  /// Said in the fact's own clause: a place, or a full date.
  case clause
  /// A date relative to the article's ("on Tuesday").
  case relative
  /// Taken from a neighbouring sentence of the same paragraph or a merged mention.
  case inherited
  /// From the dateline.
  case dateline
  /// The article's own date.
  case publication
  /// By a person, in the place of what the articles say.
  case corrected

  public var name: String {
    switch self {
    case .clause: "clause"
    case .relative: "relative"
    case .inherited: "inherited"
    case .dateline: "dateline"
    case .publication: "publication"
    case .corrected: "corrected"
    }
  }
}

/// Where a fact took place.
public struct FactPlace: Hashable, Sendable {
  /// As the text has it: "southeastern Poland, close to the Polish-Ukrainian border".
  public var text: TextRange
  /// The gazetteer row that it lies in or names; nil if the place is not known.
  public var place: PlaceID?
  /// The point that stands for it: the row's, or that of a described part ("20 km north of Kyiv").
  public var point: Coordinate?
  /// Kilometres around `point` within which it lies; 0 for a point known exactly.
  public var radius: Float
  public var country: CountryCode?
  public var via: Via
  /// The building or site that the text names ("Lind Stadium"); `place` is the town or country that it stands in.
  public var site: TextRange?

  public init(
    text: TextRange, place: PlaceID?, point: Coordinate?, radius: Float = 0, country: CountryCode? = nil,
    via: Via = .clause
  ) {
    self.text = text
    self.place = place
    self.point = point
    self.radius = radius
    self.country = country
    self.via = via
  }
}

/// When a fact took place.
public struct FactTime: Hashable, Sendable, BitwiseCopyable {
  /// As the text has it; empty where the article's date stands in.
  public var text: TextRange
  public var interval: TimeInterval
  public var via: Via

  public init(text: TextRange, interval: TimeInterval, via: Via) {
    self.text = text
    self.interval = interval
    self.via = via
  }
}

/// Who says so. Nil on a fact means the outlet itself.
public struct FactSource: Hashable, Sendable, BitwiseCopyable {
  public var entity: EntityID
  /// "said", "according to".
  public var cue: TextRange
  /// Said in quotation marks.
  public var isDirect: Bool

  public init(entity: EntityID, cue: TextRange, isDirect: Bool) {
    self.entity = entity
    self.cue = cue
    self.isDirect = isDirect
  }
}

/// One place in an article's text that reports a fact.
public struct FactMention: Hashable, Sendable, BitwiseCopyable {
  /// Load order; 0 within a `Harvest`.
  public var article: ArticleID
  /// The sentence's bytes.
  public var sentence: TextRange
  /// The word that names the event.
  public var trigger: TextRange
  /// Participants, place and date in that sentence, for marking: bytes; empty where there is none.
  public var place: TextRange
  public var date: TextRange
  /// The frame that found it (`KindTable.rules`).
  public var rule: UInt16

  public init(
    article: ArticleID = ArticleID(rawValue: 0), sentence: TextRange, trigger: TextRange,
    place: TextRange = TextRange(start: 0, end: 0), date: TextRange = TextRange(start: 0, end: 0),
    rule: UInt16
  ) {
    self.article = article
    self.sentence = sentence
    self.trigger = trigger
    self.place = place
    self.date = date
    self.rule = rule
  }
}

/// The bytes of a role filler in a mention's sentence.
public struct FillerMention: Hashable, Sendable, BitwiseCopyable {
  /// Index into the fact's `mentions`.
  public var mention: Int32
  public var text: TextRange
  public var role: Role
  public var entity: EntityID

  public init(mention: Int32, text: TextRange, role: Role, entity: EntityID) {
    self.mention = mention
    self.text = text
    self.role = role
    self.entity = entity
  }
}

/// An event that an article reports: one event in the world is one fact, however often it is mentioned.
public struct Fact: Sendable {
  public var kind: Kind
  public var status: Status
  public var roles: [RoleFiller]
  public var place: FactPlace?
  public var time: FactTime?
  public var source: FactSource?
  /// In order of appearance; never empty.
  public var mentions: [FactMention]
  /// Where each filler stands in each mention, for marking and for evidence.
  public var fillers: [FillerMention]
  /// A statement's content, a meeting's topic: bytes of the first mention's article; nil if none.
  public var content: TextRange?
  /// −1 where not said.
  public var killed: Int32
  /// −1 where not said.
  public var injured: Int32
  /// NaN where not said; in `currency`'s unit.
  public var amount: Double
  /// "USD", "EUR" …; "" where there is none.
  public var currency: String
  /// Every number that the article gives for it, in order: what `killed`, `injured` and `amount` were chosen from.
  public var figures: [Figure] = []
  /// 0–1: of so many parts of facts like it, measured on annotated articles, so many are told.
  public var confidence: Float
  /// It is what the article is about.
  public var isMain: Bool

  /// Confidence from which on a fact is taken for true unless a query asks for others, too; what is less sure is kept as
  /// a candidate.
  public static let leastSure: Float = 0.5

  public init(
    kind: Kind, status: Status = .happened, roles: [RoleFiller] = [], place: FactPlace? = nil,
    time: FactTime? = nil, source: FactSource? = nil, mentions: [FactMention], fillers: [FillerMention] = [],
    content: TextRange? = nil, killed: Int32 = -1, injured: Int32 = -1, amount: Double = .nan,
    currency: String = "", confidence: Float = 1, isMain: Bool = false
  ) {
    self.kind = kind
    self.status = status
    self.roles = roles
    self.place = place
    self.time = time
    self.source = source
    self.mentions = mentions
    self.fillers = fillers
    self.content = content
    self.killed = killed
    self.injured = injured
    self.amount = amount
    self.currency = currency
    self.confidence = confidence
    self.isMain = isMain
  }
}

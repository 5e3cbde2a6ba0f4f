public import Atlas

/// What a name is the name of.
public enum NameKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case person, organisation, place, nationality, other

  public var name: String {
    switch self {
    case .person: "person"
    case .organisation: "organisation"
    case .place: "place"
    case .nationality: "nationality"
    case .other: "other"
    }
  }
}

/// A name as it stands in the text.
public struct NameMention: Hashable, Sendable, BitwiseCopyable {
  /// First token.
  public var firstToken: Int32
  /// Exclusive.
  public var lastToken: Int32
  public var kind: NameKind
  /// 0–1.
  public var confidence: Float
  /// The article's entity it stands for, once linked.
  public var entity: EntityID?

  public init(tokens: Range<Int>, kind: NameKind, confidence: Float, entity: EntityID? = nil) {
    firstToken = Int32(tokens.lowerBound)
    lastToken = Int32(tokens.upperBound)
    self.kind = kind
    self.confidence = confidence
    self.entity = entity
  }

  public var tokens: Range<Int> { Int(firstToken)..<Int(lastToken) }
}

public enum Gender: UInt8, Sendable { case unknown, female, male }

/// What can fill a role: somebody or something with a name, or a described group ("600 Ukrainian troops").
public struct Entity: Sendable, Hashable {
  /// The fullest name the article uses ("Mark Milley"), without title.
  public var name: String
  public var kind: NameKind
  /// False for a described group or thing without a name of its own.
  public var isNamed: Bool
  /// "Gen.", "President"; "" if none.
  public var title: String
  /// "chairman of the Joint Chiefs of Staff"; "" if none.
  public var role: String
  /// The organisation that the role belongs to; "" if none.
  public var organisation: String
  public var country: CountryCode?
  public var gender: Gender
  /// Every other form the article uses for it, shortest first ("Milley", "Gen. Milley").
  public var aliases: [String]
  /// The gazetteer row, for places and for names that stand for a government.
  public var place: PlaceID?
  /// How often the article names it (pronouns and role nouns included).
  public var mentionCount: Int32

  public init(
    name: String, kind: NameKind, isNamed: Bool = true, title: String = "", role: String = "",
    organisation: String = "", country: CountryCode? = nil, gender: Gender = .unknown,
    aliases: [String] = [], place: PlaceID? = nil, mentionCount: Int32 = 1
  ) {
    self.name = name
    self.kind = kind
    self.isNamed = isNamed
    self.title = title
    self.role = role
    self.organisation = organisation
    self.country = country
    self.gender = gender
    self.aliases = aliases
    self.place = place
    self.mentionCount = mentionCount
  }
}

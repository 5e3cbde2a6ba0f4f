package import Atlas

/// A stretch of text that may name a place.
package struct PlaceSpan: Sendable {
  /// What the name recogniser says of the tokens. "Start" and "end": the span opens or closes a longer name.
  package enum Cover: UInt8, Sendable, CaseIterable {
    case none, place, placeStart, placeEnd, nationality, organisation, organisationStart, organisationEnd
    case organisationMiddle, person, personStart, personEnd, other, otherPart
  }

  package var tokens: Range<Int>
  /// Usable candidates, the most prominent first; none for a name that the gazetteer lacks.
  package var candidates: [PlaceCandidates.Element]
  /// Where the name's candidates begin in the file: the same for the same name.
  package var name: Int
  package var isAdjective: Bool
  package var cover: Cover
  /// Index of a span that may contain it: "Paris, Texas", "Bern in Indiana".
  var container: Int?
  /// What a word beside it says it is: "Lviv region", "the city of Lviv", "Hall and Cook counties".
  var kind: PlaceKind?
  /// "Northern Province": a part of a country, as several have.
  var isPart = false
  /// "up the Sacramento": the river rather than the town.
  var mayBeWater = false
  /// Joined with the span before by a comma or "and".
  var isListed = false
  /// It is part of the name of a street or a like thing: no row, but a place all the same.
  var isThing = false
  /// What the words around it say (`PlaceEvidence`).
  var evidence = PlaceEvidence()

  var isPerson: Bool { cover == .person || cover == .personStart || cover == .personEnd }

  /// It stands in the name of an organisation or is one, as a team's or a government's.
  var isOfBody: Bool {
    switch cover {
    case .organisation, .organisationStart, .organisationEnd, .organisationMiddle: true
    default: false
    }
  }

  /// It opens or closes the name of an organisation, a person or a thing.
  package var isPartOfName: Bool {
    guard !isAdjective else { return false }
    return switch cover {
    case .organisationStart, .organisationEnd, .organisationMiddle, .personStart, .personEnd, .otherPart: true
    default: false
    }
  }
}

/// Words around a span that speak for or against a place.
struct PlaceEvidence: OptionSet, Sendable {
  var rawValue: UInt16

  /// "in", "at", "near", "from", "to", "outside" before it.
  static let preposition = PlaceEvidence(rawValue: 1)
  /// A capitalised word directly before it, not at the sentence's start.
  static let capitalBefore = PlaceEvidence(rawValue: 2)
  static let capitalAfter = PlaceEvidence(rawValue: 4)
  static let sentenceStart = PlaceEvidence(rawValue: 8)
  /// Its (last) token is tagged as a proper noun.
  static let properNoun = PlaceEvidence(rawValue: 16)
  /// "D-Calif.", "R-Westfield".
  static let party = PlaceEvidence(rawValue: 32)
  static let allCapitals = PlaceEvidence(rawValue: 64)
  /// Two letters or three.
  static let short = PlaceEvidence(rawValue: 128)
  /// "Mr.", "Gen.", "President" or a first name's initial before it.
  static let title = PlaceEvidence(rawValue: 256)
  /// "'s" behind it.
  static let possessive = PlaceEvidence(rawValue: 512)
  /// "police", "residents", "officials", "man", "mayor" behind it.
  static let townWord = PlaceEvidence(rawValue: 1024)
  /// "said", "told", "added", "who" beside it.
  static let speech = PlaceEvidence(rawValue: 2048)
  /// A hyphen beside it.
  static let hyphen = PlaceEvidence(rawValue: 4096)
  /// "resident", "graduate", "native" … "of" before it: a person's home.
  static let homeOf = PlaceEvidence(rawValue: 8192)
}

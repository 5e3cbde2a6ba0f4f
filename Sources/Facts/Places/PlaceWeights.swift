internal import Articles
internal import CFactsData
package import English

/// What speaks for one meaning of a name. Each is a number of about 0 to 1.
package enum SenseFeature: Int, FeatureTemplate, Sendable {
  /// How well known the place is; whether it is the best known of the name.
  case prominence, top
  case country, region, district, city, nature, area, seat
  /// A less usual name, an abbreviation.
  case alternate, abbreviation
  /// "Paris, Texas": the place after the comma contains this one; this one contains the place before.
  case container, outer
  /// "Lviv region": the word beside says this kind, or another.
  case kindRight, kindWrong
  /// The weight of the article's other places in the same country, the same region; as shares of all.
  case countryMass, countryShare, regionMass, regionShare
  /// The weight of other places within 50 km, 161 km, of places with few other meanings within 161 km.
  case near50, near161, nearSure
  /// The article names its region, its district, its country.
  case namedRegion, namedDistrict, namedCountry
  /// Of a country or region: the share of other places that lie inside.
  case inside
  /// The article's first place lies within 161 km.
  case nearFirst
  /// The members of its list are of the same kind; of the same kind and country.
  case listKind, listCountry
  /// How well known the place is, the more the less of the article's other places are towns and regions: what the world's
  /// news calls Geneva lies in Switzerland, whichever countries hold their talks there.
  case prominenceInWorld

  package var name: String { featureName("\(self)") }
}

/// What speaks for a stretch of text to name a place at all.
package enum MentionFeature: Int, FeatureTemplate, Sendable {
  case bias
  case none, place, placeStart, placeEnd, nationality, organisation, organisationStart, organisationEnd
  case organisationMiddle, person, personStart, personEnd, other, otherPart
  case unknown, unknownWords, thing
  case adjective, adjectiveInName
  case prominence, prominenceUncovered, prominenceInName, words, single
  case contained, contains, kind, listed
  case preposition, capitalBefore, capitalAfter, sentenceStart, properNoun, party, allCapitals, short, title
  case possessive, townWord, speech, hyphen, homeOf
  /// The share of the name's mentions in the article that the recogniser calls a place, a person.
  case placeElsewhere, personElsewhere
  /// What the article's other places say for the chosen meaning; the same for names of people.
  case support, near, supportPerson, nearPerson
  case postal, country, countryInOrganisation, regionInOrganisation, supportInOrganisation, nature
  case area, areaInName

  package var name: String { featureName("\(self)") }
}

/// "nearFirst" → "near-first".
func featureName(_ name: String) -> String {
  var result = ""
  for character in name.utf8 {
    if character.isASCIIUpper {
      result += "-"
      result.unicodeScalars.append(Unicode.Scalar(character | 0x20))
    } else if character.isASCIIDigit, result.utf8.last.map({ $0 > 0x39 }) ?? false {
      result += "-"
      result.unicodeScalars.append(Unicode.Scalar(character))
    } else {
      result.unicodeScalars.append(Unicode.Scalar(character))
    }
  }
  return result
}

/// The weights of the two linear models that choose places: which meaning a name has, and whether a mention is
/// a place at all (the choice of none).
package struct PlaceWeights: Sendable {
  package var sense = [Float](repeating: 0, count: SenseFeature.allCases.count)
  package var mention = [Float](repeating: 0, count: MentionFeature.allCases.count)

  package init() {}

  /// Reads lines "sense NAME NUMBER" and "mention NAME NUMBER"; others are left out.
  package init(_ text: some Sequence<UInt8>) { self.init(lines: Self.lines(text)) }

  private init(lines: [[String]]) {
    let senses = Dictionary(uniqueKeysWithValues: SenseFeature.allCases.map { ($0.name, $0.rawValue) })
    let mentions = Dictionary(uniqueKeysWithValues: MentionFeature.allCases.map { ($0.name, $0.rawValue) })
    for fields in lines where fields.count == 3 {
      guard let value = Float(fields[2]) else { continue }
      if fields[0] == "sense", let index = senses[fields[1]] { sense[index] = value }
      if fields[0] == "mention", let index = mentions[fields[1]] { mention[index] = value }
    }
  }

  private static func lines(_ text: some Sequence<UInt8>) -> [[String]] {
    Array(text).split(separator: 10).map { line in
      line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The words of each line of an embedded file of weights, without comments and the heading, which must be `heading`.
  static func lines(_ file: UnsafeBufferPointer<UInt8>, of model: String, heading: String)
    throws(ModelError) -> [[String]]
  {
    guard !file.isEmpty else { throw .missing(model: model) }
    let lines = lines(file).filter { $0.first?.first != "#" }
    let wanted = heading.split(separator: " ").map { String($0) }
    guard let head = lines.first, head.first == wanted.first else { throw .foreign(model: model) }
    guard head == wanted else { throw .otherFeatures(model: model) }
    return Array(lines.dropFirst())
  }

  /// The first line of a file that is no comment: what it is, the version of its form, a fingerprint of the features.
  package static var heading: String {
    let fingerprint = SenseFeature.fingerprint ^ (MentionFeature.fingerprint << 1)
    return "place-weights 1 " + String(fingerprint, radix: 16)
  }

  /// The embedded weights, if they are those of this program's features.
  private static func embedded() throws(ModelError) -> PlaceWeights {
    let model = "weights of places"
    var size = 0
    let start = dl_place_weights(&size)
    let lines = try lines(UnsafeBufferPointer(start: start, count: size), of: model, heading: heading)
    let count = SenseFeature.allCases.count + MentionFeature.allCases.count
    guard lines.count == count else { throw .damaged(model: model, part: "its features") }
    return PlaceWeights(lines: lines)
  }

  /// The embedded weights, read at first use.
  package static let loaded: Result<PlaceWeights, ModelError> = Result {
    () throws(ModelError) in try embedded()
  }

  /// The embedded weights; all 0 where they are missing or damaged (`loaded` says how).
  package static let standard = (try? loaded.get()) ?? PlaceWeights()
}

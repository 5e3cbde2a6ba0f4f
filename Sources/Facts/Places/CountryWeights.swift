package import Atlas
internal import CFactsData
package import English

/// What speaks for a country as that of a fact whose own words give no place. Each is a number of 0 to 1 or near it.
package enum CountryFeature: Int, FeatureTemplate, Sendable {
  /// Sentences to the nearest place of the country: less than 100 bytes, the same, one, two, fewer than six, more.
  case beside, sameSentence, oneSentence, twoSentences, fewSentences, manySentences
  /// Of the same sentence: behind "in"; a town; only an adjective; only in a body's name.
  case locatedHere, townHere, adjectiveHere, bodyHere
  /// Of the whole article: only adjectives; only in the names of bodies; a town; in the first
  /// sentence, which is the title where there is one; in the next two; in one of the three behind "in".
  case adjectivesOnly, bodiesOnly, town, title, lead, locatedInLead
  /// Its weight among the article's countries, as a share; half of it and more; three quarters; the heaviest; a logarithm.
  case share, half, threeQuarters, heaviest, weight
  /// Thirds of one to three: other countries with a nearer place.
  case rivals
  /// Nothing of it is named before the fact.
  case later
  /// Whoever takes part is of it; nobody is of another; only others are.
  case takesPart, takesPartAlone, othersTakePart
  /// Whoever does it is of it; the same of a kind that is likely to be told of one country's people.
  case acts, actsAtHome
  /// Of no country: the heaviest one's share; nobody who takes part has one, one, several; how many countries are named.
  case none, noneHeaviest, noneOfNobody, noneOfOne, noneOfSeveral
  case noneAmongNone, noneAmongOne, noneAmongTwo, noneAmongThree, noneAmongMore
  case noneDenied, noneRequested, nonePlanned

  package var name: String { featureName("\(self)") }
}

/// The weights of the model that chooses a country for a fact or none: of its features, and of no country for each kind.
package struct CountryWeights: Sendable {
  package var features = [Float](repeating: 0, count: CountryFeature.allCases.count)
  /// By the name of a kind; kinds that are not here weigh 0.
  package var none: [String: Float] = [:]

  package init() {}

  /// How much speaks for a fact of some kind to be in a country, or in none.
  package func score(_ choice: (country: CountryCode?, features: [Float]), kind: String) -> Float {
    var score: Float = 0
    for (feature, value) in choice.features.enumerated() where value != 0 {
      score += features[feature] * value
    }
    return choice.country == nil ? score + (none[kind] ?? 0) : score
  }

  /// The first line of a file that is no comment: what it is, the version of its form, a fingerprint of the features.
  package static var heading: String {
    "country-weights 1 " + String(CountryFeature.fingerprint, radix: 16)
  }

  /// The embedded weights, if they are those of this program's features.
  private static func embedded() throws(ModelError) -> CountryWeights {
    let model = "weights of countries"
    var size = 0
    let start = dl_country_weights(&size)
    let lines = try PlaceWeights.lines(
      UnsafeBufferPointer(start: start, count: size), of: model, heading: heading)
    let names = Dictionary(uniqueKeysWithValues: CountryFeature.allCases.map { ($0.name, $0.rawValue) })
    var weights = CountryWeights()
    var seen: Set<Int> = []
    for fields in lines {
      guard fields.count == 3, let value = Float(fields[2]) else {
        throw .damaged(model: model, part: "a line of its weights")
      }
      if fields[0] == "none" {
        weights.none[fields[1]] = value
      } else if let feature = names[fields[1]] {
        weights.features[feature] = value
        seen.insert(feature)
      }
    }
    guard seen.count == CountryFeature.allCases.count else {
      throw .damaged(model: model, part: "its features")
    }
    return weights
  }

  /// The embedded weights, read at first use.
  package static let loaded: Result<CountryWeights, ModelError> = Result {
    () throws(ModelError) in try embedded()
  }

  /// The embedded weights; all 0 where they are missing or damaged (`loaded` says how).
  package static let standard = (try? loaded.get()) ?? CountryWeights()
}

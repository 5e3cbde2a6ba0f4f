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

/// The model that chooses a country for a fact or none: "none" weighs by kinds.
package enum CountryWeights {
  /// What its file is made of.
  package static let form = ChoiceWeights.Form(
    model: "weights of countries",
    heading: "country-weights 1 " + String(CountryFeature.fingerprint, radix: 16),
    feature: "country", ofKind: "none", names: CountryFeature.allCases.map(\.name))

  /// The embedded weights, read at first use.
  package static let loaded: Result<ChoiceWeights, ModelError> = Result {
    () throws(ModelError) in try ChoiceWeights(form, dl_country_weights)
  }

  /// The embedded weights; all 0 where they are missing or damaged (`loaded` says how).
  package static let standard = (try? loaded.get()) ?? ChoiceWeights(features: form.names.count)
}

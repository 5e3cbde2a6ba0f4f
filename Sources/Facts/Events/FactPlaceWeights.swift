internal import CFactsData
package import English

/// What speaks for a place as that of a fact. Each is a number of 0 to 1 or near it.
package enum FactPlaceFeature: Int, FeatureTemplate, Sendable {
  /// It is what the fact's own words or the dateline give by rule: a town or the like, a country; that of the encounter before; one
  /// that is none of the candidates, as where only an adjective tells it.
  case own, ownCountry, neighbour, ownAlone
  /// It is another: inside that, inside the country that it is, around it, of the same country, of another.
  case insideOwn, insideOwnCountry, aroundOwn, sameCountryAsOwn, otherCountryThanOwn
  /// Where no words of the fact give a place: it is of the country that is likeliest for the fact, or of another; how likely its
  /// country is, as a logarithm.
  case chosenCountry, otherCountry, countryOdds
  /// Where the article was written.
  case dateline
  /// Of the same sentence, by bytes behind the fact's word or before it: less than 12, 30, 60, 120, more.
  case behind12, behind30, behind60, behind120, behindMore
  case before12, before30, before60, before120, beforeMore
  /// Sentences to its nearest telling otherwise, and which way.
  case oneBefore, oneBehind, twoBefore, twoBehind, fewBefore, fewBehind, manyBefore, manyBehind
  case sameParagraph
  /// Of the same sentence: hangs on the fact's word; on its verb; below another verb.
  case hangs, hangsOnVerb, otherClause
  /// What stands before its nearest telling: in the fact's sentence; in another.
  case inHere, toHere, fromHere, ofHere, otherHere, bareHere
  case inThere, toThere, fromThere, ofThere, otherThere, bareThere
  /// Told behind "in" anywhere.
  case located
  /// "Oslo's", in the name of a body or a person; another that lies in it is told in the same sentence; "Oslo, Norway".
  case possessive, inName, aroundAnother, insideAnother
  /// What it is.
  case country, region, town, seat, wide, unknown, site
  /// A town's inhabitants, as a logarithm.
  case fame
  /// How often it is told; that is most often; of what is no country.
  case countCountry, countTown, commonest, commonestTown
  case titleCountry, titleTown, leadCountry, leadTown
  /// It takes part; who takes part is of its country.
  case takesPart, takesPartCountry
  /// Other facts have it in their own words.
  case othersOwn, othersOwnHere
  /// Thirds of one to three others that are nearer.
  case rivals
  /// No place but the likeliest country; not even that.
  case unsaid, unsaidNone, unsaidHere

  package var name: String { featureName("\(self)") }
}

/// The model that chooses the place of a fact: countries weigh by kinds.
package enum FactPlaceWeights {
  /// What its file is made of.
  package static let form = ChoiceWeights.Form(
    model: "weights of the places of facts",
    heading: "fact-place-weights 1 " + String(FactPlaceFeature.fingerprint, radix: 16),
    feature: "place", ofKind: "country", names: FactPlaceFeature.allCases.map(\.name))

  /// The embedded weights, read at first use.
  package static let loaded: Result<ChoiceWeights, ModelError> = Result {
    () throws(ModelError) in try ChoiceWeights(form, dl_fact_place_weights)
  }

  /// The embedded weights; nil where they are missing or damaged (`loaded` says how): facts keep what rules gave them.
  package static let standard = try? loaded.get()
}

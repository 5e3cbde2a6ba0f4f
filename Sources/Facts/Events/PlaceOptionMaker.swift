internal import Articles
internal import Atlas
internal import English

/// What speaks for each told place as that of one fact.
struct PlaceOptionMaker {
  let choice: PlaceChoice
  let fact: Fact
  let around: PlaceChoice.Around
  /// Of each candidate, the nearest of its mentions.
  let nearest: [PlaceChoice.Nearness]
  /// The candidate that is the place of the fact's own words.
  let ownRow: Int?

  private var gazetteer: Gazetteer { choice.gazetteer }
  private var article: ParsedArticle { choice.article }

  /// O(candidates), 48 at most.
  func option(_ row: Int) -> PlaceOption {
    let (candidate, near) = (choice.candidates[row], nearest[row])
    var option = candidate.constant
    option.place = place(of: candidate, near)
    if row == ownRow, let own = fact.place {
      option.place = own
      option.set(own.via == .inherited ? .neighbour : candidate.kind == .country ? .ownCountry : .own)
    } else {
      compare(&option, candidate)
    }
    if near.mention.isDateline { option.set(.dateline) }
    measure(&option, near)
    if near.mention.isInName { option.set(.inName) }
    if near.mention.isPossessive { option.set(.possessive) }
    besides(&option, row)
    if let place = candidate.place {
      if around.roles.contains(place) { option.set(.takesPart) }
      if let country = gazetteer.country(place), around.countries.contains(country) {
        option.set(.takesPartCountry)
      }
      let others = (choice.owned[place] ?? 0) - (row == ownRow && fact.place?.via == .clause ? 1 : 0)
      option.set(.othersOwn, Float(min(3, max(0, others))) / 3)
      if row != ownRow, choice.ownedIn[near.telling.sentence]?.contains(place) ?? false {
        option.set(.othersOwnHere)
      }
    }
    let rivals = nearest.count { $0.isNearer(near) }
    option.set(.rivals, Float(min(3, rivals)) / 3)
    return option
  }

  private func place(of candidate: PlaceChoice.Candidate, _ near: PlaceChoice.Nearness) -> FactPlace {
    let via: Via = near.mention.isDateline ? .dateline : .inherited
    guard let index = near.mention.index, let place = candidate.place else {
      // A site lies where the text says, or in the town or country that the fact has without it.
      let told = (near.mention.holder ?? candidate.holder).map { holder in
        FactPlace(
          text: holder.text, place: holder.place, point: holder.point,
          country: holder.place.flatMap { gazetteer.country($0) }, via: .clause)
      }
      let base = told ?? fact.place ?? around.verdict.country.map { FactPlace(country: $0, gazetteer) }
      var site = FactPlace.site(near.mention.text, in: base)
      site.via = via
      return site
    }
    let said = choice.places[index]
    return FactPlace(
      text: said.text, place: place, point: said.point, country: gazetteer.country(place), via: via)
  }

  /// With the place of the fact's own words, or the likeliest country.
  private func compare(_ option: inout PlaceOption, _ candidate: PlaceChoice.Candidate) {
    guard let place = candidate.place ?? candidate.holder?.place else { return }
    let country = gazetteer.country(place)
    if let own = fact.place {
      if let row = own.place, gazetteer.contains(row, place) {
        option.set(gazetteer.kind(row) == .country && own.site == nil ? .insideOwnCountry : .insideOwn)
      } else if let row = own.place, gazetteer.contains(place, row) {
        option.set(.aroundOwn)
      } else {
        option.set(own.country == country ? .sameCountryAsOwn : .otherCountryThanOwn)
      }
    } else {
      if let chosen = around.verdict.country {
        option.set(country == chosen ? .chosenCountry : .otherCountry)
      }
      option.set(.countryOdds, around.odds(of: country))
    }
  }

  private func measure(_ option: inout PlaceOption, _ near: PlaceChoice.Nearness) {
    let (mention, telling) = (near.mention, near.telling)
    let isBehind = mention.text.start > telling.text.start
    guard near.sentences == 0 else {
      switch near.sentences {
      case 1: option.set(isBehind ? .oneBehind : .oneBefore)
      case 2: option.set(isBehind ? .twoBehind : .twoBefore)
      case 3...5: option.set(isBehind ? .fewBehind : .fewBefore)
      default: option.set(isBehind ? .manyBehind : .manyBefore)
      }
      if article.reading.sentences[mention.sentence].paragraph
        == article.reading.sentences[telling.sentence].paragraph
      {
        option.set(.sameParagraph)
      }
      switch mention.marker {
      case .inside: option.set(.inThere)
      case .to: option.set(.toThere)
      case .from: option.set(.fromThere)
      case .of: option.set(.ofThere)
      case .other: option.set(.otherThere)
      case .none: option.set(.bareThere)
      }
      return
    }
    switch near.bytes {
    case ..<12: option.set(isBehind ? .behind12 : .before12)
    case ..<30: option.set(isBehind ? .behind30 : .before30)
    case ..<60: option.set(isBehind ? .behind60 : .before60)
    case ..<120: option.set(isBehind ? .behind120 : .before120)
    default: option.set(isBehind ? .behindMore : .beforeMore)
    }
    switch mention.marker {
    case .inside: option.set(.inHere)
    case .to: option.set(.toHere)
    case .from: option.set(.fromHere)
    case .of: option.set(.ofHere)
    case .other: option.set(.otherHere)
    case .none: option.set(.bareHere)
    }
    guard mention.head >= 0 else { return }
    switch choice.setting.attachment(of: mention.head, to: telling.trigger) {
    case .own: option.set(.hangs)
    case .verb: option.set(.hangsOnVerb)
    case .other: option.set(.otherClause)
    case nil: break
    }
  }

  /// Whether places that lie in it, or that it lies in, are told in the sentence of its nearest mention.
  private func besides(_ option: inout PlaceOption, _ row: Int) {
    guard let place = choice.candidates[row].place else { return }
    let sentence = nearest[row].mention.sentence
    for (other, candidate) in choice.candidates.enumerated()
    where other != row && candidate.sentences.contains(sentence) {
      guard let second = candidate.place else { continue }
      if gazetteer.contains(place, second) { option.set(.aroundAnother) }
      if candidate.kind != .country, gazetteer.contains(second, place) { option.set(.insideAnother) }
    }
  }
}

internal import Articles
internal import Atlas
internal import English

/// What an article names: people, bodies, places and times, each in order of appearance.
struct Mentions {
  var names: [NameMention]
  var times: [TimeMention]
  var places: [PlaceMention]
  /// Places that stand in the names of bodies only.
  var bodyPlaces: [PlaceMention]

  /// Finds all of them. O(tokens).
  init(in reading: Reading, gazetteer: Gazetteer) {
    names = NameFinder.standard.find(in: reading)
    times = TimeFinder.standard.find(in: reading)
    // "in March" is a month, though there is a town of that name.
    let dated = Set(times.flatMap { Array($0.tokens) }.map { reading.tokens.start[$0] })
    let (mentions, hints) = PlaceFinder(gazetteer: gazetteer).findWithHints(in: reading, names: names)
    places = mentions.filter { !dated.contains($0.text.start) }
    bodyPlaces = hints.filter { !dated.contains($0.text.start) }
  }

  /// The places where facts may take place: those that the gazetteer knows, and not those in the name of an
  /// organisation.
  var settings: [PlaceMention] { places.filter { $0.place != nil && !$0.isPartOfName } }

  /// What chooses a country for the facts of their article: by every place, also those in names.
  func countryChoice(in reading: Reading, gazetteer: Gazetteer) -> CountryChoice {
    CountryChoice(reading, places + bodyPlaces, gazetteer: gazetteer)
  }

  /// The places where something may have happened: `settings`, names that the gazetteer does not have, and the towns and
  /// regions in the names of bodies ("Rundu" of the Rundu Magistrate's Court), in order.
  func told(in gazetteer: Gazetteer) -> [PlaceMention] {
    let unknown = places.filter { $0.place == nil && !$0.isPartOfName && !$0.isAdjective }
    let ofBodies = (places.filter(\.isPartOfName) + bodyPlaces).filter { mention in
      mention.confidence >= CountryChoice.leastSure
        && mention.place.map { gazetteer.kind($0) != .country } ?? false
    }
    return (settings + unknown + ofBodies).sorted { $0.text.start < $1.text.start }
  }
}

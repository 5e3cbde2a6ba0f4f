internal import Articles
internal import Atlas
internal import English

/// What an article names: people, bodies, places and times, each in order of appearance.
struct Mentions {
  var names: [NameMention]
  var times: [TimeMention]
  var places: [PlaceMention]

  /// Finds all of them. O(tokens).
  init(in reading: Reading, gazetteer: Gazetteer) {
    names = NameFinder.standard.find(in: reading)
    times = TimeFinder.standard.find(in: reading)
    // "in March" is a month, though there is a town of that name.
    let dated = Set(times.flatMap { Array($0.tokens) }.map { reading.tokens.start[$0] })
    places = PlaceFinder(gazetteer: gazetteer).find(in: reading, names: names)
      .filter { !dated.contains($0.text.start) }
  }

  /// The places where facts may take place: those that the gazetteer knows, and not those in the name of an
  /// organisation.
  var settings: [PlaceMention] { places.filter { $0.place != nil && !$0.isPartOfName } }
}

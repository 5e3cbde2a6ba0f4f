internal import Atlas
internal import CFactsData
internal import English

/// The words of `data/places/words.txt` that stand beside the names of places.
struct PlaceVocabulary: Sendable {
  let never: WordSet
  let qualifiers: WordSet
  let prepositions: WordSet
  let of = WordSet("of")
  /// Before a river.
  let along = WordSet("up down along across over on beside")
  let and: WordSet
  let homes: WordSet
  let titles: WordSet
  let speech: WordSet
  let townWords: WordSet
  let links: WordSet
  let county: WordSet
  let counties: WordSet
  let streets: WordSet
  let nature: WordSet
  let things: WordSet
  let kinds: WordMap<PlaceKind>

  /// The embedded words.
  static let standard = PlaceVocabulary(embedded)

  /// The embedded lists.
  static var embedded: WordLists {
    var size = 0
    let start = dl_place_words(&size)
    return WordLists(UnsafeBufferPointer(start: start, count: size))
  }

  init(_ lists: WordLists) {
    never = lists.set("never")
    qualifiers = lists.set("qualifiers")
    prepositions = lists.set("prepositions")
    and = lists.set("and")
    homes = lists.set("homes")
    titles = lists.set("titles")
    speech = lists.set("speech")
    townWords = lists.set("town-words")
    links = lists.set("links")
    county = lists.set("county")
    counties = lists.set("counties")
    streets = lists.set("streets")
    nature = lists.set("nature")
    things = lists.set("things")
    kinds = WordMap(PlaceKind.words.map { (word: $0.word, value: $0.kind) })
  }
}

public import English

/// Finds the places that an article names and chooses a row of the gazetteer for each.
///
/// Spans are the gazetteer's longest matches that begin and end with a capital and lie in no name of a person
/// or organisation. Of a name's candidates the one with the highest sum wins: prominence (a prior), "City,
/// State" containment, words for its kind beside it ("Lviv region"), and agreement in country and
/// neighbourhood with the article's other places. All mentions of a name in an article have one sense.
/// Time grows linearly with the tokens, and with the square of the number of different names, capped.
public struct PlaceFinder: Sendable {
  public let gazetteer: Gazetteer

  public init(gazetteer: Gazetteer = .standard) { self.gazetteer = gazetteer }

  /// The finder with the embedded gazetteer.
  public static let standard = PlaceFinder()

  /// The places of an article in order of appearance, none overlapping another. `names` may be empty; then
  /// capitals beside a match speak against it.
  public func find(in reading: Reading, names: [NameMention] = []) -> [PlaceMention] {
    var spans = PlaceSpans(gazetteer: gazetteer, reading: reading, names: names)
    spans.collect()
    let chosen = PlaceResolution(gazetteer: gazetteer, spans: spans.found).chosen()
    var mentions: [PlaceMention] = []
    for (span, place) in zip(spans.found, chosen) {
      guard let place else { continue }
      mentions.append(
        PlaceMention(
          text: reading.tokens.range(span.tokens), place: place, point: gazetteer.point(place),
          isAdjective: span.isAdjective))
    }
    return mentions
  }
}

/// A stretch of text that may name a place.
struct PlaceSpan: Sendable {
  var tokens: Range<Int>
  /// Usable candidates, the most prominent first; at most eight.
  var candidates: [PlaceCandidates.Element]
  /// Where the name's candidates begin in the file: the same for the same name.
  var name: Int
  var isAdjective: Bool
  /// A name recogniser calls it a place.
  var isNamed: Bool
  /// Index of the span that follows after a comma: "Paris, Texas".
  var container: Int?
  /// What a word beside it says it is: "Lviv region", "the city of Lviv".
  var kind: PlaceKind?
}

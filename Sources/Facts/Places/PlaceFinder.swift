public import Atlas
public import English

/// Finds the places that an article names and chooses a row of the gazetteer for each.
///
/// Spans come from the name recogniser and the gazetteer together (`PlaceSpans`); two small linear models
/// choose the row and whether it is a place at all (`PlaceResolution`). All mentions of a name in an article
/// have one sense. Time grows linearly with the tokens, and with the square of the number of different names,
/// capped.
public struct PlaceFinder: Sendable {
  public let gazetteer: Gazetteer

  public init(gazetteer: Gazetteer = .standard) { self.gazetteer = gazetteer }

  /// The finder with the embedded gazetteer.
  public static let standard = PlaceFinder()

  /// The places of an article in order of appearance, none overlapping another. Without `names` the article's
  /// are found first.
  public func find(in reading: Reading, names: [NameMention]? = nil) -> [PlaceMention] {
    findWithHints(in: reading, names: names ?? NameFinder.standard.find(in: reading)).mentions
  }

  /// The places, and apart from them those that bodies have in their names ("Rundu" of the Rundu Magistrate's Court): nobody
  /// says that something is there, but a body is likely to be at home there.
  func findWithHints(in reading: Reading, names: [NameMention]) -> (
    mentions: [PlaceMention], hints: [PlaceMention]
  ) {
    let resolution = resolution(reading, names: names)
    let chosen = resolution.chosen()
    var (mentions, hints): ([PlaceMention], [PlaceMention]) = ([], [])
    for (index, span) in resolution.spans.enumerated() {
      let confidence = resolution.confidence(index)
      let place = chosen[index]
      let mention = PlaceMention(
        text: reading.tokens.range(span.tokens), place: place, point: place.map { gazetteer.point($0) },
        isAdjective: span.isAdjective, isPartOfName: span.isPartOfName, confidence: confidence)
      // "Polish" names Poland however much the phrase is about something else; a person's name does not.
      if confidence > 0.5 || (span.isAdjective && !span.isPerson) {
        mentions.append(mention)
      } else if place != nil, span.isOfBody {
        hints.append(mention)
      }
    }
    return (mentions, hints)
  }

  /// The spans and their ranked candidates.
  package func resolution(
    _ reading: Reading, names: [NameMention], weights: PlaceWeights = .standard
  ) -> PlaceResolution {
    var spans = PlaceSpans(gazetteer: gazetteer, reading: reading, names: names)
    spans.collect()
    return PlaceResolution(gazetteer: gazetteer, spans: spans.found, weights: weights)
  }
}

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
    let names = names ?? NameFinder.standard.find(in: reading)
    let resolution = resolution(reading, names: names)
    let chosen = resolution.chosen()
    var mentions: [PlaceMention] = []
    for (index, span) in resolution.spans.enumerated() {
      let confidence = resolution.confidence(index)
      // "Polish" names Poland however much the phrase is about something else; a person's name does not.
      guard confidence > 0.5 || (span.isAdjective && !span.isPerson) else { continue }
      let place = chosen[index]
      mentions.append(
        PlaceMention(
          text: reading.tokens.range(span.tokens), place: place, point: place.map { gazetteer.point($0) },
          isAdjective: span.isAdjective, isPartOfName: span.isPartOfName, confidence: confidence))
    }
    return mentions
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

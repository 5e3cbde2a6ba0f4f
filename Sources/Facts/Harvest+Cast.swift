internal import Articles
internal import English

extension Harvest {
  /// What leaves the extraction: entities and names by bytes, and the facts.
  init(_ mentions: Mentions, _ cast: Cast, _ facts: [Fact]) {
    let reading = cast.reading
    self.init(
      article: reading.article, entities: cast.register.entities,
      names: cast.register.names.compactMap { name in
        guard let entity = name.entity else { return nil }
        return EntityMention(
          text: reading.tokens.range(name.tokens), kind: name.kind, entity: entity,
          confidence: name.confidence)
      },
      places: mentions.places, times: mentions.times, quotes: cast.quotes.map(\.quote), facts: facts,
      sentences: reading.sentences.map { reading.tokens.range($0.tokens) })
  }
}

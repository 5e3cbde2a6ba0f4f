internal import Articles
import Atlas
internal import Facts

/// All that a harvest holds, as a few lines of text: what a recorded example shows.
struct HarvestText {
  private let harvest: Harvest
  private let kinds: KindTable

  init(_ harvest: Harvest, kinds: KindTable = .standard) {
    self.harvest = harvest
    self.kinds = kinds
  }

  /// A line for each fact, then one for names, places, times and quotes each where there are any.
  var lines: [String] {
    var lines = harvest.sureFacts.map(fact)
    func add(_ label: String, _ items: [String]) {
      if !items.isEmpty { lines.append(label + ": " + items.joined(separator: ", ")) }
    }
    add("names", harvest.names.map { "\(string($0.text)) (\($0.kind.name))" })
    add(
      "places",
      harvest.places.map { place in
        let row = place.place.map {
          "\(Gazetteer.standard.name($0)) \(country(Gazetteer.standard.country($0)))"
        }
        return "\(string(place.text)) = \(row ?? "?")" + (place.isAdjective ? " (adjective)" : "")
      })
    add("times", harvest.times.map { "\(string($0.text)) = \($0.value)" })
    add(
      "quotes",
      harvest.quotes.map { quote in
        let speaker = quote.speaker.map { name($0) } ?? "?"
        return "\(speaker): \(quote.isDirect ? "“\(string(quote.content))”" : string(quote.content))"
      })
    return lines
  }

  private func string(_ range: TextRange) -> String { harvest.article.string(range) }
  private func name(_ id: EntityID) -> String { harvest.entities[Int(id.rawValue)].name }
  private func country(_ code: CountryCode?) -> String { code?.description ?? "?" }

  /// "met = meeting happened: participant Anna Berg; in Oslo NO (clause); on 2023-01-16 (relative)".
  private func fact(_ fact: Fact) -> String {
    let triggers = fact.mentions.map { string($0.trigger) }.joined(separator: ", ")
    var parts = [fact.roles.map { "\(kinds.name($0.role)) \(name($0.entity))" }.joined(separator: ", ")]
    if let place = fact.place {
      let named = place.place.map(Gazetteer.standard.name) ?? string(place.text)
      parts.append("in \(named) \(country(place.country)) (\(place.via.name))")
    }
    if let time = fact.time, time.via != .publication {
      parts.append("on \(time.interval.description) (\(time.via.name))")
    }
    if let source = fact.source { parts.append("source \(name(source.entity))") }
    parts += fact.figures.map(\.description)
    if let content = fact.content { parts.append("content “\(string(content))”") }
    let told = parts.filter { !$0.isEmpty }
    return "\(triggers) = \(kinds.name(fact.kind)) \(fact.status.name)"
      + (told.isEmpty ? "" : ": " + told.joined(separator: "; "))
  }
}

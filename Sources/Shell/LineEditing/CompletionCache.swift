internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

/// Names that completion offers, counted once for each state of the articles: at a key nothing looks at all facts.
final class CompletionCache {
  private struct Name {
    var folded: String
    var value: CountedValue
  }

  private var version: Int?
  private var places: [Name] = []
  private var outlets: [Name] = []
  /// The most frequent entities, for where nothing is typed yet, by the kinds wanted.
  private var frequent: [Set<NameKind>: [CountedValue]] = [:]

  /// Values that fit and begin with a prefix, whatever its case and accents, the most frequent first. `version` tells states of
  /// the index apart. O(distinct places) at most, once O(facts).
  func values(
    _ wanted: Completion.Wanted, prefix: String, limit: Int, index: FactIndex, version: Int
  ) -> [CountedValue] {
    guard index.isFinished else { return [] }
    if self.version != version {
      func names(_ values: [CountedValue]) -> [Name] {
        values.map { Name(folded: Folding.name($0.text), value: $0) }
      }
      self.version = version
      places = names(index.placeCounts())
      outlets = names(index.outletCounts())
      frequent = [:]
    }
    func entities(_ kinds: Set<NameKind>) -> [CountedValue] {
      guard prefix.isEmpty else { return index.entityNames(prefix: prefix, kinds: kinds, limit: limit) }
      let known = frequent[kinds] ?? index.entityNames(prefix: "", kinds: kinds, limit: 200)
      frequent[kinds] = known
      return Array(known.prefix(limit))
    }
    func fitting(_ names: [Name]) -> [CountedValue] {
      let wanted = Folding.name(prefix)
      return names.lazy.filter { $0.folded.utf8.starts(with: wanted.utf8) }.prefix(limit).map(\.value)
    }
    let all = Set(NameKind.allCases)
    guard case .values(let field, let rows) = wanted else { return entities(all) }
    switch field.meaning {
    case .outlet: return fitting(outlets)
    case .location, .country, .region: return fitting(places)
    case .name, .aliases:
      guard case .entities(let kind?) = rows else { break }
      return entities([kind])
    case .organisation: return entities([.organisation])
    default: if field.type == .place { return fitting(places) }
    }
    guard field.type == .entity || field.meaning == .name || field.meaning == .aliases else { return [] }
    return entities(all)
  }
}

extension Workspace {
  /// What could stand at a byte of a text; whether the name of a file could.
  func complete(_ text: String, at cursor: Int) -> (list: CompletionList, takesFile: Bool) {
    let completion = Completion.at(text: text, cursor: cursor, vocabulary: vocabulary, values: values)
    let candidates = completion.candidates.filter { $0.text.neutralised() == $0.text }.map { candidate in
      CompletionList.Candidate(
        text: candidate.text, kind: kind(of: candidate), count: candidate.count, help: candidate.help,
        ending: [.keyword, .source, .field, .stage, .unit, .value, .parameter].contains(candidate.kind)
          ? " " : "")
    }
    return (
      CompletionList(start: completion.range.lowerBound, candidates: candidates), completion.takesFile
    )
  }

  /// Values of the data that completion offers.
  var values: Completion.Values {
    // Asked at once, on this thread.
    nonisolated(unsafe) let workspace = self
    return Completion.Values { wanted, prefix, limit in
      workspace.completions.values(
        wanted, prefix: prefix, limit: limit, index: workspace.index, version: workspace.version
      ).map { ($0.text, $0.count) }
    }
  }

  /// "field", "keyword"; of a name what it names.
  private func kind(of candidate: Completion.Candidate) -> String {
    guard candidate.kind == .value, candidate.count != nil else { return candidate.kind.rawValue }
    var name = candidate.text
    if name.hasPrefix("\""), name.hasSuffix("\""), name.count > 1 {
      name = String(name.dropFirst().dropLast())
    }
    if let entity = index.entities(named: name).first { return index.entity(entity).kind.name }
    return index.places.named(name).isEmpty ? candidate.kind.rawValue : NameKind.place.name
  }
}

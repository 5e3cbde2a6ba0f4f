internal import Facts
internal import Indexing

extension Diagnosis {
  /// For a name that nobody has: that, and who may be meant. Empty where somebody has it.
  func unknownName(_ name: ResolvedName) -> String {
    guard name.entities.isEmpty, name.countries.isEmpty else { return "" }
    let near = nearNames(name.text)
    let question = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    return " (no article names \(quoted(name.text))\(question))"
  }

  /// At most three names that are spelt almost so, with how many facts they have.
  private func nearNames(_ name: String) -> [String] {
    index.entitiesNear(name).map { id in
      let count = evaluator.factCount(of: id)
      return "\(quoted(index.entity(id).name)) (\(count) \(count == 1 ? "fact" : "facts"))"
    }
  }
}

extension FactIndex {
  /// Entities are numbered by frequency; of more than these the names are not compared.
  private static let comparedNames = 20_000

  /// At most three entities whose names are spelt almost so, in whole or (of a single word) in one of their words.
  /// O(names compared · length²).
  func entitiesNear(_ name: String) -> [EntityID] {
    let wanted = Folding.name(name)
    // Of shorter words too many are alike.
    let isWord = !wanted.contains(" ") && wanted.utf8.count > 3
    var candidates: [String] = []
    var holders: [String: Int32] = [:]
    for id in 0..<Int32(min(entityCount, Self.comparedNames)) {
      let folded = Folding.name(entity(EntityID(rawValue: id)).name)
      let words = isWord ? folded.split(separator: " ").map(String.init) : []
      // The most frequent holder of a name comes first.
      for candidate in [folded] + words where holders[candidate] == nil && candidate.utf8.count > 2 {
        holders[candidate] = id
        candidates.append(candidate)
      }
    }
    var named: [EntityID] = []
    for near in nearWords(to: wanted, among: candidates) {
      if let id = holders[near].map(EntityID.init), !named.contains(id) { named.append(id) }
    }
    return named
  }
}

internal import Articles

extension Gazetteer {
  /// What a name in a query means, the most prominent first. "Paris, Texas" and "Lviv, Ukraine" keep the
  /// places that lie in one the rest names; where none does, the result is empty. A demonym ("Polish") means
  /// its place where it is no place's name. "Lviv region", "city of Victoria": that kind only.
  public func places(named text: some StringProtocol) -> [PlaceID] {
    let pieces = text.split(separator: ",", omittingEmptySubsequences: true)
    guard let first = pieces.first else { return [] }
    // Some names have a comma of their own.
    if pieces.count > 1 {
      let whole = ids(text)
      if !whole.isEmpty { return whole }
    }
    var found = ids(first)
    for piece in pieces.dropFirst() {
      let containers = ids(piece)
      found = found.filter { place in containers.contains { $0 != place && contains($0, place) } }
    }
    return found
  }

  private func ids(_ name: some StringProtocol) -> [PlaceID] {
    var seen: Set<PlaceID> = []
    let found = candidates(name)
    let places = found.filter { $0.form.isPlaceName && seen.insert($0.place).inserted }.map(\.place)
    if found.isEmpty { return idsOfKind(name) }
    return places.isEmpty ? found.filter { seen.insert($0.place).inserted }.map(\.place) : places
  }

  /// "Lviv region", "city of Victoria": the name without the word for a kind, and only that kind.
  private func idsOfKind(_ name: some StringProtocol) -> [PlaceID] {
    let words = name.split(separator: " ")
    func kind(_ word: some StringProtocol) -> PlaceKind? {
      PlaceKind(word: word.lowercased())
    }
    let pieces: (kind: PlaceKind, name: String)?
    if words.count > 2, words[1].lowercased() == "of", let first = kind(words[0]) {
      pieces = (first, words.dropFirst(2).joined(separator: " "))
    } else if words.count > 1, let last = kind(words[words.count - 1]) {
      pieces = (last, words.dropLast().joined(separator: " "))
    } else {
      pieces = nil
    }
    guard let pieces else { return [] }
    return candidates(pieces.name).filter { candidate in
      let own = self.kind(candidate.place)
      return candidate.form.isPlaceName
        && (own == pieces.kind || (pieces.kind == .region && own == .district))
    }.map(\.place)
  }

  /// At most three known names close to a misspelt one, the closest and then the most prominent first:
  /// Damerau–Levenshtein distance (with transpositions of neighbours) of at most a third of its length, at
  /// least 1. O(names × length).
  public func suggestions(for text: some StringProtocol) -> [String] {
    let wanted = NameFolder.fold(text)
    guard !wanted.isEmpty, wanted.count <= 60 else { return [] }
    var distance = EditDistance(wanted)
    let limit = distance.tolerance
    var best: [(distance: Int, prominence: UInt8, name: String)] = []
    for index in 0..<nameEnds.count {
      let bytes = nameBytes(index)
      guard abs(bytes.count - wanted.count) <= limit,
        let found = candidates(ofName: index).first, found.form.isPlaceName
      else { continue }
      let worst = best.count == 3 ? best[2].distance : limit
      guard let edits = distance.to(bytes, atMost: min(limit, worst)), edits > 0 else { continue }
      if best.count == 3, (worst, best[2].prominence) <= (edits, found.prominence), worst == edits,
        best[2].prominence >= found.prominence
      {
        continue
      }
      let name = self.name(found.place)
      if best.contains(where: { $0.name == name && $0.distance <= edits }) { continue }
      best.removeAll { $0.name == name }
      best.append((edits, found.prominence, name))
      best.sort { ($0.distance, 255 - $0.prominence, $0.name) < ($1.distance, 255 - $1.prominence, $1.name) }
      if best.count > 3 { best.removeLast() }
    }
    return best.map(\.name)
  }

  /// Names that begin with a text, by prominence, for completion: at most `limit`. O(names that do).
  public func names(prefix text: some StringProtocol, limit: Int = 20) -> [String] {
    let wanted = NameFolder.fold(text)
    guard !wanted.isEmpty else { return [] }
    var low = 0
    var high = nameEnds.count
    while low < high {
      let middle = (low + high) / 2
      if nameBytes(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    var found: [(prominence: UInt8, place: PlaceID)] = []
    while low < nameEnds.count, nameBytes(low).starts(with: wanted) {
      if let first = candidates(ofName: low).first, first.form.isPlaceName {
        found.append((first.prominence, first.place))
      }
      low += 1
    }
    found.sort { ($0.prominence, $1.place) > ($1.prominence, $0.place) }
    var names: [String] = []
    var seen: Set<String> = []
    for entry in found where names.count < limit {
      let name = self.name(entry.place)
      // Another name of the place would surprise who typed the beginning of this one.
      guard NameFolder.fold(name).starts(with: wanted), seen.insert(name).inserted else { continue }
      names.append(name)
    }
    return names
  }
}

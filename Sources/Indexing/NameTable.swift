internal import Articles
internal import Facts

/// Every folded name and alias with the entities it stands for, sorted, for exact and prefix look-up.
struct NameTable: Sendable {
  /// Folded (`Folding.name`), ascending by their bytes; equal names stand side by side, most frequent entity first.
  var names: [String] = []
  var entities: [Int32] = []

  init() {}

  /// `pairs`: by rising entity.
  init(_ pairs: [(name: String, entity: Int32)]) {
    // Entities are numbered by frequency, so the id breaks ties.
    names.reserveCapacity(pairs.count)
    entities.reserveCapacity(pairs.count)
    for position in ByteOrder.positions(pairs.map(\.name)) {
      let pair = pairs[Int(position)]
      if entities.last == pair.entity, names.last == pair.name { continue }
      names.append(pair.name)
      entities.append(pair.entity)
    }
  }

  /// The first position whose name is not below `name`. O(log n).
  private func lowerBound(_ name: String) -> Int {
    names.indices.partitionPoint { ByteOrder.precedes(names[$0], name) }
  }

  /// Entities with exactly this folded name, most frequent first.
  func entities(named name: String) -> [Int32] {
    var position = lowerBound(name)
    var found: [Int32] = []
    while position < names.count, names[position] == name {
      found.append(entities[position])
      position += 1
    }
    return found
  }

  /// Positions whose names begin with `prefix`. O(log n + hits).
  func positions(prefix: String) -> Range<Int> {
    let low = lowerBound(prefix)
    var high = low
    while high < names.count, names[high].utf8.starts(with: prefix.utf8) { high += 1 }
    return low..<high
  }
}

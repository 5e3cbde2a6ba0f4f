public import Atlas
internal import Facts

extension PlaceKnowledge {
  /// What the gazetteer knows.
  public init(_ gazetteer: Gazetteer) {
    self.init(
      place: { gazetteer.isPlace($0) ? gazetteer[$0] : nil },
      named: { gazetteer.places(named: $0) },
      similar: { gazetteer.suggestions(for: $0) },
      contains: { gazetteer.contains($0, $1) || gazetteer.holds($0, $1) },
      containsPoint: { gazetteer.isInside($1, $0) },
      distance: { gazetteer.distance(from: $0, to: $1) },
      bounds: { id in
        gazetteer.bounds(of: id).map {
          PlaceBounds(south: $0.south, west: $0.west, north: $0.north, east: $0.east)
        }
      },
      country: { gazetteer.country($0) },
      borders: { gazetteer.borders(south: $0.south, west: $0.west, north: $0.north, east: $0.east) })
  }
}

extension PlaceKnowledge {
  /// The first-level region that a place is or lies in; nil where none is known. O(depth).
  package func region(of place: Place) -> Place? {
    var next: Place? = place
    for _ in 0..<8 {
      guard let current = next else { return nil }
      if current.kind == .region { return current }
      next = current.parent.flatMap { self.place($0) }
    }
    return nil
  }
}

/// Stretches of longitude, and the shortest one that holds them all: east of the widest gap between them.
struct LongitudeArcs {
  private var arcs: [(west: Float, east: Float)] = []

  /// Adds a stretch that does not cross the antimeridian, in degrees.
  mutating func add(_ west: Float, _ east: Float) { arcs.append((west, east)) }

  /// From its western to its eastern edge, in degrees; west > east where it crosses the antimeridian. Nil where nothing was
  /// added. O(n log n).
  var span: (west: Float, east: Float)? {
    let sorted = arcs.sorted { $0.west < $1.west }
    guard let first = sorted.first else { return nil }
    var reached = first.east
    var widest: (width: Float, west: Float, east: Float)?
    for arc in sorted.dropFirst() {
      if arc.west - reached > widest?.width ?? 0 { widest = (arc.west - reached, reached, arc.west) }
      reached = max(reached, arc.east)
    }
    // Where the gap at the antimeridian is as wide, nothing crosses it.
    guard let widest, widest.width > first.west + 360 - reached else { return (first.west, reached) }
    return (widest.east, widest.west)
  }
}

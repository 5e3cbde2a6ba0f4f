/// The edges of an outline in the plane of longitude and latitude, in exact integers, sorted into bands of
/// latitude for the even-odd test (a ray to the east; each edge holds its lower end, not its upper one).
struct PlanarEdges: Sendable {
  /// Every point of every ring, in order.
  private(set) var vertices: [MicroPoint] = []
  /// Index of the first vertex of each edge; the second follows it, but for closing edges (`closing`).
  private var edges: [(first: MicroPoint, second: MicroPoint)] = []
  private var bandEnds: [Int32] = []
  private var bandEdges: [Int32] = []
  private var south: Int64 = 0
  private var bandHeight: Int64 = 1
  private var box: MicroBox

  init(rings: [[MicroPoint]], isLine: Bool, box: MicroBox) {
    self.box = box
    for ring in rings {
      vertices.append(contentsOf: ring)
      guard !isLine, ring.count > 2 else { continue }
      var previous = ring[ring.count - 1]
      for point in ring {
        // Level edges never cross a level ray.
        if point.latitude != previous.latitude { edges.append((previous, point)) }
        previous = point
      }
    }
    guard !edges.isEmpty else { return }
    let bands = max(1, min(512, edges.count / 4))
    south = Int64(box.south)
    bandHeight = (Int64(box.north) - south) / Int64(bands) + 1
    var counts = [Int32](repeating: 0, count: bands)
    for edge in edges { for band in bandsOf(edge) { counts[band] += 1 } }
    var total: Int32 = 0
    for count in counts {
      total += count
      bandEnds.append(total)
    }
    bandEdges = [Int32](repeating: 0, count: Int(total))
    var next = bandEnds.enumerated().map { $0.element - counts[$0.offset] }
    for (index, edge) in edges.enumerated() {
      for band in bandsOf(edge) {
        bandEdges[Int(next[band])] = Int32(index)
        next[band] += 1
      }
    }
  }

  private func bandsOf(_ edge: (first: MicroPoint, second: MicroPoint)) -> ClosedRange<Int> {
    let low = Int64(min(edge.first.latitude, edge.second.latitude))
    let high = Int64(max(edge.first.latitude, edge.second.latitude))
    return Int((low - south) / bandHeight)...Int((high - south) / bandHeight)
  }

  func contains(_ point: Coordinate) -> Bool {
    guard point.latitude.magnitude <= 90, point.longitude.magnitude <= 360, !bandEnds.isEmpty else {
      return false
    }
    // A point on a cut (the antimeridian, within 1.2 km of a pole) is tested just beside it.
    let longitude = Geometry.normalised(Double(point.longitude))
    let x = Int64(max(-179_999_999, min(179_999_999, (longitude * 1e6).rounded())))
    let y = Int64(max(-89_990_000, min(89_990_000, (Double(point.latitude) * 1e6).rounded())))
    guard y >= Int64(box.south), y <= Int64(box.north), x >= Int64(box.west), x <= Int64(box.east) else {
      return false
    }
    let band = Int((y - south) / bandHeight)
    guard band < bandEnds.count else { return false }
    var inside = false
    for i in (band == 0 ? 0 : Int(bandEnds[band - 1]))..<Int(bandEnds[band]) {
      let edge = edges[Int(bandEdges[i])]
      let y1 = Int64(edge.first.latitude)
      let y2 = Int64(edge.second.latitude)
      guard (y1 > y) != (y2 > y) else { continue }
      let x1 = Int64(edge.first.longitude)
      let x2 = Int64(edge.second.longitude)
      // Which side of the edge, by the sign of a cross product that fits 64 bits.
      let cross = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
      if y2 > y1 ? cross > 0 : cross < 0 { inside.toggle() }
    }
    return inside
  }
}

internal import Synchronization

extension Gazetteer {
  /// The outline of a place, or of an area's members together; nil where there is none. Decoded on first use
  /// (up to a millisecond for a large country) and kept; take it once for many tests.
  public func outline(of id: PlaceID) -> Outline? {
    guard self[id].hasOutline else { return nil }
    if let known = memory.decoded.withLock({ $0[id.rawValue] }) { return known }
    var parts: [OutlinePart] = []
    appendParts(of: id, to: &parts, depth: 0)
    guard !parts.isEmpty else { return nil }
    let outline = Outline(parts: parts)
    memory.decoded.withLock { $0[id.rawValue] = outline }
    return outline
  }

  /// Kilometres from a point to a place: 0 inside its outline, else to the outline; to its point where it has
  /// none. Infinite for an id that is no place.
  public func distance(from point: Coordinate, to id: PlaceID) -> Double {
    guard isPlace(id) else { return .infinity }
    return outline(of: id)?.distance(to: point) ?? Geometry.distance(point, self.point(id))
  }

  /// Whether `distance(from:to:)` is at most `kilometres`.
  public func isNear(_ point: Coordinate, _ id: PlaceID, within kilometres: Double) -> Bool {
    guard isPlace(id) else { return false }
    return outline(of: id)?.isNear(point, within: kilometres)
      ?? (Geometry.distance(point, self.point(id)) <= kilometres)
  }

  /// Whether a point lies in a place's outline; false where it has none.
  public func isInside(_ point: Coordinate, _ id: PlaceID) -> Bool {
    outline(of: id)?.contains(point) ?? false
  }

  /// Whether the outline of a desert, sea, island or other area that no administration follows holds the point
  /// of a town, a district or a seat: containment that is written down nowhere.
  public func holds(_ area: PlaceID, _ place: PlaceID) -> Bool {
    switch (kind(area), kind(place)) {
    case (.area, .city), (.area, .district), (.area, .seat), (.island, _), (.mountain, .city),
      (.water, .island):
      members(of: area).isEmpty && isInside(point(place), area)
    default: false
    }
  }

  /// The country whose outline holds a point, else the nearest within 30 km (coasts are simplified). Tries
  /// every country whose box holds the point.
  public func country(at point: Coordinate) -> PlaceID? {
    var nearest: (id: PlaceID, kilometres: Double)?
    for index in 0..<countryTable.count {
      let id = PlaceID(rawValue: signed(countryTable, index, stride: 16, 1))
      guard boxHolds(point, id, margin: 500_000) else { continue }
      let kilometres = distance(from: point, to: id)
      if kilometres == 0 { return id }
      if kilometres <= 30, kilometres < nearest?.kilometres ?? .infinity { nearest = (id, kilometres) }
    }
    return nearest?.id
  }

  /// The narrowest box around the outline in degrees, that of an area around its members'; `west` > `east` where it crosses the
  /// antimeridian. Nil where there is no outline. Decodes outlines on both sides of that meridian.
  public func bounds(of id: PlaceID) -> (south: Float, west: Float, north: Float, east: Float)? {
    guard isPlace(id), self[id].hasOutline else { return nil }
    var box = LongitudeArcs()
    var latitudes: (south: Float, north: Float)?
    add(id, to: &box, &latitudes, depth: 0)
    guard let latitudes, let (west, east) = box.span else { return nil }
    return (latitudes.south, west, latitudes.north, east)
  }

  /// Degrees that boxes of outlines on both sides of the antimeridian span at least.
  private static let widest: Float = 180

  private func add(
    _ id: PlaceID, to arcs: inout LongitudeArcs, _ latitudes: inout (south: Float, north: Float)?, depth: Int
  ) {
    let index = Int(detail(id, .outline))
    guard index >= 0, index < outlines.count else {
      guard depth < 3 else { return }
      for member in members(of: id) { add(member, to: &arcs, &latitudes, depth: depth + 1) }
      return
    }
    func degrees(_ field: Int) -> Float { Float(Double(signed(outlines, index, stride: 32, field)) / 1e6) }
    let (south, west, north, east) = (degrees(0), degrees(1), degrees(2), degrees(3))
    latitudes = (min(latitudes?.south ?? south, south), max(latitudes?.north ?? north, north))
    guard east - west > Self.widest else { return arcs.add(west, east) }
    for ring in rings(of: index) {
      guard let first = ring.lazy.map(\.longitude).min(), let last = ring.lazy.map(\.longitude).max() else {
        continue
      }
      arcs.add(Float(Double(first) / 1e6), Float(Double(last) / 1e6))
    }
  }

  private func boxHolds(_ point: Coordinate, _ id: PlaceID, margin: Int) -> Bool {
    let index = Int(detail(id, .outline))
    guard index >= 0, index < outlines.count else { return false }
    let y = Int(Double(point.latitude) * 1e6)
    let x = Int(Double(point.longitude) * 1e6)
    return y >= Int(signed(outlines, index, stride: 32, 0)) - margin
      && x >= Int(signed(outlines, index, stride: 32, 1)) - margin
      && y <= Int(signed(outlines, index, stride: 32, 2)) + margin
      && x <= Int(signed(outlines, index, stride: 32, 3)) + margin
  }

  private func appendParts(of id: PlaceID, to parts: inout [OutlinePart], depth: Int) {
    let index = Int(detail(id, .outline))
    if index >= 0, index < outlines.count {
      let part = decodedPart(index)
      if !part.isEmpty { parts.append(part) }
    } else if depth < 3 {
      for member in members(of: id) { appendParts(of: member, to: &parts, depth: depth + 1) }
    }
  }

  private func decodedPart(_ index: Int) -> OutlinePart {
    OutlinePart(rings: rings(of: index), isLine: word(outlines, index, stride: 32, 6) & 1 == 1)
  }

  private func rings(of index: Int) -> [[MicroPoint]] {
    let first = Int(word(outlines, index, stride: 32, 4))
    let number = Int(word(outlines, index, stride: 32, 5))
    var all: [[MicroPoint]] = []
    // Rings of a sound file share no points; those of a damaged one must not multiply.
    var left = points.count
    for ring in first..<max(first, min(first + number, rings.count)) {
      let count = Int(word(rings, ring, stride: 8, 1))
      guard count <= left, let ring = decodedRing(at: Int(word(rings, ring, stride: 8, 0)), count: count)
      else { continue }
      left -= count
      all.append(ring)
    }
    return all
  }

  /// Nil where the bytes end before the points.
  func decodedRing(at start: Int, count: Int) -> [MicroPoint]? {
    var ring: [MicroPoint] = []
    ring.reserveCapacity(count)
    var at = start
    func difference() -> Int32? {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while at < points.count, shift < 32 {
        let byte = base.load(fromByteOffset: points.start + at, as: UInt8.self)
        at += 1
        value |= UInt32(byte & 0x7F) << shift
        if byte < 0x80 { return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1) }
        shift += 7
      }
      return nil
    }
    var latitude: Int32 = 0
    var longitude: Int32 = 0
    for _ in 0..<count {
      guard let north = difference(), let east = difference() else { return nil }
      // Clamped, so that a damaged file cannot overflow the arithmetic.
      latitude = max(-9_000_000, min(9_000_000, latitude &+ north))
      longitude = max(-18_000_000, min(18_000_000, longitude &+ east))
      ring.append(MicroPoint(latitude: latitude * 10, longitude: longitude * 10))
    }
    return ring
  }
}

public import Atlas
internal import Facts

/// The different places where facts happened: a gazetteer row with the point, radius and country that stand
/// for it. Facts share them, so that a fact holds 4 bytes for where it was, and a test of a place is made once
/// a spot rather than once a fact.
public struct Spots: Sendable {
  /// Gazetteer row; −1 where none is known.
  public internal(set) var place: [Int32] = []
  /// NaN where there is no point.
  public internal(set) var latitude: [Float] = []
  /// NaN where there is no point.
  public internal(set) var longitude: [Float] = []
  /// Kilometres.
  public internal(set) var radius: [Float] = []
  /// What the article says, else the country of the gazetteer row; 0 where neither is known.
  public internal(set) var country: [UInt16] = []
  private var slots = [Int32](repeating: -1, count: 64)

  /// Different places.
  public var count: Int { place.count }

  /// Nil where a coordinate is no number.
  public func point(_ spot: Int) -> Coordinate? {
    guard latitude[spot].isFinite, longitude[spot].isFinite else { return nil }
    return Coordinate(latitude: latitude[spot], longitude: longitude[spot])
  }

  /// The spot of a fact's place, found or added. O(1).
  mutating func intern(_ fact: FactPlace, _ places: PlaceKnowledge) -> Int32 {
    let row = fact.place?.rawValue ?? -1
    return intern(
      row: row, latitude: fact.point?.latitude ?? .nan, longitude: fact.point?.longitude ?? .nan,
      radius: fact.radius, country: fact.country?.rawValue ?? derived(row, places))
  }

  /// The spot of these values, found or added. O(1).
  mutating func intern(
    row: Int32, latitude north: Float, longitude east: Float, radius: Float, country code: UInt16
  )
    -> Int32
  {
    var slot = hash(row, north, east, radius) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if place[known] == row, latitude[known].bitPattern == north.bitPattern,
        longitude[known].bitPattern == east.bitPattern, self.radius[known].bitPattern == radius.bitPattern,
        country[known] == code
      {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(count)
    slots[slot] = number
    place.append(row)
    latitude.append(north)
    longitude.append(east)
    self.radius.append(radius)
    country.append(code)
    if count * 2 > slots.count { rehash(into: slots.count * 4) }
    return number
  }

  /// Keeps the spots that `uses` names (−1 none), numbered by their first use. The new number of each; −1 of those that
  /// are gone. O(spots + uses).
  mutating func keep(_ uses: [Int32]) -> [Int32] {
    var number = [Int32](repeating: -1, count: count)
    var order: [Int] = []
    for spot in uses where spot >= 0 && number[Int(spot)] < 0 {
      number[Int(spot)] = Int32(order.count)
      order.append(Int(spot))
    }
    place = order.map { place[$0] }
    latitude = order.map { latitude[$0] }
    longitude = order.map { longitude[$0] }
    radius = order.map { radius[$0] }
    country = order.map { country[$0] }
    index()
    return number
  }

  /// Puts all spots in order for `intern`. O(spots).
  mutating func index() {
    var size = 64
    while count * 2 > size { size *= 4 }
    rehash(into: size)
  }

  private func derived(_ row: Int32, _ places: PlaceKnowledge) -> UInt16 {
    row < 0 ? 0 : places.place(PlaceID(rawValue: row))?.country?.rawValue ?? 0
  }

  private func hash(_ row: Int32, _ latitude: Float, _ longitude: Float, _ radius: Float) -> Int {
    var mixed = UInt64(UInt32(bitPattern: row)) ^ UInt64(radius.bitPattern) << 32
    mixed = (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= UInt64(latitude.bitPattern) << 32 | UInt64(longitude.bitPattern)
    mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed >> 24)
  }

  private mutating func rehash(into size: Int) {
    slots = [Int32](repeating: -1, count: size)
    for spot in 0..<count {
      var slot = hash(place[spot], latitude[spot], longitude[spot], radius[spot]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(spot)
    }
  }

  /// Bytes held.
  var byteCount: Int { 18 * place.capacity + 4 * slots.capacity }
}

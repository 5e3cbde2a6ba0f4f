internal import Articles

extension Gazetteer {
  /// The row of a place, decoded. O(length of its name). An id that is none of this gazetteer's gives a place
  /// without a name.
  public subscript(_ id: PlaceID) -> Place {
    let outline = detail(id, .outline)
    let memberCount = detail(id, .memberCount)
    return Place(
      id: id, name: name(id), kind: kind(id), country: country(id), parent: parent(id), point: point(id),
      population: population(id), geonames: Int32(field(id, .geonames)),
      hasOutline: outline >= 0 || memberCount > 0)
  }

  /// Whether the gazetteer has such a row.
  public func isPlace(_ id: PlaceID) -> Bool { id.rawValue >= 0 && Int(id.rawValue) < count }

  /// The name as news in English writes it; empty if there is no such row. O(length).
  public func name(_ id: PlaceID) -> String {
    let name = field(id, .name)
    guard isPlace(id) else { return "" }
    guard name & GazetteerFormat.stringFlag != 0 else { return titleCased(nameBytes(Int(name))) }
    let offset = Int(name & ~GazetteerFormat.stringFlag)
    guard offset < strings.count else { return "" }
    let length = Int(base.load(fromByteOffset: strings.start + offset, as: UInt8.self))
    guard offset + 1 + length <= strings.count else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: base + strings.start + offset + 1, count: length), as: UTF8.self
    )
  }

  /// "new london" → "New London".
  private func titleCased(_ folded: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: folded.count) { buffer in
      var isStart = true
      for (index, byte) in folded.enumerated() {
        buffer[index] = isStart && byte.isASCIILower ? byte & ~0x20 : byte
        isStart = byte == 0x20
      }
      return folded.count
    }
  }

  /// City, region, country, river …; a city if there is no such row.
  public func kind(_ id: PlaceID) -> PlaceKind {
    PlaceKind(rawValue: UInt8(truncatingIfNeeded: field(id, .parent) >> 19 & 15)) ?? .city
  }

  /// The country that a place lies in, or is.
  public func country(_ id: PlaceID) -> CountryCode? {
    let index = top(id, .longitude)
    guard index > 0, index <= countryTable.count else { return nil }
    let code = UInt16(truncatingIfNeeded: word(countryTable, Int(index) - 1, stride: 16))
    return code == 0 ? nil : CountryCode(rawValue: code)
  }

  /// The place that contains it.
  public func parent(_ id: PlaceID) -> PlaceID? {
    let row = Int32(field(id, .parent) & 0x7FFFF) - 1
    // Parents stand before their children, so that walking up ends even in a damaged file.
    return isPlace(id) && row >= 0 && row < id.rawValue ? PlaceID(rawValue: row) : nil
  }

  /// Within two metres.
  public func point(_ id: PlaceID) -> Coordinate {
    guard isPlace(id) else { return Coordinate(latitude: 0, longitude: 0) }
    let latitude = Double(field(id, .latitude)) / GazetteerFormat.steps * 180 - 90
    let longitude = Double(field(id, .longitude)) / GazetteerFormat.steps * 360 - 180
    return Coordinate(latitude: Float(latitude), longitude: Float(longitude))
  }

  /// 0 if unknown.
  public func population(_ id: PlaceID) -> Int32 {
    hasDetails(id) ? detail(id, .population) : Int32(value(id))
  }

  /// How likely an English newspaper means this place by its name, 0 to 255: about sixteen times the decimal
  /// logarithm of the people it stands for, raised for countries and capitals.
  public func prominence(_ id: PlaceID) -> UInt8 {
    UInt8(truncatingIfNeeded: top(id, .latitude))
  }

  /// The row of a country.
  public func country(_ code: CountryCode) -> PlaceID? {
    guard let index = countryIndex(code) else { return nil }
    let row = PlaceID(rawValue: signed(countryTable, index, stride: 16, 1))
    return isPlace(row) ? row : nil
  }

  /// The seat of a country's government.
  public func capital(of country: PlaceID) -> PlaceID? {
    let row = PlaceID(rawValue: detail(country, .capital))
    return isPlace(row) ? row : nil
  }

  /// The countries that share a land border with one.
  public func neighbours(_ country: PlaceID) -> [PlaceID] {
    guard let code = self.country(country), let index = countryIndex(code) else { return [] }
    return memberRows(
      first: Int(word(countryTable, index, stride: 16, 2)),
      count: Int(word(countryTable, index, stride: 16, 3)))
  }

  /// The countries or regions that make up an area ("Balkans"); empty for other places.
  public func members(of area: PlaceID) -> [PlaceID] {
    let count = detail(area, .memberCount)
    return count > 0 ? memberRows(first: Int(detail(area, .firstMember)), count: Int(count)) : []
  }

  /// Whether `place` is `container` or lies in it: a test of a range of rows, for areas one a member. O(1).
  public func contains(_ container: PlaceID, _ place: PlaceID) -> Bool {
    if container == place { return true }
    if place > container, place.rawValue < detail(container, .subtreeEnd) { return true }
    for member in members(of: container) where member != container {
      if member == place || (place > member && place.rawValue < detail(member, .subtreeEnd)) { return true }
    }
    return false
  }

  /// The places directly in one, in the order of the file (the most prominent first). O(places inside).
  public func children(of id: PlaceID) -> [PlaceID] {
    let end = min(Int(detail(id, .subtreeEnd)), count)
    guard isPlace(id), end > Int(id.rawValue) else { return [] }
    return (id.rawValue + 1..<Int32(end)).lazy.map { PlaceID(rawValue: $0) }.filter { parent($0) == id }
  }

  /// The nearest container of a kind, or the place itself: `.region` of a city. O(depth).
  public func container(_ id: PlaceID, kind wanted: PlaceKind) -> PlaceID? {
    var current = id
    while true {
      if kind(current) == wanted { return current }
      guard let next = parent(current) else { return nil }
      current = next
    }
  }

  enum Detail: Int { case population, subtreeEnd, outline, firstMember, memberCount, capital }

  func detail(_ id: PlaceID, _ field: Detail) -> Int32 {
    guard hasDetails(id) else { return -1 }
    let index = Int(value(id))
    guard index < details.count else { return -1 }
    return signed(details, index, stride: 24, field.rawValue)
  }

  private func hasDetails(_ id: PlaceID) -> Bool {
    field(id, .parent) >> 23 & 1 != 0
  }

  private enum Field: Int { case latitude, longitude, parent, geonames, name }

  @inline(__always)
  private func field(_ id: PlaceID, _ field: Field) -> UInt32 {
    word(rows, Int(id.rawValue), stride: 20, field.rawValue) & 0xFF_FFFF
  }

  /// The byte above a field.
  @inline(__always)
  private func top(_ id: PlaceID, _ field: Field) -> UInt32 {
    word(rows, Int(id.rawValue), stride: 20, field.rawValue) >> 24
  }

  private func value(_ id: PlaceID) -> UInt32 {
    top(id, .parent) | top(id, .geonames) << 8 | top(id, .name) << 16
  }

  private func memberRows(first: Int, count number: Int) -> [PlaceID] {
    guard first >= 0, number >= 0, first <= members.count, number <= members.count - first else { return [] }
    return (first..<first + number).map { PlaceID(rawValue: signed(members, $0, stride: 4)) }
      .filter { isPlace($0) }
  }

  private func countryIndex(_ code: CountryCode) -> Int? {
    var low = 0
    var high = countryTable.count
    while low < high {
      let middle = (low + high) / 2
      let found = word(countryTable, middle, stride: 16)
      if found == UInt32(code.rawValue) { return middle }
      if found < UInt32(code.rawValue) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

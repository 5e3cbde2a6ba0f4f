internal import CAtlasData

/// What a place is, from the largest down to buildings.
public enum PlaceKind: UInt8, Sendable, CaseIterable {
  case country, region, district, city, continent, area, water, mountain, island, seat

  /// What the shell prints: "country", "region" (first-level division), "district" (second-level), "city",
  /// "continent", "area" (Middle East, Donbas), "water" (sea, lake, river), "mountain", "island", "seat" (the
  /// Kremlin).
  public var name: String {
    switch self {
    case .country: "country"
    case .region: "region"
    case .district: "district"
    case .city: "city"
    case .continent: "continent"
    case .area: "area"
    case .water: "water"
    case .mountain: "mountain"
    case .island: "island"
    case .seat: "seat"
    }
  }
}

extension PlaceKind {
  /// Words that say of a name beside them what it is the name of: "region" and "oblast", "city" and "town". The
  /// lines of `CAtlasData/data/kinds.txt`, in order.
  public static let words: [(word: String, kind: PlaceKind)] = {
    var size = 0
    let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
    return UnsafeBufferPointer(start: dl_place_kinds(&size), count: size).split(separator: 10)
      .filter { $0.first != UInt8(ascii: "#") }
      .flatMap { $0.split(separator: 32) }
      .compactMap { pair in
        let halves = pair.split(separator: UInt8(ascii: "=")).map { String(decoding: $0, as: UTF8.self) }
        guard halves.count == 2, let kind = byName[halves[1]] else { return nil }
        return (halves[0], kind)
      }
  }()

  private static let byWord = Dictionary(
    words.map { ($0.word, $0.kind) }, uniquingKeysWith: { first, _ in first })

  /// The kind that a word in lower case says; nil for other words. O(1).
  public init?(word: String) {
    guard let kind = Self.byWord[word] else { return nil }
    self = kind
  }
}

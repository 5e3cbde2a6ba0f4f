internal import Articles
internal import Atlas
internal import Facts

extension FactIndex {
  /// What names each place of facts (`Spots`) outside of the running program, where its number means nothing: a hash of what it
  /// holds. O(spots).
  public func spotKeys() -> [String] {
    let spots = spots
    var taken: Set<UInt64> = []
    return (0..<spots.count).map { spot in
      var hash = FNV64()
      func add(_ text: String) {
        for byte in text.utf8 { hash.add(byte) }
        hash.add(0)
      }
      if spots.place[spot] >= 0, let place = places.place(PlaceID(rawValue: spots.place[spot])) {
        add(place.name)
        add(place.kind.name)
        add("\(place.geonames) \(place.population)")
        add(place.parent.flatMap { places.place($0)?.name } ?? "")
      }
      for part in [spots.latitude[spot], spots.longitude[spot], spots.radius[spot]] {
        add(String(part.bitPattern, radix: 16))
      }
      add(CountryCode(rawValue: spots.country[spot]).description)
      // What nothing tells apart, and keys that are the same by chance, by number.
      while !taken.insert(hash.value).inserted { hash.add(1) }
      return ContentHash(rawValue: hash.value).description
    }
  }
}

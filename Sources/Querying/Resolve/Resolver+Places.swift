internal import Atlas
internal import Facts
internal import Indexing

extension Resolver {
  /// The most prominent place of a name; a remark where others come close to it.
  mutating func place(_ operand: Operand<String>) throws(QueryError) -> ResolvedPlace {
    let name = try text(operand)
    let rows = index.places.named(name)
    guard let first = rows.first else {
      throw QueryError(.unknownPlace(name), at: operand.range.bytes, suggestions: similarPlaces(name))
    }
    if rows.count > 1, let place = index.places.place(first), let next = index.places.place(rows[1]),
      Int(next.population) * 10 >= Int(place.population)
    {
      let other = qualified(name, next).map { ": write \(quoted($0))" } ?? ""
      note("\(quoted(name)) is \(description(place)); it could also be \(description(next))\(other)")
    }
    return ResolvedPlace(name: name, id: first)
  }

  private func similarPlaces(_ name: String) -> [String] {
    let counts = index.placeCounts()
    return index.places.similar(name).prefix(3).map { similar in
      let count = counts.first { $0.text == similar }?.count ?? 0
      return count == 0 ? quoted(similar) : "\(quoted(similar)) (\(count) facts)"
    }
  }

  /// "Paris (city in Texas, United States)": the region and the country tell it from others of its name.
  private func description(_ place: Place) -> String {
    let country = place.kind == .country ? nil : place.country.map { index.countryName($0.rawValue) }
    let outer = [region(of: place)?.name, country].compactMap(\.self).joined(separator: ", ")
    return "\(place.name) (\(place.kind.name)\(outer.isEmpty ? "" : " in " + outer))"
  }

  /// The first-level region that a place lies in.
  private func region(of place: Place) -> Place? {
    place.parent.flatMap { index.places.place($0) }.flatMap { index.places.region(of: $0) }
  }

  /// The name with what makes it mean this place, if that suffices: "Paris, Texas".
  private func qualified(_ name: String, _ place: Place) -> String? {
    let country = place.kind == .country ? nil : place.country.map { index.countryName($0.rawValue) }
    for outer in [region(of: place)?.name, country] {
      guard let outer else { continue }
      let text = "\(name), \(outer)"
      if index.places.named(text).first == place.id { return text }
    }
    return nil
  }
}

extension FactIndex {
  /// The name of a country, else its code.
  func countryName(_ code: UInt16) -> String {
    let code = CountryCode(rawValue: code)
    return places.country(code).flatMap { places.place($0)?.name } ?? code.description
  }
}

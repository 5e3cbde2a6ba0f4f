internal import Atlas
internal import Facts

extension PlacesBuilder {
  /// Other names that an English newspaper may use for a city: Latin spellings close to its name, the name
  /// without an addition ("Frankfurt am Main" → "Frankfurt"), and for large cities "Saint"/"St." variants.
  static func otherNames(of city: SourceCity, isImportant: Bool) -> [String] {
    guard isImportant || city.population >= 15_000 else { return [] }
    let main = NameFolder.fold(city.name)
    var seen: Set<[UInt8]> = [main]
    var names: [String] = []
    for name in city.alternatenames {
      guard isNewspaperSpelling(name) else { continue }
      let folded = NameFolder.fold(name)
      guard !seen.contains(folded), folded.count >= 4 else { continue }
      let isShorter = main.starts(with: folded) && main.count > folded.count && main[folded.count] == 0x20
      let limit = isImportant ? max(1, main.count / 3) : max(1, main.count / 5)
      let isClose =
        folded[0] == main[0] || isImportant
        ? NameDistance.isWithin(limit, folded, main) : false
      guard isShorter && isImportant || isClose else { continue }
      seen.insert(folded)
      names.append(name)
      if names.count == (isImportant ? 8 : 2) { break }
    }
    return names
  }

  /// "St. Louis" for "Saint Louis" and the reverse; points play no part in look-up.
  static func spellings(of name: String) -> [String] {
    var words = name.split(separator: " ").map(String.init)
    guard words.count > 1 else { return [] }
    for (long, short) in [("Saint", "St"), ("Sainte", "Ste"), ("Mount", "Mt"), ("Fort", "Ft")] {
      let isShort = words[0] == short || words[0] == short + "."
      guard words[0] == long || isShort else { continue }
      words[0] = isShort ? long : short
      return [words.joined(separator: " ")]
    }
    return []
  }

  /// Begins with a capital, has Latin letters, hyphens, apostrophes and spaces only, and is no code.
  static func isNewspaperSpelling(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isUppercase, name.utf8.count <= 30 else {
      return false
    }
    var hasLower = false
    var previous: Unicode.Scalar = " "
    for scalar in name.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic && scalar.value < 0x1F00 && scalar.value < 0x250
      guard isLetter || scalar == " " || scalar == "-" || scalar == "'" || scalar == "’" else { return false }
      if scalar.properties.isLowercase { hasLower = true }
      if scalar.properties.isUppercase, previous.properties.isLowercase { return false }
      previous = scalar
    }
    return hasLower
  }
}

/// Levenshtein distance, bounded.
enum NameDistance {
  static func isWithin(_ limit: Int, _ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) <= limit else { return false }
    var row = Array(0...b.count)
    for (i, byte) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let value = min(row[j + 1] + 1, row[j] + 1, diagonal + (b[j] == byte ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = value
      }
    }
    return row[b.count] <= limit
  }
}

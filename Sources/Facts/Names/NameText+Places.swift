internal import Atlas
internal import English

extension NameText {
  /// Marks the tokens of the longest names of the gazetteer that begin in a capital run. A mark is the class of
  /// the most prominent candidate times 4, plus where the token stands: alone, first, inner or last.
  mutating func addPlaces(of reading: Reading) {
    let gazetteer = Gazetteer.standard
    place = [UInt8](repeating: 0, count: word.count)
    var folder = NameFolder()
    for run in runs {
      var token = Int(run.first)
      while token <= Int(run.last) {
        guard attributes(token).isCapitalised,
          let match = gazetteer.longestMatch(
            in: reading, at: token, before: Int(run.last) + 1, folder: &folder),
          let first = match.candidates.first
        else {
          token += 1
          continue
        }
        let kind = 4 * Self.placeClass(first, gazetteer)
        let last = match.tokens.upperBound - 1
        for member in match.tokens {
          place[member] =
            kind + (token == last ? 0 : member == token ? 1 : member == last ? 3 : 2)
        }
        token = last + 1
      }
    }
  }

  /// An adjective or a word for the people of a place, and not within a longer name.
  func isDemonym(_ token: Int) -> Bool { hasPlaces && place[token] == 4 }

  private static func placeClass(_ candidate: PlaceCandidates.Element, _ gazetteer: Gazetteer) -> UInt8 {
    guard candidate.form.isPlaceName else { return 1 }
    switch gazetteer.kind(candidate.place) {
    case .country: return 2
    case .city: return candidate.prominence >= 150 ? 3 : candidate.prominence >= 100 ? 4 : 5
    case .region: return 6
    default: return 7
    }
  }
}

internal import Atlas
internal import English

extension NameText {
  /// Marks the tokens of the longest names of the gazetteer that begin in a capital run. A mark is the class of
  /// the most prominent candidate times 4, plus where the token stands: alone, first, inner or last.
  mutating func addPlaces(of reading: Reading) {
    let gazetteer = Gazetteer.standard
    place = [UInt8](repeating: 0, count: word.count)
    prominence = place
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
          prominence[member] = first.form.isPlaceName ? first.prominence : 0
        }
        token = last + 1
      }
    }
  }

  /// An adjective or a word for the people of a place, and not within a longer name.
  func isDemonym(_ token: Int) -> Bool { hasPlaces && place[token] == 4 }

  /// How prominent the place is whose name in the gazetteer these tokens are, no more and no less; 0 for none.
  func prominence(of tokens: Range<Int>) -> UInt8 {
    guard hasPlaces, let first = tokens.first, let last = tokens.last else { return 0 }
    let (opens, closes) = (place[first] & 3, place[last] & 3)
    let isWhole =
      tokens.count == 1
      ? opens == 0
      : opens == 1 && closes == 3 && tokens.dropFirst().dropLast().allSatisfy { place[$0] & 3 == 2 }
    return isWhole ? prominence[first] : 0
  }

  /// The name of something that is neither a town nor a larger area: a palace, a strait.
  func isSeat(_ tokens: Range<Int>) -> Bool {
    prominence(of: tokens) > 0 && place[tokens.lowerBound] >> 2 == 7
  }

  private static func placeClass(_ candidate: PlaceCandidates.Element, _ gazetteer: Gazetteer) -> UInt8 {
    guard candidate.form.isPlaceName else { return 1 }
    switch gazetteer.kind(candidate.place) {
    case .country: return 2
    case .city: return candidate.prominence >= 150 ? 3 : candidate.prominence >= 99 ? 4 : 5
    case .region: return 6
    default: return 7
    }
  }
}

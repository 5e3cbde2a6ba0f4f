internal import Articles
internal import Atlas
internal import English
internal import Glibc

/// Where a fact took place of which its own clause says nothing: the likeliest of the places that the article names, those
/// in the names of bodies included, by how near they stand, how they stand and how often they are named.
///
/// A logistic regression, fitted by `Sources/Training/Python/places/guess.py` on the carefully annotated articles that train
/// the reader of events: the facts that the program had found there without a place, and where they were.
struct PlaceGuess {
  private struct Candidate {
    var place: PlaceID
    var isCountry: Bool
    /// Logarithm of 1 + its mentions, 3 at most.
    var weight: Float
    /// The mentions, in order.
    var mentions: [Mention]
  }

  private struct Mention {
    var index: Int
    var sentence: Int
    var start: Int32
    var isBehindIn: Bool
    var isDateline: Bool
  }

  private let gazetteer: Gazetteer
  private let places: [PlaceMention]
  private var candidates: [Candidate] = []

  /// Places that are looked at, the most named first: an article that names more lists them.
  private static let most = 64

  init(_ article: ParsedArticle, gazetteer: Gazetteer, places: [PlaceMention]) {
    self.gazetteer = gazetteer
    self.places = places
    var rows: [PlaceID: Int] = [:]
    for (index, mention) in places.enumerated() where !mention.isAdjective {
      let token = article.firstToken(at: mention.text.start)
      guard let place = mention.place, token < article.count else { continue }
      let row = rows[place] ?? candidates.count
      if row == candidates.count {
        rows[place] = row
        candidates.append(
          Candidate(
            place: place, isCountry: gazetteer.kind(place) == .country, weight: 0,
            mentions: []))
      }
      let sentence = Int(article.sentenceOf[token])
      candidates[row].mentions.append(
        Mention(
          index: index, sentence: sentence, start: mention.text.start,
          isBehindIn: token > 0 && Self.inAt.contains(article.word(token - 1), in: article.reading),
          isDateline: article.reading.sentences[sentence].kind == .dateline))
    }
    // Of equally many mentions the place that is named first.
    candidates.sort {
      ($1.mentions.count, $0.mentions[0].index) < ($0.mentions.count, $1.mentions[0].index)
    }
    candidates = Array(candidates.prefix(Self.most))
    for row in candidates.indices {
      candidates[row].weight = min(3, log1pf(Float(candidates[row].mentions.count)))
    }
  }

  private static let inAt: WordSet = "in at near outside"

  /// A fact's mentions as (sentence, first byte of the trigger); `country` is where it is known to have taken place: no
  /// other's places are looked at.
  /// O(64 · mentions · log mentions of a place).
  func place(of mentions: [(sentence: Int, start: Int32)], roles: Set<PlaceID>, country: CountryCode?)
    -> FactPlace?
  {
    var best: (score: Float, mention: Mention)?
    for (row, candidate) in candidates.enumerated() {
      if let country, gazetteer.country(candidate.place) != country { continue }
      guard let near = nearest(candidate, mentions) else { continue }
      let known = candidate.isCountry && country != nil
      let score = score(
        candidate, near, isCommonest: row == 0,
        takesPart: roles.contains(candidate.place), isKnownCountry: known)
      if best.map({ score > $0.score }) ?? true { best = (score, near.mention) }
    }
    guard let best, best.score >= Self.least else { return nil }
    let said = places[best.mention.index]
    return FactPlace(
      text: said.text, place: said.place, point: said.point,
      country: said.place.flatMap { gazetteer.country($0) },
      via: best.mention.isDateline ? .dateline : .inherited)
  }

  private struct Nearest {
    var mention: Mention
    var sentences: Int
    var bytes: Int32
  }

  /// By sentences, then bytes. O(mentions of the fact · log mentions of the place): those of the place stand in order.
  private func nearest(_ candidate: Candidate, _ mentions: [(sentence: Int, start: Int32)]) -> Nearest? {
    var best: Nearest?
    for own in mentions {
      let next = candidate.mentions.indices.partitionPoint { candidate.mentions[$0].start < own.start }
      for place in [next - 1, next] where candidate.mentions.indices.contains(place) {
        let mention = candidate.mentions[place]
        let found = Nearest(
          mention: mention, sentences: abs(mention.sentence - own.sentence),
          bytes: abs(mention.start - own.start))
        if best.map({ (found.sentences, found.bytes) < ($0.sentences, $0.bytes) }) ?? true { best = found }
      }
    }
    return best
  }

  /// The logarithm of the odds that the fact took place there.
  private func score(
    _ candidate: Candidate, _ near: Nearest, isCommonest: Bool, takesPart: Bool, isKnownCountry: Bool
  ) -> Float {
    var sum: Float = -4.08
    switch near.sentences {
    case 0: sum += near.bytes < 100 ? 1.53 : 0.80
    case 1: sum += 0.56
    case 2: sum += 0.17
    case 6...: sum -= 0.12
    default: break
    }
    switch near.mention.sentence {
    case 0: sum += 0.80
    case 1, 2: sum += 0.32
    default: break
    }
    if candidate.isCountry { sum -= 1.38 }
    if isKnownCountry { sum += 0.88 }
    sum += 0.62 * candidate.weight
    if isCommonest { sum += 1.17 }
    if takesPart { sum += 0.34 }
    if near.mention.isBehindIn { sum += near.sentences == 0 ? 0.81 : 0.64 }
    return sum
  }

  /// Odds of two to nine. Of guesses above it whose place annotators gave, 210 of 353 named it on the articles that the
  /// weights were fitted on, and all but 21 the country; on others 61 of 86.
  private static let least: Float = -2.0
}

internal import CFactsData
package import English

/// What speaks for a time as that of a fact. Each is a number of 0 to 1 or near it.
package enum DateFeature: Int, FeatureTemplate, Sendable {
  /// A time that is told: the one that the fact's own words give by rule, absolutely or relative to the article; that of the fact
  /// before in its paragraph. Another than these.
  case own, ownRelative, neighbour, notOwn, notNeighbour
  /// It lies in the fact's own time, or around it.
  case insideOwn, aroundOwn
  /// Sentences to its nearest telling, and which way: less than 60 bytes in the same one, the same, one or two or fewer than
  /// six before or behind, more.
  case beside, sameSentence, oneBefore, oneBehind, twoBefore, twoBehind, fewBefore, fewBehind, manyBefore,
    manyBehind
  /// Of another sentence: of the same paragraph. Of the same: before the fact's word; hangs on it; on its verb; inside another noun
  /// phrase; below another verb than the fact's; the own time of another fact that is told there.
  case sameParagraph, precedes, hangs, hangsOnVerb, modifier, otherClause, taken
  /// Told in the title, in the two sentences behind it.
  case inTitle, inLead
  /// Its length: a day or less, a week, a month, a year, more.
  case day, week, month, year, long
  case relative, clock, open
  /// To the article's own day: after it, on it, within three days before, a week, two months, a year, more.
  case later, published, threeDays, thisWeek, twoMonths, thisYear, old
  /// What is planned lies ahead, or not; what happened lies behind by a week at most, by more, or ahead.
  case plannedAhead, plannedBehind, realRecent, realOld, realAhead
  /// Told in the past perfect, and of the article's days, or before them.
  case hadRecent, hadOld
  /// How often it is told; thirds of one to three other times nearer; by other facts as their own; in two mentions.
  case count, rivals, othersOwn, severalMentions
  /// Of the article's days, where no words tell it.
  case unsaid, unsaidPlanned, unsaidUnsure, unsaidHad, unsaidBackground, unsaidTitle, unsaidLead, unsaidNoun,
    unsaidPast
  case unsaidPresent, unsaidOwn, unsaidNeighbour, unsaidBeside, unsaidRecentTold, unsaidNothingTold,
    unsaidNominal, unsaidOtherClause
  /// Of no time.
  case none, nonePlanned, noneUnsure, noneHad, noneBackground, noneOwn, noneNeighbour, noneBeside,
    noneNothingTold, noneUndated

  package var name: String { featureName("\(self)") }
}

/// The weights of the model that chooses the time of a fact: of its features, and of the article's days for each kind.
package struct DateWeights: Sendable {
  package var features = [Float](repeating: 0, count: DateFeature.allCases.count)
  /// By the name of a kind; kinds that are not here weigh 0.
  package var unsaid: [String: Float] = [:]

  package init() {}

  /// How much speaks for a time.
  package func score(_ option: DateOption, kind: String) -> Float {
    var score: Float = option.isUnsaid ? unsaid[kind] ?? 0 : 0
    for (feature, value) in option.features.enumerated() where value != 0 {
      score += features[feature] * value
    }
    return score
  }

  /// The likeliest of some times, of equals the first; there is one at least.
  package func choice(of options: [DateOption], kind: String) -> DateOption {
    let scores = options.map { score($0, kind: kind) }
    return options[scores.indices.max { (scores[$0], $1) < (scores[$1], $0) }!]
  }

  /// The first line of a file that is no comment: what it is, the version of its form, a fingerprint of the features.
  package static var heading: String { "date-weights 1 " + String(DateFeature.fingerprint, radix: 16) }

  /// The embedded weights, if they are those of this program's features.
  private static func embedded() throws(ModelError) -> DateWeights {
    let model = "weights of dates"
    var size = 0
    let start = dl_date_weights(&size)
    let lines = try PlaceWeights.lines(
      UnsafeBufferPointer(start: start, count: size), of: model, heading: heading)
    let names = Dictionary(uniqueKeysWithValues: DateFeature.allCases.map { ($0.name, $0.rawValue) })
    var weights = DateWeights()
    var seen: Set<Int> = []
    for fields in lines {
      guard fields.count == 3, let value = Float(fields[2]) else {
        throw .damaged(model: model, part: "a line of its weights")
      }
      if fields[0] == "unsaid" {
        weights.unsaid[fields[1]] = value
      } else if let feature = names[fields[1]] {
        weights.features[feature] = value
        seen.insert(feature)
      }
    }
    guard seen.count == DateFeature.allCases.count else {
      throw .damaged(model: model, part: "its features")
    }
    return weights
  }

  /// The embedded weights, read at first use.
  package static let loaded: Result<DateWeights, ModelError> = Result {
    () throws(ModelError) in try embedded()
  }

  /// The embedded weights; nil where they are missing or damaged (`loaded` says how): facts keep what rules gave them.
  package static let standard = try? loaded.get()
}

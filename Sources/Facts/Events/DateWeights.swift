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
  /// How far down the article first tells of it: in sentences 3 to 6, 7 to 12, behind these.
  case unsaidMiddle, unsaidLate, unsaidDeep
  /// The form of its verb: with "has", a participle without any auxiliary of its own, the bare infinitive; a noun behind "the" or
  /// whose it is, of several.
  case unsaidPerfect, unsaidParticiple, unsaidInfinitive, unsaidDefinite, unsaidPlural
  /// Its clause: a main one, what somebody says, of a noun, of another verb.
  case unsaidRoot, unsaidReported, unsaidOfNoun, unsaidAdverbial
  /// A time more than a week before the article, or of a week at most and of its last three days, is told in its sentence,
  /// elsewhere in its paragraph.
  case unsaidOldHere, unsaidOldInParagraph, unsaidRecentHere, unsaidRecentInParagraph
  /// "earlier", "previously", "already", "since" in its sentence.
  case unsaidEarlier
  /// Of no time.
  case none, nonePlanned, noneUnsure, noneHad, noneBackground, noneOwn, noneNeighbour, noneBeside,
    noneNothingTold, noneUndated

  package var name: String { featureName("\(self)") }
}

/// The model that chooses the time of a fact: the article's days ("unsaid") weigh by kinds.
package enum DateWeights {
  /// What its file is made of.
  package static let form = ChoiceWeights.Form(
    model: "weights of dates", heading: "date-weights 1 " + String(DateFeature.fingerprint, radix: 16),
    feature: "date", ofKind: "unsaid", names: DateFeature.allCases.map(\.name))

  /// The embedded weights, read at first use.
  package static let loaded: Result<ChoiceWeights, ModelError> = Result {
    () throws(ModelError) in try ChoiceWeights(form, dl_date_weights)
  }

  /// The embedded weights; nil where they are missing or damaged (`loaded` says how): facts keep what rules gave them.
  package static let standard = try? loaded.get()
}

extension ChoiceWeights {
  /// The number of the likeliest of some times, of equals the first; there is one at least.
  package func likeliest(of options: [DateOption], kind: String) -> Int {
    let scores = options.map { score($0.features, kind: $0.isUnsaid ? kind : nil) }
    return scores.indices.max { (scores[$0], $1) < (scores[$1], $0) }!
  }
}

internal import Articles
internal import English

/// An event as one sentence reports it, before mentions are merged.
struct FoundEvent {
  var fact: Fact
  var sentence: Int
  var trigger: Int
  /// Named entities in principal roles.
  var principals: [EntityID]
  /// Names inside described principals: the alliance of "NATO chiefs".
  var related: [EntityID]
  /// Refers to an event told before ("the meeting", "the talks took place").
  var isAnaphoric: Bool
  /// "The summit", whoever takes part in it.
  var isDefinite: Bool
  /// The token that its first trigger hangs on; −1 for a clause with a subject of its own.
  var head: Int
  /// Heads of phrases that say in what it happened ("in the attack", "by the quake").
  var within: [Int]
  /// The tokens of all triggers that were joined to it.
  var triggers: [Int]
  /// Of its first trigger.
  var lemma: Int32
  /// From a teaser of another article: its facts stand alone and have no date but their own.
  var isTeaser: Bool
  /// Told by the article's own headline.
  var isHeadline: Bool

  /// No frame has found it, and the reader is hardly sure: what it tells is kept, but changes nothing of other events.
  var isDoubtful: Bool {
    fact.mentions[0].rule == KindTable.learnedRule && isHardlySure
  }

  /// Whatever has found it.
  var isHardlySure: Bool { Calibration.probability(of: fact.confidence) < Fact.leastSure }

  /// The fact with the probability that its score stands for.
  var calibratedFact: Fact {
    var fact = fact
    fact.confidence = Calibration.probability(of: fact.confidence)
    return fact
  }
}

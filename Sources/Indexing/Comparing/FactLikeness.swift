internal import Articles
internal import Facts

/// What of a fact stays when its article is written anew: enough to know it again.
struct FactLikeness {
  private let kind: String
  private let status: UInt8
  private let start: Int64
  private let end: Int64
  private let place: String
  /// Folded names, as "role: name".
  private let fillers: Set<String>
  /// Folded words of the sentences in which the article tells it.
  private let sentences: [Set<String>]
  /// Folded words that tell it there.
  private let triggers: Set<String>

  /// `article` is one that tells it, by insertion.
  init(_ id: FactID, in index: FactIndex, article: Int) {
    let row = Int(id.rawValue)
    kind = index.kinds.name(Kind(rawValue: index.facts.kind[row]))
    status = index.facts.status[row]
    start = index.facts.start[row]
    end = index.facts.end[row]
    place = Folding.name(index.placeText(of: id))
    fillers = Set(
      index.facts.fillers(row).map { filler in
        let role = index.kinds.name(Role(rawValue: index.facts.fillerRole[filler]))
        return role + ": " + Folding.name(index.entities[Int(index.facts.fillerEntity[filler])].name)
      })
    var sentences: [Set<String>] = []
    var triggers: Set<String> = []
    let text = index.inserted[article]
    for report in index.facts.reports(row) where Int(index.reports.article[Int(report)]) == article {
      for mention in index.reports.mentions(Int(report)) where sentences.count < 16 {
        let sentence = index.reports.mentionSentence[mention]
        sentences.append(Set(Folding.words(text.string(sentence))))
        let trigger = index.reports.mentionTrigger[mention].range(in: sentence)
        triggers.insert(Folding.name(text.string(trigger)))
      }
    }
    self.sentences = sentences
    self.triggers = triggers
  }

  /// How alike they are; nil where they are not one fact told anew: another kind, or neither a name nor most of a sentence
  /// in common. O(fillers + words).
  func score(_ other: FactLikeness) -> Int? {
    guard kind == other.kind else { return nil }
    let shared = fillers.intersection(other.fillers).count
    var sentence = 0.0
    for mine in sentences {
      for theirs in other.sentences where !mine.isEmpty {
        let common = mine.intersection(theirs).count
        sentence = max(sentence, Double(common) / Double(mine.count + theirs.count - common))
      }
    }
    let isSameTrigger = !triggers.isDisjoint(with: other.triggers)
    guard sentence >= 0.6 || (shared > 0 && (isSameTrigger || sentence >= 0.3)) else { return nil }
    var score = Int(sentence * 20) + 3 * min(shared, 4)
    if isSameTrigger { score += 3 }
    if start == other.start, end == other.end { score += 2 }
    if place == other.place { score += 1 }
    if status == other.status { score += 1 }
    return score
  }
}

internal import Articles
internal import Facts
internal import Indexing

/// What speaks for a fact and what against it, in words: the grounds of its confidence.
struct FactArguments {
  private(set) var pro: [String] = []
  private(set) var contra: [String] = []

  init(_ fact: Fact, isConfirmed: Bool, isCorrected: Bool, isNamed: (EntityID) -> Bool) {
    if isConfirmed { pro.append("somebody has read it and found it right") }
    if isCorrected { pro.append("somebody has read it and corrected it") }
    let articles = Set(fact.mentions.map(\.article)).count
    let sentences = fact.mentions.count
    if sentences > 1 {
      pro.append("told \(sentences) times" + (articles > 1 ? " in \(articles) articles" : ""))
    } else {
      contra.append("told once")
    }
    addRules(fact.mentions.map(\.rule))
    let names = Set(fact.roles.map(\.entity)).count(where: isNamed)
    if names > 0 {
      pro.append(names == 1 ? "names who takes part" : "names \(names) who take part")
    } else if !fact.roles.isEmpty {
      contra.append("names nobody")
    }
    addOrigins([("where", fact.place?.via), ("when", fact.time?.via)])
    if fact.status == .possible { contra.append("told as possible only") }
  }

  private mutating func addRules(_ rules: [UInt16]) {
    if rules.contains(KindTable.quoteRule) {
      pro.append("somebody's words")
    } else if rules.contains(where: { $0 < KindTable.learnedRule }) {
      pro.append(
        rules.contains(KindTable.learnedRule)
          ? "found by a rule and by the reader of events" : "found by a rule")
    } else if rules.contains(KindTable.learnedRule) {
      contra.append("found by the reader of events alone")
    } else {
      contra.append("no rule knows its verb")
    }
  }

  private mutating func addOrigins(_ origins: [(question: String, via: Via?)]) {
    let said = origins.filter { $0.via == .clause || $0.via == .relative }.map(\.question)
    let inferred: Set<Via> = [.inherited, .dateline, .publication]
    let other = origins.filter { $0.via.map(inferred.contains) ?? false }.map(\.question)
    let unknown = origins.filter { $0.via == nil }.map(\.question)
    if !said.isEmpty { pro.append("its sentence says " + said.joined(separator: " and ")) }
    if !other.isEmpty { contra.append("its sentence does not say " + other.joined(separator: " or ")) }
    if !unknown.isEmpty { contra.append("nothing says " + unknown.joined(separator: " or ")) }
  }
}

internal import Articles
internal import Facts
import TestSupport
import Testing

/// Plain first sentences of news, each alone: is the right word the event, of the right kind, with its main roles?
@Suite struct LeadTests {
  struct Lead {
    var sentence: String
    /// Any of these words may be the one that is found.
    var triggers: [String]
    var kind: String
    var fillers: [ScoredArticle.Filler]
  }

  /// How many of the leads frames alone get right; to be raised with what finds more.
  static let floor = 46

  static func leads() -> [Lead] {
    let path = RepositoryFile.root + "/Tests/FactsTests/Scoring/leads.txt"
    return RepositoryFile.text(path).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "|").map(ScoredArticle.trimmed)
      return Lead(
        sentence: fields[0], triggers: fields[1].split(separator: ",").map(ScoredArticle.trimmed),
        kind: fields[2],
        fillers: fields[3].split(separator: ";").map(ScoredArticle.trimmed).map { filler in
          let parts = filler.split(separator: "=", maxSplits: 1).map(String.init)
          return ScoredArticle.Filler(role: parts[0], name: parts[1])
        })
    }
  }

  /// What is wrong with the answer; nil if it is right.
  static func fault(_ lead: Lead) -> String? {
    let article = Article(
      text: ContiguousArray(lead.sentence.utf8),
      published: TimeInterval(day: CalendarDay(year: 2024, month: 6, day: 12)), path: "lead.txt")
    let found = FoundFact.all(in: Extractor.standard.harvest(article))
    guard
      let fact = found.first(where: { fact in
        fact.kind == lead.kind && fact.triggers.contains { lead.triggers.contains(article.string($0)) }
      })
    else { return "no \(lead.kind) at “\(lead.triggers.joined(separator: "” or “"))”" }
    let missing = lead.fillers.filter { wanted in
      !fact.fillers.contains { $0.role == wanted.role && SameName.holds($0.name, wanted.name) }
    }
    return missing.isEmpty ? nil : "no " + missing.map { "\($0.role) “\($0.name)”" }.joined(separator: ", ")
  }

  @Test func mostPlainLeadsAreRight() {
    let leads = Self.leads()
    #expect(leads.count >= 50)
    var wrong: [String] = []
    for lead in leads {
      #expect(lead.triggers.allSatisfy { lead.sentence.contains($0) }, "\(lead.sentence)")
      if let fault = Self.fault(lead) { wrong.append("  \(lead.sentence) \(fault)") }
    }
    let right = leads.count - wrong.count
    print("\(right) of \(leads.count) plain leads right; wrong are\n" + wrong.joined(separator: "\n"))
    #expect(right >= Self.floor)
  }
}

internal import Articles
internal import Facts

/// What the program finds in a set beside what a reader found: right, wrong and missed facts of each kind.
///
/// A fact is the annotated one if it has the kind and one of its mentions stands in a sentence in which that is told; pairs
/// are taken best first (the same trigger, shared names), one to one.
struct FactComparison {
  /// One line of the report.
  struct Line: Equatable {
    enum Outcome: String, CaseIterable { case right, wrong, missed }

    var outcome: Outcome
    var document: String
    /// The sentence in three parts: before the trigger, the trigger, behind it.
    var sentence: [String]
    /// What was found and what was told of status and roles, where they differ.
    var details: [String]
  }

  /// By the names of kinds.
  private(set) var lines: [String: [Line]] = [:]
  /// Facts by tenths of their confidence, and how many of them are right.
  private(set) var confidence: [(facts: Int, right: Int)] = Array(repeating: (0, 0), count: 10)
  private let kinds: KindTable

  init(_ set: FactSet, kinds: KindTable = .standard) {
    self.kinds = kinds
    for document in set.documents { compare(document) }
  }

  func count(_ outcome: Line.Outcome, of kind: String) -> Int {
    lines[kind, default: []].count { $0.outcome == outcome }
  }

  /// The facts of kinds that are told of, not statements.
  private static func facts(_ document: FactSet.Document, _ kinds: KindTable) -> [Fact] {
    document.harvest.sureFacts.filter {
      !kinds[$0.kind].traits.contains(.speech) && !kinds[$0.kind].traits.contains(.catchAll)
    }
  }

  /// The annotated facts that were found, and as what.
  static func pairs(_ document: FactSet.Document, kinds: KindTable) -> [(gold: FactSet.Gold, fact: Fact)] {
    let facts = facts(document, kinds)
    return match(document, facts, kinds).sorted { $0.key < $1.key }
      .map { (document.gold[$0.key], facts[$0.value]) }
  }

  /// The number of the found fact by that of the annotated one.
  private static func match(_ document: FactSet.Document, _ facts: [Fact], _ kinds: KindTable) -> [Int: Int] {
    var pairs: [(score: Int, gold: Int, found: Int)] = []
    for (number, gold) in document.gold.enumerated() {
      for (other, fact) in facts.enumerated() where kinds.name(fact.kind) == gold.kind {
        if let score = closeness(gold, fact, document) { pairs.append((score, number, other)) }
      }
    }
    pairs.sort { ($1.score, $0.gold, $0.found) < ($0.score, $1.gold, $1.found) }
    var found: [Int: Int] = [:]
    var told: Set<Int> = []
    for pair in pairs where found[pair.gold] == nil && told.insert(pair.found).inserted {
      found[pair.gold] = pair.found
    }
    return found
  }

  private mutating func compare(_ document: FactSet.Document) {
    let facts = Self.facts(document, kinds)
    let found = Self.match(document, facts, kinds)
    let told = Set(found.values)
    for (number, gold) in document.gold.enumerated() where !gold.isDoubtful {
      guard let fact = found[number].map({ facts[$0] }) else {
        add(.missed, gold.kind, document, gold.mentions.first.map { ($0.start, $0.end, $0.sentence) }, [])
        continue
      }
      add(.right, gold.kind, document, place(of: fact, document), differences(gold, fact, document))
    }
    for (number, fact) in facts.enumerated() {
      let tenth = min(9, Int(fact.confidence * 10))
      confidence[tenth].facts += 1
      if told.contains(number) { confidence[tenth].right += 1 }
    }
    for (number, fact) in facts.enumerated() where !told.contains(number) {
      let names = fact.roles.map { "\(kinds.name($0.role)) \(Self.name($0.entity, document))" }
      let details = ["confidence \(Int(fact.confidence * 100)) %"] + names
      add(.wrong, kinds.name(fact.kind), document, place(of: fact, document), details)
    }
  }

  /// nil: they have no sentence in common.
  private static func closeness(_ gold: FactSet.Gold, _ fact: Fact, _ document: FactSet.Document) -> Int? {
    var isNear = false
    var isSame = false
    for mention in fact.mentions {
      let start = document.offset(mention.trigger.start)
      let end = document.offset(mention.trigger.end)
      for told in gold.mentions {
        if (told.sentence[0]..<told.sentence[1]).contains(start) {
          isNear = true
        }
        if start < told.end, told.start < end { isSame = true }
      }
    }
    guard isNear else { return nil }
    let shared = gold.roles.count { role in
      fact.roles.contains { isSameName(role.name, name($0.entity, document)) }
    }
    return (isSame ? 20 : 0) + min(9, shared)
  }

  private func differences(_ gold: FactSet.Gold, _ fact: Fact, _ document: FactSet.Document) -> [String] {
    var result: [String] = []
    if fact.status.name != gold.status { result.append("status \(fact.status.name), told \(gold.status)") }
    let roles = fact.roles.map { (role: kinds.name($0.role), name: Self.name($0.entity, document)) }
    for told in gold.roles
    where !roles.contains(where: { $0.role == told.role && Self.isSameName(told.name, $0.name) }) {
      result.append("without \(told.role) \(told.name)")
    }
    for role in roles
    where !gold.roles.contains(where: { $0.role == role.role && Self.isSameName($0.name, role.name) }) {
      result.append("not told: \(role.role) \(role.name)")
    }
    return result
  }

  private static func name(_ entity: EntityID, _ document: FactSet.Document) -> String {
    document.harvest.entities[Int(entity.rawValue)].name
  }

  /// The same last word, or the words of one within the other's.
  static func isSameName(_ first: String, _ second: String) -> Bool {
    func words(_ name: String) -> [Substring] {
      name.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0 != "the" }
    }
    let (a, b) = (words(first), words(second))
    guard let x = a.last, let y = b.last else { return false }
    return x == y || Set(a).isSubset(of: b) || Set(b).isSubset(of: a)
  }

  private func place(of fact: Fact, _ document: FactSet.Document) -> (Int, Int, [Int])? {
    guard let mention = fact.mentions.first else { return nil }
    return (
      document.offset(mention.trigger.start), document.offset(mention.trigger.end),
      [document.offset(mention.sentence.start), document.offset(mention.sentence.end)]
    )
  }

  private mutating func add(
    _ outcome: Line.Outcome, _ kind: String, _ document: FactSet.Document,
    _ place: (start: Int, end: Int, sentence: [Int])?, _ details: [String]
  ) {
    var parts = ["", "", ""]
    if let place {
      let bounds = [place.sentence[0], place.start, place.end, place.sentence[1]]
      for part in 0..<3 where bounds[part] <= bounds[part + 1] {
        let scalars = document.scalars.dropFirst(bounds[part]).prefix(bounds[part + 1] - bounds[part])
        parts[part] = Self.plain(String(String.UnicodeScalarView(scalars)))
      }
    }
    lines[kind, default: []].append(
      Line(outcome: outcome, document: document.name, sentence: parts, details: details.map(Self.plain)))
  }

  /// On one line, and without characters that a terminal would obey.
  private static func plain(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(
      String.UnicodeScalarView(words.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }
}

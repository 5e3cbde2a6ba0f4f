internal import English

/// How well arcs agree with a treebank: unlabelled and labelled attachment, and F1 of each relation.
struct ParserScore {
  struct Attachment {
    var tokens = 0
    var heads = 0
    /// Head and universal part of the relation.
    var labelled = 0

    var uas: Double { 100 * Double(heads) / Double(max(1, tokens)) }
    var las: Double { 100 * Double(labelled) / Double(max(1, tokens)) }
  }

  struct Counts {
    var expected = 0
    var found = 0
    var right = 0

    var f1: Double { 200 * Double(right) / Double(max(1, expected + found)) }
  }

  private(set) var all = Attachment()
  private(set) var withoutPunctuation = Attachment()
  /// By the relation as the parser names it.
  private(set) var relations: [String: Counts] = [:]
  /// Arcs to not, n't, never and no.
  private(set) var negation = Counts()
  /// By tenths of `arcConfidence`: how many arcs there are, and how many heads are right.
  private(set) var calibration = [(arcs: Int, right: Int)](repeating: (0, 0), count: 10)

  mutating func add(_ bank: ParserTreebank) {
    let tokens = bank.reading.tokens
    for token in 0..<tokens.count {
      let expected = bank.relations[token]
      let found = tokens.relation[token].name
      let headIsRight = tokens.head[token] == bank.heads[token]
      let isRight = headIsRight && Self.universal(found) == Self.universal(expected)
      all.add(head: headIsRight, labelled: isRight)
      if Self.universal(expected) != "punct" {
        withoutPunctuation.add(head: headIsRight, labelled: isRight)
      }
      let name = Self.reduced(expected)
      relations[name, default: Counts()].expected += 1
      relations[found, default: Counts()].found += 1
      if headIsRight, name == found { relations[name, default: Counts()].right += 1 }
      if Self.negations.contains(bank.forms[token]) {
        negation.expected += 1
        negation.found += 1
        if isRight { negation.right += 1 }
      }
      let tenth = min(9, Int(tokens.arcConfidence[token]) * 10 / 256)
      calibration[tenth].arcs += 1
      if headIsRight { calibration[tenth].right += 1 }
    }
  }

  private static let negations: Set<String> = ["not", "n't", "n’t", "never", "no"]

  /// The relations that facts are read from.
  static let factRelations = [
    "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj", "appos", "acl", "acl:relcl", "ccomp",
    "xcomp", "aux", "aux:pass",
  ]

  /// All arcs of `factRelations` together.
  var factArcs: Counts {
    var sum = Counts()
    for name in Self.factRelations {
      let counts = relations[name] ?? Counts()
      sum.expected += counts.expected
      sum.found += counts.found
      sum.right += counts.right
    }
    return sum
  }

  private static func universal(_ relation: String) -> Substring {
    relation.prefix { $0 != ":" }
  }

  /// The parser's name for a treebank's relation.
  static func reduced(_ relation: String) -> String {
    if Relation.allCases.contains(where: { $0.name == relation }) { return relation }
    switch universal(relation) {
    case "goeswith", "orphan", "dislocated", "reparandum": return "dep"
    case "list", "vocative": return "parataxis"
    case let base: return String(base)
    }
  }

  var table: String {
    var lines = [
      "all tokens          UAS \(Self.number(all.uas))  LAS \(Self.number(all.las))",
      "without punctuation UAS \(Self.number(withoutPunctuation.uas))  "
        + "LAS \(Self.number(withoutPunctuation.las))",
      "arcs of facts       F1 \(Self.number(factArcs.f1))  of \(factArcs.expected)",
      "negation            F1 \(Self.number(negation.f1))  of \(negation.expected)",
    ]
    for (name, counts) in relations.sorted(by: { ($1.value.expected, $0.key) < ($0.value.expected, $1.key) })
    {
      let label = name + String(repeating: " ", count: max(1, 20 - name.count))
      lines.append("\(label)F1 \(Self.number(counts.f1))  of \(counts.expected)")
    }
    lines.append("arcConfidence: share of right heads")
    for (tenth, row) in calibration.enumerated() where row.arcs > 0 {
      let share = 100 * Double(row.right) / Double(row.arcs)
      lines.append("\(tenth * 10)–\(tenth * 10 + 10) %  \(Self.number(share)) of \(row.arcs)")
    }
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension ParserScore.Attachment {
  fileprivate mutating func add(head: Bool, labelled isRight: Bool) {
    tokens += 1
    if head { heads += 1 }
    if isRight { labelled += 1 }
  }
}

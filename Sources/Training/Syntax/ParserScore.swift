internal import Articles
internal import English

/// How well arcs agree with a treebank, with its own tokens and predicted tags: unlabelled and labelled
/// attachment, and F1 of each relation.
struct ParserScore {
  struct Attachment {
    var tokens = 0
    var heads = 0
    /// Head and universal part of the relation.
    var labelled = 0

    var uas: Double { 100 * Double(heads) / Double(max(1, tokens)) }
    var las: Double { 100 * Double(labelled) / Double(max(1, tokens)) }
  }

  /// How many arcs have a confidence in one tenth, and how many of their heads are right.
  struct Tenth {
    var arcs = 0
    var right = 0
  }

  private(set) var all = Attachment()
  private(set) var withoutPunctuation = Attachment()
  /// By the relation as the parser names it.
  private(set) var relations: [String: Counts] = [:]
  /// Arcs to not, n't, never and no.
  private(set) var negation = Counts()
  private(set) var calibration = [Tenth](repeating: Tenth(), count: 10)

  /// `reading` holds the tokens of `sentences`, parsed.
  init(_ sentences: [Treebank.Sentence], _ reading: Reading) {
    for (gold, sentence) in zip(sentences, reading.sentences) {
      for (token, place) in zip(gold.tokens, sentence.tokens) {
        let expected = token.head == 0 ? -1 : Int32(Int(sentence.firstToken) + token.head - 1)
        add(token, expected: expected, place: place, in: reading.tokens)
      }
    }
  }

  private mutating func add(_ gold: Treebank.Token, expected: Int32, place: Int, in tokens: Tokens) {
    let found = tokens.relation[place].name
    let headIsRight = tokens.head[place] == expected
    let isRight = headIsRight && Self.universal(found) == Self.universal(gold.relation)
    all.add(head: headIsRight, labelled: isRight)
    if Self.universal(gold.relation) != "punct" {
      withoutPunctuation.add(head: headIsRight, labelled: isRight)
    }
    let name = Self.reduced(gold.relation)
    relations[name, default: Counts()].expected += 1
    relations[found, default: Counts()].found += 1
    if headIsRight, name == found { relations[name, default: Counts()].right += 1 }
    if Self.negations.contains(String(decoding: gold.form, as: UTF8.self).lowercased()) {
      negation.add(Counts(right: isRight ? 1 : 0, found: 1, expected: 1))
    }
    let tenth = min(9, Int(tokens.arcConfidence[place]) * 10 / 256)
    calibration[tenth].arcs += 1
    if headIsRight { calibration[tenth].right += 1 }
  }

  private static let negations: Set<String> = ["not", "n't", "n’t", "never", "no"]

  /// The relations that facts are read from.
  static let factRelations = [
    "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj", "appos", "acl", "acl:relcl", "ccomp",
    "xcomp", "aux", "aux:pass",
  ]

  /// All arcs of `factRelations` together.
  var factArcs: Counts {
    Self.factRelations.reduce(into: Counts()) { $0.add(relations[$1] ?? Counts()) }
  }

  static func universal(_ relation: String) -> Substring { relation.prefix { $0 != ":" } }

  /// The parser's name for a treebank's relation.
  static func reduced(_ relation: String) -> String {
    if Relation.allCases.contains(where: { $0.name == relation }) { return relation }
    switch universal(relation) {
    case "goeswith", "orphan", "dislocated", "reparandum": return "dep"
    case "list", "vocative": return "parataxis"
    case let base: return String(base)
    }
  }

  var summary: String {
    "    UAS \(decimals(all.uas)) LAS \(decimals(all.las))  without punctuation UAS "
      + "\(decimals(withoutPunctuation.uas)) LAS \(decimals(withoutPunctuation.las))  arcs of facts F1 "
      + "\(decimals(factArcs.f1)) (\(factArcs.expected))  negation F1 \(decimals(negation.f1)) "
      + "(\(negation.expected))"
  }

  var table: String {
    var lines: [String] = []
    for (name, counts) in relations.sorted(by: { ($1.value.expected, $0.key) < ($0.value.expected, $1.key) })
    {
      let label = name + String(repeating: " ", count: max(1, 16 - name.count))
      lines.append("  \(label)F1 \(decimals(counts.f1)) (\(counts.expected))")
    }
    for (tenth, row) in calibration.enumerated() where row.arcs > 0 {
      let share = 100 * Double(row.right) / Double(row.arcs)
      lines.append(
        "  confidence \(tenth * 10)–\(tenth * 10 + 10) %: \(decimals(share)) % of \(row.arcs) heads right")
    }
    return lines.joined(separator: "\n")
  }
}

extension ParserScore.Attachment {
  fileprivate mutating func add(head: Bool, labelled isRight: Bool) {
    tokens += 1
    if head { heads += 1 }
    if isRight { labelled += 1 }
  }
}

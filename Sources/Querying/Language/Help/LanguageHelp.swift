/// What `.help` says of a part of the language, with an example that runs.
public struct HelpEntry: Hashable, Sendable {
  /// By which `.help` finds it: "limit".
  public var name: String
  /// How it is written: "limit N".
  public var form: String
  /// In a few words, for lists.
  public var summary: String
  /// A whole query.
  public var example: String
  /// What it means exactly, in paragraphs; empty where the summary says it all.
  public var details = ""
  /// More whole queries, each with what it asks for.
  public var more: [Example] = []

  /// A query that runs, and what it asks for.
  public struct Example: Hashable, Sendable {
    /// As it is typed.
    public var query: String
    /// In a few words.
    public var meaning: String
  }
}

extension HelpEntry {
  init(_ name: String, _ form: String, _ summary: String, _ example: String) {
    self.init(name: name, form: form, summary: summary, example: example)
  }
}

/// The help on sources, modifiers, operators, stages, keys, periods: data, each entry with a runnable example.
public enum LanguageHelp {
  /// A heading of `.help` with its entries.
  public struct Section: Hashable, Sendable {
    /// "stages"; `.help` takes the singular too.
    public var title: String
    /// In the order in which they are listed.
    public var entries: [HelpEntry]
  }

  /// All of the help, in the order in which it is listed.
  public static let sections: [Section] = [
    Section(title: "sources", entries: sources),
    Section(title: "conditions", entries: conditions),
    Section(title: "operators", entries: operators),
    Section(title: "stages", entries: stages),
    Section(title: "keys", entries: keys),
    Section(title: "expressions", entries: expressions),
    Section(title: "periods", entries: periods),
  ]

  /// The entries of any section with this name or word, case ignored: "near", "sort", "stages".
  public static func entries(named name: String) -> [HelpEntry] {
    let name = name.lowercased()
    if let section = sections.first(where: { $0.title == name || $0.title == name + "s" }) {
      return section.entries
    }
    return sections.flatMap(\.entries).filter {
      $0.name == name || $0.name.split(separator: " ").first.map(String.init) == name
    }
  }

  /// Every bare word that the language itself gives a meaning, to be coloured: modifiers, operators, stages,
  /// units, words of periods. Sources, fields, statuses are not among them.
  public static let keywords: Set<String> = Parser.reservedWords.union(StageDefinition.words).union(
    Parser.unitWords
  )
  .union(Parser.periodWords).union([
    "is", "one", "of", "contains", "starts", "exactly", "matches", "asc", "desc", "seed", "ago", "any",
    "pair",
    "country", "start", "end", "km", "mi", "miles", "m", "status",
  ])

  /// Whether a name cannot be that of a kind: a word of the language, or a source that is always there.
  public static func isReserved(_ name: String) -> Bool {
    let name = name.lowercased()
    return Parser.reservedWords.contains(name)
      || [
        "fact", "facts", "article", "articles", "sentence", "sentences", "person", "people", "organisation",
        "organisations", "place", "places", "entity", "entities", "status", "any", "all", "n", "_",
      ].contains(name)
  }

  /// What a keyword or a sign means, in a few words; empty if nothing is known of it.
  static func keyword(_ word: String) -> String { keywordSummaries[word] ?? "" }

  private static let keywordSummaries: [String: String] = {
    var summaries: [String: String] = [:]
    for entry in conditions + operators + stages where summaries[entry.name] == nil {
      summaries[entry.name] = entry.summary
    }
    for (word, summary) in [
      ("where", "keeps the rows that meet a condition"), ("|", "passes the rows to a stage"),
      ("(", "groups"), (")", "closes the bracket"), (",", "one more"), ("of", ""), ("to", "until the end of"),
      ("asc", "smallest first"), ("desc", "largest first"), ("let", "names a query"),
      ("seed", "makes the sample repeat"), ("any", "denied, failed and cancelled facts too"),
      ("no", "its absence"), ("starts", "begins with the text"), ("ago", "counted back from now"),
      ("[", #"a token: [lemma="meet" & tag="V.*"]"#), ("]", "closes the token"),
      ("{", "so many times: {2}, {0,3}"),
      ("*", "however often"), ("+", "at least once"), ("?", "or not"), ("&", "and, of one token"), ("%", ""),
      ("!", "not, of one token"), ("c", "capitals count no more"),
    ] { summaries[word] = summary }
    return summaries
  }()

  static func source(_ source: Source) -> String {
    switch source {
    case .facts: "facts of every kind"
    case .articles: "the articles loaded"
    case .sentences: "the sentences of the articles"
    case .people: "people whom the articles name"
    case .organisations: "organisations that the articles name"
    case .places: "places that the articles name"
    case .entities: "all that has a name"
    case .kind, .last, .named: ""
    }
  }
}

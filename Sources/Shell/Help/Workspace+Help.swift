internal import Facts
internal import Querying

/// Help on what the data have: kinds of facts and fields, each with an example that runs.
extension Workspace {
  /// All that `.help` knows by name: topics, commands, kinds, fields; a name may come twice.
  var helpedNames: [String] {
    helpTopics.map(\.name) + ["kinds", "fields", "settings", "about"] + ShellCommand.table.map(\.name)
      + kindList.map(\.name) + fieldList.map(\.name)
  }

  /// A paragraph of help with its lines: what is meant, what it says, queries that show it.
  struct HelpText {
    var head: String
    var lines: [String]
    var examples: [String]

    var text: String {
      head + "\n" + lines.map { "    " + $0 + "\n" }.joined() + examples.map { "    " + $0 + "\n" }.joined()
    }
  }

  /// On a kind by its name or its plural; nil where there is none.
  func help(onKind name: String) -> HelpText? {
    guard let row = vocabulary.kinds.rows.first(where: { $0.name == name || $0.plural == name }) else {
      return nil
    }
    let schema = Schema.facts(row.kind, in: vocabulary.kinds)
    let roles = row.roles.map(vocabulary.kinds.name)
    // Roles that are numbers are figures.
    let fields = roles.compactMap(schema.field)
    var lines = [row.help]
    for field in fields { lines.append("\(field.name): \(field.help)") }
    var examples = ["\(row.plural) | limit 5"]
    if let field = fields.first(where: { !$0.example.isEmpty }) {
      examples.append("\(row.plural) where \(field.example)")
    }
    if let field = fields.first(where: { $0.type == .entity }) {
      examples.append("\(row.plural) | count by \(field.name)")
    }
    return HelpText(head: row.plural, lines: lines, examples: examples)
  }

  /// On a field by its name; nil where no source has one.
  func help(onField name: String) -> HelpText? {
    var found: [(source: String, field: Schema.Field)] = []
    for source in vocabulary.sources {
      guard let field = vocabulary.schema(of: source)?.field(named: name) else { continue }
      found.append((vocabulary.name(of: source), field))
    }
    // What facts have every kind has.
    if found.contains(where: { $0.source == "facts" }) {
      let kinds = Set(vocabulary.kinds.rows.map(\.plural))
      found.removeAll { kinds.contains($0.source) }
    }
    guard let first = found.first else { return nil }
    var lines: [String] = []
    for (help, group) in Self.grouped(found) {
      lines.append("of \(group.joined(separator: ", ")): \(help)")
    }
    var type = Self.name(of: first.field.type)
    if !first.field.words.isEmpty { type += ": " + first.field.words.joined(separator: ", ") }
    lines.append("\(type)\(first.field.isMultiple ? "; a row may have several" : "")")
    var examples: [String] = []
    for (source, field) in found.prefix(2) where !field.example.isEmpty {
      examples.append("\(source) where \(field.example)")
    }
    examples.append("\(first.source) | show \(name) | limit 5")
    return HelpText(head: name, lines: lines, examples: examples)
  }

  /// Fields that say the same of several sources stand together.
  private static func grouped(_ found: [(source: String, field: Schema.Field)]) -> [(String, [String])] {
    var groups: [(help: String, sources: [String])] = []
    for (source, field) in found {
      if let known = groups.firstIndex(where: { $0.help == field.help }) {
        groups[known].sources.append(source)
      } else {
        groups.append((field.help, [source]))
      }
    }
    return groups.map { ($0.help, $0.sources) }
  }

  private static func name(of type: FieldType) -> String {
    switch type {
    case .text: "a text"
    case .entity: "a name"
    case .place: "a place"
    case .time: "a date or a stretch of time"
    case .number: "a number"
    case .word: "a word of these"
    case .flag: "yes or no"
    case .article: "an article, by its title"
    }
  }

  /// Every kind with what it is.
  var kindList: [(name: String, help: String)] { vocabulary.kinds.rows.map { ($0.plural, $0.help) } }

  /// Every field that a source has, once, with what it is.
  var fieldList: [(name: String, help: String)] {
    var known: Set<String> = []
    var list: [(String, String)] = []
    for source in vocabulary.sources {
      for field in vocabulary.schema(of: source)?.fields ?? [] where known.insert(field.name).inserted {
        list.append((field.name, field.help))
      }
    }
    return list.sorted { $0.0 < $1.0 }
  }
}

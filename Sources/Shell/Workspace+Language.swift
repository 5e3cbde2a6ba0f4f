internal import Facts
internal import Querying
internal import Reporting

/// The query language, as a session sees it.
extension Workspace {
  func isComplete(_ statement: String) -> Bool {
    Completeness(of: statement, with: vocabulary) == .complete
  }

  func text(of error: QueryError, in statement: String, at origin: ErrorOrigin?) -> String {
    let renderer = ErrorRenderer { CellWidth.of($0) }
    let place = origin.map { ErrorRenderer.Place(file: $0.file, line: $0.line, column: $0.column) }
    return renderer.text(error, in: statement, at: place)
  }

  /// The sources, then what `let` and `as` named.
  var sourceNames: [String] {
    vocabulary.sources.map { vocabulary.name(of: $0) } + vocabulary.definitions.keys.sorted()
      + vocabulary.results.keys.sorted()
  }
  var parameterNames: [String] {
    get { vocabulary.parameters }
    set { vocabulary.parameters = newValue }
  }
  var keywords: [String] { Array(LanguageHelp.keywords) }

  func describe(_ source: String?, isCancelled: @escaping @Sendable () -> Bool) throws(QueryError) -> Answer?
  {
    guard let source else { return sourceTable }
    let name = source.lowercased()
    var found = vocabulary.sources.first { vocabulary.name(of: $0) == name }
    if found == nil, name == "_", vocabulary.last != nil { found = .last }
    if found == nil,
      vocabulary.results[name] != nil || vocabulary.definitions[name]?.parameters.isEmpty == true
    {
      found = .named(name, [])
    }
    guard let found else { return nil }
    var clause = SourceClause(found)
    if case .facts? = vocabulary.schema(of: found)?.rows { clause.includesEveryStatus = true }
    let profile = try engine.profile(
      Query(.clause(clause)), bindings: bindings, settings: Settings(), isCancelled: isCancelled)
    return Self.table(profile)
  }

  private static func table(_ profile: SourceProfile) -> Answer {
    let fields = profile.fields
    func column(_ name: String, _ value: (SourceProfile.FieldProfile) -> Value) -> Column {
      Column(name: name, values: fields.map(value))
    }
    func help(_ field: Schema.Field) -> String {
      let others = profile.schema.fields.filter { $0.isAlias && $0.meaning == field.meaning }.map(\.name)
      return others.isEmpty ? field.help : "\(field.help) (also \(others.joined(separator: ", ")))"
    }
    var notes: [String] = []
    if profile.sampled < profile.rows {
      notes.append("rows are estimated from \(profile.sampled) of \(profile.rows)")
    }
    for (type, title) in [(FieldType.entity, "names"), (.place, "places"), (.article, "articles")] {
      guard let field = fields.first(where: { $0.field.type == type })?.field else { continue }
      let nested = Schema.nestedFields(of: field).map { "." + $0.name }.joined(separator: " ")
      notes.append("of \(title): \(field.name)\(nested)")
    }
    return Answer(
      columns: [
        column("field") { .text($0.field.name) },
        column("type") { .text($0.field.type.rawValue + ($0.field.isMultiple ? ", several" : "")) },
        column("rows") { .integer($0.rows) }, column("what it is") { .text(help($0.field)) },
        column("example") { .text($0.example) },
      ], subjects: [], notes: notes)
  }

  private var sourceTable: Answer {
    let entries = LanguageHelp.entries(named: "sources")
    let names = sourceNames
    func summary(_ name: String) -> String {
      if let definition = vocabulary.definitions[name] { return definition.text(vocabulary) }
      if vocabulary.results[name] != nil { return "kept by as" }
      if let kind = vocabulary.kinds.kind(plural: name) {
        return vocabulary.kinds.rows[Int(kind.rawValue)].help
      }
      return entries.first { $0.name == name }?.summary ?? ""
    }
    return Answer(
      columns: [
        Column(name: "source", values: names.map { .text($0) }),
        Column(name: "rows", values: names.map { count(of: $0).map { .integer($0) } ?? .missing }),
        Column(name: "what it holds", values: names.map { .text(summary($0)) }),
      ], subjects: [], notes: cuts.lines)
  }

  var helpTopics: [(name: String, title: String)] {
    LanguageHelp.sections.map { ($0.title, $0.entries.prefix(6).map(\.name).joined(separator: ", ") + " …") }
      + [("errors", "the codes of errors")]
  }

  func help(on topic: String) -> String? {
    if topic == "errors" {
      return errorCatalogue.map { entry in
        "\(entry.code)  \(entry.title)\n" + (entry.example.isEmpty ? "" : "      \(entry.example)\n")
      }.joined()
    }
    if let entry = errorCatalogue.first(where: { $0.code.lowercased() == topic }) {
      return "\(entry.code): \(entry.title)\n" + (entry.example.isEmpty ? "" : "  \(entry.example)\n")
    }
    let entries = LanguageHelp.entries(named: topic)
    guard !entries.isEmpty else { return nil }
    return entries.map { entry in
      let form = entry.form.isEmpty ? entry.name : entry.form
      var text = "\(form)\n    \(entry.summary)\n" + (entry.example.isEmpty ? "" : "    \(entry.example)\n")
      for line in entry.details.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "    \(line)\n"
      }
      if !entry.more.isEmpty { text += "\n" }
      for example in entry.more { text += "    \(example.query)\n        \(example.meaning)\n" }
      return text
    }.joined()
  }

  func complete(_ text: String, at cursor: Int) -> CompletionList {
    let completion = Completion.at(text: text, cursor: cursor, vocabulary: vocabulary, values: values)
    return CompletionList(
      start: completion.range.lowerBound,
      candidates: completion.candidates.filter { $0.text.neutralised() == $0.text }.map { candidate in
        CompletionList.Candidate(
          text: candidate.text, label: candidate.count.map { "\(candidate.text) (\($0))" } ?? "",
          help: candidate.help,
          ending: [.keyword, .source, .field, .stage, .unit, .value, .parameter].contains(candidate.kind)
            ? " " : "")
      })
  }
}

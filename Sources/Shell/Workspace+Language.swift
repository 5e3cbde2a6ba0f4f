internal import Facts
internal import Querying
internal import Reporting

/// The query language, as a session sees it.
extension Workspace {
  func isComplete(_ statement: String) -> Bool {
    let query =
      Question.isAsked(statement, with: vocabulary) ? AskedQuestion.stages(of: statement) : statement
    return Completeness(of: query, with: vocabulary) == .complete
  }

  /// Whether a line begins a statement of its own although `open` is not finished: at its very beginning stands a
  /// source or `let`, where `open` takes none.
  func isCut(_ open: String, before line: String) -> Bool {
    let word = String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }).lowercased()
    guard word == "let" || isSource(word) else { return false }
    switch Completeness(of: open, with: vocabulary) {
    case .incomplete(.source), .incomplete(.query): return false
    // `| articles` goes on from rows to others.
    case .incomplete(.stage): return DrillDown(rawValue: word) == nil
    // Where the line has the other mark, the text may well end in it.
    case .incomplete(.closingQuote): return Self.quotes(in: line).isMultiple(of: 2)
    case .complete, .incomplete: return true
    }
  }

  private func isSource(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    return vocabulary.sources.contains { vocabulary.name(of: $0) == word }
      || vocabulary.definitions[word] != nil || vocabulary.results[word] != nil
  }

  private static func quotes(in line: String) -> Int {
    var (count, isEscaped) = (0, false)
    for scalar in line.unicodeScalars {
      if !isEscaped, scalar == "\"" || ("\u{201C}"..."\u{201F}").contains(scalar) { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
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

  /// What the data hold under the fields of a source; nil where there is none of that name.
  func profile(_ source: String, isCancelled: @escaping @Sendable () -> Bool) throws(QueryError)
    -> SourceProfile?
  {
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
    return try engine.profile(
      Query(.clause(clause)), bindings: bindings, settings: Settings(), isCancelled: isCancelled)
  }

  /// Every source with its rows, nil where they are not counted, and what it holds.
  var sourceSummaries: [(name: String, rows: Int?, help: String)] {
    let entries = LanguageHelp.entries(named: "sources")
    func summary(_ name: String) -> String {
      if let definition = vocabulary.definitions[name] { return definition.text(vocabulary) }
      if vocabulary.results[name] != nil { return "kept by as" }
      if let kind = vocabulary.kinds.kind(plural: name) {
        return vocabulary.kinds.rows[Int(kind.rawValue)].help
      }
      return entries.first { $0.name == name }?.summary ?? ""
    }
    return sourceNames.map { ($0, count(of: $0), summary($0)) }
  }

  var helpTopics: [(name: String, title: String)] {
    LanguageHelp.sections.map { ($0.title, $0.entries.prefix(6).map(\.name).joined(separator: ", ") + " …") }
      + [("questions", "asking in English"), ("errors", "the codes of errors")]
  }

  func help(on topic: String) -> String? {
    if topic == "questions" || topic == "question" || topic == "?" { return Question.help }
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
}

internal import Querying
internal import Reporting
internal import Saving

/// `.engine`.
extension Session {
  /// Alone what answers, `off` the program itself, else an engine and where its tables are.
  func engineCommand(_ arguments: Arguments) throws(Failure) -> Shown? {
    let words = arguments.words
    if words.isEmpty {
      let name = engine?.name.neutralised() ?? "the program itself"
      return .report(
        Report(page: { _ in "queries are answered by \(name)\n" }) { _ in
          Answer(columns: [Column(name: "engine", values: [.text(name)])], subjects: [])
        })
    }
    if words == ["off"] {
      engine = nil
      return nil
    }
    try setEngine(words)
    return nil
  }

  func setEngine(_ words: [String]) throws(Failure) {
    let hint = "engines: sqlite FILE, duckdb FILE, postgres ADDRESS"
    guard words.count == 2 else {
      throw .command(
        words.count < 2 ? "where the tables of `\(words.first ?? "")` are is missing" : "too many words",
        hint: hint)
    }
    let place =
      words[0].lowercased().hasPrefix("postgres") ? words[1] : ScriptPath.resolve(words[1], in: scriptFolder)
    guard let engine = OutsideEngine(words[0], at: place) else {
      throw .command("no engine called `\(words[0])`", hint: hint)
    }
    if case .postgres(let address) = engine,
      !["postgres://", "postgresql://"].contains(where: { address.hasPrefix($0) })
    {
      throw .command(
        "`\(words[1])` is no address of a database", hint: "postgresql://USER@HOST/DATABASE")
    }
    self.engine = engine
  }

  /// What another engine says to a query; nil for statements that are none, which the session keeps to itself.
  func askEngine(_ text: String) throws(Failure) -> Answer? {
    guard let engine, !workspace.isDefinition(text) else { return nil }
    return try engine.answer(try compiled(text, engine.dialect), sinks)
  }
}

internal import Facts

/// Stages that go on to other rows, or keep the rows elsewhere.
extension StageDefinition {
  static let facts = drill(
    .facts, "the facts of the rows", #"articles where mentions "NATO" | facts"#
  ) { .facts(nil, in: $0) }
  static let articles = drill(.articles, "the articles of the rows", "meetings | articles") { _ in .articles }
  static let sentences = drill(
    .sentences, "the sentences of the rows", "meetings | sentences"
  ) { _ in .sentences }
  static let entities = drill(
    .entities, "who and what takes part in the rows", "meetings | entities"
  ) { _ in .entities(nil) }

  private static func drill(
    _ target: DrillDown, _ summary: String, _ example: String,
    _ schema: @escaping @Sendable (KindTable) -> Schema
  ) -> StageDefinition {
    let word = target.rawValue
    return StageDefinition(
      word: word, method: "drill", help: [HelpEntry(word, word, summary, example)],
      parse: { (_, _) throws(QueryError) in [.drill(target)] }, print: { _, printer in printer.add(word) },
      schema: { _, _, kinds in schema(kinds) })
  }

  static let mentions = StageDefinition(
    word: "mentions", method: "drill",
    help: [
      HelpEntry(
        name: "mentions", form: "mentions", summary: "each place where the rows are named or told",
        example: #"people where name = "Joe Biden" | mentions | limit 5"#,
        details: """
          One row a place: the words, the sentence, the article with its date, and `start` and `end`, which count characters \
          of the article (Unicode scalars, the end exclusive) as `extract` does. Of facts the words that tell them, of \
          articles and sentences all names in them.
          """)
    ],
    misfit: { $0.rows == .table ? .noMentions : nil },
    parse: { (_, _) throws(QueryError) in [.mentions] },
    print: { _, printer in printer.add("mentions") },
    schema: { _, schema, kinds in .mentions(of: schema, kinds) })

  static let name = StageDefinition(
    word: "as", method: "keep",
    help: [
      HelpEntry("as", "as NAME", "keeps the result under a name", #"meetings in "Poland" | as polish"#)
    ],
    parse: { (parser, _) throws(QueryError) in [.name(try parser.newName())] },
    print: { form, printer in
      if case .name(let name) = form { printer.add("as \(name)") }
    })

  static let export = StageDefinition(
    word: "to", method: "export",
    help: [
      HelpEntry(
        name: "to", form: "to FILE or |COMMAND [as FORMAT]", summary: "writes the rows",
        example: #"meetings | to "meetings.csv" as csv"#,
        details: """
          A file that exists stays as it is, unless `to >> FILE` writes behind what it holds or \
          `to FILE --force` puts the rows in its place. Rows of csv and tsv go below the names of their columns, which \
          stand once. Without `as FORMAT` the file's ending chooses, else the mode that is set:

          """
            + OutputFormat.allCases.filter { !$0.endings.isEmpty }.map { format in
              format.endings.map { "." + $0 }.joined(separator: ", ") + ": " + format.help
            }.joined(separator: "\n"))
    ],
    parse: { (parser, _) throws(QueryError) in [.export(try parser.export())] },
    print: { form, printer in
      guard case .export(let export) = form else { return }
      switch export.target {
      case .file(let name):
        printer.add("to " + (export.disposition == .append ? ">> " : "") + quoted(name))
      case .program(let command): printer.add("to |" + quoted(command))
      }
      if let format = export.format { printer.add(" as \(format.rawValue)") }
      if export.disposition == .replace { printer.add(" " + Lexer.forceWord) }
    })
}

extension Parser {
  fileprivate mutating func export() throws(QueryError) -> Export {
    note(.file)
    let isProgram = take(symbol: "|")
    let appends = !isProgram && take(symbol: ">>")
    if appends { note(.file) }
    guard current.kind == .string else {
      if current.kind == .word, !isProgram, OutputFormat(rawValue: current.text) != nil {
        let file = "to \"results.\(current.text)\""
        throw QueryError(.unquotedText(current.written), at: current.range, suggestions: [file])
      }
      throw current.kind == .word ? unquotedFile() : missing(.value)
    }
    var name = advance().text
    // The bar may stand inside the quotation marks, too.
    let isQuotedProgram = !isProgram && name.first == "|"
    if isQuotedProgram { name = String(name.dropFirst().drop { $0 == " " }) }
    let isForced = !appends && take(symbol: Lexer.forceWord)
    let format = take("as") ? try self.format() : nil
    if isProgram || isQuotedProgram { return Export(.program(name), format: format) }
    let replaces = isForced || (!appends && take(symbol: Lexer.forceWord))
    return Export(
      .file(name), format: format, disposition: appends ? .append : replaces ? .replace : .new)
  }

  private mutating func format() throws(QueryError) -> OutputFormat {
    note(.format)
    guard current.kind == .word else { throw missing(.name) }
    guard let format = OutputFormat(rawValue: current.text) else {
      throw QueryError(
        .unknownFormat(current.written), at: current.range,
        suggestions: nearWords(to: current.text, among: OutputFormat.namesForFiles),
        expected: OutputFormat.namesForFiles)
    }
    advance()
    return format
  }

  /// `x.csv` without quotes, whole.
  private func unquotedFile() -> QueryError {
    var text = current.written
    var end = current.range.upperBound
    var count = 1
    while ahead(count).isAttached, ahead(count).kind != .end, !ahead(count).isSymbol(";") {
      text += ahead(count).written
      end = ahead(count).range.upperBound
      count += 1
    }
    return QueryError(
      .unquotedText(text), at: current.range.lowerBound..<end, suggestions: ["\"\(text)\""])
  }
}

internal import Querying
internal import Reporting
internal import Saving

extension ShellCommand {
  static let resultCommands: [ShellCommand] = [
    ShellCommand(
      name: "mode", arguments: "[MODE]",
      help: "how answers are written: \(OutputFormat.modeNames.joined(separator: ", "))",
      details: OutputFormat.modes.map { "\($0.rawValue): \($0.help)" }.joined(separator: "\n") + """


        What .why, .open, .sources, .describe, .schema, .place, .alias, .set, .history and .explain show is data \
        in all modes but table and line; other commands print text.

        A member of JSON has one type whatever the data: an array where a field may have several values, null where \
        there is none; a date is {"start", "end", "precision"}. In csv and tsv what a spreadsheet would take for a formula \
        gets a ' before it, and control characters are made visible.
        """,
      completes: .modes, keeps: .command,
      run: { (session, arguments) throws(Failure) in
        guard let name = arguments.words.first else {
          let mode = session.settings.mode.rawValue + "\n"
          return .page { _ in mode }
        }
        guard let mode = OutputFormat(mode: name) else {
          let near = Suggestion.closest(to: name.lowercased(), among: OutputFormat.modeNames)
          throw .command(
            "no mode called `\(name)`",
            hint: near.first.map { "did you mean \($0)?" }
              ?? "modes: \(OutputFormat.modeNames.joined(separator: ", "))")
        }
        session.settings.mode = mode
        return nil
      }),
    ShellCommand(
      name: "last", arguments: "", help: "all rows of the last answer, without asking again",
      details: """
        Of a long answer the screen shows how it begins and ends (see .help settings: rows). This shows every row, in the mode \
        that is set.
        """,
      keeps: .nothing,
      run: { (session, _) throws(Failure) in
        guard let last = session.last else {
          throw .command("there is no last answer", hint: "run a query first")
        }
        try session.paged { () throws(Failure) in try session.show(last, time: nil, isWhole: true) }
        return nil
      }),
    ShellCommand(
      name: "once", arguments: "[>>] FILE [--force]", help: "write the next answer to a file",
      details: """
        The file's ending chooses the format (\(OutputFormat.usualEndings)), else the mode set. The file is \
        written as a whole. `.once "| program"` passes the answer to a program.

        A file that exists stays as it is, unless `>>` before its name adds to it or --force replaces it. \
        Rows of csv and tsv are added below the names of their columns, which stand once.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        try session.startRedirect(arguments, command: "once")
        return nil
      }),
    ShellCommand(
      name: "output", arguments: "[[>>] FILE [--force]]",
      help: "write all further answers to a file; alone: to the screen",
      details: """
        Ending, `| program`, `>>` and --force as in .once. Each answer is in the file as soon as it is there, so \
        that whatever ends the program leaves all that were finished.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        if arguments.rest.isEmpty {
          try session.endOutput()
          session.keep(Session.LogEntry(statement: ".output", mode: session.settings.mode))
        } else {
          try session.startRedirect(arguments, command: "output")
        }
        return nil
      }),
    ShellCommand(
      name: "set", arguments: "[NAME VALUE]", help: "change a setting; alone: list them",
      details: """
        See .help settings. `.set $name VALUE` gives a value to `$name` in queries. A `=` may stand between name and \
        value; `""` is a value of no letters.
        """,
      completes: .settings, keeps: .command,
      run: { (session, arguments) throws(Failure) in
        guard !arguments.words.isEmpty else { return session.settingsPage }
        try session.set(arguments.rest)
        return nil
      }),
    ShellCommand(
      name: "show", arguments: "[NAME]", help: "a setting's value; alone: all of them", completes: .settings,
      run: { (session, arguments) throws(Failure) in
        guard let name = arguments.words.first else { return session.settingsPage }
        guard let setting = SessionSettings.named(name) else { throw session.unknownSetting(name) }
        let text = setting.get(session.settings).neutralised() + "\n"
        return .page { _ in text }
      }),
    ShellCommand(
      name: "timing", arguments: "[on|off]", help: "show how long each query takes", completes: .onOff,
      run: { (session, arguments) throws(Failure) in
        switch arguments.words.first?.lowercased() {
        case nil: session.settings.showsTime.toggle()
        case "on": session.settings.showsTime = true
        case "off": session.settings.showsTime = false
        case let word: throw .command("`\(word ?? "")` is neither on nor off")
        }
        let state = session.settings.showsTime ? "on" : "off"
        session.keep(Session.LogEntry(statement: ".timing " + state, mode: session.settings.mode))
        session.say("timing is " + state)
        return nil
      }),
    ShellCommand(
      name: "explain", arguments: "[analyze] QUERY",
      help:
        "how a query is understood and would be run; analyze: runs it, with the rows and time of each step",
      completes: .query, keeps: .result,
      run: { (session, arguments) throws(Failure) in
        let runs = arguments.words.first?.lowercased() == "analyze"
        let query = runs ? String(arguments.rest.dropFirst("analyze".count)).trimmed : arguments.rest
        guard !query.isEmpty else { throw .command("usage: .explain [analyze] QUERY") }
        let plan = try session.explain(query, runs: runs)
        let steps = { (style: PageStyle) in
          // Times would make a saved session differ each time it is replayed.
          var plan = plan
          if style.isRecord { plan.columns.removeAll { $0.name == "ms" } }
          return plan
        }
        return .report(
          Report(
            page: { style in
              plan.notes.map { $0.neutralised(keepingLines: true) + "\n" }.joined()
                + Report.table(steps(style), style)
            }, table: steps))
      }),
    ShellCommand(
      name: "sql", arguments: "[--dialect NAME] QUERY",
      help: "the query as a statement of SQL over the tables of a kept file",
      details: """
        Dialects: \(SQLDialect.all.map(\.name).joined(separator: ", ")); the first is meant where none is named. The \
        statement gives the rows of the query, in its order, with values as csv has them, in any engine that has the tables that \
        `.keep FILE` makes.

        What is asked of names, places, outlets and all else of which there are so many is answered here: the statement carries the \
        keys of those that pass. It is made for the articles that are loaded; once there are more, make it anew. `near`, \
        `in`, names, `matches` on such fields, sequences and calculations say the same as here.

        What SQL cannot say exactly is refused: searches in texts, `mentions`, `score`, `sample`, drawings, context, and sums of \
        numbers with fractions, which differ in their last digit.
        """,
      completes: .query, keeps: .result,
      run: { (session, arguments) throws(Failure) in
        let statement = try session.sql(arguments.rest) + "\n"
        return .page { _ in statement }
      }),
  ]
}

extension Session {
  fileprivate func explain(_ query: String, runs: Bool) throws(Failure) -> Answer {
    do {
      return try workspace.explain(
        query, runs: runs, settings: settings, parameters: parameters, isCancelled: surroundings.isInterrupted
      )
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .query(error, statement: query)
    }
  }

  fileprivate var settingsPage: Shown {
    let settings = settings
    let parameters = parameters.sorted { $0.key < $1.key }
    let rows =
      SessionSettings.table.map { ($0.name, $0.get(settings)) } + parameters.map { ("$" + $0.key, $0.value) }
    return .report(
      Report(page: { style in Session.list(rows.map { ($0, $1.neutralised()) }, style) }) { _ in
        Session.list(rows, ("name", "value"))
      })
  }

  fileprivate func unknownSetting(_ name: String) -> Failure {
    let near = Suggestion.closest(to: name.lowercased(), among: SessionSettings.table.map(\.name))
    return .command(
      "no setting called `\(name)`", hint: near.first.map { "did you mean \($0)?" } ?? "see .help settings")
  }

  /// `.set NAME VALUE`, with or without a `=` between the two.
  fileprivate func set(_ text: String) throws(Failure) {
    let name = text.prefix { !$0.isWhitespace && $0 != "=" }
    var rest = text.dropFirst(name.count).trimmed
    let hasSign = rest.hasPrefix("=")
    if hasSign { rest = String(rest.dropFirst()).trimmed }
    let value = Arguments.split(rest).joined(separator: " ")
    if !rest.isEmpty { return try set(String(name), to: value) }
    if !name.hasPrefix("$"), SessionSettings.named(String(name)) == nil { throw unknownSetting(String(name)) }
    let values = name.hasPrefix("$") ? "a text" : SessionSettings.named(String(name))?.values ?? ""
    throw .command(
      hasSign ? "no value stands behind `=`" : "no value is given for \(name)",
      hint: values == "a text"
        ? "`.set \(name) \"\"` for none" + (hasSign ? ", `.set \(name) \"=\"` for the sign" : "")
        : "values: \(values)" + (values.hasPrefix("one character") ? "; in quotation marks: \"=\"" : ""))
  }

  /// Changes a setting or, with `$`, a parameter.
  func set(_ name: String, to value: String) throws(Failure) {
    if name.hasPrefix("$") {
      let letters = name.dropFirst()
      let isName =
        letters.first?.isNumber == false && letters.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      guard isName else {
        throw .command("`\(name)` is no name of a parameter", hint: "-p place=Poland, .set $place Poland")
      }
      parameters[String(name.dropFirst()).lowercased()] = value
      return
    }
    guard let setting = SessionSettings.named(name) else { throw unknownSetting(name) }
    guard setting.set(&settings, value) else {
      throw .command("`\(value)` is no value of \(setting.name)", hint: "values: \(setting.values)")
    }
  }
}

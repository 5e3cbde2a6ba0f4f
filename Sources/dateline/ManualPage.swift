internal import ArgumentParser
internal import FoundationEssentials
internal import Shell

/// The manual page of the program (man(7)), made of the options that it takes and of the tables that its help is made of.
enum ManualPage {
  /// What ArgumentParser tells of a command.
  private struct Told: Decodable {
    struct Command: Decodable {
      var abstract: String?
      var discussion: String?
      var arguments: [Argument]?
      var subcommands: [Command]?
      var commandName: String
    }
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var kind: String
      var shouldDisplay: Bool
      var sectionTitle: String?
      var names: [Name]?
      var valueName: String?
      var abstract: String?
    }
    var command: Command

    init(_ type: any ParsableCommand.Type) {
      let found = try? JSONDecoder().decode(Self.self, from: Data(type._dumpHelp().utf8))
      self = found ?? Told(command: Command(commandName: ""))
    }

    private init(command: Command) { self.command = command }
  }

  /// The page, as `man -l -` shows it. ASCII alone: every other sign is written by its number.
  static var text: String {
    var roff = Roff()
    roff.line(".TH DATELINE 1 \"\" \"dateline \(Invocation.version)\" \"User Commands\"")
    roff.section("NAME")
    roff.line("dateline \\- a query shell for the news")
    roff.section("SYNOPSIS")
    roff.block(Dateline.configuration.usage ?? "")
    roff.section("DESCRIPTION")
    roff.paragraph(
      """
      dateline loads articles, finds the facts in them (who met, visited, called, attacked, signed, resigned, where and when, \
      and who says so) and answers questions about them. Every fact comes with its place on the map, its date on the calendar, \
      its status, its source and the sentences that prove it. Everything runs on this machine; no article, query or result \
      leaves it.
      """)
    roff.paragraph(
      "Without a query it asks at a prompt: .help lists what there is, .tour walks through example articles, Tab completes."
    )
    roff.section("OPTIONS")
    options(Told(Dateline.self).command, &roff)
    roff.section("OTHER COMMANDS")
    for (name, type) in commands {
      let told = Told(type).command
      roff.line(".SS " + Roff.escaped("dateline " + name))
      roff.paragraph(told.abstract ?? "")
      if let discussion = told.discussion, !discussion.isEmpty { roff.paragraph(discussion) }
      options(told, &roff)
      for step in told.subcommands ?? [] where step.commandName != "help" {
        roff.entry("\\fB" + Roff.escaped(step.commandName) + "\\fR", step.abstract ?? "")
      }
    }
    roff.section("THE PROMPT")
    for entry in Manual.commands {
      roff.entry("\\fB" + Roff.escaped(entry.form) + "\\fR", entry.help, entry.example)
    }
    roff.line(".SS Settings")
    for entry in Manual.settings { roff.entry("\\fB" + Roff.escaped(entry.form) + "\\fR", entry.help) }
    roff.section("THE LANGUAGE")
    roff.paragraph("SOURCE [modifiers] [where CONDITION] | STAGE | STAGE …")
    for (title, entries) in Manual.language {
      roff.line(".SS " + Roff.escaped(title.prefix(1).uppercased() + title.dropFirst()))
      for entry in entries {
        roff.entry("\\fB" + Roff.escaped(entry.form) + "\\fR", entry.help, entry.example)
      }
    }
    files(&roff)
    return roff.text
  }

  /// Those that stand before their own options.
  static let commands: [(name: String, type: any ParsableCommand.Type)] = [
    ("extract", Extract.self), ("sql", SQLStatement.self), ("cluster", Cluster.self),
    ("completions", Completions.self),
  ]

  private static func options(_ command: Told.Command, _ roff: inout Roff) {
    for argument in command.arguments ?? [] where argument.shouldDisplay {
      let value = argument.valueName.map { " \\fI" + Roff.escaped($0) + "\\fR" } ?? ""
      let names = (argument.names ?? []).map { name in
        "\\fB" + Roff.escaped((name.kind == "short" ? "-" : "--") + name.name) + "\\fR"
      }
      // Short names stand first.
      let sorted = names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      let form =
        argument.kind == "positional"
        ? String(value.dropFirst())
        : sorted.joined(separator: ", ") + (argument.kind == "option" ? value : "")
      roff.entry(form, argument.abstract ?? "")
    }
  }

  private static func files(_ roff: inout Roff) {
    roff.section("FILES")
    roff.entry(
      "\\fI~/.config/dateline/config\\fR",
      """
      Settings of one's own, a command a line: \(Manual.configCommands.joined(separator: ", ")); # begins a remark. Read where \
      somebody sits at a prompt; --config FILE names another one, in scripts, too, --no-rc leaves it out.
      """)
    roff.entry("\\fI~/.local/state/dateline/history\\fR", "What was typed.")
    roff.entry(
      "\\fI~/.local/state/dateline/journal\\fR",
      "Sessions that were cut off: --restore goes on with one, --forget removes them."
    )
    roff.section("ENVIRONMENT")
    for (names, help) in Manual.variables {
      roff.entry("\\fB" + Roff.escaped(names.joined(separator: ", ")) + "\\fR", help)
    }
    roff.section("EXIT STATUS")
    roff.paragraph(Dateline.configuration.discussion)
    roff.section("EXAMPLES")
    for (command, help) in [
      ("dateline news/", "asks at a prompt over the articles of a folder"),
      ("dateline news/ -c 'meetings near \"Poland\" | to \"poland.html\"'", "writes an answer as a page"),
      (
        "dateline news/ --mode csv -q -c 'facts during 2023 | show date, kind, location' > facts.csv",
        "is a filter"
      ),
      ("dateline --check session.dateline", "replays a saved session and says what differs"),
    ] { roff.entry("\\fB" + Roff.escaped(command) + "\\fR", help) }
    roff.section("SEE ALSO")
    roff.line(".BR sqlite3 (1),\n.BR pdftotext (1)")
  }
}

/// Text for man(7).
struct Roff {
  private(set) var text = ""

  /// A request, or text that is escaped already.
  mutating func line(_ line: String) { text += line + "\n" }

  mutating func section(_ name: String) { line(".SH " + name) }

  mutating func paragraph(_ paragraph: String) {
    line(".PP")
    line(Self.escaped(paragraph))
  }

  /// Lines as they stand.
  mutating func block(_ block: String) {
    line(".nf")
    for part in block.split(separator: "\n") { line(Self.escaped(part)) }
    line(".fi")
  }

  /// A word with what it means; `form` is escaped already.
  mutating func entry(_ form: String, _ help: String, _ example: String = "") {
    line(".TP")
    line(form)
    line(Self.escaped(help))
    guard !example.isEmpty else { return }
    line(".br")
    line("\\fI" + Self.escaped(example) + "\\fR")
  }

  /// A text of one line in which nothing is a request or an escape.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case ".": result += result.isEmpty ? "\\&." : "."
      case "\n": result += " "
      case " "..."\u{7E}": result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "]"
      }
    }
    return result
  }
}

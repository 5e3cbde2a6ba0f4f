internal import Atlas
internal import Facts
internal import Reporting

extension Session {
  func help(_ topic: String) throws(Failure) -> Shown? {
    let name = String(topic.lowercased().drop { $0 == "." })
    if name.isEmpty { return .page { self.overview($0) } }
    if topic.hasPrefix(".") || !hasHelp(name), let command = ShellCommand.named(name) {
      return .page { Self.help(on: command, $0) }
    }
    if name == "about" { return .page { Self.wrapped(Self.about, $0) } }
    if name == "settings" { return .page { Self.settingsHelp($0) } }
    if name == "kinds" {
      return .page { [workspace] in Self.list(workspace.kindList.map { ($0.name, $0.help) }, $0) }
    }
    if name == "fields" {
      return .page { [workspace] in Self.list(workspace.fieldList.map { ($0.name, $0.help) }, $0) }
    }
    // A word may be of the language, a kind and a field at once.
    var texts = [
      workspace.help(on: name), workspace.help(onKind: name)?.text, workspace.help(onField: name)?.text,
    ]
    .compactMap { $0 }.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }
    if !texts.isEmpty {
      if ShellCommand.named(name) != nil { texts.append("See .help .\(name) for the command.\n") }
      let text = texts.joined(separator: "\n")
      return .page { _ in text }
    }
    let near = Suggestion.closest(
      to: name, among: workspace.helpedNames)
    throw .command(
      "no help on `\(topic)`",
      hint: near.isEmpty ? "see .help" : "did you mean \(near.joined(separator: ", "))?")
  }

  private func hasHelp(_ name: String) -> Bool {
    workspace.help(on: name) != nil || workspace.help(onKind: name) != nil
      || workspace.help(onField: name) != nil
  }

  private func overview(_ style: PageStyle) -> String {
    var text = "Ask for a source, say which, pass the rows on:\n\n"
    text += "  meetings near \"Poland\" during 2023 | sort by date\n\n"
    text += style.paint(.bold, "Commands") + "\n"
    let commands = ShellCommand.table.map { (("." + $0.name + " " + $0.arguments).trimmed, $0.help) }
    text += Self.list(commands, style)
    text += "\n" + style.paint(.bold, "Topics") + " (.help TOPIC)\n"
    let own = [
      ("kinds", "the kinds of facts; .help meetings tells of one"),
      ("fields", "what rows can be asked for; .help location tells of one"),
      ("settings", "what .set changes"), ("about", "version, licence and where the data comes from"),
    ]
    text += Self.list(workspace.helpTopics.map { ($0.name, $0.title) } + own, style)
    return text
  }

  private static func help(on command: ShellCommand, _ style: PageStyle) -> String {
    var text = style.paint(.bold, ("." + command.name + " " + command.arguments).trimmed) + "\n"
    text += indented(command.help, style)
    if !command.details.isEmpty {
      for line in command.details.lines { text += indented(line, style) }
    }
    if !command.examples.isEmpty { text += "\n" }
    for example in command.examples { text += indented(example, style) }
    return text
  }

  private static func settingsHelp(_ style: PageStyle) -> String {
    list(SessionSettings.table.map { (".set \($0.name)", "\($0.help) (\($0.values))") }, style)
  }

  private static func indented(_ line: String, _ style: PageStyle) -> String {
    let lines = style.width.map { AnswerPrinter.wrap(line, to: max(20, $0 - 2)) } ?? [line]
    return lines.map { "  " + $0 + "\n" }.joined()
  }

  private static func wrapped(_ text: String, _ style: PageStyle) -> String {
    text.lines.map { line in
      (style.width.map { AnswerPrinter.wrap(line, to: $0) } ?? [line]).map { $0 + "\n" }.joined()
    }.joined()
  }

  /// Two columns, the second wrapped.
  static func list(_ rows: [(String, String)], _ style: PageStyle) -> String {
    let left = rows.reduce(0) { max($0, min(24, CellWidth.of($1.0))) }
    var text = ""
    for (name, help) in rows {
      let lines = style.width.map { AnswerPrinter.wrap(help, to: max(20, $0 - left - 4)) } ?? [help]
      let isLong = CellWidth.of(name) > left
      text += "  " + style.paint(.cyan, isLong ? name : CellWidth.pad(name, to: left))
      text += isLong ? "\n" + String(repeating: " ", count: left + 4) : "  "
      text += lines.joined(separator: "\n" + String(repeating: " ", count: left + 4)) + "\n"
    }
    return text
  }

  static let about = """
    dateline \(Invocation.version): a query shell for the news. Apache License 2.0.

    Everything runs on this machine; no article, query or result leaves it.

    \(Gazetteer.attribution)

    Language: words and their clusters from GloVe 6B (PDDL); tags and arcs learnt from the Universal Dependencies \
    English Web Treebank (CC BY-SA 4.0) and GUM (annotations CC BY 4.0); names from en-worldwide-newswire (research), \
    Wikigold (CC BY 4.0) and Universal NER (CC BY-SA 4.0). The models hold weights and words, no sentence of these texts.

    Line editing: libedit (NetBSD).

    """
}

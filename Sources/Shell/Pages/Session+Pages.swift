internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// Documents of a session: reports of all that was asked, and pages of one answer.
extension Session {
  /// `.report FILE [--title "TITLE"] [--force]`.
  func reportCommand(_ arguments: Arguments) throws(Failure) {
    var (words, isForced) = arguments.taking("--force")
    var title: String?
    if let at = words.firstIndex(of: "--title") {
      guard words.indices.contains(at + 1), !words[at + 1].trimmed.isEmpty else {
        throw .command("--title says nothing", hint: ".report talks.html --title \"Talks of 2023\"")
      }
      title = words[at + 1]
      words.removeSubrange(at...(at + 1))
    }
    if let unknown = words.first(where: { $0.hasPrefix("--") }) {
      throw .command("no option \(unknown)", hint: "options of .report: --title \"TITLE\", --force")
    }
    guard words.count == 1 else { throw .usage(ShellCommand.named("report") ?? ShellCommand.table[0]) }
    let path = words[0]
    guard let form = PageForm(path: path) else {
      throw .command("\(path) is neither .html nor .md", hint: "the ending says what is written")
    }
    // A check writes nothing.
    guard sinks.rule != .compared else { return }
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let name = ScriptPath.absolute(target, current: ScriptPath.current)
    let isOwn = ownReports.contains(name) && TextFile.standing(at: target) == .file
    let manner = try manner(for: path, appends: false, isForced: isForced || isOwn)
    guard workspace.finishIndex(surroundings.isInterrupted) else { throw .cancelled }
    let document = document(title: title, in: ScriptPath.folder(of: target))
    try writeFile(form == .html ? document.html : document.markdown, to: path, manner)
    ownReports.insert(name)
    let count = document.entries.count {
      if case .step = $0.content { false } else { true }
    }
    say(
      "\(Self.count(count, "answer")) and the evidence of \(Self.count(document.evidence.count, "fact")) written to \(path)"
    )
  }

  /// What was asked so far. The script in it names files as one in `folder` would.
  private func document(title: String?, in folder: String) -> PageDocument {
    var maker = PageMaker(workspace, title: title ?? "Answers from the news")
    for entry in log {
      // What was loaded stands above, and where answers went is no step of an inquiry.
      guard ![".load", ".unload"].contains(entry.statement), !Self.isRedirection(entry.statement) else {
        continue
      }
      let words = [entry.statement] + (entry.paths ?? []).map(Arguments.quoted)
      let isCommand = entry.statement.hasPrefix(".")
      maker.add(isCommand ? words.joined(separator: " ") : entry.statement, entry.shown, entry.keys)
    }
    let settings = settings
    let own = SessionSettings()
    let changed = SessionSettings.table.map { ($0.name, $0.get(settings), $0.get(own)) }
      .filter { ["near", "confidence", "now"].contains($0.0) || $0.1 != $0.2 }.map { ($0.0, $0.1) }
    let parameters = parameters.sorted { $0.key < $1.key }.map { ("$" + $0.key, $0.value) }
    let script = script(in: folder).entries.map(\.statement).joined(separator: "\n")
    maker.set { document in
      document.summary = workspace.summary.articles > 0 ? contents : "no articles are loaded"
      document.loaded = loadedPaths
      document.settings = (changed + parameters).map { (name: $0.0, value: $0.1) }
      document.corrections = workspace.corrections.isEmpty ? nil : correctionTable
      document.script = script
    }
    return maker.document
  }

  private static func isRedirection(_ statement: String) -> Bool {
    let name = statement.prefix { !$0.isWhitespace }
    return [".once", ".output"].contains(name)
  }

  /// What was loaded and is still there, as it was named, each once.
  private var loadedPaths: [String] {
    var paths: [String] = []
    for entry in log where [".load", ".watch", ".unload"].contains(entry.statement) {
      for path in entry.paths ?? [] {
        if entry.statement == ".unload" {
          paths.removeAll { $0 == path }
        } else if !paths.contains(path) {
          paths.append(path)
        }
      }
    }
    return paths
  }

  /// The `to` stage of a page.
  func writePage(_ shown: Shown, to path: String, _ manner: TextFile.Manner) throws(Failure) {
    try refuseAddingPage(to: path, manner)
    try writeFile(page(of: log.last?.statement ?? "", shown), to: path, manner)
    sayWritten(shown, to: path)
  }

  /// `.once` of a page, and the one answer that `.output` writes as a page.
  func deliver(page shown: Shown, to redirect: Redirect) throws(Failure) {
    switch redirect.place {
    case .file(let path, let manner):
      once = nil
      try writePage(shown, to: path, manner)
    case .stream:
      try deliver(page(of: log.last?.statement ?? "", shown), .html, to: redirect)
      sayWritten(shown, to: redirect.name)
    case .program: break
    }
  }

  private func sayWritten(_ shown: Shown, to path: String) {
    if case .answer(let answer) = shown {
      say("\(Self.count(answer.rowCount)) written to \(path)")
    } else {
      say("written to \(path)")
    }
  }

  private func refuseAddingPage(to path: String, _ manner: TextFile.Manner) throws(Failure) {
    guard manner == .append, TextFile.standing(at: ScriptPath.resolve(path, in: scriptFolder)) == .file,
      !TextFile.isEmpty(ScriptPath.resolve(path, in: scriptFolder))
    else { return }
    throw .command(
      "\(path) would be no page any more: a page holds one answer",
      hint: "name another file, or write the session: .report \(Arguments.quoted(path)) --force")
  }

  /// A page of one answer, for `to "x.html"` and `.once x.html`; `statement` stands above it.
  func page(of statement: String, _ shown: Shown) -> String {
    let title = statement.lines.first.map { $0.neutralised() } ?? ""
    var maker = PageMaker(workspace, title: title.isEmpty ? "An answer from the news" : title)
    maker.add(statement, shown, workspace.keys(of: shown))
    maker.set { $0.summary = contents }
    return maker.document.html
  }
}

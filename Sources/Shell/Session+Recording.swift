internal import Articles
internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// What a session keeps of itself: what was asked, in order, with settings, definitions and where answers went. `.save`
/// writes it with the answers, the journal without.
extension Session {
  struct LogEntry {
    /// As typed; of a command on files what stands before their paths.
    var statement: String
    var shown: Shown?
    /// The mode set: wherever the answer went, the session keeps it as the screen would show it.
    var mode: OutputFormat
    /// A command on files: their paths as the working folder means them.
    var paths: [String]?
    /// What stands behind the paths: " --force".
    var options = ""
    /// The folder that paths in a query are meant in; nil: the working folder.
    var folder: String?
    /// What its first rows stood for, for reports.
    var keys: [RowKey] = []

    /// Whether it read what came from standard input or a pipe, which cannot be read again.
    var readsInput: Bool { lastingPaths?.count != paths?.count }
    /// The paths that can be read again, or that were written to.
    var lastingPaths: [String]? {
      [".load", ".unload", ".define", ".alias"].contains(statement)
        ? paths?.filter { !ArticleFiles.isPassing($0) } : paths
    }
    /// Whether anything of it can be run again.
    var isLasting: Bool { lastingPaths?.isEmpty != true }
  }

  /// Keeps what was done, and writes it into the journal. A command of several lines is not kept: read back, each line
  /// would be a statement of its own.
  func keep(_ entry: LogEntry) {
    if entry.statement.hasPrefix("."), entry.statement.utf8.contains(where: { $0 == 10 || $0 == 13 }) {
      let name = String(entry.statement.prefix { !$0.isWhitespace })
      remark("note: this \(name) is not kept for .save: a command is one line, and it holds a line break")
      return
    }
    var entry = entry
    entry.keys = workspace.keys(of: entry.shown)
    log.append(entry)
    guard let journal, entry.isLasting else { return }
    do throws(TextFile.Problem) {
      let text = text(of: entry, in: nil, current: ScriptPath.current)
      // A blank line ends it: the next one may begin with a bar.
      try journal.append(SessionScript.lines(of: text) + "\n")
    } catch {
      self.journal = nil
      remark("note: this session is not kept in case of a crash: cannot write \(error.path): \(error.reason)")
    }
  }

  /// A statement as a script in `folder` has to write it: paths relative to it, or absolute where it is nil.
  func text(of entry: LogEntry, in folder: String?, current: String) -> String {
    func path(_ path: String) -> String {
      folder.map { ScriptPath.relative(path, to: $0, current: current) }
        ?? ScriptPath.absolute(path, current: current)
    }
    if let paths = entry.lastingPaths {
      return ([entry.statement] + paths.map { Arguments.quoted(path($0)) }).joined(separator: " ")
        + entry.options
    }
    guard !entry.statement.hasPrefix(".") else { return entry.statement }
    return ExportScan(entry.statement).replacingFiles { name in
      name.trimmed.isEmpty ? name : path(ScriptPath.resolve(name, in: entry.folder))
    }
  }

  /// The session as a script in `folder`.
  func script(in folder: String) -> SessionScript {
    let current = ScriptPath.current
    // What came from standard input or a pipe cannot be read again.
    let entries = log.filter { $0.isLasting }.map { entry in
      SessionScript.Entry(
        statement: text(of: entry, in: folder, current: current),
        results: record(entry.shown, mode: entry.mode))
    }
    let summary = workspace.summary
    return SessionScript(
      remarks: [
        "\(Self.count(summary.articles, "article")), \(Self.count(summary.facts, "fact")); "
          + "replay: .read FILE, compare: .check FILE",
        SessionScript.remark(.articles, workspace.articlesHash),
        SessionScript.remark(.kinds, workspace.kindsHash),
      ],
      entries: entries)
  }

  func save(to path: String, isForced: Bool) throws(Failure) {
    guard sinks.rule != .compared else { return }
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let name = ScriptPath.absolute(target, current: ScriptPath.current)
    try refuseOpenOutput(target, named: path)
    let isOwn = ownSessions.contains(name)
    var manner = TextFile.Manner.replace
    let isEmpty = TextFile.isEmpty(target)
    let start = TextFile.start(of: target, count: SessionScript.signature.utf8.count)
    if TextFile.standing(at: target) == .file, SessionScript.isSession(start) || isEmpty {
      try sinks.admit("writes \(path)")
      guard isOwn || isForced || sinks.replacesFiles || isEmpty else {
        throw .command(
          "\(path) is another session, which this one has neither written nor read",
          hint: ".save \(Arguments.quoted(path)) --force puts this one in its place")
      }
    } else {
      if TextFile.standing(at: target) == .file, !isForced, !sinks.replacesFiles {
        throw .command(
          "\(path) is no saved session and is not overwritten",
          hint: ".save \(Arguments.quoted(path)) --force")
      }
      manner = try self.manner(for: path, appends: false, isForced: isForced)
    }
    let script = script(in: ScriptPath.folder(of: target))
    try writeFile(script.text, to: path, manner)
    ownSessions.insert(name)
    let queries = script.entries.count { !$0.results.isEmpty }
    say("\(queries == 1 ? "1 result" : "\(queries) results") saved to \(path)")
    if log.contains(where: { $0.readsInput }) {
      remark("note: what came from standard input or a pipe cannot be read again and is left out")
    }
  }
}

internal import Articles
internal import Glibc
internal import Querying

/// What Tab offers: commands and their arguments here, the query language behind.
struct Completer {
  let workspace: Workspace

  /// `cursor` is a byte of `text`. A buffer of several lines is completed in the line of the cursor where
  /// that is a command.
  func complete(_ text: String, at cursor: Int) -> CompletionList {
    let bytes = Array(text.utf8.prefix(cursor))
    let lineStart = bytes.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let line = String(decoding: bytes[lineStart...], as: UTF8.self)
    guard line.trimmed.hasPrefix(".") else {
      return Question.isAsked(text, with: workspace.vocabulary) && !text.contains("|")
        ? workspace.completeName(text, at: cursor) : workspace.complete(text, at: cursor)
    }
    let dot = bytes[lineStart...].firstIndex(of: 0x2E) ?? lineStart
    guard let space = bytes[dot...].firstIndex(of: 0x20) else {
      let stem = String(decoding: bytes[(dot + 1)...], as: UTF8.self)
      return words(ShellCommand.table.map(\.name), stem: stem, start: dot + 1)
    }
    let name = String(decoding: bytes[(dot + 1)..<space], as: UTF8.self)
    guard let command = ShellCommand.named(name.lowercased()) else { return .none(at: cursor) }
    let start = (bytes[space...].lastIndex(of: 0x20) ?? space) + 1
    let stem = String(decoding: bytes[start...], as: UTF8.self)
    let isFirst = !bytes[space..<start].contains { $0 != 0x20 }
    switch command.completes {
    case .nothing: return .none(at: cursor)
    case .files: return files(bytes, from: space + 1) { Self.entries(of: $0) }
    case .loaded:
      let loaded = workspace.paths
      return files(bytes, from: space + 1) { Self.entries(of: $0, in: loaded) }
    case .query:
      var offset = bytes[space...].firstIndex { $0 != 0x20 } ?? cursor
      // `.explain analyze` stands before its query.
      let analyze = "analyze ".utf8
      if bytes[offset...].starts(with: analyze), cursor >= offset + analyze.count { offset += analyze.count }
      let option = Session.dialectOption(bytes[offset...])
      if cursor >= offset + option { offset += option }
      let inner = workspace.complete(String(decoding: bytes[offset...], as: UTF8.self), at: cursor - offset)
      return CompletionList(start: inner.start + offset, candidates: inner.candidates)
    case .modes:
      return isFirst
        ? words(OutputFormat.modeNames, stem: stem, start: start) : .none(at: cursor)
    case .sources: return isFirst ? words(workspace.sourceNames, stem: stem, start: start) : .none(at: cursor)
    case .settings:
      let names = SessionSettings.table.map(\.name) + workspace.parameterNames.map { "$" + $0 }
      return isFirst ? words(names, stem: stem, start: start) : .none(at: cursor)
    case .fields:
      // Behind the row.
      let row = String(decoding: bytes[space..<start], as: UTF8.self)
      let isSecond = Arguments(row).words.count == 1
      return isSecond ? words(workspace.changeableFields, stem: stem, start: start) : .none(at: cursor)
    case .onOff: return isFirst ? words(["on", "off"], stem: stem, start: start) : .none(at: cursor)
    case .commands:
      return isFirst ? words(ShellCommand.table.map(\.name), stem: stem, start: start) : .none(at: cursor)
    case .topics:
      let topics = workspace.helpTopics.map(\.name) + ["settings", "about"]
      return isFirst
        ? words(topics + ShellCommand.table.map(\.name), stem: stem, start: start) : .none(at: cursor)
    }
  }

  private func words(_ words: [String], stem: String, start: Int) -> CompletionList {
    let stem = stem.lowercased()
    return CompletionList(
      start: start,
      candidates: words.filter { $0.hasPrefix(stem) }.sorted().map { .init(text: $0, ending: " ") })
  }

  /// Names in the folder of the word before the cursor. A name with a space, or with bytes that are no UTF-8, is put in
  /// quotes.
  /// `entries` gives the names in a folder, "" for the working one.
  private func files(
    _ bytes: [UInt8], from first: Int, _ entries: (_ folder: String) -> [(name: String, isFolder: Bool)]
  ) -> CompletionList {
    var start = first
    var isQuoted = false
    for index in first..<bytes.count {
      if bytes[index] == 0x22 {
        isQuoted.toggle()
        if isQuoted { start = index }
      } else if bytes[index] == 0x20, !isQuoted {
        start = index + 1
      }
    }
    let word = Arguments.split(String(decoding: bytes[start...], as: UTF8.self)).first ?? ""
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let stem = slash.map { String(word[word.index(after: $0)...]) } ?? word
    var candidates: [CompletionList.Candidate] = []
    for (name, isFolder) in entries(folder)
    where name.hasPrefix(stem) && (!name.hasPrefix(".") || stem.hasPrefix(".")) {
      guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { continue }
      let path = folder + name + (isFolder ? "/" : "")
      let quoted = Arguments.quoted(path)
      let needsQuotes = isQuoted || quoted != path
      let open = quoted == path ? "\"" + path : String(quoted.dropLast())
      candidates.append(
        .init(
          text: needsQuotes ? open : path, label: PathText.shown(name) + (isFolder ? "/" : ""),
          ending: isFolder ? "" : needsQuotes ? "\" " : " "))
    }
    candidates.sort { $0.label < $1.label }
    return CompletionList(start: start, candidates: candidates)
  }

  private static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
    (ArticleFiles.names(in: folder.isEmpty ? "." : home(folder)) ?? []).map { name in
      var status = stat()
      let isFolder =
        PathText.withBytes(of: home(folder) + name) { stat($0, &status) } == 0
        && status.st_mode & S_IFMT == S_IFDIR
      return (name, isFolder)
    }
  }

  /// Those of loaded files.
  private static func entries(of folder: String, in paths: Set<String>) -> [(name: String, isFolder: Bool)] {
    var entries: [String: Bool] = [:]
    for path in paths where path.hasPrefix(folder) && path != "-" {
      let rest = path.dropFirst(folder.count)
      // The root of a path from there.
      let head = rest.prefix { $0 == "/" }
      let name = head + rest.dropFirst(head.count).prefix { $0 != "/" }
      if !name.isEmpty { entries[String(name)] = name.count < rest.count }
    }
    return entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func home(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return PathText.text(home) + path.dropFirst()
  }
}

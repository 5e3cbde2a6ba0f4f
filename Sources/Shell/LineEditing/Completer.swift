internal import Articles
internal import Glibc
internal import Indexing
internal import Querying
internal import Saving

/// What Tab offers: commands and their arguments here, the query language behind.
struct Completer {
  let workspace: Workspace

  /// `cursor` is a byte of `text`. A text of several lines is completed in the line of the cursor where
  /// that is a command.
  func complete(_ text: String, at cursor: Int, wantsFiles: Bool = true) -> CompletionList {
    let bytes = Array(text.utf8.prefix(cursor))
    guard let typed = typedCommand(bytes) else {
      return Question.isAsked(text, with: workspace.vocabulary) && !text.contains("|")
        ? workspace.completeName(text, at: cursor) : query(bytes, from: 0, wantsFiles: wantsFiles)
    }
    guard let space = typed.space else {
      let stem = String(decoding: bytes[(typed.dot + 1)...], as: UTF8.self).lowercased()
      let fitting = ShellCommand.table.filter { $0.name.hasPrefix(stem) }.sorted { $0.name < $1.name }
      return CompletionList(
        start: typed.dot + 1,
        candidates: fitting.map { .init(text: $0.name, kind: "command", help: $0.help, ending: " ") })
    }
    guard let command = typed.command else { return .none(at: cursor) }
    let start = (bytes[space...].lastIndex(of: 0x20) ?? space) + 1
    let stem = String(decoding: bytes[start...], as: UTF8.self)
    let isFirst = !bytes[space..<start].contains { $0 != 0x20 }
    func first(_ names: [String], _ kind: String) -> CompletionList {
      isFirst ? words(names, kind, stem: stem, start: start) : .none(at: cursor)
    }
    switch command.completes {
    case .nothing: return .none(at: cursor)
    case .files: return files(bytes, from: space + 1) { entries(of: $0) }
    case .loaded: return files(bytes, from: space + 1) { loadedEntries(of: $0) }
    case .query:
      var offset = bytes[space...].firstIndex { $0 != 0x20 } ?? cursor
      // `.explain analyze` stands before its query.
      let analyze = "analyze ".utf8
      if bytes[offset...].starts(with: analyze), cursor >= offset + analyze.count { offset += analyze.count }
      let option = Session.dialectOption(bytes[offset...])
      if cursor >= offset + option { offset += option }
      return query(bytes, from: offset, wantsFiles: wantsFiles)
    case .modes: return first(OutputFormat.modeNames, "mode")
    case .sources: return first(workspace.sourceNames, "source")
    case .settings:
      if !isFirst { return values(ofSetting: bytes[space..<start], stem: stem, start: start) }
      return first(SessionSettings.table.map(\.name) + workspace.parameterNames.map { "$" + $0 }, "setting")
    case .fields:
      // Behind the row.
      let row = String(decoding: bytes[space..<start], as: UTF8.self)
      let isSecond = Arguments(row).words.count == 1
      return isSecond
        ? words(workspace.changeableFields, "field", stem: stem, start: start) : .none(at: cursor)
    case .onOff: return first(["on", "off"], "")
    case .commands: return first(ShellCommand.table.map(\.name), "command")
    case .topics:
      return first(Array(Set(workspace.helpedNames)), "topic")
    }
  }

  /// How the word at the end of a text may go on, by the first candidate that begins with it; nil where there is none, and
  /// where names of files are typed, for which folders would be read at each key.
  func suggestion(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    // Behind a sign nothing is begun, and all names would be in question.
    guard let last = bytes.last, last.isASCIILetter || last.isASCIIDigit || last >= 0x80 else { return nil }
    if let typed = typedCommand(bytes), typed.space != nil {
      switch typed.command?.completes {
      case .files?, .loaded?, nil: return nil
      default: break
      }
    }
    let list = complete(text, at: bytes.count, wantsFiles: false)
    let stem = bytes[min(list.start, bytes.count)...]
    guard stem.contains(where: { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 }) else { return nil }
    for candidate in list.candidates where candidate.text.utf8.count > stem.count {
      guard candidate.text.utf8.starts(with: stem) else { continue }
      return String(decoding: Array(candidate.text.utf8.dropFirst(stem.count)), as: UTF8.self)
    }
    return nil
  }

  /// The command in the last line of a text, where its dot and the space behind its name stand; nil where that is no
  /// command.
  private func typedCommand(_ bytes: [UInt8]) -> (dot: Int, space: Int?, command: ShellCommand?)? {
    let lineStart = bytes.lastIndex(of: 10).map { $0 + 1 } ?? 0
    guard let dot = bytes[lineStart...].firstIndex(where: { $0 > 32 }), bytes[dot] == 0x2E else { return nil }
    let space = bytes[dot...].firstIndex(of: 0x20)
    let name = String(decoding: bytes[(dot + 1)..<(space ?? bytes.count)], as: UTF8.self)
    return (dot, space, ShellCommand.named(name.lowercased()))
  }

  /// A query that begins at a byte; names of files behind `to`.
  private func query(_ bytes: [UInt8], from offset: Int, wantsFiles: Bool) -> CompletionList {
    let offset = min(offset, bytes.count)
    let text = String(decoding: bytes[offset...], as: UTF8.self)
    let (inner, takesFile) = workspace.complete(text, at: bytes.count - offset)
    let list = CompletionList(start: inner.start + offset, candidates: inner.candidates)
    let begun = list.start < bytes.count ? bytes[list.start] : 0x22
    guard takesFile, wantsFiles, begun == 0x22 else { return list }
    var found = files(bytes, from: list.start, isQuoted: true) { entries(of: $0) }
    found.candidates += list.candidates
    return found
  }

  /// The values that a setting may have, where they are words.
  private func values(ofSetting before: ArraySlice<UInt8>, stem: String, start: Int) -> CompletionList {
    let words = Arguments(String(decoding: before, as: UTF8.self)).words.filter { $0 != "=" }
    guard words.count == 1, let setting = SessionSettings.named(words[0]) else { return .none(at: start) }
    let values = setting.values.split(separator: ",").map { $0.trimmed }
    guard values.allSatisfy({ value in value.utf8.allSatisfy { $0.isASCIILetter } }) else {
      return .none(at: start)
    }
    return self.words(values, "value", stem: stem, start: start)
  }

  private func words(_ words: [String], _ kind: String, stem: String, start: Int) -> CompletionList {
    let stem = stem.lowercased()
    return CompletionList(
      start: start,
      candidates: words.filter { $0.hasPrefix(stem) }.sorted().map {
        .init(text: $0, kind: kind, ending: " ")
      })
  }

  /// Names in the folder of the word before the cursor. A name with a space, or with bytes that are no UTF-8, is put in
  /// quotes.
  /// `entries` gives the names in a folder, "" for the one that paths are meant in.
  private func files(
    _ bytes: [UInt8], from first: Int, isQuoted mustQuote: Bool = false,
    _ entries: (_ folder: String) -> [(name: String, isFolder: Bool)]
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
    let shown = entries(folder).filter { !$0.name.hasPrefix(".") || stem.hasPrefix(".") }
    var fitting = shown.filter { $0.name.hasPrefix(stem) }
    // Case and accents count only where names differ by them.
    if fitting.isEmpty {
      let folded = Folding.fold(stem)
      fitting = shown.filter { Folding.fold($0.name).hasPrefix(folded) }
    }
    for (name, isFolder) in fitting {
      guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { continue }
      let path = folder + name + (isFolder ? "/" : "")
      let quoted = Arguments.quoted(path)
      let needsQuotes = isQuoted || mustQuote || quoted != path
      let open = quoted == path ? "\"" + path : String(quoted.dropLast())
      candidates.append(
        .init(
          text: needsQuotes ? open : path, label: PathText.shown(name) + (isFolder ? "/" : ""),
          kind: isFolder ? "folder" : "file",
          ending: isFolder ? "" : needsQuotes ? "\" " : " "))
    }
    candidates.sort { $0.label < $1.label }
    return CompletionList(start: start, candidates: candidates)
  }

  private func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
    let path = ScriptPath.resolve(folder.isEmpty ? "." : Self.home(folder), in: workspace.folder)
    return (ArticleFiles.names(in: path) ?? []).map { name in
      var status = stat()
      let isFolder =
        PathText.withBytes(of: path + "/" + name) { stat($0, &status) } == 0
        && status.st_mode & S_IFMT == S_IFDIR
      return (name, isFolder)
    }
  }

  /// Those of loaded files.
  private func loadedEntries(of folder: String) -> [(name: String, isFolder: Bool)] {
    var (paths, start) = (workspace.paths, folder)
    if let own = workspace.folder {
      // They were named from where the program was started, and are now from elsewhere.
      let current = ScriptPath.current
      let whole = ScriptPath.absolute(
        ScriptPath.resolve(folder.isEmpty ? "." : folder, in: own), current: current)
      start = whole == "/" || folder == "/" ? "/" : whole + "/"
      paths = Set(paths.map { ScriptPath.absolute($0, current: current) })
    }
    var entries: [String: Bool] = [:]
    for path in paths where path.hasPrefix(start) && path != "-" {
      let rest = path.dropFirst(start.count)
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

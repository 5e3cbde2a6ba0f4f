internal import Articles
internal import Reporting
internal import Saving

extension ShellCommand {
  static let systemCommands: [ShellCommand] = [
    ShellCommand(
      name: "shell", arguments: "COMMAND", help: "run a command of the system's shell",
      details: """
        It runs in the folder that paths are meant in: that of the script, or the one that .cd has chosen. Not with --safe, and not in \
        a check.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        guard !arguments.rest.isEmpty else { throw .usage(named("shell") ?? table[0]) }
        guard session.sinks.rule != .compared else { return nil }
        try session.sinks.admit("runs `\(arguments.rest)`")
        switch session.surroundings.shell(session.inOwnFolder(arguments.rest)) {
        case .ended(0): return nil
        case .ended(let code): throw .command("`\(arguments.rest)` left with \(code)")
        case .failed(let reason): throw .command("cannot run `\(arguments.rest)`: \(reason)")
        }
      }),
    ShellCommand(
      name: "cd", arguments: "[FOLDER]",
      help: "the folder that paths are meant in from now on; alone: say which",
      details: """
        What was loaded and written before stays where it is, and a saved session names all of it rightly. `~` is the home folder. In a script \
        that is read it holds until the script ends.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in try session.changeFolder(arguments) }),
    ShellCommand(
      name: "echo", arguments: "on|off", help: "whether scripts show each statement before its answer",
      completes: .onOff, keeps: .command,
      run: { (session, arguments) throws(Failure) in
        session.echoes = try isOn(arguments, of: "echo")
        return nil
      }),
    ShellCommand(
      name: "print", arguments: "TEXT", help: "write a line where answers go",
      details: "A text in quotation marks may hold \\n for a line break.",
      run: { (session, arguments) throws(Failure) in
        let text = arguments.rest.hasPrefix("\"") ? arguments.words.joined(separator: " ") : arguments.rest
        let line = text.neutralised(keepingLines: true) + "\n"
        if session.standing != nil, session.once == nil, let standing = session.redirect {
          try session.deliver(line, nil, to: standing)
        } else {
          session.output.write(line)
        }
        return nil
      }),
    ShellCommand(
      name: "bail", arguments: "on|off",
      help: "whether the first error ends a script (on), or the rest is run",
      details: "As --keep-going, which is off. The exit code says in either case that a statement failed.",
      completes: .onOff, keeps: .command,
      run: { (session, arguments) throws(Failure) in
        session.keepsGoing = try !isOn(arguments, of: "bail")
        return nil
      }),
  ]

  private static func isOn(_ arguments: Arguments, of name: String) throws(Failure) -> Bool {
    switch arguments.rest.lowercased() {
    case "on": return true
    case "off": return false
    case "": throw .command("usage: .\(name) on|off", hint: "see .help \(name)")
    default: throw .command("`\(arguments.rest)` is neither on nor off")
    }
  }
}

extension Session {
  /// `.cd`. The process stays where it is: paths that were named before keep their meaning.
  fileprivate func changeFolder(_ arguments: Arguments) throws(Failure) -> Shown? {
    guard var folder = arguments.words.first else {
      let current = ScriptPath.absolute(scriptFolder ?? ".", current: ScriptPath.current)
      return .page { _ in current.neutralised() + "\n" }
    }
    guard arguments.words.count == 1 else {
      throw .command("usage: .cd [FOLDER]", hint: "a name with spaces is quoted: .cd \"my articles\"")
    }
    if folder == "~" || folder.hasPrefix("~/") {
      guard let home = surroundings.variables["HOME"], home.hasPrefix("/") else {
        throw .command("there is no home folder")
      }
      folder = home + folder.dropFirst()
    }
    let target = ScriptPath.resolve(folder, in: scriptFolder)
    // With a slash behind it a link to a folder is one.
    guard TextFile.standing(at: target + "/.") == .folder else {
      throw .command(
        TextFile.exists(target) ? "\(folder) is no folder" : "\(folder): No such file or directory")
    }
    scriptFolder = target
    return nil
  }

  /// A command line for the system's shell, in the folder that paths are meant in.
  func inOwnFolder(_ command: String) -> String {
    guard let folder = scriptFolder, folder != "." else { return command }
    // With a slash before it no folder of $CDPATH is meant, and none is taken for an option.
    let path = folder.hasPrefix("/") ? folder : "./" + folder
    let quoted = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    return "cd '\(quoted)' || exit 127\n\(command)"
  }
}

internal import Articles
internal import Querying
internal import Reporting
internal import Saving

/// The file of a person's own settings: dot commands that set something, a line each, run before the first prompt.
struct ConfigFile {
  /// A line that could not be done: what is wrong, and where in it.
  struct Fault: Equatable {
    var line: Int
    var text: String
    /// Scalars of `text`.
    var range: Range<Int>
    var message: String
    var hint: String?
  }

  /// `$XDG_CONFIG_HOME/dateline/config`, else `~/.config/dateline/config`; nil where there is no home.
  static func path(environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return folder + "/dateline/config"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/dateline/config"
  }

  /// Commands that set something, and neither load, write nor run anything.
  static let allowed = ["set", "mode", "timing", "alias", "define", "bail"]

  /// Why a line does not belong in such a file; nil where it does.
  static func refusal(_ line: String) -> (range: Range<Int>, message: String, hint: String?)? {
    let head = line.unicodeScalars.prefix { !$0.properties.isWhitespace }
    let list = allowed.map { "." + $0 }.joined(separator: ", ")
    guard line.hasPrefix(".") else {
      return (
        0..<head.count, "only commands that set something may stand here",
        "they are \(list); # begins a remark"
      )
    }
    let name = String(head.dropFirst()).lowercased()
    let rest = line.dropFirst(name.count + 1)
    guard let command = ShellCommand.named(name) else {
      let near = Suggestion.closest(to: name, among: allowed)
      return (
        0..<head.count, "no command called .\(name)",
        near.first.map { "did you mean .\($0)?" } ?? "here may stand \(list)"
      )
    }
    guard allowed.contains(command.name) else {
      return (
        0..<head.count, ".\(name) may not stand here: it does not set anything", "here may stand \(list)"
      )
    }
    // Alone they list; with a file they read it.
    let sign: Character? = command.name == "alias" ? "=" : command.name == "define" ? ":" : nil
    if let sign, !rest.contains(sign) {
      let hint =
        command.name == "alias"
        ? ".alias \"Kyjiw\" = \"Kyiv\"; a file: --aliases FILE"
        : ".define NAME PLURAL : verb WORD; a file: --kinds FILE"
      return (0..<line.unicodeScalars.count, ".\(name) says nothing here", hint)
    }
    if rest.trimmed.isEmpty {
      return (0..<head.count, ".\(name) sets nothing", "it wants \(command.arguments)")
    }
    return nil
  }

  /// Lines with their numbers, from 1, without remarks and blank ones.
  static func lines(_ text: String) -> [(number: Int, text: String)] {
    text.lines.enumerated().compactMap { number, line in
      let line = line.trimmed
      return line.isEmpty || line.hasPrefix("#") || line.hasPrefix("--") ? nil : (number + 1, line)
    }
  }

  /// The fault as it is shown, each line ended.
  static func text(_ fault: Fault, in path: String) -> String {
    let number = String(fault.line)
    let before = String(String.UnicodeScalarView(fault.text.unicodeScalars.prefix(fault.range.lowerBound)))
    let marked = String(
      String.UnicodeScalarView(
        fault.text.unicodeScalars.dropFirst(fault.range.lowerBound).prefix(fault.range.count)))
    let room = String(repeating: " ", count: CellWidth.of(before.neutralised()))
    let carets = String(repeating: "^", count: max(1, CellWidth.of(marked.neutralised())))
    var text =
      "\(path.neutralised()):\(number):\(fault.range.lowerBound + 1): error: \(fault.message.neutralised())\n"
    text += "  \(number) | \(fault.text.neutralised())\n"
    text += "  \(String(repeating: " ", count: number.utf8.count)) | \(room)\(carets)\n"
    if let hint = fault.hint { text += "  help: \(hint.neutralised())\n" }
    return text
  }
}

extension Session {
  /// Does what a file of settings says. What is wrong in it is told, and the rest done. False where something was wrong.
  @discardableResult
  func configure(_ path: String, _ text: String) -> Bool {
    var isFine = true
    for (number, line) in ConfigFile.lines(text) {
      guard let fault = fault(line, number) else { continue }
      isFine = false
      errors.write(ConfigFile.text(fault, in: path))
    }
    return isFine
  }

  private func fault(_ line: String, _ number: Int) -> ConfigFile.Fault? {
    if let refusal = ConfigFile.refusal(line) {
      return ConfigFile.Fault(
        line: number, text: line, range: refusal.range, message: refusal.message, hint: refusal.hint)
    }
    do throws(Failure) {
      try performCommand(line)
      return nil
    } catch {
      let scalars = Array(line.unicodeScalars)
      // Behind the command stands what is wrong; of a setting whose value is, the value.
      var start = scalars.firstIndex { $0.properties.isWhitespace } ?? 0
      start = scalars[start...].firstIndex { !$0.properties.isWhitespace } ?? 0
      var (message, hint) = ("this cannot be done", String?.none)
      if case .command(let told, let help) = error { (message, hint) = (told, help) }
      if message.contains("is no value of") || message.contains("no value") {
        let value = scalars[start...].firstIndex { $0.properties.isWhitespace || $0 == "=" } ?? scalars.count
        start =
          scalars[min(value, scalars.count)...].firstIndex { !$0.properties.isWhitespace && $0 != "=" }
          ?? start
      }
      return ConfigFile.Fault(
        line: number, text: line, range: start..<scalars.count, message: message, hint: hint)
    }
  }

  /// The person's own settings, where somebody sits at a prompt: scripts are the same on every machine.
  func configureByHome() {
    guard let path = ConfigFile.path(environment: surroundings.variables), TextFile.exists(path) else {
      return
    }
    do throws(TextFile.Problem) {
      let (text, access) = try TextFile.readWithAccess(path)
      if let doubt = FileTrust.doubt(access) {
        return errors.write("note: \(path.neutralised()) \(doubt) and is not read\n")
      }
      configure(path, text)
    } catch {
      errors.write("note: \(path.neutralised()) is not read: \(error.reason)\n")
    }
  }
}

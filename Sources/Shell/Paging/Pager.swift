internal import Articles
internal import CLineEdit
internal import Glibc

/// The person's own program for texts that are longer than the screen.
struct Pager: Sendable {
  /// A command of the shell, with its arguments.
  var command: String
  /// What `LESS` is where the person has not said it: leaves at the end of a short text, keeps the screen, shows colours.
  static let options = "FRX"

  /// `$PAGER`, else `less` where it is installed; nil where neither is, where `$PAGER` is empty or `cat`, and on terminals that
  /// can only write.
  static func named(by variables: [String: String]) -> Pager? {
    guard variables["TERM"] != "dumb" else { return nil }
    if let own = variables["PAGER"] {
      return own.trimmed.isEmpty || own.trimmed == "cat" ? nil : Pager(command: own.trimmed)
    }
    return ExternalProgram.find("less", in: ExternalProgram.standardFolders).map { _ in Pager(command: "less")
    }
  }

  /// The command that shows a text from a line on: programs that are known take it as `+N`.
  func command(from line: Int) -> String {
    let words = command.split(separator: " ")
    let name = words.first?.split(separator: "/").last.map(String.init) ?? ""
    guard line > 1, ["less", "more", "most"].contains(name), words.count == 1 || name == "less" else {
      return command
    }
    return command + " +\(line)"
  }

  /// Whether it has shown the text.
  func show(_ text: String, from line: Int) -> Bool {
    setenv("LESS", Self.options, 0)
    guard let sink = ProgramSink(command: command(from: line)) else { return false }
    sink.write(text)
    let fault = sink.finish()
    // Ctrl-C was meant for it.
    _ = dl_take_interrupt()
    return fault == nil
  }
}

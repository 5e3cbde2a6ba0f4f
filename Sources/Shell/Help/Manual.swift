internal import Articles
internal import Querying

/// What the manual page says of the shell and its language: the tables that `.help` is made of.
public enum Manual {
  /// A command, a setting, a part of the language: how it is written, and what it does.
  public struct Entry: Sendable, Equatable {
    /// ".why N|ID", "limit N".
    public var form: String
    /// In a few words.
    public var help: String
    /// A statement that shows it; "" where there is none.
    public var example: String
  }

  /// The commands of the prompt, in the order of `.help`.
  public static var commands: [Entry] {
    ShellCommand.table.map { command in
      Entry(
        form: ("." + command.name + " " + command.arguments).trimmed, help: command.help,
        example: command.examples.last ?? "")
    }
  }

  /// What `.set` changes.
  public static var settings: [Entry] {
    SessionSettings.table.map {
      Entry(form: ".set \($0.name)", help: "\($0.help) (\($0.values))", example: "")
    }
  }

  /// The language, under its headings.
  public static var language: [(title: String, entries: [Entry])] {
    LanguageHelp.sections.map { section in
      (
        section.title,
        section.entries.map {
          Entry(form: $0.form.isEmpty ? $0.name : $0.form, help: $0.summary, example: $0.example)
        }
      )
    }
  }

  /// The commands that a file of settings may hold, with their dots.
  public static var configCommands: [String] { ConfigFile.allowed.map { "." + $0 } }
}

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

  /// The variables of the environment that the program reads: the names of those that mean one thing, and what they mean.
  public static let variables: [(names: [String], help: String)] = [
    (["VISUAL", "EDITOR"], "the editor of .edit, the first of the two that is set; else vi"),
    (
      ["PAGER"],
      "what shows that which is longer than the screen; empty or cat: nothing; not set: less, where it is installed"
    ),
    (["LESS"], "the options of less; not set: \(Pager.options)"),
    (["NO_COLOR"], "no colours, whatever it says, unless it is empty"),
    (["TERM"], "dumb: the terminal can only write: no colours, and lines without editing"),
    (["HOME"], "the folder that ~ means, and that the files above are in"),
    (
      ["XDG_CONFIG_HOME", "XDG_STATE_HOME"],
      "where the files above are, in the place of ~/.config and ~/.local/state"
    ),
    (["DATELINE_HISTORY", "DATELINE_JOURNAL"], "other places for them; empty: none is kept"),
    (["EDITRC"], "the file of one's own keys (editrc(5)), in the place of ~/.editrc"),
    (["LC_ALL", "LC_CTYPE", "LANG"], "which letters are typed; what is not UTF-8 is taken for C.UTF-8"),
    (["PATH"], "where the programs are that are run: less, pdftotext, duckdb, psql …"),
    (["TMPDIR"], "where what is too much for memory goes"),
  ]

  /// The commands that a file of settings may hold, with their dots.
  public static var configCommands: [String] { ConfigFile.allowed.map { "." + $0 } }
}

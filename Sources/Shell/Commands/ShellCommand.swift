/// A command of the shell. One table of them gives the parser, `.help`, completion and README's table.
struct ShellCommand: Sendable {
  /// What Tab offers for its arguments.
  enum Completes: Sendable {
    case nothing, files, modes, sources, settings, topics, query, commands, onOff, fields
  }

  /// What a saved session keeps of it.
  enum Keeps: Sendable {
    case nothing
    /// The command, because it changes what later ones do.
    case command
    /// The command and what it showed.
    case result
    /// The command; what it shows is an answer, but too much to keep.
    case answer
  }

  /// Without the dot.
  var name: String
  /// "FILE [--force]"; "" where it takes none.
  var arguments: String
  /// One line.
  var help: String
  /// More, for `.help NAME`; "" where one line says all.
  var details = ""
  var completes = Completes.nothing
  var keeps = Keeps.nothing
  var run: @Sendable (Session, Arguments) throws(Failure) -> Shown?

  static let table: [ShellCommand] =
    dataCommands + resultCommands + evidenceCommands + correctionCommands + sessionCommands

  static func named(_ name: String) -> ShellCommand? {
    table.first { $0.name == name } ?? (name == "exit" ? named("quit") : nil)
  }

  /// The commands as README's table (Markdown).
  static var markdown: String {
    var text = "| command | what it does |\n|---|---|\n"
    for command in table {
      let usage = ("." + command.name + " " + command.arguments).trimmed
      text += "| `\(usage.split(separator: "|").joined(separator: "\\|"))` | \(command.help) |\n"
    }
    return text
  }
}

/// The arguments of a command.
struct Arguments: Sendable {
  /// Words; quoted text without its quotes.
  var words: [String]
  /// All that stands after the name, without spaces around it.
  var rest: String

  init(_ rest: some StringProtocol) {
    self.rest = rest.trimmed
    words = Self.split(self.rest)
  }

  /// The words that are no options, and whether `option` is among them.
  func taking(_ option: String) -> (words: [String], isThere: Bool) {
    (words.filter { $0 != option }, words.contains(option))
  }

  /// Words apart by spaces; quotes (straight or curly) hold spaces, a backslash in them takes the next
  /// character as it is, but `\n` and `\r` are line breaks.
  static func split(_ text: String) -> [String] {
    let quotes: Set<Character> = ["\"", "“", "”", "„"]
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isStarted = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        word += unescaped(character)
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if quotes.contains(character) {
        isQuoted.toggle()
        isStarted = true
      } else if !isQuoted, character.isWhitespace {
        if isStarted { words.append(word) }
        word = ""
        isStarted = false
      } else {
        word.append(character)
        isStarted = true
      }
    }
    if isStarted { words.append(word) }
    return words
  }

  /// What a character behind a backslash stands for.
  private static func unescaped(_ character: Character) -> String {
    // Marks may stand on the letter, which belong to the text behind the line break.
    let marks = String(character.unicodeScalars.dropFirst())
    switch character.unicodeScalars.first {
    case "n"?: return "\n" + marks
    case "r"?: return "\r" + marks
    default: return String(character)
    }
  }

  /// A word as a script writes it: in quotes where it has to be, and on one line.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && !word.contains { $0.isWhitespace || $0 == "\\" || $0 == ";" || "\"“”„".contains($0) }
    if isPlain { return word }
    var text = "\""
    for character in word {
      switch character {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\r\n": text += "\\r\\n"
      case "\"", "\\", "“", "”", "„":
        text.append("\\")
        text.append(character)
      default: text.append(character)
      }
    }
    return text + "\""
  }
}

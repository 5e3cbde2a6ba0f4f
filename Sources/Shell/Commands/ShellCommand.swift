internal import Articles

/// A command of the shell. One table of them gives the parser, `.help`, completion and README's table.
struct ShellCommand: Sendable {
  /// What Tab offers for its arguments.
  enum Completes: Sendable {
    case nothing, files, loaded, modes, sources, settings, topics, query, commands, onOff, fields
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
    dataCommands + watchingCommands + resultCommands + evidenceCommands + [similar] + correctionCommands
    + pageCommands + systemCommands + tourCommands + sessionCommands

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

  /// Words that were taken apart before.
  init(words: [String]) {
    rest = words.joined(separator: " ")
    self.words = words
  }

  /// The words that are no options, and whether `option` is among them.
  func taking(_ option: String) -> (words: [String], isThere: Bool) {
    (words.filter { $0 != option }, words.contains(option))
  }

  /// Words apart by spaces; quotes (straight or curly) hold spaces, a backslash in them takes the next
  /// sign as it is, but `\n` and `\r` are line breaks, and `\xE9` is the byte of a file's name that is no UTF-8.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var isQuoted = false
    var isStarted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if isQuoted, scalar == "\\", let escaped = rest.popFirst() {
        word.append(unescaped(escaped, &rest))
      } else if isQuotationMark(scalar) {
        isQuoted.toggle()
        isStarted = true
      } else if !isQuoted, scalar.properties.isWhitespace {
        if isStarted { words.append(String(word)) }
        word = String.UnicodeScalarView()
        isStarted = false
      } else {
        word.append(scalar)
        isStarted = true
      }
    }
    if isStarted { words.append(String(word)) }
    return words
  }

  private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
    ["\"", "\u{201C}", "\u{201D}", "\u{201E}"].contains(scalar)
  }

  /// What a sign behind a backslash stands for; `rest` is what follows.
  private static func unescaped(_ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView)
    -> Unicode.Scalar
  {
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "x":
      let digits = rest.prefix(2).map { UInt8(truncatingIfNeeded: min($0.value, 0xFF)) }
      guard let byte = PathText.scalar(hexadecimal: digits) else { return scalar }
      rest = rest.dropFirst(2)
      return byte
    default: return scalar
    }
  }

  /// A word as a script writes it: in quotes where it has to be, and on one line.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && !word.unicodeScalars.contains {
        $0.properties.isWhitespace || $0 == "\\" || $0 == ";" || $0.value >= PathText.firstEscape
          || isQuotationMark($0)
      }
    if isPlain { return word }
    var text = String.UnicodeScalarView()
    text.append("\"")
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\n": text += "\\n".unicodeScalars
      case "\r": text += "\\r".unicodeScalars
      case _ where scalar.value >= PathText.firstEscape: text += PathText.shown(scalar).unicodeScalars
      case _ where scalar == "\\" || isQuotationMark(scalar):
        text.append("\\")
        text.append(scalar)
      default: text.append(scalar)
      }
    }
    text.append("\"")
    return String(text)
  }
}

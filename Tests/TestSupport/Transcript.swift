internal import Glibc
public import Shell

/// A transcript: `$ dateline …` lines, each with what the program showed, for one feature a file.
///
///     $ dateline articles
///     dateline> meetings near "Poland"
///     #  date  …
///     ^D
///     $ dateline articles -c nonsense
///     ! -c:1:1: error[Q004]: …
///     [exit 1]
///
/// Lines after a prompt are typed; in a script's transcript standard input stands after `< `. Lines that begin
/// with `! ` went to standard error, `[exit N]` ends a run that did not end with 0. Everything else is
/// standard output.
public struct Transcript {
  public struct Run {
    /// After "$ dateline".
    public var arguments: String
    /// What is typed or piped in; nil where nothing is.
    var input: [Typed] = []
    var isPiped = false
    public var expected = ""
  }

  enum Typed {
    case line(String)
    case interrupt
  }

  public var runs: [Run] = []
  /// Comment lines above the first run.
  public var head = ""

  public init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ dateline") {
        runs.append(Run(arguments: String(line.dropFirst("$ dateline".count))))
        continue
      }
      guard !runs.isEmpty else {
        head += line + "\n"
        continue
      }
      let last = runs.count - 1
      for prompt in [Prompt.statement.text, Prompt.continuation.text] where line.hasPrefix(prompt) {
        let typed = String(line.dropFirst(prompt.count))
        if typed == "^D" { continue }
        runs[last].input.append(typed.hasSuffix("^C") ? .interrupt : .line(typed))
      }
      if line.hasPrefix("< ") || line == "<" {
        runs[last].isPiped = true
        runs[last].input.append(.line(String(line.dropFirst(2))))
      }
      runs[last].expected += line + "\n"
    }
    // The last line's newline made an empty one.
    if let last = runs.indices.last, runs[last].expected.hasSuffix("\n") { runs[last].expected.removeLast() }
  }

  /// Runs everything anew: `run` takes the words after "dateline", the streams, and gives the exit code.
  public func replayed(_ run: ([String], Streams) -> Int32) -> String {
    var text = head
    for entry in runs {
      text += "$ dateline" + entry.arguments + "\n"
      let screen = StringSink()
      let errors = LineSink(prefix: "! ", screen)
      let input = Typist(entry.input, screen: screen, isPiped: entry.isPiped)
      let streams = Streams(input: input, output: screen, errors: errors, isTerminal: false)
      let code = run(Self.words(entry.arguments), streams)
      var shown = screen.text
      if entry.isPiped {
        shown =
          entry.input.map { if case .line(let line) = $0 { "< \(line)\n" } else { "" } }.joined() + shown
      }
      if !shown.isEmpty, !shown.hasSuffix("\n") { shown += "\n" }
      if code != 0 { shown += "[exit \(code)]\n" }
      text += shown
      // Runs stand apart by the blank line that the file has there.
      if entry.expected == "\n" || entry.expected.hasSuffix("\n\n") { text += "\n" }
    }
    return text
  }

  /// Words apart by spaces; single quotes hold spaces.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in text {
      if character == "'" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character == " ", !isQuoted {
        if let ended = word { words.append(ended) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Whether transcripts are recorded anew (`DATELINE_RECORD=1`), which fails that run.
  public static var isRecording: Bool { getenv("DATELINE_RECORD") != nil }
}

/// Types the lines of a transcript: prompt and line appear on the screen as a terminal would echo them.
private final class Typist: LineReader {
  let isInteractive: Bool
  private var input: [Transcript.Typed]
  private let screen: StringSink
  private(set) var history: [String] = []

  init(_ input: [Transcript.Typed], screen: StringSink, isPiped: Bool) {
    self.input = input.reversed()
    self.screen = screen
    isInteractive = !isPiped && !input.isEmpty
  }

  func readLine(prompt: Prompt) -> LineEvent {
    guard let next = input.popLast() else {
      if isInteractive { screen.write(prompt.text + "^D\n") }
      return .end
    }
    switch next {
    case .line(let line):
      if isInteractive { screen.write(prompt.text + line + "\n") }
      return .line(line)
    case .interrupt:
      screen.write(prompt.text + "^C\n")
      return .interrupted
    }
  }

  func remember(_ statement: String) { history.append(statement) }
}

/// Puts a prefix before every line of what goes to another sink.
private final class LineSink: TextSink {
  let isClosed = false
  private let prefix: String
  private let sink: StringSink

  init(prefix: String, _ sink: StringSink) {
    self.prefix = prefix
    self.sink = sink
  }

  func write(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where index < lines.count - 1 || !line.isEmpty {
      sink.write(prefix + line + "\n")
    }
  }
}

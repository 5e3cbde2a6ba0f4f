internal import CLineEdit
internal import Glibc

/// What is around a session besides its input and outputs.
public struct Surroundings: Sendable {
  /// Cells of a line on the terminal.
  public var width: @Sendable () -> Int
  /// Output is coloured.
  public var isColoured: Bool
  /// Nanoseconds of a clock that only goes forward.
  public var clock: @Sendable () -> UInt64
  /// Whether Ctrl-C was pressed since the last `clearInterrupt`.
  public var isInterrupted: @Sendable () -> Bool
  /// Forgets an interrupt that was answered.
  public var clearInterrupt: @Sendable () -> Void
  /// The environment's variables.
  public var variables: [String: String]
  /// Rows of the terminal.
  public var height: @Sendable () -> Int = { 24 }
  /// Shows a text that is longer than the screen, from a line on (the first is 1), until the person has seen enough; false
  /// where nothing was shown. Nil where there is no pager.
  public var page: (@Sendable (_ text: String, _ line: Int) -> Bool)?
  /// Long work says how far it is, on a line of standard error that is overwritten.
  public var showsProgress = false
  /// Lets a person edit a text in an editor: the text as it was left, or why that failed.
  public var edit: @Sendable (String) -> EditResult = { _ in .failed("there is no editor here") }
  /// Runs a command of the system's shell.
  public var shell: @Sendable (String) -> ShellResult = { _ in .failed("there is no shell here") }

  /// Asks the terminal which pictures it shows; nil where there is none to be asked.
  var askTerminal: (@Sendable () -> TerminalAnswers)?
  /// The size of the terminal's window; nil where it is not known.
  var pixels: @Sendable () -> TerminalAnswers.Size? = { nil }

  /// Whether the terminal can only write, and move its cursor nowhere.
  var isDumb: Bool { variables["TERM"] == "dumb" }

  /// Surroundings of these parts.
  public init(
    width: @escaping @Sendable () -> Int = { 80 }, isColoured: Bool = false,
    clock: @escaping @Sendable () -> UInt64 = { 0 },
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    clearInterrupt: @escaping @Sendable () -> Void = {}, variables: [String: String] = [:]
  ) {
    self.width = width
    self.isColoured = isColoured
    self.clock = clock
    self.isInterrupted = isInterrupted
    self.clearInterrupt = clearInterrupt
    self.variables = variables
  }

  /// The process's own.
  static func ofProcess(isColoured: Bool, variables: [String: String]) -> Surroundings {
    var own = Surroundings(
      width: { EditLineReader.window().columns }, isColoured: isColoured,
      clock: {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
      },
      isInterrupted: { dl_is_interrupted() }, clearInterrupt: { _ = dl_take_interrupt() },
      variables: variables)
    own.showsProgress = dl_is_terminal(2) && !own.isDumb
    own.height = { EditLineReader.window().rows }
    if let pager = Pager.named(by: variables) { own.page = { pager.show($0, from: $1) } }
    if dl_is_terminal(0), dl_is_terminal(1), !own.isDumb {
      own.askTerminal = { TerminalAnswers.ask() }
      own.pixels = { TerminalAnswers.window() }
    }
    own.edit = { Editor.edit($0, variables: variables) }
    own.shell = { ShellProgram.run($0) }
    return own
  }

  /// "0.042 s".
  static func seconds(_ nanoseconds: UInt64) -> String {
    let milliseconds = (nanoseconds + 500_000) / 1_000_000
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction + " s"
  }
}

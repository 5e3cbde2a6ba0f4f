internal import Articles
internal import CLineEdit
internal import Glibc
internal import Saving

/// Where text goes.
public protocol TextSink: AnyObject {
  func write(_ text: String)
  /// Nobody reads any more (`dateline … | head`): the rest need not be made.
  var isClosed: Bool { get }
  /// The file it writes to, to wait for its reader to go; −1 where there is none.
  var descriptor: Int32 { get }
  /// Why something could not be written ("No space left on device"); nil where all was, or where nobody reads any more.
  var fault: String? { get }
}

extension TextSink {
  /// None.
  public var fault: String? { nil }
  /// None.
  public var descriptor: Int32 { -1 }
}

/// Text kept in memory.
public final class StringSink: TextSink {
  /// All that was written.
  public private(set) var text = ""
  /// Never: memory takes everything.
  public let isClosed = false

  /// An empty one.
  public init() {}
  /// Appends.
  public func write(_ text: String) { self.text += text }

  /// The text so far, which is then forgotten.
  public func take() -> String {
    defer { text = "" }
    return text
  }
}

/// Text for a file descriptor, unbuffered.
public final class DescriptorSink: TextSink {
  /// What it writes to.
  public let descriptor: Int32
  private let owns: Bool
  private var isFinished = false
  /// Whether the reader has gone (a broken pipe); what is written then is dropped.
  public private(set) var isClosed = false
  /// What the system said when it could not take what was written.
  public private(set) var fault: String?

  /// Writes to a file descriptor, and closes it at the end if it `owns` it.
  public init(_ descriptor: Int32, owns: Bool = false) {
    self.descriptor = descriptor
    self.owns = owns
  }

  deinit {
    if owns, !isFinished { close(descriptor) }
  }

  /// Closes what it owns. What the system said when it could not keep what was written; nil where it could.
  public func finish() -> String? {
    if owns, !isFinished {
      isFinished = true
      isClosed = true
      if close(descriptor) != 0, fault == nil { fault = String(cString: strerror(errno)) }
    }
    return fault
  }

  /// Writes all of it.
  public func write(_ text: String) {
    guard !isClosed else { return }
    let error = TextFile.writeAll(text, to: descriptor)
    guard error != 0 else { return }
    isClosed = true
    if error != EPIPE { fault = String(cString: strerror(error)) }
  }
}

/// Text for a program's standard input (`.output "| less"`).
final class ProgramSink: TextSink {
  private let end: Int32
  private let child: pid_t
  private(set) var isClosed = false
  /// What the system said when it could not take what was written.
  private(set) var fault: String?
  private var isFinished = false

  /// Nil if no shell can be started.
  init?(command: String) {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    guard dl_pipe(&reading, &writing) else { return nil }
    let started = ShellProgram.start(["-c", command], input: reading)
    close(reading)
    guard case .success(let child) = started else {
      close(writing)
      return nil
    }
    (end, self.child) = (writing, child)
    // A program that leaves early is an error of writing, not the end of this one.
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    if !isFinished {
      close(end)
      _ = ShellProgram.wait(for: child)
    }
  }

  func write(_ text: String) {
    guard !isClosed, !isFinished else { return }
    let error = TextFile.writeAll(text, to: end)
    guard error != 0 else { return }
    isClosed = true
    if error != EPIPE { fault = String(cString: strerror(error)) }
  }

  /// Waits for the program. How it failed, nil if it did not; that it left before it had read all is no failure.
  func finish() -> String? {
    guard !isFinished else { return nil }
    isFinished = true
    isClosed = true
    close(end)
    let status = ShellProgram.wait(for: child)
    if let fault { return fault }
    guard let status else { return "it was lost" }
    let signal = status & 0x7F
    if signal == SIGPIPE { return nil }
    if signal != 0 { return "it was ended by signal \(signal)" }
    let code = status >> 8 & 0xFF
    // A shell's way to say the same of a part of a pipe.
    return code == 0 || code == 128 + SIGPIPE
      ? nil : code == 127 ? "there is no such program" : "it left with \(code)"
  }
}

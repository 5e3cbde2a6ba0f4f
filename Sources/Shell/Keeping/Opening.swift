internal import CLineEdit
internal import Dispatch
internal import Keeping
internal import Library
internal import Synchronization

/// A kept file that is read on another thread, while a prompt stands already.
final class OpeningJob: Sendable {
  let path: String
  let context: KeptFile.Context
  /// Read by the other thread alone until `take`.
  nonisolated(unsafe) let file: KeptFile
  /// Rings once it is read.
  let bell = Bell()
  private let done = DispatchSemaphore(value: 0)
  private let state = Mutex(State())

  private struct State {
    var result: Result<KeptFile.Contents?, KeepingProblem>?
    /// Articles that are read again, of how many.
    var reread: (done: Int, total: Int)?
    var isStopped = false
  }

  init(_ file: KeptFile, _ path: String, _ context: KeptFile.Context) {
    self.file = file
    self.path = path
    self.context = context
  }

  func start(_ pipeline: Pipeline) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let result: Result<KeptFile.Contents?, KeepingProblem>
      do throws(KeepingProblem) {
        result = .success(
          try file.load(
            pipeline, progress: { done, total in state.withLock { $0.reread = (done, total) } },
            isCancelled: { [self] in state.withLock { $0.isStopped } }))
      } catch {
        result = .failure(error)
      }
      state.withLock { $0.result = result }
      done.signal()
      bell.ring()
    }
  }

  /// Stops soon; what was read is of no use.
  func stop() { state.withLock { $0.isStopped = true } }

  /// Whether it is read, after some time at most.
  func isRead(within milliseconds: Int) -> Bool {
    guard done.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return false }
    // Whoever asks again is told the same.
    done.signal()
    return true
  }

  /// How far reading articles again is; nil where none is.
  var reread: (done: Int, total: Int)? { state.withLock { $0.reread } }

  /// What came of it; nil where it was stopped or is still read.
  func contents() throws(KeepingProblem) -> KeptFile.Contents? {
    try state.withLock { $0.result }?.get()
  }
}

/// What a session has begun to open: taken, while a line is typed, once it is read.
final class Opening: Beside {
  let job: OpeningJob
  private unowned let session: Session

  init(_ job: OpeningJob, _ session: Session) {
    self.job = job
    self.session = session
  }

  var descriptors: [Int32] { job.bell.descriptor >= 0 ? [job.bell.descriptor] : [] }
  /// Where no bell is to be had it is looked at now and then.
  var wait: Int32? { job.bell.descriptor >= 0 ? nil : 200 }

  func wake() -> String {
    job.bell.hush()
    guard job.isRead(within: 0) else { return "" }
    let sink = StringSink()
    session.withMessages(to: sink) {
      do throws(Failure) { try session.takeOpening() } catch { session.report(error, nil) }
    }
    return sink.take()
  }
}

extension Session {
  /// A file that is read so soon is there before the prompt is, milliseconds.
  static let patience = 15

  /// Begins to open a kept file, which what changes is kept in; what it holds comes once it is read, or when a statement needs it.
  func beginKept(_ path: String, patience: Int = Session.patience) throws(Failure) {
    let file = try keptFile(path, keeps: true)
    let context = try context(of: file)
    let job = OpeningJob(file, path, context)
    let opening = Opening(job, self)
    self.opening = opening
    job.start(workspace.collection.pipeline)
    if job.isRead(within: patience) { return try takeOpening() }
    remark("opening \(path) …")
    (reader as? EditLineReader)?.beside = opening
  }

  /// Waits until what is being opened is there. Ctrl-C ends the waiting, not the opening.
  func finishOpening() throws(Failure) {
    guard let job = opening?.job else { return }
    let line = ProgressLine(self)
    defer { line.end() }
    while !job.isRead(within: 50) {
      if surroundings.isInterrupted() { throw .cancelled }
      line.show { _ in
        guard let (done, total) = job.reread else { return "opening \(job.path), Ctrl-C drops the line" }
        return Self.rereading(done, total, done * 100 / max(1, total))
      }
    }
    line.end()
    try takeOpening()
  }

  /// Goes on with what was opened.
  func takeOpening() throws(Failure) {
    guard let job = opening?.job else { return }
    opening = nil
    (reader as? EditLineReader)?.beside = watching
    let contents: KeptFile.Contents?
    do throws(KeepingProblem) { contents = try job.contents() } catch { throw Failure(error) }
    guard let contents else { throw .cancelled }
    try take(contents, job.context, of: job.file, job.path, keeps: true, since: nil)
  }
}

extension ShellCommand {
  /// Whether a statement asks nothing of articles: nobody has to wait for them.
  static func needsNothing(_ statement: String) -> Bool {
    let name = statement.dropFirst().prefix { !$0.isWhitespace }
    return statement.hasPrefix(".")
      && ["help", "quit", "exit"].contains(named(name.lowercased())?.name ?? "")
  }
}

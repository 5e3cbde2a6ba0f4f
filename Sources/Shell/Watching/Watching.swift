internal import Articles
internal import Library
internal import Reporting
internal import Saving

/// The folders that a session watches, the queries whose changes it tells, and the work under way.
final class Watching {
  let watch: FolderWatch
  /// How what is watched is read, as it was said when the first folder was.
  var options: ReadingOptions
  /// Queries whose rows are compared after each change.
  var standing: [StandingQuery] = []
  /// Paths to look at.
  private var waiting: Set<String> = []
  private var job: UpdateJob?
  /// Rings when a job is done.
  private let bell = Bell()
  private unowned let session: Session

  init(_ session: Session, _ options: ReadingOptions) throws(Failure) {
    do throws(LoadProblem) { watch = try FolderWatch() } catch {
      throw .command("nothing can be watched: \(error.message)")
    }
    self.session = session
    self.options = options
  }

  deinit { job?.stop() }

  /// Stops what is under way, and forgets what waits.
  func stop() {
    job?.stop()
    job = nil
    waiting = []
  }

  /// Takes up at once, between two statements or in a loop of its own, what has settled; `atOnce`: all but what is being
  /// written. What is to be told goes beside the answers. False where it was stopped.
  func takeUp(atOnce: Bool) -> Bool {
    update(atOnce: atOnce) {
      session.remark($0 + ": " + session.contents)
    } _: { change in
      session.remark(change.query)
      session.report(change)
    }
  }

  /// The same; which rows have changed goes to the answers, as JSON lines.
  func takeUpRecords() -> Bool {
    update(atOnce: false) { _ in
    } _: {
      session.output.write($0.records)
    }
  }

  private func update(atOnce: Bool, _ say: (String) -> Void, _ tell: (RowChanges) -> Void) -> Bool {
    let now = session.surroundings.clock()
    watch.read(at: now)
    collect(watch.take(at: now, atOnce: atOnce)) { session.remark($0) }
    guard !waiting.isEmpty else { return true }
    let paths = waiting.sorted()
    waiting = []
    let work = session.workspace
    let result = UpdateJob.work(work.collection, paths, options, session.surroundings.isInterrupted)
    guard !result.report.isCancelled else {
      waiting.formUnion(paths)
      return false
    }
    adopt(result, say, tell)
    return true
  }

  private func collect(_ found: FolderWatch.Found, _ tell: (String) -> Void) {
    waiting.formUnion(found.paths)
    for notice in found.notices { tell(Self.text(of: notice)) }
  }

  private static func text(of notice: FolderWatch.Notice) -> String {
    switch notice {
    case .lost(let folder): "note: \(folder) is gone, moved or unmounted: it is watched again once it is back"
    case .back(let folder): "\(folder) is back"
    case .overflow: "note: more happened than the system could tell: all is looked at anew"
    case .problem(let problem): "note: \(problem.path) is not watched: \(problem.message)"
    }
  }

  /// Goes on with what a job has made, and tells of it.
  private func adopt(_ result: UpdateJob.Result, _ say: (String) -> Void, _ tell: (RowChanges) -> Void) {
    for problem in result.report.problems {
      session.errors.write("dateline: \(problem.path.neutralised()): \(problem.message.neutralised())\n")
    }
    guard result.report.hasChanges else {
      for line in Session.leftOut(result.report) { session.remark("note: \(line)") }
      return
    }
    session.adopt(result)
    say(Self.text(of: result.report))
    for line in Session.leftOut(result.report) { session.remark("note: \(line)") }
    for change in changes() { tell(change) }
  }

  /// "2 articles new, 1 changed, 1 gone"
  static func text(of report: LoadReport) -> String {
    let counts = [(report.loaded, "new"), (report.replaced, "changed"), (report.removed, "gone")]
      .filter { $0.0 > 0 }
    return counts.enumerated().map { index, count in
      (index == 0 ? Session.count(count.0, "article") : Session.grouped(count.0)) + " " + count.1
    }.joined(separator: ", ")
  }

  /// What is new, changed and gone in each standing query since it was last asked; those without any are left out.
  func changes() -> [RowChanges] {
    standing.indices.compactMap { index in
      let changes = standing[index].changes(in: session)
      return changes.isEmpty ? nil : changes
    }
  }
}

/// While a line is typed: files are read beside, on another thread, so that no key waits.
extension Watching: Beside {
  var descriptors: [Int32] { [watch.descriptor, bell.descriptor] }

  var wait: Int32? {
    guard let due = watch.nextDue else { return nil }
    let now = session.surroundings.clock()
    return due <= now ? 0 : Int32(min(60_000, (due - now) / 1_000_000 + 1))
  }

  func wake() -> String {
    let now = session.surroundings.clock()
    let above = StringSink()
    session.withMessages(to: above) {
      watch.read(at: now)
      collect(watch.take(at: now)) { session.remark($0) }
      if let job, let result = job.take() {
        bell.hush()
        self.job = nil
        if job.version == session.workspace.version, !session.workspace.awaitsCorrections {
          adopt(result) {
            session.remark($0 + ": " + session.contents)
          } _: { change in
            session.remark(change.query)
            session.report(change)
          }
        } else {
          waiting.formUnion(job.paths)
        }
      }
      startJob()
    }
    return above.text
  }

  private func startJob() {
    guard job == nil, !waiting.isEmpty, (try? session.takeCorrections()) != nil else { return }
    let job = UpdateJob(waiting.sorted(), version: session.workspace.version)
    waiting = []
    self.job = job
    job.start(session.workspace.collection, options, bell: bell)
  }
}

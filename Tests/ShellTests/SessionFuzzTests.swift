import Articles
import Glibc
import Library
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import Saving
@testable import Shell

/// Whole sessions by chance: random statements and commands, answers into files, full disks, readers that leave, Ctrl-C at
/// any moment. The same ones always, and more of them for as many seconds as `DATELINE_FUZZ_SECONDS` says. None may
/// crash, lose an answer that was finished, or replay otherwise than it ran.
@Suite("Fuzzing of sessions") struct SessionFuzzTests {
  static let seconds: Int = getenv("DATELINE_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0
  /// How many are tried on every machine, however fast it is.
  static let least: UInt64 = 12
  static let length = 24

  /// Seeds for each law; those of a longer run are others.
  private func sessions(_ law: UInt64, _ body: (UInt64) throws -> Void) rethrows {
    let end = time(nil) + Self.seconds
    var seed = law << 32
    while time(nil) < end || seed < law << 32 + Self.least {
      try body(seed)
      seed += 1
    }
  }

  private static let texts = [
    "Title: Talks\nDate: 2023-01-17\n\nAnn met Bob in \u{1B}[31mOslo.\nNext.\nCarl met Ann in Poland.",
    "Date: 2023-01-18\n\nCarl met Dan in Poland.", "Bob met Dan in Kyiv.\nNo date, \u{200B}no facts.",
    "Date: 9999-12-31\nTitle: =1+1\n\nAnn met Dan in Nowhere.",
  ]

  private func workspace() throws -> Workspace {
    let workspace = TestPipeline.workspace
    workspace.collection.add(
      try Self.texts.enumerated().map { number, text in
        try ArticleLoader.article(from: ContiguousArray(text.utf8), path: "\(number).txt")
      })
    return workspace
  }

  private func session(
    _ output: any TextSink, _ errors: any TextSink, _ surroundings: Surroundings = Surroundings(),
    _ workspace: Workspace? = nil
  ) throws -> Session {
    let session = Session(
      workspace: try workspace ?? self.workspace(), reader: TextLineReader(events: [], isInteractive: false),
      output: output,
      errors: errors, surroundings: surroundings)
    session.keepsGoing = true
    return session
  }

  private func run(_ text: String, in session: Session) {
    let workspace = session.workspace
    session.execute(StatementBuffer.statements(of: text) { workspace.isComplete($0) })
  }

  @Test func noFinishedAnswerIsLost() throws {
    try sessions(1) { seed in
      let folder = TemporaryFolder()
      var random = RandomSession(seed: seed, folder: folder.path)
      let lines = random.lines(Self.length, writes: true)
      let (screen, errors) = (StringSink(), StringSink())
      let (plainScreen, plainErrors) = (StringSink(), StringSink())
      let writing = try session(screen, errors)
      let plain = try session(plainScreen, plainErrors)
      // `.once` is for one answer, whatever `.output` says of the others.
      var standing = RandomSession.Target.screen
      var once: RandomSession.Target?
      var expected: [String: String] = [:]
      var lost = 0
      var told = ""
      for line in lines {
        if let changed = line.target {
          told += errors.take()
          run(line.text, in: writing)
          let refusal = errors.take()
          let isRefused = refusal.contains("error")
          told += refusal
          switch changed {
          case .file(_, isOnce: true), .full(isOnce: true): once = isRefused ? nil : changed
          case .file(let name, isOnce: false):
            standing = isRefused ? .screen : changed
            if !isRefused { expected[name] = "" }
          case .screen, .full(isOnce: false): standing = isRefused ? .screen : changed
          }
          #expect(screen.take().isEmpty)
          continue
        }
        run(line.text, in: writing)
        run(line.text, in: plain)
        let (shown, whole) = (screen.take(), plainScreen.take())
        // An answer that has no text is one all the same.
        if shown.isEmpty, whole.isEmpty, writing.once == nil, let target = once {
          if case .file(let name, _) = target { expected[name] = "" }
          once = nil
        }
        guard shown != whole else { continue }
        #expect(shown.isEmpty, "seed \(seed): \(line.text): \(shown)")
        let target = once ?? standing
        switch target {
        case .screen: Issue.record("seed \(seed): \(line.text) is not on the screen")
        case .file(let name, _): expected[name, default: ""] += whole
        case .full(let isOnce):
          lost += whole.utf8.count
          // What cannot be written any more goes to the screen from then on.
          if !isOnce { standing = .screen }
        }
        once = nil
      }
      run(".output", in: writing)
      for (name, text) in expected {
        #expect(
          folder.read(name) ?? "" == text,
          "seed \(seed): \(name)\n\(lines.map(\.text).joined(separator: "\n"))")
      }
      // What went to a full disk is told.
      if lost > 0 { #expect((told + errors.text).contains("No space left"), "seed \(seed)") }
    }
  }

  /// A session with articles that it has loaded from a folder, after lines of every sort.
  private func wholeSession(_ seed: UInt64, _ folder: TemporaryFolder, _ errors: StringSink) throws -> Session
  {
    for (number, text) in Self.texts.enumerated() {
      folder.write("\(number < 3 ? "news" : "more")/\(number).txt", text)
    }
    folder.write("names.txt", "\"Norge\" = \"Oslo\"\n")
    let session = try session(StringSink(), errors, Surroundings(), TestPipeline.workspace)
    session.startJournal(in: folder.path + "/journal", restored: nil)
    run(".load \(folder.path)/news", in: session)
    var random = RandomSession(seed: seed, folder: folder.path)
    for line in random.wholeLines(Self.length) { run(line.text, in: session) }
    return session
  }

  @Test func aSavedSessionReplaysEqual() throws {
    try sessions(2) { seed in
      let folder = TemporaryFolder()
      let errors = StringSink()
      let first = try wholeSession(seed, folder, errors)
      _ = errors.take()
      run(".save \(folder.path)/s.dateline", in: first)
      let saved = folder.read("s.dateline")
      #expect(saved != nil, "seed \(seed): \(errors.text)")
      // What waits for answers takes the verdict, too, as it is one.
      run(".output", in: first)
      first.once = nil
      let output = StringSink()
      for session in [first, try session(output, StringSink())] {
        let check = try session.checkCommand("\(folder.path)/s.dateline")
        guard case .page(let page) = check else { return }
        let verdict = page(.plain)
        #expect(
          verdict.hasSuffix("as saved\n") || verdict == "no results to compare\n",
          "seed \(seed):\n\(verdict)\n\(saved ?? "")")
      }
      // Run again, it is the same session.
      let second = try session(output, errors, Surroundings(), TestPipeline.workspace)
      run(".read \(folder.path)/s.dateline --force\n.save \(folder.path)/t.dateline", in: second)
      #expect(folder.read("t.dateline") == saved, "seed \(seed)")
    }
  }

  @Test func whatIsRestoredIsTheSessionThatWasCutOff() throws {
    try sessions(7) { seed in
      let folder = TemporaryFolder()
      let before = try wholeSession(seed, folder, StringSink()).script(in: folder.path)
      let left = try #require(Journal.left(in: folder.path + "/journal").first)
      let output = StringSink()
      let restored = try session(output, output, Surroundings(), TestPipeline.workspace)
      #expect(restored.restore(left) == .whole, "seed \(seed): \(output.text)")
      let after = restored.script(in: folder.path)
      var expected = before.entries
      if expected.last?.statement.hasPrefix(".once") == true { expected.removeLast() }
      #expect(Array(after.entries.prefix(expected.count)) == expected, "seed \(seed)")
      // Answers that went on to a file go to the screen.
      let rest = after.entries.dropFirst(expected.count).map(\.statement)
      #expect(rest.isEmpty || rest == [".output"], "seed \(seed)")
      #expect(after.remarks == before.remarks, "seed \(seed)")
    }
  }

  @Test func theSameLinesGiveTheSameScreen() throws {
    try sessions(3) { seed in
      let folder = TemporaryFolder()
      func screen() throws -> String {
        var random = RandomSession(seed: seed, folder: folder.path)
        let sink = StringSink()
        let session = try session(sink, sink)
        for line in random.lines(Self.length, writes: false) { run(line.text, in: session) }
        return sink.text
      }
      let (once, again) = (try screen(), try screen())
      #expect(once == again, "seed \(seed)")
    }
  }

  @Test func whatIsInterruptedLosesNoAnswerBefore() throws {
    try sessions(4) { seed in
      let folder = TemporaryFolder()
      var random = RandomSession(seed: seed, folder: folder.path)
      let lines = random.lines(Self.length, writes: false)
      // Ctrl-C at the n-th time that somebody asks, and again some time later.
      let asked = Counter()
      let first = 1 + random.random.below(40)
      let (screen, whole) = (StringSink(), StringSink())
      let interrupted = try session(
        screen, StringSink(), Surroundings(isInterrupted: { asked.next() % first == 0 }))
      let plain = try session(whole, StringSink())
      for line in lines where !interrupted.isDone {
        run(line.text, in: interrupted)
        run(line.text, in: plain)
        let (shown, all) = (screen.take(), whole.take())
        if interrupted.isDone {
          #expect(interrupted.exitCode == 130, "seed \(seed): \(line.text)")
          #expect(all.hasPrefix(shown), "seed \(seed): \(line.text)")
        } else {
          #expect(shown == all, "seed \(seed): \(line.text)")
        }
      }
    }
  }

  @Test func aReaderThatLeavesEndsTheSession() throws {
    try sessions(5) { seed in
      let folder = TemporaryFolder()
      var random = RandomSession(seed: seed, folder: folder.path)
      let lines = random.lines(Self.length, writes: true)
      let text = lines.map(\.text).joined(separator: "\n")
      let leaving = LeavingSink(after: random.random.below(3000))
      let session = Session(
        workspace: try workspace(), reader: TextLineReader(text), output: leaving, errors: StringSink(),
        surroundings: Surroundings())
      session.keepsGoing = true
      _ = session.run()
      #expect(leaving.writesAfter <= 1, "seed \(seed)")
    }
  }

  @Test func aFullDiskIsAFailure() throws {
    try sessions(6) { seed in
      let folder = TemporaryFolder()
      var random = RandomSession(seed: seed, folder: folder.path)
      let lines = random.lines(6, writes: false).map(\.text) + ["meetings"]
      let full = open("/dev/full", O_WRONLY)
      guard full >= 0 else { return }
      let output = DescriptorSink(full, owns: true)
      let errors = StringSink()
      let session = Session(
        workspace: try workspace(), reader: TextLineReader(lines.joined(separator: "\n")), output: output,
        errors: errors, surroundings: Surroundings())
      session.keepsGoing = true
      let code = Invocation.ended(session.run(), output, errors)
      #expect(code != 0, "seed \(seed)")
      #expect(errors.text.contains("No space left on device"), "seed \(seed)")
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  /// Takes so many bytes; then nobody reads.
  private final class LeavingSink: TextSink {
    private var left: Int
    private(set) var writesAfter = 0
    init(after bytes: Int) { left = bytes }
    var isClosed: Bool { left <= 0 }
    func write(_ text: String) {
      if isClosed { writesAfter += 1 }
      left -= text.utf8.count
    }
  }
}

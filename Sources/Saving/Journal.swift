internal import Articles
internal import Glibc

/// What a session has done so far, written down statement by statement, so that a program that is killed loses at most
/// the statement under way: a script in the user's folder of state, readable by its owner only, appended to in one
/// write each time and removed when the session ends in good order.
///
/// A journal is locked while its session lives; one that nobody locks was left by a session that did not end.
public final class Journal {
  /// Of its file, which is made by the first statement.
  public let path: String
  private var file: Int32 = -1

  /// A journal of a session that begins now, in `folder`.
  public init(in folder: String) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let digits = String(time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    let padded = String(repeating: "0", count: max(0, 15 - digits.utf8.count)) + digits
    path = "\(folder)/\(Self.start)\(padded)-\(getpid())\(Self.end)"
  }

  deinit {
    if file >= 0 { close(file) }
  }

  private static let start = "session-"
  private static let end = ".dateline"

  /// `$XDG_STATE_HOME/dateline/journal`, else `~/.local/state/dateline/journal`; nil where there is no home or an empty
  /// `$DATELINE_JOURNAL` turns it off. `$DATELINE_JOURNAL` may name another folder.
  public static func folder(environment: [String: String]) -> String? {
    if let folder = environment["DATELINE_JOURNAL"] { return folder.isEmpty ? nil : folder }
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/dateline/journal" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/dateline/journal"
  }

  /// Writes lines behind those that are there.
  public func append(_ text: String) throws(TextFile.Problem) {
    if file < 0 {
      TextFile.makeFolder(of: path)
      file = TextFile.opened(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      guard file >= 0 else { throw TextFile.problem(path) }
      // Another program may just look at it.
      while flock(file, LOCK_EX) != 0, errno == EINTR {}
      guard TextFile.writeAll(SessionScript(entries: []).text, to: file) == 0 else {
        throw TextFile.problem(path)
      }
    }
    guard TextFile.writeAll(text, to: file) == 0 else { throw TextFile.problem(path) }
  }

  /// The session has ended in good order: the file goes.
  public func remove() {
    guard file >= 0 else { return }
    TextFile.remove(path)
    close(file)
    file = -1
  }
}

extension Journal {
  /// A journal that was left behind.
  public struct Left: Hashable, Sendable {
    /// Of its file.
    public var path: String
    /// The session, as a script with absolute paths.
    public var text: String
    /// When it was last written to: "2026-11-29 01:20", by the clock of the place.
    public var time: String
  }

  /// Those of sessions that did not end in good order, the newest first; not those of sessions that still run. A
  /// statement that was cut off in the middle of its line is left out.
  public static func left(in folder: String) -> [Left] {
    let names = (ArticleFiles.names(in: folder) ?? []).filter(isJournal)
    return names.sorted(by: >).compactMap { left(at: folder + "/" + $0) }
  }

  /// By a name that only journals have: two numbers. What a person saves beside them is none.
  private static func isJournal(_ name: String) -> Bool {
    guard name.hasPrefix(start), name.hasSuffix(end) else { return false }
    let numbers = name.dropFirst(start.count).dropLast(end.count).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2 && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }
      && numbers[0].utf8.count >= 10
  }

  private static func left(at path: String) -> Left? {
    let file = TextFile.opened(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      flock(file, LOCK_SH | LOCK_NB) == 0, let text = try? TextFile.read(path)
    else { return nil }
    var seconds = status.st_mtim.tv_sec
    var parts = tm()
    localtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let whole = text.utf8.lastIndex(of: 10).map { text[...$0] } ?? ""
    return Left(path: path, text: String(whole), time: "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min))")
  }

  /// Holds a journal that is brought back, so that no other program brings it back, too, or forgets it: as long as this
  /// value lives.
  public final class Claim {
    private let file: Int32

    fileprivate init(_ file: Int32) { self.file = file }

    deinit { close(file) }
  }

  /// Claims one that was left; nil where another program has it, or has done with it meanwhile.
  public static func claim(_ left: Left) -> Claim? {
    let file = TextFile.opened(left.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    let claim = Claim(file)
    var (held, named) = (stat(), stat())
    // Its name may have gone, or be another file's, since it was opened.
    guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &held) == 0,
      PathText.withBytes(of: left.path, { lstat($0, &named) }) == 0,
      held.st_dev == named.st_dev, held.st_ino == named.st_ino
    else { return nil }
    return claim
  }

  /// How long one stays that came back in part: 30 days.
  private static let keptSeconds = 30 * 86_400
  private static let keptStart = "kept-"

  /// Puts one aside that came back in part, so that it is not offered again, and returns where it is: in the same folder,
  /// for 30 days from now. Where it cannot be moved it stays what it was.
  public static func putAside(_ left: Left) -> String {
    let name = left.path.split(separator: "/").last.map(String.init) ?? ""
    let aside = "\(ScriptPath.folder(of: left.path))/\(keptStart)\(name)"
    guard TextFile.rename(left.path, to: aside) else { return left.path }
    _ = PathText.withBytes(of: aside) { utimensat(AT_FDCWD, $0, nil, AT_SYMLINK_NOFOLLOW) }
    return aside
  }

  /// Removes those that were put aside more than 30 days ago. O(names in the folder).
  public static func removeOld(in folder: String) {
    for name in ArticleFiles.names(in: folder) ?? [] where name.hasPrefix(keptStart) && name.hasSuffix(end) {
      let path = folder + "/" + name
      var status = stat()
      guard PathText.withBytes(of: path, { lstat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), time(nil) - status.st_mtim.tv_sec > keptSeconds
      else { continue }
      TextFile.remove(path)
    }
  }

  /// Forgets one that was left, once what it held is kept elsewhere or wanted no more. False where its file cannot be
  /// removed. Whoever has not claimed it may take it from another program.
  @discardableResult public static func forget(_ left: Left) -> Bool { TextFile.remove(left.path) }
}

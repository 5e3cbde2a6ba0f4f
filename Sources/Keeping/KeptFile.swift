internal import Articles
internal import Facts
internal import Glibc
public import Indexing
public import Library

/// A file that holds a collection: articles, facts, mentions, entities, places, and what persons have said of them.
///
/// It is a file of SQLite with ordinary tables (`KeptSchema`) that any program may read. Besides, it holds the columns of the index as
/// they stand in memory (`columns`), so that opening it is reading it. Whatever is written is written in one transaction, with a
/// write-ahead log: whoever is killed meanwhile leaves the file as it was. Several processes may read it while one writes.
public final class KeptFile {
  /// As it was named.
  public let path: String
  /// Whether it may be written.
  public let isWritable: Bool
  let database: Database
  /// The state of the file that was read or written last.
  var generation = 0

  /// What begins every file of SQLite.
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Whether the file at `path` is a kept one, of whatever version, by its first bytes.
  public static func isKept(_ path: String) -> Bool {
    guard path != "-" else { return false }
    let file = PathText.withBytes(of: path) { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard file >= 0 else { return false }
    defer { close(file) }
    // What is read of a pipe is gone.
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var start = [UInt8](repeating: 0, count: 72)
    guard read(file, &start, start.count) == start.count, start.starts(with: magic) else { return false }
    let mark = start[68..<72].reduce(0) { $0 << 8 | Int($1) }
    return mark == KeptSchema.applicationID
  }

  /// Whether there is anything at a path, be it a link to nothing.
  public static func isThere(_ path: String) -> Bool {
    var status = stat()
    return PathText.withBytes(of: path) { lstat($0, &status) } == 0
  }

  /// Takes those of some paths out that are kept files. O(paths), each of which is opened.
  public static func taking(_ paths: inout [String]) -> [String] {
    let kept = paths.filter(isKept)
    if !kept.isEmpty {
      let isTaken = Set(kept)
      paths.removeAll(where: isTaken.contains)
    }
    return kept
  }

  /// Makes a new file, where there is none.
  public static func create(at path: String) throws(KeepingProblem) -> KeptFile {
    if isThere(path) { throw KeepingProblem(path: path, reason: .exists) }
    do throws(KeepingProblem) {
      let database = try Database(path: path, .creating)
      try database.run(
        """
        PRAGMA page_size = 8192;
        PRAGMA application_id = \(KeptSchema.applicationID);
        PRAGMA journal_mode = WAL;
        """)
      return try KeptFile(database, isWritable: true)
    } catch {
      // What was begun is nothing yet.
      remove(path)
      throw error
    }
  }

  /// Removes a kept file with its log.
  public static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm"] { PathText.withBytes(of: path + ending) { _ = unlink($0) } }
  }

  /// Opens a kept file. One of an earlier version is brought up to date, where it may be written.
  public static func open(_ path: String, writing: Bool = true) throws(KeepingProblem) -> KeptFile {
    try open(path, writing: writing, patience: 2000)
  }

  /// `patience`: milliseconds to wait for other processes.
  static func open(_ path: String, writing: Bool, patience: Int32) throws(KeepingProblem) -> KeptFile {
    guard isKept(path) else {
      errno = 0
      let isThere = PathText.withBytes(of: path) { access($0, R_OK) } == 0
      throw KeepingProblem(
        path: path, reason: isThere ? .foreign : .other(String(cString: strerror(errno))))
    }
    let mayWrite = writing && PathText.withBytes(of: path) { access($0, W_OK) } == 0
    let database = try Database(path: path, mayWrite ? .writing : Self.reading(path), patience: patience)
    return try KeptFile(database, isWritable: mayWrite)
  }

  /// How a file is read: where its folder cannot be written nobody has put its log there.
  static func reading(_ path: String) -> Database.Manner {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let isOpen = PathText.withBytes(of: folder) { access($0, W_OK) } == 0
    let hasLog = PathText.withBytes(of: path + "-wal") { access($0, F_OK) } == 0
    return isOpen || hasLog ? .reading : .frozen
  }

  /// Makes a new file in the place of whatever there is, once it is whole.
  public static func replace(_ path: String) throws(KeepingProblem) -> KeptFile {
    let temporary = path + ".new-\(getpid())"
    remove(temporary)
    // Closed again, so that nothing is left in its log.
    func make() throws(KeepingProblem) {
      try create(at: temporary).database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try make()
    for ending in ["-wal", "-shm"] { PathText.withBytes(of: path + ending) { _ = unlink($0) } }
    let isDone = PathText.withBytes(of: temporary) { old in
      PathText.withBytes(of: path) { rename(old, $0) == 0 }
    }
    guard isDone else {
      let what = String(cString: strerror(errno))
      PathText.withBytes(of: temporary) { _ = unlink($0) }
      throw KeepingProblem(path: path, reason: .other(what))
    }
    return try open(path)
  }

  /// Articles in it.
  public func articleCount() throws(KeepingProblem) -> Int {
    try database.number("SELECT count(*) FROM article") ?? 0
  }

  private init(_ database: Database, isWritable: Bool) throws(KeepingProblem) {
    self.database = database
    self.isWritable = isWritable
    path = database.path
    // What was said to be kept stays, whatever happens to the machine.
    try database.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;")
    var version = try database.number("PRAGMA user_version") ?? 0
    guard version <= KeptSchema.version else { throw KeepingProblem(path: path, reason: .newer) }
    guard version < KeptSchema.version else { return }
    guard isWritable else {
      throw KeepingProblem(
        path: path,
        reason: .other("is of an earlier version of dateline, and cannot be written to bring it up to date"))
    }
    let database = database
    try database.transaction { () throws(KeepingProblem) in
      // Another process may have done so meanwhile.
      version = try database.number("PRAGMA user_version") ?? 0
      while version < KeptSchema.version {
        try database.run(KeptSchema.migrations[version])
        version += 1
        try database.run("PRAGMA user_version = \(version)")
      }
    }
  }

  // MARK: Writing

  /// What a collection has beside its articles that a file keeps.
  public struct Context: Hashable, Sendable {
    /// Kinds that were added, each as its file or its command says it.
    public var kinds: [Definition] = []
    /// Names of places, a line `NAME = PLACE` each.
    public var aliases: [String] = []
    /// The commands that make the corrections, in order.
    public var corrections: [String] = []
    /// The session as a script: "" where there is none.
    public var session = ""

    /// Nothing.
    public init() {}
  }

  /// How kinds were added.
  public struct Definition: Hashable, Sendable {
    /// Whether `text` is a file of kinds; else what stands behind `.define`.
    public var isFile: Bool
    /// What it says.
    public var text: String

    /// Kinds that are said by `text`.
    public init(isFile: Bool, text: String) {
      self.isFile = isFile
      self.text = text
    }
  }

  /// What has come and gone in the file.
  public struct Changes: Hashable, Sendable {
    /// Articles that are new or others.
    public var articles = 0
    /// Articles that are gone or others.
    public var gone = 0
    /// Facts that are new or others.
    public var facts = 0
    /// Facts that are gone.
    public var factsGone = 0

    /// Whether nothing has.
    public var isEmpty: Bool { self == Changes() }
  }

  /// Makes the file hold what a finished collection holds, in one transaction. What it holds already stays: the time goes with what
  /// is new, but for a look at all facts.
  ///
  /// Throws `.changed` where another process has kept something in it since it was opened: then it is to be loaded again. `isWhole`:
  /// with the columns of the whole index anew, whatever that takes, and with its words, which takes some 0.2 µs for each in the texts
  /// unless they are given as `words`; else words that are kept stay, and serve as long as no more than a quarter of the articles is new.
  @discardableResult
  public func keep(
    _ collection: ArticleCollection, _ context: Context, isWhole: Bool = false, words: WordIndex? = nil
  ) throws(KeepingProblem) -> Changes {
    guard isWritable else { throw KeepingProblem(path: path, reason: .readOnly) }
    precondition(collection.index.isFinished)
    let database = database
    let words = isWhole ? words ?? WordIndex(collection.index) : nil
    let changes = try database.transaction { () throws(KeepingProblem) in
      guard try currentGeneration() == generation else { throw KeepingProblem(path: path, reason: .changed) }
      let writer = KeptWriter(database, collection)
      var changes = Changes()
      // What comes into an empty file is put in order once: row by row its order is that of the tables, and every page of an index is
      // read and written again and again.
      let isEmpty = try database.number("SELECT NOT EXISTS (SELECT 1 FROM article)") == 1
      let indexes = isEmpty ? try database.dropIndexes() : []
      let kinds = collection.pipeline.kinds.contentHash.description
      if try value("kinds") != kinds {
        try writer.keepKinds()
        try set("kinds", kinds)
      }
      let articles = try writer.keepArticles()
      (changes.articles, changes.gone) = (articles.new.count, articles.gone)
      try writer.keepCopies()
      try writer.keepEntities()
      (changes.facts, changes.factsGone) = try writer.keepFacts()
      for index in indexes { try database.run(index) }
      try writer.removeUnused()
      try writer.removeUnusedSpots()
      try writer.keepOrders()
      try keepColumns(collection, writer, new: articles.new, gone: articles.gone, isWhole)
      if let words { try keep(words) }
      try keep(context)
      try set("tables", collection.pipeline.tables.description)
      try set("models", collection.models.description)
      try set("generation", String(generation + 1))
      return changes
    }
    generation += 1
    return changes
  }

  func currentGeneration() throws(KeepingProblem) -> Int {
    let kept = try value("generation")
    return kept.flatMap { Int($0) } ?? 0
  }

  private func keep(_ context: Context) throws(KeepingProblem) {
    try database.run("DELETE FROM definition; DELETE FROM correction;")
    let define = try database.statement("INSERT INTO definition (form, text) VALUES (?,?)")
    let all =
      context.kinds.map { ($0.isFile ? "kinds" : "define", $0.text) } + context.aliases.map { ("alias", $0) }
    for (form, text) in all {
      define.bind(form)
      define.bind(text: ArticleText(text.utf8))
      try define.run()
    }
    let correct = try database.statement("INSERT INTO correction (statement) VALUES (?)")
    for statement in context.corrections {
      correct.bind(statement)
      try correct.run()
    }
    guard !context.session.isEmpty else { return }
    let session = try database.statement(
      """
      INSERT INTO session (name, saved, script) VALUES ('last', datetime('now'), ?1)
      ON CONFLICT (name) DO UPDATE SET saved = excluded.saved, script = excluded.script
      """)
    session.bind(context.session)
    try session.run()
  }

  func value(_ name: String) throws(KeepingProblem) -> String? {
    let select = try database.statement("SELECT value FROM meta WHERE name = ?")
    select.bind(name)
    return try select.next() ? select.text(0) : nil
  }

  private func set(_ name: String, _ value: String) throws(KeepingProblem) {
    let insert = try database.statement("INSERT OR REPLACE INTO meta VALUES (?,?)")
    insert.bind(name)
    insert.bind(value)
    try insert.run()
  }
}

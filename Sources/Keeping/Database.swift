internal import Articles
internal import CDatabase

/// What went wrong with a kept file, as a person is told it.
public struct KeepingProblem: Error, Hashable, Sendable {
  /// The kinds of failures.
  public enum Reason: Hashable, Sendable {
    /// Another process is writing it.
    case busy
    /// Another process has kept something in it since it was read.
    case changed
    /// The disk is full.
    case full
    /// It, or its folder, cannot be written.
    case readOnly
    /// Its bytes are not those that were written.
    case damaged
    /// It is another kind of file.
    case foreign
    /// It was written by a later version of the program.
    case newer
    /// There is something already.
    case exists
    /// Anything else, in English.
    case other(String)
  }

  /// The file.
  public var path: String
  /// What is wrong with it.
  public var reason: Reason

  /// What is wrong with the file at `path`.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// "facts.dateline is being written by another process".
  public var message: String {
    switch reason {
    case .busy: "\(path) is being written by another process"
    case .changed: "another process has kept something in \(path)"
    case .full: "\(path) could not be written: the disk is full"
    case .readOnly: "\(path) cannot be written: it, or its folder, is not writable"
    case .damaged: "\(path) is damaged"
    case .foreign: "\(path) is no kept file of dateline"
    case .newer: "\(path) was written by a later version of dateline"
    case .exists: "\(path) exists"
    case .other(let what): "\(path): \(what)"
    }
  }

  /// What to do about it; "" where nothing helps.
  public var hint: String {
    switch reason {
    case .busy: "try again once it is done"
    case .full: "nothing of it was kept; what was kept before stands"
    case .damaged: "what can be read of it: sqlite3 FILE .recover"
    case .changed: "load it again"
    case .foreign, .exists: "name another file"
    case .newer: "use that version, or name another file"
    case .readOnly, .other: ""
    }
  }
}

/// A file of SQLite.
final class Database {
  enum Manner: Int32 {
    case reading, writing, creating
    /// Reading where no file can be made beside it: nobody else writes it.
    case frozen
  }

  let path: String
  private let handle: OpaquePointer

  /// Opens the file; `creating` only where there is none. Waits `patience` milliseconds for other processes.
  init(path: String, _ manner: Manner, patience: Int32 = 2000) throws(KeepingProblem) {
    let name = manner == .frozen ? Self.address(of: path) : path
    guard let handle = PathText.withBytes(of: name, { cdb_open($0, manner.rawValue, patience) }) else {
      throw KeepingProblem(path: path, reason: .other("there is not enough memory"))
    }
    self.path = path
    self.handle = handle
    if cdb_fault(handle) != CDB_NONE { throw problem }
  }

  deinit { cdb_close(handle) }

  /// The path as an address that says that the file does not change.
  private static func address(of path: String) -> String {
    var text = "file:"
    for byte in PathText.bytes(path) {
      if byte.isASCIILetter || byte.isASCIIDigit || "/._-".utf8.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text + "?immutable=1"
  }

  /// What the last failure was.
  var problem: KeepingProblem {
    let reason: KeepingProblem.Reason =
      switch cdb_fault(handle) {
      case CDB_BUSY: .busy
      case CDB_FULL: .full
      case CDB_READ_ONLY: .readOnly
      case CDB_DAMAGED: .damaged
      case CDB_NO_DATABASE: .foreign
      default: .other(String(cString: cdb_message(handle)))
      }
    return KeepingProblem(path: path, reason: reason)
  }

  /// Runs statements without values.
  func run(_ statements: String) throws(KeepingProblem) {
    if cdb_run(handle, statements) == 0 { throw problem }
  }

  /// Runs `body` as a whole: where it throws nothing has changed.
  func transaction<Result>(_ body: () throws(KeepingProblem) -> Result) throws(KeepingProblem) -> Result {
    try run("BEGIN IMMEDIATE")
    do throws(KeepingProblem) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // A full disk has ended it already.
      if cdb_in_transaction(handle) != 0 { cdb_run(handle, "ROLLBACK") }
      throw error
    }
  }

  /// Runs `body` over one state of the file, whatever others write meanwhile.
  func reading<Result>(_ body: () throws(KeepingProblem) -> Result) throws(KeepingProblem) -> Result {
    try run("BEGIN")
    defer { cdb_run(handle, "COMMIT") }
    return try body()
  }

  /// A statement with `?` for values, to be run many times.
  func statement(_ text: String) throws(KeepingProblem) -> Statement {
    var text = text
    let prepared = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cdb_prepare(handle, $0.baseAddress, Int32($0.count)) }
    }
    guard let prepared else { throw problem }
    return Statement(prepared, self)
  }

  /// The number that a statement yields; nil where it yields none.
  func number(_ text: String) throws(KeepingProblem) -> Int? {
    let statement = try statement(text)
    return try statement.next() && !statement.isNothing(0) ? statement.integer(0) : nil
  }

  /// The bytes of a cell, to be read without all of them in memory; nil where there are none.
  func bytes(of column: String, in table: String, row: Int) -> CellBytes? {
    cdb_open_piece(handle, table, column, Int64(row)).map { CellBytes($0, self) }
  }

  /// The row that was inserted last.
  var lastRow: Int64 { cdb_last_row(handle) }
}

/// The bytes of a cell, which are read from its start on.
final class CellBytes {
  private let handle: OpaquePointer
  private let database: Database
  private var offset = 0
  /// Bytes that have not been read.
  var left: Int { Int(cdb_piece_count(handle)) - offset }

  fileprivate init(_ handle: OpaquePointer, _ database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit { cdb_close_piece(handle) }

  /// Reads the next bytes, of which there are as many; false where the file does not yield them.
  func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard cdb_read_piece(handle, target.baseAddress, Int32(target.count), Int32(offset)) != 0 else {
      return false
    }
    offset += target.count
    return true
  }
}

/// A statement of SQL that is ready to run.
final class Statement {
  private let handle: OpaquePointer
  private let database: Database
  private var place: Int32 = 0

  fileprivate init(_ handle: OpaquePointer, _ database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit { cdb_finish(handle) }

  // MARK: Values, one after another

  func bind(_ value: Int?) {
    place += 1
    if let value { cdb_bind_integer(handle, place, Int64(value)) } else { cdb_bind_nothing(handle, place) }
  }

  func bind(_ value: Double?) {
    place += 1
    if let value, value.isFinite {
      cdb_bind_number(handle, place, value)
    } else {
      cdb_bind_nothing(handle, place)
    }
  }

  /// Empty texts are missing ones.
  func bind(_ value: String?) {
    place += 1
    guard var value, !value.isEmpty else {
      cdb_bind_nothing(handle, place)
      return
    }
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cdb_bind_text(handle, place, $0.baseAddress, Int32(clamping: $0.count))
      }
    }
  }

  /// UTF-8, also without any byte.
  func bind(text bytes: ArticleText) {
    place += 1
    bytes.withUnsafeBytes {
      cdb_bind_text(
        handle, place, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count))
    }
  }

  func bind(bytes: UnsafeRawBufferPointer) {
    place += 1
    cdb_bind_bytes(handle, place, bytes.baseAddress, Int64(bytes.count))
  }

  // MARK: Running

  /// Runs it to its end, and makes it ready for other values.
  func run() throws(KeepingProblem) {
    while try next() {}
  }

  /// The next row; false at the end, when it is ready for other values.
  func next() throws(KeepingProblem) -> Bool {
    switch cdb_step(handle) {
    case 1: return true
    case 0:
      reset()
      return false
    default:
      let problem = database.problem
      reset()
      throw problem
    }
  }

  /// Makes it ready for other values.
  func reset() {
    cdb_reset(handle)
    place = 0
  }

  // MARK: Columns of a row

  func isNothing(_ column: Int32) -> Bool { cdb_is_nothing(handle, column) != 0 }
  func integer(_ column: Int32) -> Int { Int(cdb_integer(handle, column)) }
  func number(_ column: Int32) -> Double { cdb_number(handle, column) }

  func text(_ column: Int32) -> String {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text or of bytes, as they lie there.
  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var count: Int64 = 0
    let bytes = cdb_bytes(handle, column, &count)
    return body(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }
}

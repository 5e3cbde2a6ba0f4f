internal import Articles
internal import CDatabase
internal import Facts
internal import Glibc
internal import Indexing

/// Runs a command and gives what it writes; nil where it cannot be run or ends with a code that is above `highest`.
func output(of command: String, highest: Int32 = 0) -> (text: String, milliseconds: Double)? {
  let clock = ContinuousClock()
  let start = clock.now
  guard let pipe = popen(command, "r") else { return nil }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, pipe)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  let status = pclose(pipe)
  guard status & 0x7F == 0, (0...highest).contains(status >> 8) else { return nil }
  return (String(decoding: bytes, as: UTF8.self), (clock.now - start) / .milliseconds(1))
}

/// ripgrep over the same texts, an article a line, line feeds in them written as spaces.
struct RipgrepPeer {
  let path: String

  /// Nil where `rg` is not installed, or the texts cannot be written.
  init?(_ index: FactIndex, in folder: String) {
    guard output(of: "rg --version 2>/dev/null") != nil else { return nil }
    path = folder + "/texts.txt"
    guard let file = fopen(path, "w") else { return nil }
    for row in 0..<index.articleCount {
      let id = ArticleID(rawValue: Int32(row))
      let range = index.body(of: id).range
      var bytes = ContiguousArray(index.text(of: id)[range])
      for place in bytes.indices where bytes[place] == 0x0A { bytes[place] = 0x20 }
      bytes.append(0x0A)
      _ = bytes.withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, file) }
    }
    guard fclose(file) == 0 else { return nil }
  }

  /// How many articles a pattern matches in.
  func count(_ pattern: String) -> (rows: Int, milliseconds: Double)? {
    let quoted =
      "'" + pattern.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    // It ends with 1 where it finds nothing.
    guard let (text, time) = output(of: "rg --count --no-config -e \(quoted) '\(path)'", highest: 1) else {
      return nil
    }
    return (Int(text.split(separator: "\n").first ?? "0") ?? 0, time)
  }
}

/// SQLite with the texts in FTS5 and facts in a table with indexes, in memory.
final class SQLitePeer {
  private let database: OpaquePointer

  /// Nil where SQLite has no FTS5, or cannot hold all of it.
  init?(_ index: FactIndex) {
    guard let database = cdb_open(":memory:", Int32(CDB_CREATE), 0) else { return nil }
    self.database = database
    let tables =
      "create virtual table texts using fts5(body); create table plain(id integer primary key, body text); "
      + "create table facts(id integer primary key, kind int, start int, country int); "
      + "create table takers(fact int, country int); begin"
    guard cdb_run(database, tables) != 0 else { return nil }
    for table in ["texts(rowid, body)", "plain(id, body)"] {
      let isWhole = insert("insert into \(table) values (?, ?)", index.articleCount) { statement, row in
        let id = ArticleID(rawValue: Int32(row))
        let range = index.body(of: id).range
        cdb_bind_integer(statement, 1, Int64(row))
        index.text(of: id).withUnsafeBufferPointer { bytes in
          let body = UnsafeBufferPointer(rebasing: bytes[range])
          cdb_bind_text(
            statement, 2, UnsafeRawPointer(body.baseAddress)?.assumingMemoryBound(to: CChar.self),
            Int32(body.count))
        }
      }
      guard isWhole else { return nil }
    }
    let facts = index.facts
    let isWhole = insert("insert into facts values (?, ?, ?, ?)", index.factCount) { statement, row in
      cdb_bind_integer(statement, 1, Int64(row))
      cdb_bind_integer(statement, 2, Int64(facts.kind[row]))
      if row < facts.datedCount {
        cdb_bind_integer(statement, 3, facts.start[row])
      } else {
        cdb_bind_nothing(statement, 3)
      }
      let spot = Int(facts.spot[row])
      cdb_bind_integer(statement, 4, spot < 0 ? 0 : Int64(index.spots.country[spot]))
    }
    guard isWhole, cdb_run(database, "commit; create index by_country on facts(country); analyze") != 0 else {
      return nil
    }
  }

  deinit { cdb_close(database) }

  /// False where not every row could be put in.
  private func insert(_ text: String, _ count: Int, _ bind: (OpaquePointer, Int) -> Void) -> Bool {
    guard let statement = cdb_prepare(database, text, Int32(text.utf8.count)) else { return false }
    defer { cdb_finish(statement) }
    return (0..<count).allSatisfy { row in
      bind(statement, row)
      defer { cdb_reset(statement) }
      return cdb_step(statement) == 0
    }
  }

  /// The rows that a statement gives, all read.
  func count(_ text: String) -> (rows: Int, milliseconds: Double)? {
    let clock = ContinuousClock()
    let start = clock.now
    guard let statement = cdb_prepare(database, text, Int32(text.utf8.count)) else { return nil }
    defer { cdb_finish(statement) }
    var rows = 0
    var state = cdb_step(statement)
    while state == 1 {
      rows += 1
      state = cdb_step(statement)
    }
    guard state == 0 else { return nil }
    return (rows, (clock.now - start) / .milliseconds(1))
  }
}

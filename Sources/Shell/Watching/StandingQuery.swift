internal import Articles
internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

/// A query that is asked again after every change of the articles, and whose rows are compared with those of before.
struct StandingQuery {
  /// As it was typed.
  let text: String
  private var rows: [Row] = []
  private var columns: [Column] = []

  /// A row, by what names it outside of the program.
  private struct Row {
    var id: String
    /// Of facts: the kind, and the article that tells it first. A corrected article tells its facts anew.
    var kind = ""
    var article: ArticleKey?
    var cells: [String: Value]
  }

  /// Asks it for the first time. Throws what is wrong with it.
  init(_ text: String, in session: Session) throws(Failure) {
    self.text = text
    let first = try session.answer(standing: text)
    columns = first.columns
    rows = Self.rows(of: first, session.workspace.index)
  }

  /// Asks it again. What cannot be asked any more has not changed, and that is told.
  mutating func changes(in session: Session) -> RowChanges {
    var changes = RowChanges(query: text, columns: columns, rows: [])
    let answer: Answer
    do { answer = try session.answer(standing: text) } catch {
      if case .cancelled = error { return changes }
      session.remark("note: \(text) cannot be asked any more")
      return changes
    }
    let index = session.workspace.index
    let new = Self.rows(of: answer, index)
    let before = pairs(new, index)
    changes.columns = answer.columns
    func values(_ row: Row) -> [Value] { answer.columns.map { row.cells[$0.name] ?? .missing } }
    for (row, old) in zip(new, before) {
      guard let old else {
        changes.rows.append(ChangedRow(change: .new, values: values(row)))
        continue
      }
      let was = answer.columns.filter {
        $0.name != "id" && rows[old].cells[$0.name] ?? .missing != row.cells[$0.name]
      }
      .map { (column: $0, value: rows[old].cells[$0.name] ?? .missing) }
      if !was.isEmpty { changes.rows.append(ChangedRow(change: .changed, values: values(row), was: was)) }
    }
    let kept = Set(before.compactMap(\.self))
    for (number, row) in rows.enumerated() where !kept.contains(number) {
      changes.rows.append(ChangedRow(change: .gone, values: values(row)))
    }
    columns = answer.columns
    rows = new
    return changes
  }

  /// For each new row the one it was: by its id, else one that says the same, else one of the same kind that the same article
  /// told. O(rows).
  private func pairs(_ new: [Row], _ index: FactIndex) -> [Int?] {
    var pairs = [Int?](repeating: nil, count: new.count)
    var free = Set(rows.indices)
    func pair(_ key: (Row) -> [AnyHashable]?) {
      var waiting: [[AnyHashable]: [Int]] = [:]
      for number in rows.indices.reversed() where free.contains(number) {
        if let key = key(rows[number]) { waiting[key, default: []].append(number) }
      }
      for number in new.indices where pairs[number] == nil {
        guard let key = key(new[number]), let old = waiting[key]?.popLast() else { continue }
        pairs[number] = old
        free.remove(old)
      }
    }
    pair { [$0.id] }
    // A fact that an earlier article tells now shows another id, and is found by both.
    let open = Dictionary(new.indices.filter { pairs[$0] == nil }.map { (new[$0].id, $0) }) { a, _ in a }
    for number in rows.indices where !open.isEmpty && free.contains(number) && rows[number].kind != "" {
      guard let fact = index.facts(keyed: rows[number].id).first,
        let other = open[index.key(of: fact).description], pairs[other] == nil
      else { continue }
      pairs[other] = number
      free.remove(number)
    }
    pair { row in
      row.cells.filter { $0.key != "id" }.sorted { $0.key < $1.key }.map {
        [$0.key, $0.value] as [AnyHashable]
      }
    }
    pair { row in row.article.map { [row.kind, $0] } }
    return pairs
  }

  private static func rows(of answer: Answer, _ index: FactIndex) -> [Row] {
    var copies: [String: Int] = [:]
    return (0..<answer.rowCount).map { number in
      var cells: [String: Value] = [:]
      for column in answer.columns where cells[column.name] == nil {
        cells[column.name] = column.values[number]
      }
      var row = Row(id: "", cells: cells)
      switch answer.subjects.indices.contains(number) ? answer.subjects[number] : .group([]) {
      case .fact(let id):
        row.id = index.key(of: id).description
        row.kind = index.kinds.name(index.fact(id).kind)
        row.article = index.fact(id).mentions.first.map { index.article($0.article).key }
        return row
      case .article(let id): row.id = index.article(id).key.description
      case .entity(let id): row.id = index.key(of: id).description
      case .sentence(let id, _):
        row.id = index.article(id).key.description + " " + Self.name(answer, number, ofAll: true)
      // Rows of a table are called by all that is no number.
      case .group: row.id = Self.name(answer, number, ofAll: false)
      }
      copies[row.id, default: 0] += 1
      if let copy = copies[row.id], copy > 1 { row.id += " #\(copy)" }
      return row
    }
  }

  private static func name(_ answer: Answer, _ row: Int, ofAll: Bool) -> String {
    answer.columns.compactMap { column in
      switch column.values[row] {
      case .integer, .number: ofAll ? "\(column.values[row])" : nil
      case let value: "\(value)"
      }
    }.joined(separator: "\n")
  }
}

/// What is new, changed and gone in the rows of a standing query.
struct RowChanges {
  var query: String
  /// Of the answer now.
  var columns: [Column]
  /// In the order of the answer; those that are gone behind.
  var rows: [ChangedRow]

  var isEmpty: Bool { rows.isEmpty }

  /// "2 new, 1 changed, 1 gone"
  var summary: String {
    ChangedRow.Change.allCases.compactMap { change in
      let count = rows.count { $0.change == change }
      return count > 0 ? "\(Session.grouped(count)) \(change.rawValue)" : nil
    }.joined(separator: ", ")
  }

  /// The rows behind what happened to them; of changed ones what they were before.
  var answer: Answer {
    var columns = [Column(name: "change", values: rows.map { .text($0.change.rawValue) })]
    for (number, column) in self.columns.enumerated() {
      columns.append(
        Column(name: column.name, values: rows.map { $0.values[number] }, isMultiple: column.isMultiple))
    }
    if rows.contains(where: { !$0.was.isEmpty }) {
      columns.append(
        Column(
          name: "was",
          values: rows.map { $0.was.isEmpty ? .missing : .list($0.wasTexts.map { .text($0) }) },
          isMultiple: true))
    }
    return Answer(columns: columns, subjects: [])
  }

  /// A JSON object a line.
  var records: String { rows.map { ChangeRecords.line($0, query: query, columns: columns) }.joined() }
}

internal import Articles
internal import Querying
internal import Reporting

/// Where stretches of articles stand in their files: `.open N --source`.
struct SourceReport {
  struct Stretch {
    var article: Article
    var range: TextRange
  }

  private var rows: [(path: String, start: SourcePlace, end: SourcePlace, text: String)] = []

  /// Reads the files, to count their lines.
  init(_ stretches: [Stretch]) {
    var numbers: [ArticleKey: [Int]] = [:]
    for (number, stretch) in stretches.enumerated() {
      numbers[stretch.article.key, default: []].append(number)
    }
    var found = [(start: SourcePlace, end: SourcePlace)?](repeating: nil, count: stretches.count)
    for group in numbers.values {
      // Both ends: what is between them in a file may be more than the text.
      let offsets = group.flatMap {
        [stretches[$0].range.start, max(stretches[$0].range.start, stretches[$0].range.end - 1)]
      }
      let places = stretches[group[0]].article.sourcePlaces(of: offsets)
      for (index, number) in group.enumerated() { found[number] = (places[2 * index], places[2 * index + 1]) }
    }
    for (stretch, places) in zip(stretches, found) {
      guard let places else { continue }
      rows.append((stretch.article.path, places.start, places.end, stretch.article.string(stretch.range)))
    }
  }

  var report: Report {
    Report(
      page: { style in
        rows.map { row in
          let line = row.start.line.map { "line \(Session.grouped($0))" } ?? Self.why(row.start.state)
          let place = "\(row.path.neutralised()), byte \(Session.grouped(row.start.byte)) (\(line))"
          let text = style.paint.cut(row.text.neutralised(), to: style.width.map { $0 - 2 } ?? 100)
          return style.paint(.bold, place) + "\n  " + text + "\n"
        }.joined()
      }, table: { _ in answer })
  }

  private static func why(_ state: SourcePlace.State) -> String {
    switch state {
    case .found, .changed: "the file is not as it was"
    case .packed: "of what it unpacks to"
    case .passed: "of what came, which is gone"
    }
  }

  private var answer: Answer {
    func column(_ name: String, _ value: (Int) -> Value) -> Column {
      Column(name: name, values: rows.indices.map(value))
    }
    return Answer(
      columns: [
        column("path") { .text(rows[$0].path) }, column("byte") { .integer(rows[$0].start.byte) },
        column("endByte") { .integer(rows[$0].end.byte + 1) },
        column("line") { rows[$0].start.line.map { .integer($0) } ?? .missing },
        column("text") { .text(rows[$0].text) },
      ], subjects: [])
  }
}

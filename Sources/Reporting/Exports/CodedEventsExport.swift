internal import Articles
internal import Atlas
internal import Facts
internal import Querying

/// Facts with the codes of CAMEO and PLOVER, tab-separated: a row a fact. Kinds without a counterpart have no code.
extension AnswerPrinter {
  func cameo(_ answer: Answer, _ details: [RowDetail]) -> String { tsv(Self.codedEvents(answer, details)) }

  /// The rows that stand for facts, each once, as a table of coded events.
  private static func codedEvents(_ answer: Answer, _ details: [RowDetail]) -> Answer {
    let rows = codedRows(answer, details)
    func column(_ name: String, _ value: (CodedRow) -> Value) -> Column {
      Column(name: name, values: rows.map(value))
    }
    func text(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }
    func names(_ names: [String]) -> Value { text(names.joined(separator: "; ")) }
    func place(_ row: CodedRow) -> (text: String, country: String) {
      if case .place(let text, let country, _) = row.detail.place {
        (text, country?.description ?? "")
      } else {
        ("", "")
      }
    }
    return Answer(
      columns: [
        column("date") { $0.detail.time.map { .time($0) } ?? .missing },
        column("source") { names($0.sources) },
        column("target") { names($0.targets) },
        column("code") { text($0.code?.cameo ?? "") },
        column("type") { text($0.code?.plover ?? "") },
        column("mode") { text($0.code?.mode ?? "") },
        column("kind") { text($0.detail.kind) },
        column("status") { text($0.detail.status?.name ?? "") },
        column("place") { text(place($0).text) },
        column("country") { text(place($0).country) },
        column("id") { text($0.detail.id) },
      ], subjects: [])
  }

  private struct CodedRow {
    var detail: RowDetail
    var code: EventCode?
    var sources: [String]
    var targets: [String]
  }

  private static func codedRows(_ answer: Answer, _ details: [RowDetail]) -> [CodedRow] {
    var known: Set<String> = []
    return details.prefix(answer.rowCount).compactMap { detail in
      guard detail.sort == .fact, known.insert(detail.id).inserted else { return nil }
      let kind = CodedKind.named(detail.kind)
      func names(_ roles: [String]) -> [String] {
        var names: [String] = []
        for party in detail.parties where roles.contains(party.role) && !names.contains(party.name) {
          names.append(party.name)
        }
        return names
      }
      var sources = names(kind?.sources ?? [])
      var targets = names(kind?.targets ?? [])
      // Of those who did it together the first is the source.
      if kind?.sources == ["participant"], targets.isEmpty, sources.count > 1 {
        targets = Array(sources.dropFirst())
        sources = [sources[0]]
      }
      return CodedRow(detail: detail, code: kind?.code(detail.status), sources: sources, targets: targets)
    }
  }

  /// "4 facts have no code: deal, launch, meeting (cancelled)"; nil where all have one.
  static func uncoded(_ answer: Answer, _ details: [RowDetail]) -> String? {
    var labels: [String] = []
    var count = 0
    for row in codedRows(answer, details) where row.code == nil {
      count += 1
      let isOfBook = CodedKind.named(row.detail.kind) != nil
      let label = row.detail.kind + (isOfBook ? " (\(row.detail.status?.name ?? ""))" : "")
      if !labels.contains(label) { labels.append(label) }
    }
    guard count > 0 else { return nil }
    return (count == 1 ? "1 fact has" : "\(count) facts have") + " no code in CAMEO and PLOVER: "
      + labels.sorted().joined(separator: ", ")
  }
}

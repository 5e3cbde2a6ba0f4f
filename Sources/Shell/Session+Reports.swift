internal import Articles
internal import Facts
internal import Indexing
internal import Library
internal import Querying
internal import Reporting

/// Commands that answer as pages for people and as data for programs.
extension Session {
  /// `isAnswer`: goes where answers go.
  func show(_ report: Report, isAnswer: Bool) throws(Failure) {
    guard isAnswer, let redirect else {
      if settings.mode.isForReading { pageLine = report.firstLine(pageStyle) }
      return output.write(printer(mode: settings.mode, pageStyle).text(report, pageStyle))
    }
    let mode = redirect.mode ?? settings.mode
    try deliver(printer(mode: mode, fileStyle).text(report, fileStyle), mode, to: redirect)
  }

  /// The evidence of facts. A page tells of so many facts that a person will read, data of all.
  func evidence(_ ids: [FactID], most: Int) -> Report {
    let workspace = workspace
    let article = { (id: ArticleID) in workspace.article(id) }
    func found(_ ids: some Sequence<FactID>) -> [FactEvidence] { ids.compactMap(workspace.evidence) }
    var report = Report(
      page: { style in
        let shown = found(ids.prefix(most))
        let printer = EvidencePrinter(style: style, article: article)
        var text = shown.map(printer.text).joined(separator: "\n")
        let hidden = ids.count - shown.count
        if hidden > 0 { text += "\n\(style.paint.sign("…")) and \(Session.grouped(hidden)) more facts\n" }
        return text
      }, table: { _ in EvidenceRecords(found(ids), article: article).table },
      objects: { EvidenceRecords(found(ids), article: article).objects })
    report.facts = ids
    return report
  }

  /// A whole article: a page with `marks` in it, or a record with its text.
  func article(_ id: ArticleID, _ marks: [FactEvidence.Mark]) throws(Failure) -> Shown {
    guard let article = workspace.article(id) else { throw .command("the article is gone") }
    let workspace = workspace
    var report = Report(
      page: { EvidencePrinter(style: $0) { _ in article }.text(article, marks) },
      table: { _ in
        func text(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }
        return Answer(
          columns: [
            Column(name: "id", values: [.text(workspace.index.key(of: id).description)]),
            Column(name: "path", values: [.text(article.path)]),
            Column(name: "number", values: [.integer(Int(article.number) + 1)]),
            Column(name: "title", values: [text(article.title.map(article.string) ?? "")]),
            Column(name: "published", values: [article.published.map { .time($0) } ?? .missing]),
            Column(name: "outlet", values: [text(article.source)]),
            Column(name: "text", values: [.text(article.string(article.body))]),
          ], subjects: [])
      })
    // With some of what stands before it.
    report.firstLine = { style in
      max(1, EvidencePrinter(style: style) { _ in article }.firstMark(article, marks) - 3)
    }
    return .report(report)
  }

  /// Names with what they stand for, in two columns.
  static func list(_ rows: [(name: String, value: String)], _ names: (String, String)) -> Answer {
    Answer(
      columns: [
        Column(name: names.0, values: rows.map { .text($0.name) }),
        Column(name: names.1, values: rows.map { .text($0.value) }),
      ], subjects: [])
  }
}

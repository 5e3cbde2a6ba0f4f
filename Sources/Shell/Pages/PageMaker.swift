internal import Articles
internal import Atlas
internal import Facts
internal import Indexing
internal import Library
internal import Querying
internal import Reporting

/// Makes a document of what a session showed: finds the evidence behind rows as it stands now, each fact once.
struct PageMaker {
  private let workspace: Workspace
  private(set) var document: PageDocument

  /// Rows of an answer that a document shows.
  private static let mostRows = 2000
  /// Facts whose evidence a document shows.
  private static let mostFacts = 1000

  init(_ workspace: Workspace, title: String) {
    self.workspace = workspace
    document = PageDocument(title: title)
    document.mostRows = Self.mostRows
    document.borders = workspace.index.places.borders
    document.credits = [
      "Made by dateline \(Invocation.version). Facts were read from the articles by a program: the evidence tells what each rests on.",
      Gazetteer.attribution,
    ]
  }

  mutating func set(_ change: (inout PageDocument) -> Void) { change(&document) }

  /// Adds a statement with what it showed. `keys` names the rows of an answer, or the facts of a report.
  mutating func add(_ statement: String, _ shown: Shown?, _ keys: [RowKey]) {
    switch shown {
    case nil: document.entries.append(PageDocument.Entry(statement, .step))
    case .answer(let answer): add(statement, answer, nil, keys)
    case .drawn(let answer, let drawing): add(statement, answer, drawing, keys)
    case .page(let render): document.entries.append(PageDocument.Entry(statement, .text(render(.record))))
    case .report(let report):
      let ids = keys.compactMap { key -> String? in
        guard let link = link(key), link.hasPrefix("#f-") else { return nil }
        return String(link.dropFirst(3))
      }
      if report.isTable {
        document.entries.append(PageDocument.Entry(statement, .answer(report.table(.record), nil)))
      } else if ids.isEmpty {
        document.entries.append(PageDocument.Entry(statement, .text(report.page(.record))))
      } else {
        document.entries.append(PageDocument.Entry(statement, .facts(ids)))
      }
    }
  }

  private mutating func add(_ statement: String, _ answer: Answer, _ drawing: Drawing?, _ keys: [RowKey]) {
    let links = keys.prefix(Self.mostRows).map { link($0) ?? "" }
    document.entries.append(PageDocument.Entry(statement, .answer(answer, drawing), links: links))
  }

  /// Where the document tells of it; nil where nothing is loaded any more that it names, or there is no room.
  private mutating func link(_ key: RowKey) -> String? {
    switch key {
    case .none: return nil
    case .fact(let key):
      if let link = document.evidence.link(fact: key.description) { return link }
      guard document.evidence.count < Self.mostFacts,
        let id = workspace.index.facts(keyed: key.description).first,
        let evidence = workspace.evidence(for: id)
      else { return nil }
      let workspace = workspace
      return document.evidence.add(evidence) { workspace.article($0) }
    case .article(let hash):
      guard let id = workspace.index.articles(keyed: hash.description).first,
        let article = workspace.article(id)
      else { return nil }
      return document.evidence.add(article)
    }
  }
}

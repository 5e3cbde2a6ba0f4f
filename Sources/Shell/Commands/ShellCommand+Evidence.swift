internal import Articles
internal import Facts
internal import Indexing
internal import Library
internal import Querying
internal import Reporting

extension ShellCommand {
  static let evidenceCommands: [ShellCommand] = [
    ShellCommand(
      name: "why", arguments: "N|ID", help: "the sentences behind row N of the last answer, with the rule",
      details: """
        Marks what the fact was read from: the trigger, who took part, the place, the date. An ID is that of a fact of \
        any answer, or its first digits. In the modes for programs it is data: json and ndjson hold a fact with its \
        mentions, csv and tsv a row for each mention.
        """,
      keeps: .result,
      run: { (session, arguments) throws(Failure) in try session.why(arguments) }),
    ShellCommand(
      name: "open", arguments: "N|ID [--source]", help: "the article of row N of the last answer",
      details: """
        With --source where its sentences, or the article, stand in the files that they were read from: byte and line.
        """,
      keeps: .answer,
      run: { (session, arguments) throws(Failure) in try session.open(arguments) }),
    ShellCommand(
      name: "changes", arguments: "[ARTICLE]",
      help: "which facts came, went and changed when articles last came, went or changed",
      details: """
        A load adds articles to those that are there, replaces those that have changed in their files, removes those that are gone from them, and lets a later version of an article \
        count in the place of an earlier one; .unload removes some. A fact is changed where its date, place, status, roles or figures say something \
        else; each such field is a row. ARTICLE, a name or a part of one, leaves the facts that it tells.
        """,
      run: { (session, arguments) throws(Failure) in try session.changes(arguments) }),
    ShellCommand(
      name: "tokens", arguments: "N|ID",
      help: "how the sentences of row N were read: tokens, tags, tree, names",
      details: "As .parse does, but inside the article, where names are known from other sentences.",
      keeps: .result,
      run: { (session, arguments) throws(Failure) in try session.tokens(arguments) }),
  ]
}

extension Session {
  /// Facts of a group that are explained one by one.
  private static let mostFacts = 20

  private func subject(_ arguments: Arguments) throws(Failure) -> RowSubject {
    try subject(arguments.words.first)
  }

  /// What the number of a row of the last answer or the id of a fact means.
  func subject(_ word: String?) throws(Failure) -> RowSubject {
    if let word, let id = try fact(keyed: word) { return .fact(id) }
    let isKey = word.map { FactKey.range($0) != nil } ?? false
    guard let last else {
      if isKey { throw .command("no fact has the id \(word ?? "")") }
      throw .command("there is no last answer", hint: "run a query first")
    }
    guard let word else {
      throw .command("which row?", hint: "rows are numbered from 1 to \(last.rowCount)")
    }
    guard let row = Int(word), row >= 1, row <= last.rowCount, row <= last.subjects.count else {
      throw .command(
        "no row \(word)" + (isKey ? ", and no fact with such an id" : ""),
        hint: last.rowCount == 0
          ? "the last answer has no rows" : "rows are numbered from 1 to \(last.rowCount)")
    }
    if last.subjects[row - 1] == .group([]) { throw .command("no fact is behind row \(row)") }
    return last.subjects[row - 1]
  }

  /// The fact whose id begins so; nil where none does, or where the word is the number of a row.
  private func fact(keyed word: String) throws(Failure) -> FactID? {
    if let row = Int(word), row <= last?.rowCount ?? 0 { return nil }
    guard FactKey.range(word) != nil, workspace.finishIndex(surroundings.isInterrupted) else { return nil }
    let found = workspace.index.facts(keyed: word)
    guard found.count < 2 else {
      let ids = found.prefix(3).map { workspace.index.key(of: $0).description }.joined(separator: ", ")
      throw .command(
        "more than one fact has an id that begins with \(word)", hint: "write more of it: \(ids)")
    }
    if found.isEmpty, let wrong = workspace.index.wrongKeys(word).first {
      throw foundWrong(wrong)
    }
    return found.first
  }

  fileprivate func why(_ arguments: Arguments) throws(Failure) -> Shown {
    switch try subject(arguments) {
    case .fact(let id):
      guard workspace.evidence(for: id) != nil else { throw .command("nothing is known of this fact") }
      return .report(evidence([id], most: 1))
    case .group(let ids): return .report(evidence(ids, most: Self.mostFacts))
    case .article(let id), .sentence(let id, _):
      let title = workspace.article(id).map { $0.title.map($0.string) ?? $0.name } ?? ""
      throw .command(
        "this row is an article, not a fact: \(title)", hint: "its facts: `| facts`; its text: .open")
    case .entity(let id):
      let name = workspace.entity(id)?.name ?? ""
      throw .command("this row is \(name), not a fact", hint: "facts it takes part in: `| facts`")
    }
  }

  /// The evidence of every row that is a fact or a group of facts.
  func why(_ answer: Answer) -> Report {
    var ids: [FactID] = []
    for subject in answer.subjects {
      switch subject {
      case .fact(let id): ids.append(id)
      case .group(let group): ids += group
      case .article, .sentence, .entity: break
      }
    }
    return evidence(ids, most: isInteractive ? Self.mostFacts : ids.count)
  }

  fileprivate func changes(_ arguments: Arguments) throws(Failure) -> Shown {
    guard var changes = workspace.changes else {
      throw .command(
        "no articles have come, gone or changed since the first were loaded, or more than 20,000 at once",
        hint: ".load PATH reads again what has changed there")
    }
    let name = arguments.words.joined(separator: " ")
    if !name.isEmpty {
      let wanted = Folding.name(name)
      changes.keep { $0.articles.contains { Folding.name($0).contains(wanted) } }
      if changes.isEmpty { throw .command("no fact that \"\(name)\" tells is new, gone or changed") }
    }
    return .report(ChangesReport(changes).report)
  }

  fileprivate func open(_ arguments: Arguments) throws(Failure) -> Shown {
    let workspace = workspace
    let (words, wantsSource) = arguments.taking("--source")
    let subject = try subject(words.first)
    if wantsSource { return .report(SourceReport(try places(of: subject)).report) }
    switch subject {
    case .article(let id): return try article(id, [])
    case .sentence(let id, let text):
      return try article(id, [FactEvidence.Mark(range: text, label: "here", style: .trigger)])
    case .fact(let id):
      guard let evidence = workspace.evidence(for: id), let first = evidence.mentions.first else {
        throw .command("nothing is known of this fact")
      }
      let marks = evidence.mentions.filter { $0.article == first.article }.flatMap(\.marks)
      return try article(first.article, marks)
    case .group(let ids):
      guard let id = ids.first, let mention = workspace.evidence(for: id)?.mentions.first else {
        throw .command("this row has no fact")
      }
      return try article(mention.article, mention.marks)
    case .entity(let id):
      let name = workspace.entity(id)?.name ?? ""
      throw .command("this row is \(name), not an article", hint: "articles that name it: `| articles`")
    }
  }

  /// The stretches of articles that a row stands for.
  private func places(of subject: RowSubject) throws(Failure) -> [SourceReport.Stretch] {
    func stretches(_ ids: some Sequence<FactID>) -> [SourceReport.Stretch] {
      ids.compactMap(workspace.evidence).flatMap(\.mentions).compactMap { mention in
        workspace.article(mention.article).map { SourceReport.Stretch(article: $0, range: mention.sentence) }
      }
    }
    switch subject {
    case .article(let id):
      guard let article = workspace.article(id) else { throw .command("the article is gone") }
      return [SourceReport.Stretch(article: article, range: article.body)]
    case .sentence(let id, let text):
      guard let article = workspace.article(id) else { throw .command("the article is gone") }
      return [SourceReport.Stretch(article: article, range: text)]
    case .fact(let id): return stretches([id])
    case .group(let ids): return stretches(ids.prefix(Self.mostFacts))
    case .entity(let id):
      let name = workspace.entity(id)?.name ?? ""
      throw .command(
        "this row is \(name), not a place in an article", hint: "where it is named: `| mentions`")
    }
  }

  fileprivate func tokens(_ arguments: Arguments) throws(Failure) -> Shown {
    let found = try subject(arguments)
    var sentences: [(article: ArticleID, texts: [TextRange])] = []
    func add(_ fact: FactID) {
      for mention in workspace.evidence(for: fact)?.mentions ?? [] {
        if let known = sentences.firstIndex(where: { $0.article == mention.article }) {
          sentences[known].texts.append(mention.sentence)
        } else {
          sentences.append((mention.article, [mention.sentence]))
        }
      }
    }
    switch found {
    case .fact(let id): add(id)
    case .group(let ids): for id in ids.prefix(Self.mostFacts) { add(id) }
    case .sentence(let id, let text): sentences.append((id, [text]))
    case .article:
      throw .command("this row is an article, not a sentence", hint: "its sentences: `| sentences`")
    case .entity(let id):
      let name = workspace.entity(id)?.name ?? ""
      throw .command("this row is \(name), not a sentence", hint: "sentences that name it: `| sentences`")
    }
    var pages: [(title: String, text: String)] = []
    for (id, texts) in sentences {
      guard let text = workspace.parse(texts, of: id) else {
        throw .command("this build shows no parse of a sentence")
      }
      pages.append((workspace.article(id)?.name ?? "", text))
    }
    guard !pages.isEmpty else { throw .command("no sentence is behind this row") }
    let shown = pages
    return .page { style in
      shown.map { title, text in
        let page = text.neutralised(keepingLines: true) + (text.hasSuffix("\n") ? "" : "\n")
        return style.paint(.bold, title.neutralised()) + "\n"
          + (style.paint.isASCII ? PlainSigns.tree(page) : page)
      }.joined(separator: "\n")
    }
  }
}

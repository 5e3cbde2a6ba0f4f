public import Articles
public import Facts
internal import Indexing
public import Library
public import Querying

/// Evidence as data: what stands behind facts, with every mention's article, offsets and sentence.
///
/// Offsets are as those of `dateline extract`: in Unicode scalars of the article's text, ends exclusive.
public struct EvidenceRecords {
  private let facts: [FactEvidence]
  private let article: (ArticleID) -> Article?

  /// `article` gives the article of a mention.
  public init(_ facts: [FactEvidence], article: @escaping (ArticleID) -> Article?) {
    self.facts = facts
    self.article = article
  }

  /// A mention with the text that its offsets count in.
  private struct Found {
    var mention: FactEvidence.Mention
    var article: Article
    var offsets: ScalarOffsets

    func start(_ range: TextRange) -> Int { offsets.scalar(at: range.start) }
    func end(_ range: TextRange) -> Int { offsets.scalar(at: range.end) }
  }

  private func mentions(of fact: FactEvidence, _ known: inout [ArticleID: ScalarOffsets]) -> [Found] {
    fact.mentions.compactMap { mention in
      guard let article = article(mention.article) else { return nil }
      let offsets = known[mention.article] ?? ScalarOffsets(article)
      known[mention.article] = offsets
      return Found(mention: mention, article: article, offsets: offsets)
    }
  }

  /// One JSON object a fact. O(bytes of the articles).
  public var objects: [String] {
    var known: [ArticleID: ScalarOffsets] = [:]
    return facts.map { fact in object(fact, mentions(of: fact, &known)) }
  }

  private func object(_ fact: FactEvidence, _ mentions: [Found]) -> String {
    let record = fact.record
    var object = JSONObject(isSpaced: true)
    object.add("id", record.key.description)
    object.add("kind", record.kind)
    object.add("status", record.status.name)
    object.add("date", json: JSONText.value(Self.date(record)))
    object.add("dateVia", record.time?.via.name)
    object.add("location", json: JSONText.value(Self.place(record)))
    object.add("locationVia", record.place?.via.name)
    object.add("roles", of: record.fillers) { inner, filler in
      inner.add("role", filler.role)
      inner.add("name", filler.name)
    }
    object.add("source", record.source)
    object.add("content", record.content)
    object.add("figures", of: record.figures) { inner, said in
      inner.add("quantity", said.figure.quantity.name)
      inner.add("value", json: JSONText.value(.number(said.figure.value)))
      inner.add("bound", said.figure.bound.rawValue)
      let currency = said.figure.currency.code
      inner.add("currency", currency.isEmpty ? nil : currency)
      inner.add("article", said.article.description)
    }
    object.add("main", record.isMain)
    object.add("confidence", json: JSONText.value(Self.confidence(fact)))
    object.add("corrected", of: fact.corrections) { inner, field in
      inner.add("field", field.name)
      inner.add("value", field.value.isEmpty ? nil : field.value)
      inner.add("read", field.read.isEmpty ? nil : field.read)
    }
    object.add("notes", fact.notes)
    object.add("for", fact.pro)
    object.add("against", fact.contra)
    object.add("mentions", of: mentions, Self.mention)
    return object.text
  }

  private static func mention(_ object: inout JSONObject, _ found: Found) {
    let (mention, article) = (found.mention, found.article)
    object.add("article") { inner in
      inner.add("id", mention.articleKey.description)
      inner.add("path", article.path)
      inner.add("number", Int(article.number) + 1)
      inner.add("title", mention.title.isEmpty ? nil : mention.title)
      inner.add("published", json: JSONText.value(article.published.map { .time($0) } ?? .missing))
      inner.add("outlet", article.source.isEmpty ? nil : article.source)
    }
    func span(_ object: inout JSONObject, _ range: TextRange) {
      object.add("start", found.start(range))
      object.add("end", found.end(range))
      object.add("text", article.string(range))
    }
    span(&object, mention.sentence)
    object.add("marks", of: mention.marks) { inner, mark in
      inner.add("label", mark.label)
      span(&inner, mark.range)
    }
    object.add("rule", mention.rule.isEmpty ? nil : mention.rule)
    object.add("copies", of: mention.copies) { inner, copy in
      inner.add("id", copy.articleKey.description)
      inner.add("path", copy.article.path)
      inner.add("number", Int(copy.article.number) + 1)
      inner.add("outlet", copy.outlet.isEmpty ? nil : copy.outlet)
    }
  }

  /// One row a mention, for formats that hold no lists of objects. O(bytes of the articles).
  public var table: Answer {
    var known: [ArticleID: ScalarOffsets] = [:]
    var rows: [(fact: FactEvidence, number: Int, found: Found)] = []
    for fact in facts {
      for (number, found) in mentions(of: fact, &known).enumerated() {
        rows.append((fact, number + 1, found))
      }
    }
    func column(
      _ name: String, isMultiple: Bool = false,
      _ value: ((fact: FactEvidence, number: Int, found: Found)) -> Value
    )
      -> Column
    {
      Column(name: name, values: rows.map(value), isMultiple: isMultiple)
    }
    func text(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }
    return Answer(
      columns: [
        column("id") { .text($0.fact.record.key.description) },
        column("kind") { .text($0.fact.record.kind) },
        column("status") { .text($0.fact.record.status.name) },
        column("date") { Self.date($0.fact.record) },
        column("location") { Self.place($0.fact.record) },
        column("roles", isMultiple: true) {
          .list($0.fact.record.fillers.map { .text("\($0.role): \($0.name)") })
        },
        column("source") { text($0.fact.record.source ?? "") },
        column("confidence") { Self.confidence($0.fact) },
        column("corrected", isMultiple: true) { .list($0.fact.corrections.map { .text($0.name) }) },
        column("notes", isMultiple: true) { .list($0.fact.notes.map { .text($0) }) },
        column("mention") { .integer($0.number) },
        column("article") { .text($0.found.mention.articleKey.description) },
        column("path") { .text($0.found.article.path) },
        column("title") { text($0.found.mention.title) },
        column("published") { $0.found.article.published.map { .time($0) } ?? .missing },
        column("outlet") { text($0.found.article.source) },
        column("start") { .integer($0.found.start($0.found.mention.sentence)) },
        column("end") { .integer($0.found.end($0.found.mention.sentence)) },
        column("sentence") { .text($0.found.article.string($0.found.mention.sentence)) },
        column("trigger") { text($0.found.article.string($0.found.mention.trigger)) },
        column("rule") { text($0.found.mention.rule) },
        column("copies", isMultiple: true) {
          .list($0.found.mention.copies.map { .text($0.article.description) })
        },
      ], subjects: [])
  }

  private static func date(_ record: FactEvidence.Record) -> Value {
    record.time.map { .time($0.interval) } ?? .missing
  }

  private static func place(_ record: FactEvidence.Record) -> Value {
    record.place.map { .place(text: $0.text, country: $0.country, point: $0.point) } ?? .missing
  }

  private static func confidence(_ fact: FactEvidence) -> Value {
    .number((Double(fact.confidence) * 100).rounded() / 100)
  }
}

package import Articles
package import Facts
internal import Indexing
package import Library

/// What stands behind the facts of a document: each fact once, with its sentences, and each article once.
package struct PageEvidence {
  /// A stretch of a sentence; what is marked in it says what it is.
  struct Piece {
    var text: String
    var mark: FactEvidence.Mark?
  }

  /// A sentence that tells a fact.
  struct Passage {
    var pieces: [Piece]
    /// The number of its article, from 1.
    var source: Int
    var rule: String
    /// Who prints it, too.
    var copies: [String]
  }

  struct Fact {
    var id: String
    /// "meeting · happened · 2023-01-17 · Warsaw"
    var summary: String
    /// In hundredths.
    var confidence: Int
    /// "corrected", "note", "for" …, each with what it says.
    var remarks: [(label: String, text: String)]
    var passages: [Passage]
  }

  struct Source {
    var title: String
    var outlet: String
    var author: String
    var published: String
    var path: String
  }

  private(set) var facts: [Fact] = []
  private(set) var sources: [Source] = []
  private var factNumbers: [String: Int] = [:]
  private var sourceNumbers: [String: Int] = [:]

  package init() {}

  /// How many facts there are.
  package var count: Int { facts.count }

  /// Where the evidence of a fact stands in the document; nil where it has none.
  package func link(fact id: String) -> String? { factNumbers[id].map { _ in "#f-" + id } }

  /// Takes in an article and says where it stands in the document.
  package mutating func add(_ article: Article) -> String { "#s-\(number(of: article))" }

  /// Takes in a fact, once, and says where it stands. O(its sentences).
  @discardableResult
  package mutating func add(_ evidence: FactEvidence, article: (ArticleID) -> Article?) -> String {
    let id = evidence.record.key.description
    if let link = link(fact: id) { return link }
    var remarks: [(label: String, text: String)] = []
    for origin in evidence.origins { remarks.append(("read", origin)) }
    for field in evidence.corrections {
      let read = field.read.isEmpty ? "not read from the articles" : "read as \(field.read)"
      remarks.append(("corrected", "\(field.name) \(field.value.isEmpty ? "none" : field.value), \(read)"))
    }
    for note in evidence.notes { remarks.append(("note", note)) }
    if !evidence.pro.isEmpty { remarks.append(("for", evidence.pro.joined(separator: ", "))) }
    if !evidence.contra.isEmpty { remarks.append(("against", evidence.contra.joined(separator: ", "))) }
    var passages: [Passage] = []
    for mention in evidence.mentions {
      guard let article = article(mention.article) else { continue }
      var copies: [String] = []
      for copy in mention.copies {
        // A page's reader has no files.
        let name = copy.outlet.isEmpty && !copy.title.isEmpty ? copy.title : copy.name
        if !copies.contains(name) { copies.append(name) }
      }
      passages.append(
        Passage(
          pieces: Self.pieces(article, mention.sentence, mention.marks), source: number(of: article),
          rule: mention.rule, copies: copies))
    }
    factNumbers[id] = facts.count
    facts.append(
      Fact(
        id: id, summary: evidence.summary, confidence: Int((evidence.confidence * 100).rounded()),
        remarks: remarks, passages: passages))
    return "#f-" + id
  }

  private mutating func number(of article: Article) -> Int {
    let name = article.number > 0 ? "\(article.path)#\(article.number + 1)" : article.path
    if let known = sourceNumbers[name] { return known }
    let title = article.title.map(article.string) ?? ""
    sources.append(
      Source(
        title: title.isEmpty ? article.name : title, outlet: article.source, author: article.author,
        published: article.published?.description ?? "", path: article.name))
    sourceNumbers[name] = sources.count
    return sources.count
  }

  /// The sentence cut at the edges of its marks; of marks that lie in one another the first and longest stays.
  private static func pieces(
    _ article: Article, _ range: TextRange, _ marks: [FactEvidence.Mark]
  ) -> [Piece] {
    var pieces: [Piece] = []
    var at = range.start
    func add(_ end: Int32, _ mark: FactEvidence.Mark?) {
      let text = article.string(TextRange(start: at, end: end))
      if !text.isEmpty { pieces.append(Piece(text: text, mark: mark)) }
      at = end
    }
    let inside = marks.filter { range.contains($0.range) && !$0.range.isEmpty }
      .sorted { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
    for mark in inside where mark.range.start >= at {
      add(mark.range.start, nil)
      add(mark.range.end, mark)
    }
    add(range.end, nil)
    return pieces
  }
}

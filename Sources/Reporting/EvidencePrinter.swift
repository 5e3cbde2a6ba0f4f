public import Articles
public import Facts
internal import Indexing
public import Library
internal import Querying

/// Sentences and articles with what a fact was read from marked in them: in colour, or without colour in
/// brackets with a label.
public struct EvidencePrinter {
  var style: PageStyle
  var article: (ArticleID) -> Article?

  /// A fact: what it says, how sure it is, and every sentence that reports it with its rule and article; each line ended.
  public func text(_ fact: FactEvidence) -> String {
    let confidence = Int((fact.confidence * 100).rounded())
    var text = style.paint(.bold, joined(fact.summary.split(separator: Self.dot).map { $0.neutralised() }))
    text +=
      style.paint(
        .faint,
        style.paint.sign(
          Self.dot + "confidence \(confidence) %" + Self.dot + "id \(fact.record.key.description)")) + "\n"
    if !fact.origins.isEmpty {
      text += style.paint(.faint, fact.origins.joined(separator: "; ").neutralised()) + "\n"
    }
    for field in fact.corrections {
      let value = field.value.isEmpty ? "none" : field.value
      let read = field.read.isEmpty ? "not read from the articles" : "read as \(field.read)"
      text += wrapped([Piece(text: "corrected: \(field.name) \(value), \(read)", style: .faint)], indent: 0)
    }
    for note in fact.notes { text += wrapped([Piece(text: "note: \(note)", style: .bold)], indent: 0) }
    for (label, grounds) in [("for", fact.pro), ("against", fact.contra)] where !grounds.isEmpty {
      text += wrapped([Piece(text: "\(label): \(grounds.joined(separator: ", "))", style: .faint)], indent: 0)
    }
    if let disagreement = fact.disagreement { text += self.text(disagreement) }
    for (index, mention) in fact.mentions.enumerated() {
      guard let article = article(mention.article) else { continue }
      let number = "\(index + 1)  "
      text += number + wrapped(marked(article, mention.sentence, mention.marks), indent: CellWidth.of(number))
      var origin: [String] = []
      // The title comes last: on a narrow screen it is what may be cut.
      if !mention.rule.isEmpty { origin.append(style.paint.sign("rule \(mention.rule)")) }
      origin.append(mention.articleName)
      if !mention.published.isEmpty { origin.append(mention.published) }
      if !mention.title.isEmpty {
        origin.append(style.paint.sign("“") + mention.title + style.paint.sign("”"))
      }
      let line = style.paint.cut(
        joined(origin).neutralised(), to: style.width.map { $0 - 3 } ?? .max)
      text += "   " + style.paint(.faint, line) + "\n"
      if !mention.copies.isEmpty {
        text += "   " + wrapped([Piece(text: Self.alsoIn(mention.copies), style: .faint)], indent: 3)
      }
    }
    return text
  }

  private static let dot = " · "

  private func joined(_ parts: [String]) -> String { parts.joined(separator: style.paint.sign(Self.dot)) }

  /// What each article says of what they do not agree on, a row each.
  private func text(_ disagreement: FactDisagreement) -> String {
    func column(_ name: String, _ values: [String]) -> Column {
      Column(name: name, values: values.map { $0.isEmpty ? .missing : .text($0) })
    }
    var columns = [
      column("article", disagreement.sides.map(\.article)),
      column("published", disagreement.sides.map(\.published)),
    ]
    for (number, field) in disagreement.fields.enumerated() {
      columns.append(column(field, disagreement.sides.map { $0.values[number] }))
    }
    return style.paint(.bold, "the articles disagree:") + "\n"
      + Report.table(Answer(columns: columns, subjects: []), style)
  }

  /// The line (from 1) of an article's page on which its first mark stands; 1 where it has none.
  package func firstMark(_ article: Article, _ marks: [FactEvidence.Mark]) -> Int {
    let marked = text(article, marks).utf8.split(separator: 10, omittingEmptySubsequences: false)
    let plain = text(article, []).utf8.split(separator: 10, omittingEmptySubsequences: false)
    return (zip(marked, plain).enumerated().first { !$1.0.elementsEqual($1.1) }?.offset ?? 0) + 1
  }

  /// "also in Herald, Post and 3 more"
  private static func alsoIn(_ copies: [FactEvidence.Copy]) -> String {
    var names: [String] = []
    for copy in copies where !names.contains(copy.name) { names.append(copy.name) }
    let shown = names.count > 6 ? Array(names.prefix(5)) : names
    let more = names.count - shown.count
    return "also in " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// A whole article below its title, with `marks` in it; each line ended.
  public func text(_ article: Article, _ marks: [FactEvidence.Mark]) -> String {
    var head: [String] = []
    if let title = article.title { head.append(style.paint(.bold, article.string(title).neutralised())) }
    var origin: [String] = []
    if let published = article.published { origin.append(published.description) }
    if !article.source.isEmpty { origin.append(article.source) }
    origin.append(article.path)
    head.append(style.paint(.faint, joined(origin).neutralised()))
    var text = head.map { $0 + "\n" }.joined() + "\n"
    // Paragraph by paragraph, so that the article's own lines stay.
    var start = Int(article.body.start)
    let end = min(Int(article.body.end), article.text.count)
    while start < end {
      let stop = article.text[start..<end].firstIndex(of: 10) ?? end
      text += wrapped(marked(article, TextRange(start..<stop), marks), indent: 0)
      start = stop + 1
    }
    if article.cuts.unread > 0 {
      let unread = "the last \(article.cuts.unread) bytes of the file's text were not read"
      text += "\n" + style.paint(.faint, unread) + "\n"
    }
    return text
  }

  /// A stretch of text that is not broken inside: a word, and the escape codes or brackets around it.
  private struct Piece {
    var text: String
    var style: Paint.Style?
  }

  private func marked(_ article: Article, _ range: TextRange, _ marks: [FactEvidence.Mark]) -> [Piece] {
    var pieces: [Piece] = []
    var at = range.start
    let inside = marks.filter { range.contains($0.range) && !$0.range.isEmpty }
      .sorted { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
    for mark in inside where mark.range.start >= at {
      pieces.append(Piece(text: article.string(TextRange(start: at, end: mark.range.start))))
      let text = article.string(mark.range)
      pieces.append(
        style.paint.isOn
          ? Piece(text: text, style: Self.style(mark.style)) : Piece(text: "[\(mark.label): \(text)]"))
      at = mark.range.end
    }
    pieces.append(Piece(text: article.string(TextRange(start: at, end: range.end))))
    return pieces
  }

  private static func style(_ style: FactEvidence.Mark.Style) -> Paint.Style {
    switch style {
    case .trigger: .boldRed
    case .participant: .boldBlue
    case .place: .green
    case .date: .magenta
    }
  }

  /// Breaks lines between words; colours do not cross a break.
  private func wrapped(_ pieces: [Piece], indent: Int) -> String {
    let room = style.width.map { max(20, $0 - indent) } ?? .max
    var lines: [String] = []
    var line = ""
    var used = 0
    var word: [Piece] = []
    func endWord() {
      let width = word.reduce(0) { $0 + CellWidth.of($1.text) }
      guard width > 0 else { return }
      if used > 0, used + 1 + width > room {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        used += 1
      }
      for piece in word { line += piece.style.map { style.paint($0, piece.text) } ?? piece.text }
      used += width
      word = []
    }
    for piece in pieces {
      let parts = piece.text.neutralised().split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { endWord() }
        if !part.isEmpty { word.append(Piece(text: String(part), style: piece.style)) }
      }
    }
    endWord()
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  /// `article` gives the article of a mention; `width` is the screen's in cells, nil: nothing is broken.
  public init(width: Int? = nil, article: @escaping (ArticleID) -> Article?) {
    self.init(style: PageStyle(width: width, paint: Paint(isOn: false)), article: article)
  }

  package init(style: PageStyle, article: @escaping (ArticleID) -> Article?) {
    self.style = style
    self.article = article
  }
}

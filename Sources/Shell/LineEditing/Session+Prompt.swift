internal import Indexing
internal import Querying
internal import Saving

extension Session {
  /// Tells the line editor what it is to know of the session.
  func livesAtPrompt() {
    if surroundings.isDumb { settings.isPlain = true }
    guard let editor = reader as? EditLineReader else { return }
    editor.isOpen = { [weak self] text in self?.isOpen(text) ?? false }
    editor.note = { [weak self] in self?.promptNote ?? "" }
    editor.asksPlain = { [weak self] in self?.settings.isPlain ?? false }
  }

  /// Whether a text of one or more lines ends in a statement that needs more of them.
  func isOpen(_ text: String) -> Bool {
    var buffer = statementBuffer
    for line in text.lines { _ = buffer.add(line) }
    return buffer.needsMore
  }

  /// What one stands on: "26 articles · last answer 7 rows"; "" for nothing. Never waits.
  var promptNote: String {
    if settings.isQuiet { return "" }
    if let opening { return "opening \(opening.job.path) …" }
    var parts: [String] = []
    let articles = workspace.index.articleCount
    if articles > 0 { parts.append(Self.count(articles, "article")) }
    if let last { parts.append("last answer " + Self.count(last.rowCount)) }
    return parts.joined(separator: " · ")
  }
}

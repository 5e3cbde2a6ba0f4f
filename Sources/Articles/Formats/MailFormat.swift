/// Mail: a message (RFC 5322, `.eml`), a mailbox of several (mbox), or a page that a browser has saved as one (MHTML): an article for
/// each message that has text.
public struct MailFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "mail"
  /// Of files that folders are searched for.
  public static let endings = ["eml", "mbox", "mht", "mhtml"]

  private let path: String
  private var messages: MailboxMessages
  private var options = ReadingOptions()
  private var faults = FaultCount()
  private var isDone = false

  /// Begins to read the file at `path`.
  public init(path: String) {
    self.path = path
    messages = MailboxMessages(path: path)
  }

  /// By the line above a mailbox's first message, or by lines of a header that only mail has.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    if MailboxMessages.isSeparator(start.prefix { $0 != 10 }) { return true }
    guard let names = headerNames(start) else { return false }
    if hasEnding(path), names.count > 1 { return true }
    // What has a title is an article with header lines of its own.
    if names.contains("title") || names.contains("headline") { return names.contains("mime-version") }
    if names.contains(where: ofMail.contains) { return true }
    return names.contains("from") && names.contains("subject")
      && (names.contains("to") || names.contains("date"))
  }

  /// Fields that no other text has above it.
  private static let ofMail: Set<String> = [
    "received", "return-path", "mime-version", "message-id", "delivered-to", "dkim-signature", "list-id",
    "x-original-to", "x-mailer", "envelope-to", "snapshot-content-location",
  ]

  /// The names of fields in the lines at the start, in small letters; nil where one of them is none.
  private static func headerNames(_ start: ContiguousArray<UInt8>.SubSequence) -> Set<String>? {
    let marked = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
    var names: Set<String> = []
    var rest = marked
    // The last line may be cut.
    while let end = rest.firstIndex(of: 10) {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if HeaderFields.trimmed(line).isEmpty { break }
      if line.first == 32 || line.first == 9 {
        if names.isEmpty { return nil }
        continue
      }
      guard MailPart.isField(line) else { return nil }
      names.insert(
        String(
          decoding: line.prefix { $0 != 58 }.filter { $0 > 32 }.map(\.asciiLowered), as: UTF8.self))
    }
    return names.isEmpty ? nil : names
  }

  /// Takes where programs are found that read what is attached.
  public mutating func use(_ options: ReadingOptions) { self.options = options }

  /// The article of the next message; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    while !isDone {
      do throws(LoadProblem) {
        guard let message = try messages.next(&bytes) else {
          isDone = true
          try faults.end(path)
          return nil
        }
        let isInMailbox = messages.isMailbox ?? false
        if !isInMailbox { isDone = true }
        return draft(message, isInMailbox)
      } catch {
        if try faults.isTold(error) { throw error }
      }
    }
    return nil
  }

  private func draft(_ message: MailboxMessages.Message, _ isInMailbox: Bool) -> ArticleDraft {
    let (path, options) = (path, options)
    return ArticleDraft(made: {
      let found = MailArticles(message, isInMailbox: isInMailbox, path: path, options)
      var made = ArticleDraft.Made()
      made.articles = found.articles
      made.passedBy = found.passedBy
      guard found.articles.isEmpty else { return made }
      if isInMailbox { made.leftOut = 1 } else { made.problem = LoadProblem(path: path, reason: .noText) }
      return made
    })
  }
}

/// What newsletters put above and below their text: how to leave, where else to read it, to whom it was sent.
enum MailFooters {
  private static func phrases(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  /// Of lines above the text.
  private static let heads = phrases([
    "in your browser", "view in browser", "view online", "read online", "view this email",
    "view this message",
    "view this newsletter", "web version", "webversion", "having trouble viewing", "trouble reading this",
    "see this email", "view it online", "forwarded this", "was this email forwarded", "open in browser",
    "read in browser", "view as a web page", "view as webpage",
  ])

  /// Of lines below it.
  private static let tails = phrases([
    "unsubscribe", "opt out of", "opt-out of", "stop receiving", "no longer wish to receive",
    "leave this list",
    "you are receiving this", "you're receiving this", "you’re receiving this", "you received this",
    "you have received this", "you get this", "this email was sent", "this e-mail was sent",
    "this message was sent", "this newsletter was sent", "was sent to you", "you are subscribed",
    "you're subscribed", "because you signed up", "because you subscribed", "manage your subscription",
    "manage subscription", "manage preferences", "manage your preferences", "manage your email",
    "email preferences", "email settings", "update your profile", "update your preferences",
    "update subscription", "change your preferences", "to your address book", "our mailing address",
    "privacy policy", "privacy notice", "terms of service", "terms of use", "all rights reserved",
    "copyright ©",
    "©", "(c) 20", "forward to a friend", "forward this email", "share this email", "sent from my",
    "this email and any", "this e-mail and any", "intended recipient", "mailing list", "subscription options",
  ])

  /// Those of `tails` that news speak of, too: sentences with no other stay.
  private static let ambiguous = phrases([
    "privacy policy", "privacy notice", "terms of service", "terms of use", "all rights reserved",
    "mailing list",
    "was sent to you", "intended recipient", "copyright ©", "©", "(c) 20", "opt out of", "opt-out of",
    "email settings", "email preferences", "unsubscribe",
  ])
  private static let sure = tails.filter { !ambiguous.contains($0) }

  private static let longest = 700
  private static let longestHead = 200
  /// Paragraphs in which heads are looked for.
  private static let firsts = 5

  private static func holds(_ paragraph: MailText.Paragraph, _ phrases: [[UInt8]], _ longest: Int) -> Bool {
    guard paragraph.count <= longest else { return false }
    let folded = paragraph.folded
    return phrases.contains(where: folded.holds)
  }

  /// A paragraph of sentences.
  private static func isProse(_ paragraph: MailText.Paragraph) -> Bool {
    guard paragraph.count >= 90, paragraph.linked * 2 < paragraph.count else { return false }
    let tail = paragraph.lines.last?.text.suffix(4) ?? []
    return tail.contains { ".!?\u{22}".utf8.contains($0) } || tail.suffix(3).elementsEqual("”".utf8)
  }

  /// What the law has mail programs write below each message, beside `tails`.
  private static let notices = phrases([
    "confidential", "registered office", "registered in", "registered number", "disclaimer",
    "if you are not the",
    "received this message in error", "received this email in error", "virus", "the views expressed",
    "before printing",
  ])

  /// Words of sentences in a paragraph, which is no notice or footer. O(bytes).
  static func wordsOfProse(_ paragraph: MailText.Paragraph) -> Int {
    guard !holds(paragraph, tails, longest), !holds(paragraph, notices, 3 * longest) else { return 0 }
    let words = paragraph.lines.flatMap { $0.text.split { $0 <= 32 } }
    // Sentences are mostly words in small letters, and end in a stop; titles, addresses and numbers do not.
    let small = words.count { $0.first?.isASCIILower ?? false }
    guard words.count >= 6, small * 2 > words.count, let last = words.last,
      last.suffix(4).contains(where: { ".!?".utf8.contains($0) })
    else { return 0 }
    return words.count
  }

  /// Whether a paragraph with a link says how to leave a list.
  private static func isAsked(_ paragraph: MailText.Paragraph) -> Bool {
    holds(paragraph, [Array("unsubscribe".utf8)], longest)
      && (paragraph.linked > 0 || paragraph.folded.holds(Array("http".utf8)))
  }

  /// A link of a word or two, as menus have.
  private static func isMenu(_ paragraph: MailText.Paragraph) -> Bool {
    paragraph.linked * 10 >= paragraph.count * 8 && paragraph.linked > 0 && paragraph.count <= 25
  }

  /// A text without them. The last of its sentences stay, whatever they speak of, where others follow. O(bytes).
  static func removed(from text: MailText) -> MailText {
    var text = text
    let paragraphs = text.paragraphs
    var end = paragraphs.count
    for number in paragraphs.indices.reversed() {
      let paragraph = paragraphs[number]
      if isProse(paragraph), !holds(paragraph, sure, longest), !isAsked(paragraph) { break }
      if holds(paragraph, tails, longest) || holds(paragraph, heads, longestHead) {
        end = number
      } else if isMenu(paragraph) {
        if end == number + 1 { end = number }
      } else if isProse(paragraph) {
        break
      }
    }
    let start = paragraphs.prefix(firsts).firstIndex(where: isProse) ?? min(firsts, end)
    text.paragraphs = paragraphs[..<end].enumerated().filter { number, paragraph in
      number >= min(start, end) || !(holds(paragraph, heads, longestHead) || isMenu(paragraph))
    }.map(\.element)
    return text
  }
}

/// What a person is told of the charsets of articles: those that were guessed, what was no character, what was read again.
public struct CharsetReport: Sendable {
  private struct Count: Sendable {
    var first: String
    var articles = 0
    var bytes = 0
  }

  private var guesses: [String: Count] = [:]
  private var order: [String] = []
  private var broken: Count?
  private var mended: Count?
  /// Different guesses that are told.
  private static let most = 4

  /// Of no article.
  public init() {}

  /// Adds an article's.
  public mutating func add(_ article: Article) {
    let charset = article.charset
    guard charset != ReadCharset() else { return }
    let name = article.key.description
    if let guess = charset.guess {
      if guesses[guess] == nil { order.append(guess) }
      guesses[guess, default: Count(first: name)].articles += 1
    }
    if charset.broken > 0 {
      broken = broken ?? Count(first: name)
      broken?.articles += 1
      broken?.bytes += charset.broken
    }
    if charset.isMended {
      mended = mended ?? Count(first: name)
      mended?.articles += 1
    }
  }

  /// A line for each guess, one for what was no character and one for what was read again; not neutralised.
  public var lines: [String] {
    var lines = order.prefix(Self.most).compactMap { name in
      guesses[name].map { count in
        "\(Self.subject(count, "is", "are")) no UTF-8 and \(count.articles == 1 ? "names" : "name") no charset: read as \(name)"
      }
    }
    if order.count > Self.most {
      lines.append("articles in \(order.count - Self.most) more charsets were read by guess")
    }
    if let broken {
      lines.append(
        "\(Self.subject(broken, "has", "have")) \(broken.bytes) \(broken.bytes == 1 ? "byte" : "bytes") that are no UTF-8: shown as U+FFFD"
      )
    }
    if let mended {
      lines.append(
        "\(Self.subject(mended, "was", "were")) written in one charset and read in another before: mended")
    }
    return lines
  }

  private static func subject(_ count: Count, _ one: String, _ several: String) -> String {
    count.articles == 1
      ? "\(count.first) \(one)" : "\(count.articles) articles (the first: \(count.first)) \(several)"
  }
}

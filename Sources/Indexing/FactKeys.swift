public import Articles
public import Facts
internal import Synchronization

/// What names a fact outside of the running program, where its number in a collection means nothing: a hash of the text
/// of an article, of the kind, and of where in the text the words stand that tell it.
///
/// It is the same on every machine and however many other articles are loaded, as long as the article's text stays. A fact
/// that several articles tell has a key of each: it shows the earliest article's and is found by all of them.
public struct FactKey: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// To keep.
  public var rawValue: UInt64

  /// A key that was kept.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Sixteen hexadecimal digits.
  public var description: String { ContentHash(rawValue: rawValue).description }

  /// As numbers.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// Digits that name a key at least.
  public static let fewestDigits = 4

  /// The keys that begin with these hexadecimal digits, of which there are `fewestDigits` to sixteen; nil for any other
  /// text.
  public static func range(_ digits: some StringProtocol) -> ClosedRange<FactKey>? {
    let count = digits.utf8.count
    guard (fewestDigits...16).contains(count), digits.utf8.allSatisfy(isDigit),
      let value = UInt64(digits, radix: 16)
    else { return nil }
    let open = UInt64((16 - count) * 4)
    let low = open == 0 ? value : value << open
    return FactKey(rawValue: low)...FactKey(rawValue: open == 0 ? value : low | ((1 << open) - 1))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}

extension FactIndex {
  /// What names a fact outside of the program. O(1), but for the first call after articles came or went: O(reports).
  public func key(of id: FactID) -> FactKey {
    facts.reports(Int(id.rawValue)).first.map {
      FactKey(rawValue: keyCache.reports(of: self).ofReport[Int($0)])
    }
      ?? FactKey(rawValue: 0)
  }

  /// A hash of an article's text, whatever its path; two files of one text have the same. Cost as of a fact's key.
  public func key(of id: ArticleID) -> ContentHash { keyCache.reports(of: self).ofArticle[Int(id.rawValue)] }

  /// As `key(of:)`, but without a look at all others: of two files of one text both have that of the first. O(1).
  package func ownKey(of id: FactID) -> FactKey? {
    guard let report = facts.reports(Int(id.rawValue)).first.map({ Int($0) }) else { return nil }
    return ReportKeys.key(of: report, in: reports, prints.text[Int(reports.article[report])], kinds)
  }

  /// As `key(of:)`. O(1).
  package func ownKey(of id: ArticleID) -> ContentHash { prints.text[Int(articleOrder[Int(id.rawValue)])] }

  /// The facts of which some article's key begins with these digits, ascending; none where the text is no beginning of a
  /// key. O(log facts + found), but for the first call.
  public func facts(keyed digits: some StringProtocol) -> [FactID] {
    guard let range = FactKey.range(digits) else { return [] }
    return Set(keyCache.sorted(of: self).rows(range).lazy.map(\.fact).filter { $0 >= 0 }).sorted().map(
      FactID.init)
  }

  /// The keys that begin with these digits of what is found wrong (`Correction.wrong`), ascending. Cost as of `facts`.
  public func wrongKeys(_ digits: some StringProtocol) -> [FactKey] {
    guard let range = FactKey.range(digits) else { return [] }
    return keyCache.sorted(of: self).rows(range).filter { $0.fact < 0 }.map { FactKey(rawValue: $0.key) }
  }

  /// The articles whose key begins with these digits, ascending. O(articles).
  public func articles(keyed digits: some StringProtocol) -> [ArticleID] {
    guard let range = FactKey.range(digits) else { return [] }
    return keyCache.reports(of: self).ofArticle.enumerated().filter {
      range.contains(FactKey(rawValue: $0.element.rawValue))
    }
    .map { ArticleID(rawValue: Int32($0.offset)) }
  }

  /// What names each report, in order of insertion.
  var reportKeys: [UInt64] { keyCache.reports(of: self).ofReport }
}

/// The keys of what a finished index holds, made when one is first asked for: few sessions ask.
final class FactKeyCache: Sendable {
  private let reportKeys: Mutex<ReportKeys?>
  private let sortedKeys = Mutex<SortedKeys?>(nil)
  private let entityKeys = Mutex<EntityKeys?>(nil)

  init(_ reports: ReportKeys? = nil) { reportKeys = Mutex(reports) }

  /// The keys of the reports, if they have been made: they stay as they are while no article comes or goes.
  var kept: ReportKeys? { reportKeys.withLock { $0 } }

  func reports(of index: FactIndex) -> ReportKeys {
    reportKeys.withLock { current in
      if let current { return current }
      let keys = ReportKeys(index)
      current = keys
      return keys
    }
  }

  func sorted(of index: FactIndex) -> SortedKeys {
    sortedKeys.withLock { current in
      if let current { return current }
      let keys = SortedKeys(index, reports(of: index).ofReport)
      current = keys
      return keys
    }
  }

  func entities(of index: FactIndex) -> EntityKeys {
    entityKeys.withLock { current in
      if let current { return current }
      let keys = EntityKeys(index)
      current = keys
      return keys
    }
  }
}

/// Reports in the order of their keys, with the fact that each is of; −1 for what is in none. About 16 bytes a report.
struct SortedKeys: Sendable {
  private var sorted: [(key: UInt64, fact: Int32)] = []

  /// O(n log n).
  init(_ index: FactIndex, _ keys: [UInt64]) {
    sorted = keys.map { ($0, -1) }
    for fact in 0..<index.facts.count {
      for report in index.facts.reports(fact) { sorted[Int(report)].fact = Int32(fact) }
    }
    takeTwins(index.copies.twins)
    sorted.sort { $0.key < $1.key }
  }

  /// What a copy repeats is found by its key, too; what it says in vain by none.
  private mutating func takeTwins(_ twins: ReportTwins) {
    if twins.of.isEmpty { return }
    for report in sorted.indices where twins.of[report] >= 0 {
      sorted[report].fact = sorted[Int(twins.of[report])].fact
    }
    sorted = sorted.indices.filter { twins.of[$0] != ReportTwins.dropped }.map { sorted[$0] }
  }

  /// Those of a range of keys. O(log n + found).
  func rows(_ range: ClosedRange<FactKey>) -> ArraySlice<(key: UInt64, fact: Int32)> {
    let first = sorted.indices.partitionPoint { sorted[$0].key < range.lowerBound.rawValue }
    return sorted[first...].prefix { $0.key <= range.upperBound.rawValue }
  }
}

/// About 8 bytes a report.
struct ReportKeys: Sendable {
  /// By number of the article.
  var ofArticle: [ContentHash] = []
  var ofReport: [UInt64]

  /// O(reports). Where two reports would have one key, as in two files of one text, the later one
  /// by article gets another.
  init(_ index: FactIndex) {
    let reports = index.reports
    ofReport = [UInt64](repeating: 0, count: reports.count)
    ofArticle.reserveCapacity(index.articleOrder.count)
    var taken: Set<UInt64> = []
    taken.reserveCapacity(reports.count)
    for article in index.articleOrder {
      let text = index.prints.text[Int(article)]
      ofArticle.append(text)
      for report in Int(index.reportStart[Int(article)])..<Int(index.reportStart[Int(article) + 1]) {
        let key = Self.key(of: report, in: reports, text, index.kinds).notIn(&taken)
        ofReport[report] = key.rawValue
      }
    }
  }

  static func key(of report: Int, in reports: Reports, _ text: ContentHash, _ kinds: KindTable) -> FactKey {
    let kind = kinds.name(Kind(rawValue: reports.kind[report]))
    guard let mention = reports.mentions(report).first else { return FactKey(text, kind, nil) }
    return FactKey(
      text, kind, reports.mentionTrigger[mention].range(in: reports.mentionSentence[mention]))
  }
}

extension ContentHash {
  /// The hash, or another one made of it where it is taken: " #2" stands behind what was hashed, or " #3" …
  func notIn(_ taken: inout Set<UInt64>) -> ContentHash {
    var hash = self
    var copy = 1
    while !taken.insert(hash.rawValue).inserted {
      copy += 1
      hash = self
      hash.add(" #\(copy)".utf8)
    }
    return hash
  }

  /// Takes in a space and the digits of a number that is not negative: what a text of them would give, without one.
  fileprivate mutating func add(number: Int32) {
    var digits: (count: Int, bytes: UInt64) = (0, 0)
    var rest = UInt32(max(0, number))
    repeat {
      // The last digit lies highest, the first lowest.
      digits.bytes = digits.bytes << 4 | UInt64(rest % 10)
      digits.count += 1
      rest /= 10
    } while rest > 0
    add(CollectionOfOne(0x20))
    for _ in 0..<digits.count {
      add(CollectionOfOne(0x30 + UInt8(digits.bytes & 15)))
      digits.bytes >>= 4
    }
  }
}

extension FactKey {
  /// Of an article by the hash of its text. Kinds by name: their numbers change from version to version.
  fileprivate init(_ text: ContentHash, _ kind: String, _ trigger: TextRange?) {
    var hash = text
    hash.add(kind.utf8)
    if let trigger {
      hash.add(number: trigger.start)
      hash.add(number: trigger.end)
    }
    rawValue = hash.rawValue
  }

  /// The key, or another one made of it where it is taken.
  fileprivate func notIn(_ taken: inout Set<UInt64>) -> FactKey {
    FactKey(rawValue: ContentHash(rawValue: rawValue).notIn(&taken).rawValue)
  }

  /// The keys of an article's facts, in their order, as an index of this article alone gives them; nil for a fact that no
  /// index takes. O(bytes of the article + facts).
  public static func keys(of harvest: Harvest, kinds: KindTable) -> [FactKey?] {
    let text = ContentHash(harvest.article.text)
    var taken: Set<UInt64> = []
    return harvest.facts.map { fact in
      guard let mention = fact.mentions.first, Int(fact.kind.rawValue) < kinds.rows.count else { return nil }
      let trigger = ShortSpan(mention.trigger, in: mention.sentence).range(in: mention.sentence)
      return FactKey(text, kinds.name(fact.kind), trigger).notIn(&taken)
    }
  }
}

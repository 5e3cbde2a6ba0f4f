/// What a page says of its article beside the text: in `meta`, in JSON-LD (schema.org), in `time`.
struct PageMetadata {
  /// Of `<title>`.
  var pageTitle = ""
  /// Values of `meta` by name or property in small letters; of several the first.
  private(set) var named: [String: String] = [:]
  /// The address that the page gives itself.
  private(set) var canonical = ""
  /// Where it was fetched, as an archive has it: its address where it gives itself none.
  var fetchedFrom = ""
  /// `datetime` of `<time>` elements, those marked as the day of publication first.
  private(set) var times: [String] = []
  private(set) var markedTimes: [String] = []
  /// The objects of JSON-LD that are articles.
  private(set) var articles: [JSONValue] = []
  /// The objects of JSON-LD that are pages, which may hold one.
  private var pages: [JSONValue] = []
  /// Names of persons and bodies of JSON-LD, by what others refer to them with.
  private var namesByID: [String: String] = [:]
  /// What elements hold that say that they name an author.
  private(set) var authorTexts: [String] = []
  private var authorBlock = 0
  /// The language that the page's outermost element states.
  var pageLanguage = ""

  /// Takes what an element that names an author holds; `block`: blocks before it. Those far from the first name who wrote comments.
  mutating func takeAuthor(_ text: String, block: Int) {
    guard !text.isEmpty else { return }
    if authorTexts.isEmpty { authorBlock = block }
    if block <= authorBlock + 2 { authorTexts.append(text) }
  }

  mutating func take(_ tag: PageTag, _ attributes: PageAttributes) {
    switch tag {
    case .meta:
      guard let content = attributes["content"], !content.isEmpty else { return }
      let names = [
        attributes["property"], attributes["name"], attributes["itemprop"], attributes["http-equiv"],
      ]
      for case let name? in names where named[name.lowercased()] == nil { named[name.lowercased()] = content }
    case .linked:
      if canonical.isEmpty, attributes["rel"]?.lowercased() == "canonical" {
        canonical = attributes["href"] ?? ""
      }
    case .time:
      guard let time = attributes["datetime"] else { return }
      let isMarked = attributes["pubdate"] != nil || attributes["itemprop"]?.lowercased() == "datepublished"
      if isMarked { markedTimes.append(time) } else if times.count < 64 { times.append(time) }
    default:
      guard attributes.hasData else { return }
      if attributes["itemprop"]?.lowercased() == "datepublished",
        let day = attributes["content"] ?? attributes["datetime"]
      {
        markedTimes.append(day)
      }
    }
  }

  /// Takes the articles of some JSON-LD; what is no JSON says nothing.
  mutating func takeData(_ bytes: [UInt8]) {
    guard let value = JSONValue(bytes) else { return }
    collect(value, depth: 0)
  }

  private mutating func collect(_ value: JSONValue, depth: Int) {
    guard depth < 8, articles.count < 16 else { return }
    switch value {
    case .list(let values): for value in values { collect(value, depth: depth + 1) }
    case .object(let members):
      let types = Self.types(value)
      if types.contains(where: Self.isArticle) { articles.append(value) }
      if types.contains("WebPage"), pages.count < 16 { pages.append(value) }
      if let id = value["@id"]?.text, let name = value["name"]?.text, namesByID.count < 64 {
        namesByID[id] = name
      }
      for member in members where ["@graph", "mainEntity", "mainEntityOfPage"].contains(member.name) {
        collect(member.value, depth: depth + 1)
      }
    case .null, .flag, .number, .text: break
    }
  }

  private static func types(_ value: JSONValue) -> [String] {
    switch value["@type"] {
    case .text(let type)?: [type]
    case .list(let types)?: types.compactMap(\.text)
    default: []
    }
  }

  private static func isArticle(_ type: String) -> Bool {
    type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type == "LiveBlogPosting"
      || type == "Report"
  }

  /// The first text of a member among the articles.
  private func stated(_ name: String) -> String? {
    articles.lazy.compactMap { $0[name]?.text }.first { !$0.isEmpty }
  }

  private func named(_ names: [String]) -> String? { names.lazy.compactMap { named[$0] }.first }

  /// The text of the article, where the page gives it to machines; "" where it does not.
  var body: String { stated("articleBody") ?? "" }

  /// The headline as the page states it; nil where it does not.
  var title: String? {
    stated("headline")
      ?? named(["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"])
  }

  /// The day of publication, not that of a change, and how it is known; nil where the page states none that the calendar has.
  var published: (day: CalendarDay, via: DayOrigin)? {
    let stated =
      [stated("datePublished")] + Self.dateNames.map { named[$0] } + markedTimes.prefix(4).map { $0 }
      + pages.map { $0["datePublished"]?.text } + [self.stated("dateCreated"), self.stated("uploadDate")]
    let changed = changed
    for case let text? in stated {
      guard let day = Self.day(text), changed.map({ Self.isBefore(day, $0) }) ?? true else { continue }
      return (day, .metadata)
    }
    if let day = WebAddress.day(in: address) { return (day, .address) }
    for text in times.prefix(1) { if let day = Self.day(text) { return (day, .metadata) } }
    return nil
  }

  private static let dateNames = [
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date",
    "article.published", "published-date", "published_time", "pubdate", "publishdate", "publish-date",
    "publication_date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "rnews:datepublished",
    "citation_date",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "article_date_original", "ptime",
    "iso-8601-publish-date",
    "displaydate", "article:post_date", "og:published_time", "vr:published_time", "dat",
  ]

  private static func day(_ text: String) -> CalendarDay? {
    let day = WrittenDay.read(ContiguousArray(text.utf8.prefix(64).drop { $0 <= 32 })[...])
    return day.flatMap { isSound($0) ? $0 : nil }
  }

  /// Not the first day of machines' calendars, nor one before the printing press, nor one that stands for none, as in 2999.
  /// Which days are to come is not asked: the same page has the same day tomorrow.
  static func isSound(_ day: CalendarDay) -> Bool {
    let (year, month, date) = day.civil
    return (1501..<2100).contains(year) && !(year == 1970 && month == 1 && date <= 2)
  }

  /// Whether a day of publication can stand beside that of a change or of a visit, which comes later; time zones may differ.
  static func isBefore(_ day: CalendarDay, _ later: CalendarDay) -> Bool { day <= later.adding(days: 2) }

  /// The day on which the page was changed last, as it states; nil where it does not.
  private var changed: CalendarDay? {
    let stated = [stated("dateModified"), named["article:modified_time"], named["og:updated_time"]]
    return stated.lazy.compactMap { $0.flatMap(Self.day) }.first
  }

  private var address: String {
    canonical.isEmpty
      ? named["og:url"] ?? articles.lazy.compactMap { $0["url"]?.text }.first ?? fetchedFrom : canonical
  }

  /// Who wrote it, several apart by ", "; "" where nothing says.
  var author: String {
    let outlet = outlet.lowercased()
    let own = articles.lazy.map { self.names($0["author"] ?? $0["creator"], depth: 0) }.first { !$0.isEmpty }
    for texts in [own ?? []] + Self.authorNames.map({ named[$0].map { [$0] } ?? [] }) + [authorTexts] {
      let names = Byline.names(texts.filter { $0.lowercased() != outlet })
      if !names.isEmpty, names.lowercased() != outlet { return names }
    }
    return ""
  }

  private static let authorNames = [
    "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author",
    "citation_author", "article.author", "cxenseparse:author",
  ]

  private func names(_ value: JSONValue?, depth: Int) -> [String] {
    switch value {
    case .text(let name)?: [name]
    case .list(let values)?: depth < 3 ? values.prefix(16).flatMap { names($0, depth: depth + 1) } : []
    case .object?:
      if let name = value?["name"] {
        depth < 3 ? names(name, depth: depth + 1) : []
      } else {
        (value?["@id"]?.text).flatMap { namesByID[$0] }.map { [$0] } ?? []
      }
    default: []
    }
  }

  /// The language that it states; "" where it does not.
  var language: String {
    stated("inLanguage") ?? named(["og:locale", "content-language", "dc.language", "language"])
      ?? pageLanguage
  }

  /// Who published it: by name, else by the host of its address; "" where nothing says.
  var outlet: String {
    if let name = named(["og:site_name", "application-name"]), !name.isEmpty { return name }
    for article in articles {
      let publisher = article["publisher"]
      if let name = publisher?["name"]?.text ?? publisher?.text, !name.isEmpty { return name }
    }
    return WebAddress.host(of: address) ?? ""
  }
}

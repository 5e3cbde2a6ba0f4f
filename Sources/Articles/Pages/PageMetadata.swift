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
      if Self.types(value).contains(where: Self.isArticle) { articles.append(value) }
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
      + [self.stated("dateCreated"), self.stated("uploadDate")]
    for case let text? in stated { if let day = Self.day(text) { return (day, .metadata) } }
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

  /// Not the first day of machines' calendars, nor one before the printing press.
  static func isSound(_ day: CalendarDay) -> Bool {
    let (year, month, date) = day.civil
    return year > 1500 && !(year == 1970 && month == 1 && date <= 2)
  }

  private var address: String {
    canonical.isEmpty
      ? named["og:url"] ?? articles.lazy.compactMap { $0["url"]?.text }.first ?? fetchedFrom : canonical
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

/// Which members of records hold what, guessed by their names and by what stands in them.
struct FieldGuess {
  /// Names as news is published with them, the likeliest first; without capitals, `_`, `-`, `:` and spaces.
  private static let text = [
    "maintext", "articlebody", "bodytext", "fulltext", "articletext", "storytext", "newstext", "body", "text",
    "content", "contentencoded", "textcontent", "contenttext", "articlecontent", "plaintext", "story",
    "article", "contents", "transcript", "paragraphs", "bodyhtml", "contenthtml", "texthtml", "articlehtml",
  ]
  /// Lists of objects that are the blocks of a text.
  private static let blocks = [
    "contentelements", "blocks", "bodyblocks", "contentblocks", "elements", "sections", "paragraphs",
  ]
  /// Less than an article, and more than nothing.
  private static let summary = [
    "description", "summary", "abstract", "snippet", "excerpt", "leadparagraph", "lead", "teaser",
    "standfirst",
  ]
  private static let title = [
    "title", "headline", "headline.main", "webtitle", "articletitle", "newstitle", "storytitle", "subject",
  ]
  private static let published = [
    "datepublish", "datepublished", "published", "publishedat", "publishedon", "publishdate", "publisheddate",
    "publicationdate", "pubdate", "publishedtime", "firstpublished", "webpublicationdate", "versioncreated",
    "firstcreated", "seendate", "date", "datetime", "created", "createdat", "timestamp", "time",
  ]
  private static let outlet = [
    "outlet", "source", "source.name", "source.title", "sourcename", "publisher", "publisher.name",
    "publication",
    "newspaper", "paper", "sourcedomain", "domain", "sitename", "site", "provider", "provider.name",
    "website",
  ]
  private static let author = [
    "author", "authors", "authorname", "authornames", "author.name", "byline", "bylines", "byline.original",
    "creator",
    "creators", "dccreator", "creator.name", "writer", "writers", "by", "journalist",
  ]
  private static let language = ["language", "lang", "languagecode", "inlanguage", "locale", "dclanguage"]
  /// When it was read or changed, which is later.
  private static let later = [
    "datemodify", "datemodified", "modified", "updated", "updatedat", "lastmodified", "datedownload",
    "crawled", "crawledat",
    "crawldate", "fetched", "fetchedat", "scraped", "scrapedat", "retrieved", "retrievedat", "downloaded",
  ]
  private static let address = ["url", "link", "weburl", "sourceurl", "canonicalurl", "uri"]
  /// The longest of other texts is the article from this many bytes on, on the average.
  private static let longEnough = 200
  /// Records that are looked at.
  static let samples = 24

  private struct Candidate {
    var name: String
    var folded: String
    /// Records with a value that is not blank.
    var filled = 0
    var bytes = 0
    var spaces = 0
    /// Records with a day that can be read.
    var days = 0

    var average: Int { filled == 0 ? 0 : bytes / filled }
    /// Words with spaces between them.
    var isProse: Bool { average >= FieldGuess.longEnough && spaces * 15 >= bytes }
  }

  private var candidates: [Candidate] = []
  private let chosen: RecordFields

  init(_ records: [DataRecord], _ chosen: RecordFields) {
    self.chosen = chosen
    var places: [String: Int] = [:]
    for record in records.prefix(Self.samples) {
      var seen: Set<String> = []
      for member in record.members where seen.insert(member.name).inserted {
        let place = places[member.name] ?? candidates.count
        if place == candidates.count {
          places[member.name] = place
          candidates.append(Candidate(name: member.name, folded: Self.folded(member.name)))
        }
        take(record.value(member), place)
      }
    }
  }

  private mutating func take(_ text: RecordText, _ place: Int) {
    guard text.bytes.contains(where: { $0 > 32 }) else { return }
    candidates[place].filled += 1
    candidates[place].bytes += text.bytes.count
    candidates[place].spaces += text.bytes.count { $0 == 32 }
    if case .day = RecordDay.read(text.bytes) { candidates[place].days += 1 }
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.lazy.filter { !"_-: ".utf8.contains($0) }.map(\.asciiLowered), as: UTF8.self)
  }

  /// Names of members, or columns, in the order of the records.
  var names: [String] { candidates.map(\.name) }

  /// The names chosen that no record has.
  var missing: [String] {
    RecordFields.Field.allCases.compactMap { chosen[$0] }.filter { name in
      !candidates.contains { $0.name == name }
    }
  }

  /// What holds what; nil where nothing holds a text, or where what does is hardly an article.
  var fields: FieldsRead? {
    var read = FieldsRead()
    read.names[.title] = chosen[.title] ?? best(Self.title) { $0.filled }
    read.names[.published] =
      chosen[.published] ?? best(Self.published) { $0.days } ?? best(Self.published) { $0.filled }
    read.names[.outlet] =
      chosen[.outlet] ?? best(Self.outlet) { $0.filled } ?? best(Self.address) { $0.filled }
    read.names[.author] = chosen[.author] ?? best(Self.author) { $0.filled }
    read.language = best(Self.language) { $0.filled }
    read.later = best(Self.later) { $0.days }
    if let text = chosen[.text] {
      guard !missing.contains(text) else { return nil }
      read.names[.text] = text
      return read
    }
    guard let text = text(read) else { return nil }
    read.names[.text] = text
    return read
  }

  private func text(_ read: FieldsRead) -> String? {
    let isTold = read.names[.title] != nil || read.names[.published] != nil
    let longest = candidates.filter { candidate in
      candidate.isProse && !Self.title.contains(candidate.folded) && !Self.summary.contains(candidate.folded)
        && !Self.author.contains(candidate.folded)
    }.max { $0.average < $1.average }
    if let name = best(Self.text + Self.blocks, { $0.filled }),
      let named = candidates.first(where: { $0.name == name })
    {
      // What is called so may be a mark or a kind, and the text stand elsewhere.
      if named.average < 80, let longest, longest.average > 4 * named.average { return longest.name }
      if isTold || named.average >= 80 { return name }
    }
    if let longest { return longest.name }
    guard isTold else { return nil }
    if let summary = best(Self.summary, { $0.filled }) { return summary }
    // Lists of what was published, as GDELT has them: headlines are all there is.
    let isList = read.names[.published] != nil && best(Self.address) { $0.filled } != nil
    return isList ? read.names[.title] : nil
  }

  /// The name that most records have, of several the likeliest; nil where none has any of them.
  private func best(_ names: [String], _ count: (Candidate) -> Int) -> String? {
    var best: (name: String, count: Int, rank: Int)?
    for candidate in candidates {
      let found = count(candidate)
      guard found > 0, let rank = names.firstIndex(of: candidate.folded) else { continue }
      if best.map({ (found, $0.rank) > ($0.count, rank) }) ?? true { best = (candidate.name, found, rank) }
    }
    return best?.name
  }

  /// Whether a list of objects of this name is a text or names.
  static func holdsObjects(_ name: String) -> Bool {
    let folded = folded(name)
    return text.contains(folded) || blocks.contains(folded) || author.contains(folded)
  }

  /// Whether a list of this name is of things beside articles: what readers say, pictures.
  static func isBeside(_ name: String) -> Bool { beside.contains(folded(name)) }

  private static let beside: Set<String> = [
    "comments", "replies", "reactions", "reviews", "images", "media", "photos", "videos", "tags", "keywords",
    "categories", "related", "relatedarticles", "links", "attachments", "authors", "contributors", "entities",
    "contentelements", "blocks", "paragraphs", "sections", "annotations", "corrections", "revisions",
  ]

  /// Whether a member of this name holds the text of an article, if it is there.
  static func isText(_ name: String) -> Bool { text.contains(folded(name)) }

  /// Whether one of this name is a title or a day.
  static func isTitleOrDate(_ name: String) -> Bool {
    title.contains(folded(name)) || published.contains(folded(name))
  }

  /// Other names that the text may have in a record that leaves the usual one out.
  static func otherTexts(_ record: DataRecord) -> [String] {
    record.members.map(\.name).filter(isText)
  }
}

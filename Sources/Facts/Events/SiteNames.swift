internal import Articles
internal import English

/// The buildings and sites that an article names ("Lind Stadium", "Market Street"), which no gazetteer has.
struct SiteNames {
  struct Site {
    var tokens: Range<Int>
    /// The token that the rest of the name hangs on.
    var head: Int
  }

  private var ofSentence: [Int: [Site]] = [:]

  /// The names whose last word is a noun for a site. O(names)
  init(_ article: ParsedArticle, _ names: [NameMention]) {
    for name in names where name.kind != .person && name.tokens.count > 1 {
      guard let last = name.tokens.last, Self.nouns.contains(article.nounLemma(last), in: article.reading)
      else { continue }
      ofSentence[Int(article.sentenceOf[last]), default: []].append(
        Site(tokens: name.tokens, head: article.nameHead(name.tokens)))
    }
  }

  /// In the order of the text.
  var all: [Site] { ofSentence.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// In the order of the text.
  func of(sentence: Int) -> [Site] { ofSentence[sentence] ?? [] }

  private static let nouns: WordSet = """
    hall stadium airport cathedral church mosque temple hospital hotel school college university center centre \
    courthouse park prison jail palace square station bridge museum theatre theater arena base airbase airfield house \
    market mall embassy consulate tower lane street road avenue highway boulevard plaza beach camp dam mine plant port \
    harbour harbor library gallery zoo building complex memorial cemetery monastery synagogue shrine barracks garden \
    resort restaurant clinic capitol field terminal lodge speedway racecourse castle fort refinery factory farm ranch \
    hospice academy supermarket tunnel pier dock shipyard reservoir auditorium pavilion gymnasium campus
    """
}

extension FactPlace {
  /// A site by its words, where the town or country that it stands in says. "Lind Hall in Oslo" is one text; of a town
  /// that is named elsewhere in the article's words the text stays, as it says more to a reader.
  static func site(_ name: TextRange, in place: FactPlace?) -> FactPlace {
    var site = place ?? FactPlace(text: name, place: nil, point: nil)
    let isTold = site.via == .clause && site.text.start < site.text.end
    if isTold, site.text.start > name.end, site.text.start - name.end <= Self.longestLink {
      site.text = TextRange(start: name.start, end: site.text.end)
    } else if !isTold || site.place == nil {
      site.text = name
    }
    site.via = .clause
    site.site = name
    return site
  }

  /// Bytes of what may link a site and its town: ", in the ".
  private static let longestLink: Int32 = 9
}

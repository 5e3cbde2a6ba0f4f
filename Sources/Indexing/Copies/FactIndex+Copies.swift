internal import Articles
public import Facts

/// Articles that were copied from one another, and what that means for their facts.
extension FactIndex {
  /// The article of which another one is a copy: the earliest of the text, or the version that counts in its place. Nil for an
  /// article that is no copy, and for one that has a successor. O(1).
  public func original(of id: ArticleID) -> ArticleID? {
    let article = articleOrder[Int(id.rawValue)]
    return copies.isCopy(article)
      ? ArticleID(rawValue: articleRank[Int(copies.standing(copies.text(article)))]) : nil
  }

  /// The copies of an article, ascending; none for one that is a copy itself or has a successor. O(copies).
  public func copies(of id: ArticleID) -> [ArticleID] {
    if copies.isEmpty { return [] }
    let article = articleOrder[Int(id.rawValue)]
    let text = copies.text(article)
    guard copies.standing(text) == article else { return [] }
    return copies.members[Int(text)].filter(copies.isCopy).map { ArticleID(rawValue: articleRank[Int($0)]) }
  }

  /// The later version of the same outlet in the place of which an article no longer counts; nil for nearly all. O(1).
  public func successor(of id: ArticleID) -> ArticleID? {
    if copies.isEmpty { return nil }
    let later = copies.successor[Int(articleOrder[Int(id.rawValue)])]
    return later < 0 ? nil : ArticleID(rawValue: articleRank[Int(later)])
  }

  /// The news agency that an article's text is from, as it or a copy of it says; "" where none does. O(1).
  public func agency(of id: ArticleID) -> String {
    if copies.agency.isEmpty { return "" }
    let row = copies.agency[Int(articleOrder[Int(id.rawValue)])]
    return row < 0 ? "" : prints.agencyNames[Int(row)]
  }

  /// Articles that are copies of others. O(articles).
  public var copyCount: Int { copies.original.indices.count { copies.isCopy(Int32($0)) } }

  /// Articles that no longer count because a later version stands for them. O(articles).
  public var supersededCount: Int { copies.successor.count { $0 >= 0 } }

  /// How many tell a fact, each text counted once however many papers print it, and each agency once a day. O(articles of
  /// the fact).
  public func sourceCount(of id: FactID) -> Int {
    let all = articles(of: id)
    guard all.count > 1 else { return all.count }
    let texts = Set(all.map { copies.text(articleOrder[Int($0.rawValue)]) })
    if texts.count == 1 || copies.agency.isEmpty { return texts.count }
    var count = 0
    var wired: [(agency: Int32, day: Int32)] = []
    for text in texts {
      let agency = copies.agency[Int(text)]
      if agency < 0 {
        count += 1
      } else {
        wired.append((agency, inserted[Int(text)].published?.firstDay.number ?? .max))
      }
    }
    wired.sort { $0.agency != $1.agency ? $0.agency < $1.agency : $0.day < $1.day }
    var last: (agency: Int32, day: Int32)?
    for (agency, day) in wired {
      // Printed a day later it is the same dispatch.
      if let last, last.agency == agency, day == .max || day <= last.day &+ 1 { continue }
      count += 1
      last = (agency, day)
    }
    return count
  }

  /// The agencies whose texts tell a fact, each once, by article. O(articles of the fact).
  public func agencies(of id: FactID) -> [String] {
    var found: [String] = []
    for article in articles(of: id) {
      let agency = agency(of: article)
      if !agency.isEmpty, !found.contains(agency) { found.append(agency) }
    }
    return found
  }

  /// For each mention of a fact, in its order, the other articles that print the sentence as a copy, ascending. O(its
  /// mentions).
  public func copies(of id: FactID) -> [[ArticleID]] {
    facts.reports(Int(id.rawValue)).flatMap { report -> [[ArticleID]] in
      let others = copies.twins.repeating(report).map { articleRank[Int(reports.article[Int($0)])] }
      let articles = Set(others).sorted().map(ArticleID.init)
      return reports.mentions(Int(report)).map { _ in articles }
    }
  }

  /// Ranks of the articles that tell a fact, copies among them, ascending, each once.
  func articleRanks(of row: Int) -> [Int32] {
    var ranks: [Int32] = []
    for report in facts.reports(row) {
      let rank = articleRank[Int(reports.article[Int(report)])]
      if ranks.last != rank { ranks.append(rank) }
    }
    if copies.isEmpty { return ranks }
    let told = ranks.count
    for report in facts.reports(row) {
      for twin in copies.twins.repeating(report) {
        ranks.append(articleRank[Int(reports.article[Int(twin)])])
      }
    }
    return ranks.count == told ? ranks : Set(ranks).sorted()
  }
}

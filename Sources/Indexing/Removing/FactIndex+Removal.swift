public import Articles
public import Facts

extension FactIndex {
  /// Takes articles out; what is read changes with the next `finish`, which then gives what an index would that never
  /// had them. How many there were. O(articles), and O(index) once at the next `finish`.
  @discardableResult
  public mutating func remove(_ keys: Set<ArticleKey>) -> Int {
    if keys.isEmpty { return 0 }
    let before = removed.count
    inserted.withUnsafeBufferPointer { articles in
      // By address: to read a member of an element would copy and count all of it.
      guard let first = articles.baseAddress else { return }
      for article in articles.indices where keys.contains((first + article).pointee.key) {
        removed.insert(Int32(article))
      }
    }
    return removed.count - before
  }

  /// Puts what articles say now in the place of what articles of the same keys said; those of new keys are added.
  /// O(articles + size of the harvests), and O(index) once at the next `finish`.
  public mutating func replace(_ harvests: [Harvest]) {
    remove(Set(harvests.lazy.map(\.article.key)))
    insert(contentsOf: harvests)
  }

  /// Lets go what removed articles said: everything stands as if the others had been inserted alone. O(index).
  mutating func compact() {
    if removed.isEmpty { return }
    let articles = KeptRows(count: inserted.count, without: removed)
    removed = []
    inserted = articles.kept(inserted)
    prints.keep(articles)
    let sentences = articles.items(sentenceStart)
    sentenceText = sentences.kept(sentenceText)
    sentenceStart = articles.starts(sentenceStart)
    let said = articles.items(reportStart)
    reports.keep(said, articles)
    reportStart = articles.starts(reportStart)
    let number = naming.keep(articles)
    reports.fillings.renumber(number)
  }
}

extension ArticleNames {
  /// Keeps what some articles name. The new number of each form, −1 of those that nobody uses any more.
  fileprivate mutating func keep(_ articles: KeptRows) -> [Int32] {
    let uses = articles.items(usesStart)
    usesForm = uses.kept(usesForm)
    usesCount = uses.kept(usesCount)
    usesStart = articles.starts(usesStart)
    let named = articles.items(nameStart)
    nameText = named.kept(nameText)
    nameForm = named.kept(nameForm)
    nameStart = articles.starts(nameStart)
    let number = forms.keep(usesForm)
    for use in usesForm.indices { usesForm[use] = number[Int(usesForm[use])] }
    for name in nameForm.indices { nameForm[name] = number[Int(nameForm[name])] }
    return number
  }
}

extension Reports {
  /// Keeps some reports, of some articles. Forms keep their numbers.
  fileprivate mutating func keep(_ said: KeptRows, _ articles: KeptRows) {
    kind = said.kept(kind)
    status = said.kept(status)
    flags = said.kept(flags)
    confidence = said.kept(confidence)
    let rank = articles.numbers
    article = said.kept(article).map { rank[Int($0)] }
    placeText = said.kept(placeText)
    time = said.kept(time)
    timeText = said.kept(timeText)
    spot = said.kept(spot)
    let number = spots.keep(spot)
    for report in spot.indices where spot[report] >= 0 { spot[report] = number[Int(spot[report])] }
    (cue, cues) = said.references(cue, cues)
    (content, contents) = said.references(content, contents)
    (quantity, quantities) = said.references(quantity, quantities)
    fillings.keep(said)
    let mentions = said.items(mentionStart)
    mentionStart = said.starts(mentionStart)
    mentionSentence = mentions.kept(mentionSentence)
    mentionTrigger = mentions.kept(mentionTrigger)
    mentionPlace = mentions.kept(mentionPlace)
    mentionDate = mentions.kept(mentionDate)
    mentionRule = mentions.kept(mentionRule)
    let marks = mentions.items(markStart)
    markStart = mentions.starts(markStart)
    markText = marks.kept(markText)
    markFiller = marks.kept(markFiller)
  }
}

extension Reports.Fillings {
  fileprivate mutating func keep(_ said: KeptRows) {
    let fillers = said.items(fillerStart)
    source = said.kept(source)
    fillerStart = said.starts(fillerStart)
    fillerRole = fillers.kept(fillerRole)
    fillerForm = fillers.kept(fillerForm)
  }

  /// Gives the forms other numbers.
  fileprivate mutating func renumber(_ number: [Int32]) {
    for report in source.indices where source[report] >= 0 { source[report] = number[Int(source[report])] }
    for filler in fillerForm.indices where fillerForm[filler] >= 0 {
      fillerForm[filler] = number[Int(fillerForm[filler])]
    }
  }
}

internal import Articles
internal import Facts

extension Fingerprints {
  mutating func archive(_ archive: inout ColumnArchive, articles count: Int) {
    archive.column(&text)
    archive.column(&words)
    archive.column(&wordCount)
    archive.column(&runCount)
    var ranks = edition.map(\.rank)
    var titles = edition.map(\.title)
    archive.column(&ranks)
    archive.column(&titles)
    archive.require(ranks.count == titles.count)
    if archive.isReading { edition = zip(ranks, titles).map { EditionMark(rank: $0, title: $1) } }
    var names = agencyNames
    archive.texts(&names)
    if archive.isReading { setAgencyNames(names) }
    archive.rows(&agency, in: -1..<agencyNames.count)
    archive.column(&sketch)
    archive.starts(&sketchStart, count: count, items: sketch.count)
    for length in [text.count, words.count, wordCount.count, runCount.count, edition.count, agency.count] {
      archive.require(length == count)
    }
  }
}

extension ArticleNames {
  mutating func archive(_ archive: inout ColumnArchive, articles count: Int) {
    forms.archive(&archive)
    archive.rows(&usesForm, in: 0..<forms.count)
    archive.column(&usesCount)
    archive.require(usesCount.count == usesForm.count && usesCount.allSatisfy { $0 >= 0 })
    archive.starts(&usesStart, count: count, items: usesForm.count)
    archive.column(&nameText)
    archive.rows(&nameForm, in: 0..<forms.count)
    archive.require(nameText.count == nameForm.count)
    archive.starts(&nameStart, count: count, items: nameForm.count)
  }
}

extension EntityForms {
  mutating func archive(_ archive: inout ColumnArchive) {
    var all = forms
    archive.list(&all, Entity(name: "", kind: .other)) { $1.archive(&$0) }
    guard archive.isReading else { return }
    self = EntityForms()
    for (row, form) in all.enumerated() where intern(form) != Int32(row) { archive.require(false) }
  }
}

extension Spots {
  mutating func archive(_ archive: inout ColumnArchive) {
    archive.column(&place)
    archive.column(&latitude)
    archive.column(&longitude)
    archive.column(&radius)
    archive.column(&country)
    for length in [latitude.count, longitude.count, radius.count, country.count] {
      archive.require(length == place.count)
    }
    if archive.isReading, archive.isSound { index() }
  }
}

extension Reports.Quantities {
  fileprivate mutating func archive(_ archive: inout ColumnArchive) {
    archive.value(&killed)
    archive.value(&injured)
    archive.value(&amount)
    archive.text(&currency)
    archive.list(&figures, Figure(quantity: .killed, value: 0, text: TextRange(0..<0))) { $1.archive(&$0) }
  }
}

extension Figure {
  fileprivate mutating func archive(_ archive: inout ColumnArchive) {
    archive.choice(&quantity)
    archive.value(&value)
    var sign = bound.rawValue
    archive.text(&sign)
    if let known = Bound(rawValue: sign) { bound = known } else { archive.require(false) }
    var code = currency.code
    archive.text(&code)
    currency = Currency(code)
    archive.value(&text)
  }
}

extension Reports {
  mutating func archive(
    _ archive: inout ColumnArchive, articles: Int, forms: Int, kinds: KindTable
  ) {
    archive.column(&kind)
    let count = kind.count
    archive.require(kind.allSatisfy { Int($0) < kinds.rows.count })
    archive.column(&status)
    archive.require(status.allSatisfy { Status(rawValue: $0) != nil })
    archive.column(&flags)
    archive.column(&confidence)
    archive.rows(&article, in: 0..<articles)
    spots.archive(&archive)
    archive.rows(&spot, in: -1..<spots.count)
    archive.column(&placeText)
    archive.column(&time)
    archive.column(&timeText)
    archive.column(&cues)
    archive.rows(&cue, in: -1..<cues.count)
    archive.column(&contents)
    archive.rows(&content, in: -1..<contents.count)
    archive.list(
      &quantities, Quantities(killed: -1, injured: -1, amount: .nan, currency: "", figures: [])
    ) { $1.archive(&$0) }
    archive.rows(&quantity, in: -1..<quantities.count)
    for length in [
      status.count, flags.count, confidence.count, article.count, spot.count, placeText.count, time.count,
      timeText.count, cue.count, content.count, quantity.count,
    ] { archive.require(length == count) }
    archive.rows(&fillings.source, in: -1..<forms)
    archive.column(&fillings.fillerRole)
    archive.require(fillings.fillerRole.allSatisfy { Int($0) < kinds.roleNames.count })
    archive.rows(&fillings.fillerForm, in: -1..<forms)
    archive.require(fillings.source.count == count)
    archive.require(fillings.fillerForm.count == fillings.fillerRole.count)
    archive.starts(&fillings.fillerStart, count: count, items: fillings.fillerForm.count)
    archiveMentions(&archive)
  }

  private mutating func archiveMentions(_ archive: inout ColumnArchive) {
    archive.column(&mentionSentence)
    let count = mentionSentence.count
    archive.column(&mentionTrigger)
    archive.column(&mentionPlace)
    archive.column(&mentionDate)
    archive.column(&mentionRule)
    for length in [mentionTrigger.count, mentionPlace.count, mentionDate.count, mentionRule.count] {
      archive.require(length == count)
    }
    archive.starts(&mentionStart, count: kind.count, items: count)
    archive.column(&markText)
    archive.column(&markFiller)
    archive.require(markText.count == markFiller.count)
    archive.starts(&markStart, count: count, items: markText.count)
  }

  /// Whether all of a report points into its text. O(its mentions).
  func lies(_ report: Int, within lies: (TextRange) -> Bool) -> Bool {
    guard lies(placeText[report]), lies(timeText[report]) else { return false }
    if cue[report] >= 0, !lies(cues[Int(cue[report])]) { return false }
    if content[report] >= 0, !lies(contents[Int(content[report])]) { return false }
    if quantity[report] >= 0 {
      for figure in quantities[Int(quantity[report])].figures where !lies(figure.text) { return false }
    }
    for mention in mentions(report) {
      let sentence = mentionSentence[mention]
      guard lies(sentence) else { return false }
      for span in [mentionTrigger[mention], mentionPlace[mention], mentionDate[mention]]
      where !lies(span.range(in: sentence)) { return false }
      for mark in marks(mention) where !lies(markText[mark].range(in: sentence)) { return false }
    }
    return true
  }
}

extension ShortSpan: PlainData {}

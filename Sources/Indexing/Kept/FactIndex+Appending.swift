public import Articles
internal import Facts

extension FactIndex {
  /// Appends all that the articles of another index have told, as if their harvests had been inserted one after another; it can be
  /// queried after the next `finish`. The other one has the same kinds and places. O(its size).
  public mutating func append(_ other: FactIndex) {
    precondition(other.kinds.rows.count == kinds.rows.count)
    let other = other.compacted
    let articles = Int32(inserted.count)
    let reportCount = Int32(reports.count)
    inserted += other.inserted
    prints.append(contentsOf: other.prints)
    sentenceStart.append(starts: other.sentenceStart, behind: Int32(sentenceText.count))
    sentenceText += other.sentenceText
    let forms = naming.append(contentsOf: other.naming)
    reports.append(contentsOf: other.reports, behind: articles, forms: forms)
    reportStart.append(starts: other.reportStart, behind: reportCount)
  }

  /// An index of some of its articles, which is to be finished. O(index).
  public func part(_ keys: Set<ArticleKey>) -> FactIndex {
    // What was told is shared until all but the part is let go.
    var part = FactIndex(kinds: kinds, places: places)
    part.inserted = inserted
    part.texts = texts
    part.reports = reports
    part.reportStart = reportStart
    part.naming = naming
    part.prints = prints
    part.sentenceStart = sentenceStart
    part.sentenceText = sentenceText
    part.removed = removed
    part.remove(Set(inserted.lazy.map(\.key).filter { !keys.contains($0) }))
    part.compact()
    return part
  }

  /// The same without what was removed.
  private var compacted: FactIndex {
    var copy = self
    copy.compact()
    return copy
  }
}

extension [Int32] {
  /// Appends where the items of other rows start, whose items stand behind `count` others.
  fileprivate mutating func append(starts: [Int32], behind count: Int32) {
    reserveCapacity(self.count + starts.count)
    for start in starts.dropFirst() { append(start + count) }
  }

  /// Appends rows of another table, whose rows stand behind `count` others; −1 stays.
  fileprivate mutating func append(rows: [Int32], behind count: Int32) {
    reserveCapacity(self.count + rows.count)
    for row in rows { append(row < 0 ? row : row + count) }
  }

  /// Appends rows of another table by their numbers in this one; −1 stays.
  fileprivate mutating func append(rows: [Int32], as number: [Int32]) {
    reserveCapacity(count + rows.count)
    for row in rows { append(row < 0 ? row : number[Int(row)]) }
  }
}

extension Fingerprints {
  fileprivate mutating func append(contentsOf other: Fingerprints) {
    text += other.text
    words += other.words
    wordCount += other.wordCount
    runCount += other.runCount
    edition += other.edition
    agency.append(rows: other.agency, as: other.agencyNames.map { row(ofAgency: $0) })
    sketchStart.append(starts: other.sketchStart, behind: Int32(sketch.count))
    sketch += other.sketch
  }
}

extension ArticleNames {
  /// The number here of each of the other's forms.
  fileprivate mutating func append(contentsOf other: ArticleNames) -> [Int32] {
    var number: [Int32] = []
    number.reserveCapacity(other.forms.count)
    for form in other.forms.forms { number.append(forms.intern(form)) }
    usesStart.append(starts: other.usesStart, behind: Int32(usesForm.count))
    usesForm.append(rows: other.usesForm, as: number)
    usesCount += other.usesCount
    nameStart.append(starts: other.nameStart, behind: Int32(nameText.count))
    nameText += other.nameText
    nameForm.append(rows: other.nameForm, as: number)
    return number
  }
}

extension Spots {
  /// The number here of each of the other's spots.
  fileprivate mutating func append(contentsOf other: Spots) -> [Int32] {
    (0..<other.count).map { spot in
      intern(
        row: other.place[spot], latitude: other.latitude[spot], longitude: other.longitude[spot],
        radius: other.radius[spot], country: other.country[spot])
    }
  }
}

extension Reports {
  /// `forms`: the number here of each of the other's forms.
  fileprivate mutating func append(contentsOf other: Reports, behind articles: Int32, forms: [Int32]) {
    kind += other.kind
    status += other.status
    flags += other.flags
    confidence += other.confidence
    article.append(rows: other.article, behind: articles)
    spot.append(rows: other.spot, as: spots.append(contentsOf: other.spots))
    placeText += other.placeText
    time += other.time
    timeText += other.timeText
    cue.append(rows: other.cue, behind: Int32(cues.count))
    cues += other.cues
    content.append(rows: other.content, behind: Int32(contents.count))
    contents += other.contents
    quantity.append(rows: other.quantity, behind: Int32(quantities.count))
    quantities += other.quantities
    fillings.source.append(rows: other.fillings.source, as: forms)
    fillings.fillerStart.append(
      starts: other.fillings.fillerStart, behind: Int32(fillings.fillerForm.count))
    fillings.fillerRole += other.fillings.fillerRole
    fillings.fillerForm.append(rows: other.fillings.fillerForm, as: forms)
    mentionStart.append(starts: other.mentionStart, behind: Int32(mentionRule.count))
    markStart.append(starts: other.markStart, behind: Int32(markText.count))
    mentionSentence += other.mentionSentence
    mentionTrigger += other.mentionTrigger
    mentionPlace += other.mentionPlace
    mentionDate += other.mentionDate
    mentionRule += other.mentionRule
    markText += other.markText
    markFiller += other.markFiller
  }
}

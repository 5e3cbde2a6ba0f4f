internal import Articles
public import Facts

extension FactIndex {
  /// Appends what an article yields; it can be queried after the next `finish`. O(size of the harvest).
  ///
  /// Ids that point outside the harvest (a damaged file) are dropped rather than trusted.
  public mutating func insert(_ harvest: Harvest) {
    let article = Int32(inserted.count)
    inserted.append(harvest.article)
    let rows = harvest.entities.map { forms.intern($0) }
    func form(_ id: EntityID) -> Int32 {
      rows.indices.contains(Int(id.rawValue)) ? rows[Int(id.rawValue)] : -1
    }
    for (row, entity) in zip(rows, harvest.entities) {
      usesForm.append(row)
      usesCount.append(max(0, entity.mentionCount))
    }
    insertPlaces(of: harvest)
    usesStart.append(Int32(usesForm.count))
    for name in harvest.names where form(name.entity) >= 0 {
      nameText.append(name.text)
      nameForm.append(form(name.entity))
    }
    nameStart.append(Int32(nameText.count))
    let length = harvest.article.text.count
    for range in harvest.sentences
    where range.start >= 0 && range.start <= range.end && Int(range.end) <= length {
      sentenceText.append(range)
    }
    sentenceStart.append(Int32(sentenceText.count))
    for fact in harvest.facts where Int(fact.kind.rawValue) < kinds.rows.count && !fact.mentions.isEmpty {
      reports.append(fact, article: article, form: form)
    }
    reportStart.append(Int32(reports.count))
  }

  /// Places that the text names but no entity of the harvest stands for become entities of their own, so that
  /// `places` lists every place.
  private mutating func insertPlaces(of harvest: Harvest) {
    var counts: [PlaceID: Int32] = [:]
    for mention in harvest.places where !mention.isAdjective {
      if let row = mention.place { counts[row, default: 0] += 1 }
    }
    for fact in harvest.facts {
      if let row = fact.place?.place, counts[row] == nil { counts[row] = 1 }
    }
    for entity in harvest.entities where entity.kind == .place {
      if let row = entity.place { counts[row] = nil }
    }
    for (row, count) in counts.sorted(by: { $0.key < $1.key }) {
      guard let place = places.place(row) else { continue }
      usesForm.append(
        forms.intern(Entity(name: place.name, kind: .place, country: place.country, place: row)))
      usesCount.append(count)
    }
  }
}

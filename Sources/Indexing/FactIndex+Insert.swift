internal import Articles
public import Facts

extension FactIndex {
  /// Appends what an article yields; it can be queried after the next `finish`. O(size of the harvest).
  ///
  /// Ids that point outside the harvest (a damaged file) are dropped rather than trusted.
  public mutating func insert(_ harvest: Harvest) {
    let article = Int32(inserted.count)
    inserted.append(harvest.article)
    formOfEntity.removeAll(keepingCapacity: true)
    harvest.entities.withUnsafeBufferPointer { entities in
      guard let first = entities.baseAddress else { return }
      for entity in entities.indices {
        let row = forms.intern(at: first + entity)
        formOfEntity.append(row)
        usesForm.append(row)
        usesCount.append(max(0, entities[entity].mentionCount))
      }
    }
    insertPlaces(of: harvest)
    usesStart.append(Int32(usesForm.count))
    for name in harvest.names {
      let entity = Int(name.entity.rawValue)
      guard entity >= 0, entity < formOfEntity.count else { continue }
      nameText.append(name.text)
      nameForm.append(formOfEntity[entity])
    }
    nameStart.append(Int32(nameText.count))
    let length = harvest.article.text.count
    for range in harvest.sentences
    where range.start >= 0 && range.start <= range.end && Int(range.end) <= length {
      sentenceText.append(range)
    }
    sentenceStart.append(Int32(sentenceText.count))
    let kindCount = kinds.rows.count
    harvest.facts.withUnsafeBufferPointer { facts in
      guard let first = facts.baseAddress else { return }
      for fact in facts.indices
      where Int(facts[fact].kind.rawValue) < kindCount && !facts[fact].mentions.isEmpty {
        reports.append(first + fact, article: article, forms: formOfEntity, places: places)
      }
    }
    reportStart.append(Int32(reports.count))
  }

  /// Places that the text names but no entity of the harvest stands for become entities of their own, so that
  /// `places` lists every place.
  private mutating func insertPlaces(of harvest: Harvest) {
    var rows: [PlaceID] = []
    var counts: [Int32] = []
    func add(_ row: PlaceID, repeats: Bool) {
      if let known = rows.firstIndex(of: row) {
        if repeats { counts[known] += 1 }
      } else {
        rows.append(row)
        counts.append(1)
      }
    }
    // Few of an article's places are different ones: lists are quicker than tables, up to a bound.
    for mention in harvest.places where !mention.isAdjective && !mention.isPartOfName && rows.count < 256 {
      if let row = mention.place { add(row, repeats: true) }
    }
    harvest.facts.withUnsafeBufferPointer { facts in
      for fact in facts.indices where rows.count < 512 {
        if let row = facts[fact].place?.place { add(row, repeats: false) }
      }
    }
    harvest.entities.withUnsafeBufferPointer { entities in
      for entity in entities.indices where entities[entity].kind == .place {
        if let row = entities[entity].place, let known = rows.firstIndex(of: row) { counts[known] = 0 }
      }
    }
    for (row, count) in zip(rows, counts) where count > 0 {
      guard let form = forms.intern(row, places) else { continue }
      usesForm.append(form)
      usesCount.append(count)
    }
  }
}

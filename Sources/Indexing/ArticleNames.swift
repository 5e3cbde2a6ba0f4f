internal import Articles
internal import Atlas
internal import Facts

/// What the articles name, in order of insertion: which entity forms an article uses and how often, and where each
/// name stands.
///
/// It stands apart from the other columns so that both may be appended to side by side.
struct ArticleNames: Sendable {
  var forms = EntityForms()
  /// Article `a` (by insertion) named forms `usesStart[a]..<usesStart[a + 1]`: first those of its entities, in their
  /// order.
  var usesStart: [Int32] = [0]
  var usesForm: [Int32] = []
  var usesCount: [Int32] = []
  var nameStart: [Int32] = [0]
  var nameText: [TextRange] = []
  var nameForm: [Int32] = []
  /// Form of each entity of the article that is being inserted.
  private var formOfEntity: [Int32] = []

  /// Appends the names of an article. O(entities + names + places).
  mutating func append(_ harvest: Harvest, places: PlaceKnowledge) {
    formOfEntity.removeAll(keepingCapacity: true)
    harvest.entities.withUnsafeBufferPointer { entities in
      forms.intern(entities, into: &formOfEntity)
      usesForm.append(contentsOf: formOfEntity)
      for entity in entities.indices { usesCount.append(max(0, entities[entity].mentionCount)) }
    }
    appendPlaces(of: harvest, places)
    usesStart.append(Int32(usesForm.count))
    for name in harvest.names {
      let entity = Int(name.entity.rawValue)
      guard entity >= 0, entity < formOfEntity.count else { continue }
      nameText.append(name.text)
      nameForm.append(formOfEntity[entity])
    }
    nameStart.append(Int32(nameText.count))
  }

  /// Places that the text names but no entity of the harvest stands for become entities of their own, so that
  /// `places` lists every place; those of facts that are hardly sure only if the text names them.
  private mutating func appendPlaces(of harvest: Harvest, _ places: PlaceKnowledge) {
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
        guard Reports.isSure(facts[fact].confidence) else { continue }
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

internal import Facts

/// The entities that articles named, each different description once: what linking works on. Two articles
/// that describe somebody in the same words share a form.
struct EntityForms: Sendable {
  /// Without counts.
  private(set) var forms: [Entity] = []
  private var rows: [Form: Int32] = [:]

  /// Hashed by name and kind only: forms of one name are few, and hashing every string of them is dear.
  private struct Form: Hashable, Sendable {
    var entity: Entity

    func hash(into hasher: inout Hasher) {
      hasher.combine(entity.name)
      hasher.combine(entity.kind)
      hasher.combine(entity.country)
    }
  }

  var count: Int { forms.count }

  /// The form of an entity, found or added. O(length of its strings).
  mutating func intern(_ entity: Entity) -> Int32 {
    var form = entity
    form.mentionCount = 0
    if let row = rows[Form(entity: form)] { return row }
    let row = Int32(forms.count)
    forms.append(form)
    rows[Form(entity: form)] = row
    return row
  }
}

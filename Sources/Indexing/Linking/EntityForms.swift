internal import Facts

/// The entities that articles named, each different description once: what linking works on. Two articles
/// that describe somebody in the same words share a form.
struct EntityForms: Sendable {
  /// Without counts.
  private(set) var forms: [Entity] = []
  private var rows: [Entity: Int32] = [:]

  var count: Int { forms.count }

  /// The form of an entity, found or added. O(length of its strings).
  mutating func intern(_ entity: Entity) -> Int32 {
    var form = entity
    form.mentionCount = 0
    if let row = rows[form] { return row }
    let row = Int32(forms.count)
    forms.append(form)
    rows[form] = row
    return row
  }
}

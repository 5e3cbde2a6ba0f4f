internal import Atlas
internal import Facts
internal import Glibc

/// The entities that articles named, each different description once: what linking works on. Two articles
/// that describe somebody in the same words share a form.
struct EntityForms: Sendable {
  /// Without counts.
  private(set) var forms: [Entity] = []
  private var hashes: [UInt64] = []
  /// Row in the low half, high half of the hash above it; `vacant` where there is none.
  private var slots = [UInt64](repeating: Self.vacant, count: 256)
  /// What is compared first, by form: entities lie scattered in memory, and most differ or agree by this alone.
  private var shapes: [Shape] = []
  /// The names of all forms, one after another.
  private var names: [UInt8] = []
  /// Form of a place that the index made itself, by gazetteer row; −1 none yet.
  private var formOfPlace: [Int32] = []
  /// Of the entities that are being interned.
  private var pending: [UInt64] = []
  /// Kept so that reading ahead is not optimised away.
  private var touched = 0

  private static let vacant = UInt64.max

  var count: Int { forms.count }

  /// Appends the form of each entity, found or added, to `rows`. O(length of their names).
  ///
  /// First all hashes are taken and what they lead to is read, then all are compared: so the waits for memory
  /// overlap. Entities are read by address: one holds eight references, and to pass it
  /// would count them all.
  mutating func intern(_ entities: UnsafeBufferPointer<Entity>, into rows: inout [Int32]) {
    guard let first = entities.baseAddress else { return }
    pending.removeAll(keepingCapacity: true)
    for entity in entities.indices { pending.append(Self.hash(first + entity)) }
    for hash in pending {
      let row = slots[Int(truncatingIfNeeded: hash) & (slots.count - 1)]
      if row == Self.vacant { continue }
      let start = shapes[Int(UInt32(truncatingIfNeeded: row))].nameStart
      if start < names.count { touched &+= Int(names[start]) }
    }
    for entity in entities.indices { rows.append(intern(first + entity, hash: pending[entity])) }
  }

  /// The form of an entity, found or added. O(length of its name).
  mutating func intern(_ entity: Entity) -> Int32 {
    withUnsafePointer(to: entity) { intern($0, hash: Self.hash($0)) }
  }

  private mutating func intern(_ entity: UnsafePointer<Entity>, hash: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != Self.vacant {
      if (slots[slot] ^ hash) >> 32 == 0 {
        let known = Int32(truncatingIfNeeded: slots[slot])
        if isForm(Int(known), of: entity) { return known }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let row = Int32(forms.count)
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(UInt32(bitPattern: row))
    hashes.append(hash)
    shapes.append(Shape(entity, nameStart: names.count))
    names.append(contentsOf: entity.pointee.name.utf8)
    forms.append(entity.pointee)
    forms[Int(row)].mentionCount = 0
    if forms.count * 2 > slots.count { grow() }
    return row
  }

  /// Equal but for how often they are named.
  private func isForm(_ row: Int, of entity: UnsafePointer<Entity>) -> Bool {
    let shape = shapes[row]
    guard shape.agrees(with: Shape(entity, nameStart: shape.nameStart)) else { return false }
    var name = entity.pointee.name
    let isSameName = name.withUTF8 { name in
      names.withUnsafeBytes { known in
        guard let stored = known.baseAddress, let given = name.baseAddress else { return name.isEmpty }
        return memcmp(stored + shape.nameStart, given, name.count) == 0
      }
    }
    guard isSameName, shape.hasMore else { return isSameName }
    return forms.withUnsafeBufferPointer { forms in
      guard let known = forms.baseAddress.map({ $0 + row }) else { return false }
      return known.pointee.title == entity.pointee.title && known.pointee.role == entity.pointee.role
        && known.pointee.organisation == entity.pointee.organisation
        && known.pointee.aliases == entity.pointee.aliases
    }
  }

  /// The form of a gazetteer's place by its own name; nil where the gazetteer has no such row. O(1).
  mutating func intern(_ row: PlaceID, _ places: PlaceKnowledge) -> Int32? {
    let position = Int(row.rawValue)
    guard position >= 0 else { return nil }
    if position < formOfPlace.count, formOfPlace[position] >= 0 { return formOfPlace[position] }
    guard let place = places.place(row) else { return nil }
    let form = intern(Entity(name: place.name, kind: .place, country: place.country, place: row))
    if position >= formOfPlace.count {
      formOfPlace += [Int32](
        repeating: -1, count: max(position + 1, 2 * formOfPlace.count) - formOfPlace.count)
    }
    formOfPlace[position] = form
    return form
  }

  /// Keeps the forms that `uses` names, numbered by their first use. The new number of each; −1 of those that are gone.
  /// O(forms + uses).
  mutating func keep(_ uses: [Int32]) -> [Int32] {
    var kept = EntityForms()
    var number = [Int32](repeating: -1, count: count)
    for form in uses where number[Int(form)] < 0 { number[Int(form)] = kept.intern(forms[Int(form)]) }
    self = kept
    return number
  }

  private mutating func grow() {
    slots = [UInt64](repeating: Self.vacant, count: slots.count * 4)
    for (row, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != Self.vacant { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = hash & ~0xFFFF_FFFF | UInt64(row)
    }
  }

  /// Of name, kind and country: forms of one name are few, and hashing every string of them is dear.
  private static func hash(_ entity: UnsafePointer<Entity>) -> UInt64 {
    let seed = UInt64(entity.pointee.kind.rawValue) << 16 | UInt64(entity.pointee.country?.rawValue ?? 0)
    return ByteHash.hash(entity.pointee.name, seed: seed)
  }

  /// All of an entity but its texts.
  private struct Shape: BitwiseCopyable, Sendable {
    var nameStart: Int
    var nameLength: UInt32
    var place: Int32
    var country: UInt16
    var kind: UInt8
    var gender: UInt8
    var isNamed: Bool
    /// It has a title, role, organisation or alias.
    var hasMore: Bool

    init(_ entity: UnsafePointer<Entity>, nameStart: Int) {
      self.nameStart = nameStart
      nameLength = UInt32(clamping: entity.pointee.name.utf8.count)
      place = entity.pointee.place?.rawValue ?? .min
      country = entity.pointee.country?.rawValue ?? 0
      kind = entity.pointee.kind.rawValue
      gender = entity.pointee.gender.rawValue
      isNamed = entity.pointee.isNamed
      hasMore =
        !entity.pointee.title.isEmpty || !entity.pointee.role.isEmpty
        || !entity.pointee.organisation.isEmpty || !entity.pointee.aliases.isEmpty
    }

    func agrees(with other: Shape) -> Bool {
      nameLength == other.nameLength && place == other.place && country == other.country
        && kind == other.kind && gender == other.gender && isNamed == other.isNamed
        && hasMore == other.hasMore
    }
  }
}

internal import Facts

/// The entities that articles named, each different description once: what linking works on. Two articles
/// that describe somebody in the same words share a form.
struct EntityForms: Sendable {
  /// Without counts.
  private(set) var forms: [Entity] = []
  private var hashes: [UInt64] = []
  /// Row in the low half, high half of the hash above it; `vacant` where there is none.
  private var slots = [UInt64](repeating: Self.vacant, count: 256)
  /// Form of a place that the index made itself, by gazetteer row; −1 none yet.
  private var formOfPlace: [Int32] = []

  private static let vacant = UInt64.max

  var count: Int { forms.count }

  /// The form of an entity, found or added. O(length of its name).
  mutating func intern(_ entity: Entity) -> Int32 { withUnsafePointer(to: entity) { intern(at: $0) } }

  /// By its address: an entity holds eight references, and to pass it would count them all.
  mutating func intern(at entity: UnsafePointer<Entity>) -> Int32 {
    let hash = Self.hash(entity)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != Self.vacant {
      if (slots[slot] ^ hash) >> 32 == 0 {
        let known = Int32(truncatingIfNeeded: slots[slot])
        let isKnown = forms.withUnsafeBufferPointer { forms in
          forms.baseAddress.map { Self.areAlike($0 + Int(known), entity) } ?? false
        }
        if isKnown { return known }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let row = Int32(forms.count)
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(UInt32(bitPattern: row))
    hashes.append(hash)
    forms.append(entity.pointee)
    forms[Int(row)].mentionCount = 0
    if forms.count * 2 > slots.count { grow() }
    return row
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

  /// Equal but for how often they are named.
  private static func areAlike(_ a: UnsafePointer<Entity>, _ b: UnsafePointer<Entity>) -> Bool {
    a.pointee.kind == b.pointee.kind && a.pointee.isNamed == b.pointee.isNamed
      && a.pointee.country == b.pointee.country && a.pointee.gender == b.pointee.gender
      && a.pointee.place == b.pointee.place && a.pointee.name == b.pointee.name
      && a.pointee.title == b.pointee.title && a.pointee.role == b.pointee.role
      && a.pointee.organisation == b.pointee.organisation && a.pointee.aliases == b.pointee.aliases
  }
}

/// Hashes of strings by eight bytes a step (multiply and fold, as in wyhash, Wang Yi 2019). For tables that
/// compare in full; the same on every machine.
enum ByteHash {
  static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
    if let hash = text.utf8.withContiguousStorageIfAvailable({ hash($0, seed: seed) }) { return hash }
    return Array(text.utf8).withUnsafeBufferPointer { hash($0, seed: seed) }
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(bytes)
    var position = 0
    while position + 8 <= raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
      position += 8
    }
    var rest: UInt64 = 0
    while position < raw.count {
      rest = rest << 8 | UInt64(raw[position])
      position += 1
    }
    return fold(hash ^ rest)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return high ^ low
  }
}

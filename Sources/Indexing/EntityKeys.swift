internal import Articles
internal import Atlas
public import Facts

/// What names an entity outside of the running program, where its number in a collection means nothing: a hash of what
/// it is and of its full name, of a place of the gazetteer's name with its kind, its country and what contains it.
///
/// It is the same in whatever order articles are loaded. Other articles change it only where they tell a fuller name, or name
/// a namesake: then both are told apart by their country, else by role and organisation, else by the first article
/// that names them.
public struct EntityKey: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// To keep.
  public var rawValue: UInt64

  /// A key that was kept.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Sixteen hexadecimal digits.
  public var description: String { ContentHash(rawValue: rawValue).description }

  /// As numbers.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension FactIndex {
  /// What names an entity outside of the program. O(1), but for the first call after articles or corrections came or went,
  /// which hashes the name of every entity.
  public func key(of id: EntityID) -> EntityKey {
    EntityKey(rawValue: keyCache.entities(of: self).ofEntity[Int(id.rawValue)])
  }

  /// The entities whose key begins with these digits, ascending; none where the text is no beginning of a key.
  /// O(log entities + found), but for the first call.
  public func entities(keyed digits: some StringProtocol) -> [EntityID] {
    guard let range = FactKey.range(digits) else { return [] }
    return keyCache.entities(of: self).rows(range.lowerBound.rawValue...range.upperBound.rawValue).sorted()
      .map(EntityID.init)
  }
}

/// The keys of all entities. 12 bytes an entity.
struct EntityKeys: Sendable {
  /// By number of the entity.
  var ofEntity: [UInt64]
  /// Entities by their keys.
  private var sorted: [Int32]

  /// O(names + n log n), and O(bytes of the articles) where namesakes are told apart by articles.
  init(_ index: FactIndex) {
    var keys = index.entities.map { Self.first($0, index.places) }
    var groups = Self.shared(Array(keys.indices), keys)
    for part in Self.Part.allCases {
      groups = groups.flatMap { group in
        for entity in group { keys[entity].add(" |\(part.text(entity, index))".utf8) }
        return Self.shared(group, keys)
      }
    }
    // What nothing tells apart, and keys that are the same by chance, by number.
    var taken: Set<UInt64> = []
    taken.reserveCapacity(keys.count)
    let found = keys.map { $0.notIn(&taken).rawValue }
    ofEntity = found
    sorted = found.indices.sorted { found[$0] < found[$1] }.map(Int32.init)
  }

  /// Those of a range of keys. O(log n + found).
  func rows(_ range: ClosedRange<UInt64>) -> ArraySlice<Int32> {
    let first = sorted.indices.partitionPoint { ofEntity[Int(sorted[$0])] < range.lowerBound }
    return sorted[first...].prefix { ofEntity[Int($0)] <= range.upperBound }
  }

  /// The groups of two or more that have the same key.
  private static func shared(_ entities: [Int], _ keys: [ContentHash]) -> [[Int]] {
    var groups: [ContentHash: [Int]] = [:]
    for entity in entities { groups[keys[entity], default: []].append(entity) }
    return groups.values.filter { $0.count > 1 }
  }

  /// Kind and name, of which initials, titles of nobility and legal forms are no part, as they are none where names of
  /// several articles are joined.
  private static func first(_ entity: Entity, _ places: PlaceKnowledge) -> ContentHash {
    var text = entity.isNamed ? entity.kind.name : "described \(entity.kind.name)"
    guard entity.kind == .place, let row = entity.place, let place = places.place(row) else {
      let folded = Folding.name(entity.name)
      let name =
        switch entity.kind {
        case .person where entity.isNamed: NameParts.person(folded).joined(separator: " ")
        case .organisation: NameParts.organisation(folded)
        default: folded
        }
      return ContentHash((text + " " + (name.isEmpty ? folded : name)).utf8)
    }
    text += " \(place.kind.name) \(Folding.name(place.name)) |\(place.country?.description ?? "")"
    var next = place.parent
    // A circle would have no end.
    for _ in 0..<8 {
      guard let container = next.flatMap({ places.place($0) }) else { break }
      text += " |\(Folding.name(container.name))"
      next = container.parent
    }
    return ContentHash(text.utf8)
  }

  /// What tells namesakes apart, one after another for those that are not told apart yet.
  private enum Part: CaseIterable {
    /// Of a place its number in GeoNames, or where it lies.
    case country, office, article

    func text(_ number: Int, _ index: FactIndex) -> String {
      let entity = index.entities[number]
      switch self {
      case .country:
        guard entity.kind == .place, let place = entity.place.flatMap({ index.places.place($0) }) else {
          return index.entityCountry[number] == 0
            ? "" : CountryCode(rawValue: index.entityCountry[number]).description
        }
        return place.geonames > 0
          ? String(place.geonames) : "\(place.point.latitude) \(place.point.longitude)"
      case .office: return Folding.name(entity.role) + "|" + Folding.name(entity.organisation)
      case .article:
        let first = index.articles(of: EntityID(rawValue: Int32(number))).first
        return first.map { index.key(of: $0).description } ?? ""
      }
    }
  }
}

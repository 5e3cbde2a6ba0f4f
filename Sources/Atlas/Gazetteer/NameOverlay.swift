/// Names beside those of a gazetteer's file, in the same form: folded, each with candidates, found by hash.
struct NameOverlay: Sendable {
  private var names: [[UInt8]] = []
  /// Name `n` has candidates `starts[n]..<starts[n + 1]`.
  private var starts: [Int] = [0]
  /// As the file packs them.
  private(set) var candidates: [UInt32] = []
  private var nameOfHash: [UInt64: Int] = [:]
  /// Hashes of all beginnings of names.
  private var beginnings: Set<UInt64> = []

  /// Adds a folded name that means these places, the most prominent first. O(length).
  mutating func add(_ name: [UInt8], _ places: [(place: PlaceID, prominence: UInt8)]) {
    for length in 1..<max(1, name.count) { beginnings.insert(NameFolder.hash(name.prefix(length))) }
    nameOfHash[NameFolder.hash(name)] = names.count
    names.append(name)
    for (place, prominence) in places {
      let row = UInt32(bitPattern: place.rawValue) & 0xFFFFF
      candidates.append(row | UInt32(NameForm.name.rawValue) << 20 | UInt32(prominence) << 24)
    }
    starts.append(candidates.count)
  }

  /// The number of a folded name; nil where it is none.
  func name(_ folded: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    guard let name = nameOfHash[hash], names[name].elementsEqual(folded) else { return nil }
    return name
  }

  /// Bit 0: a longer name begins with what hashes to `hash`; bit 1: it is a name.
  func marks(_ hash: UInt64) -> UInt8 {
    (beginnings.contains(hash) ? 1 : 0) | (nameOfHash[hash] != nil ? 2 : 0)
  }

  /// The candidates of a name, as positions in `candidates`.
  func range(_ name: Int) -> Range<Int> { starts[name]..<starts[name + 1] }
}

extension Gazetteer {
  /// The same places with more names. An alias of a known name takes its place: it means only what the alias says.
  /// Aliases may build on those before them; one that means no place is left out. O(aliases).
  public func adding(_ aliases: PlaceAliases) -> Gazetteer {
    if aliases.entries.isEmpty { return self }
    var overlay = NameOverlay()
    var meanings: [[UInt8]: [PlaceID]] = [:]
    for entry in aliases.entries {
      let places = meanings[NameFolder.fold(entry.meaning)] ?? self.places(named: entry.meaning)
      if places.isEmpty { continue }
      let name = NameFolder.fold(entry.name)
      meanings[name] = places
      overlay.add(name, places.map { ($0, prominence($0)) })
    }
    var more = self
    more.memory = GazetteerMemory(memory, overlay: overlay)
    more.hasOverlay = true
    return more
  }
}

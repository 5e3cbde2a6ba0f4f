internal import Atlas
internal import Facts

/// Packs drafts into the bytes of a gazetteer file (`GazetteerFormat`).
struct PlacesWriter {
  private var sections = [[UInt8]](repeating: [], count: GazetteerFormat.Section.allCases.count)
  private let drafts: [PlaceDraft]
  /// Row of each draft, and drafts in the order of rows.
  private var rows: [Int] = []
  private var order: [Int] = []
  private var subtreeEnds: [Int] = []

  init(_ drafts: [PlaceDraft]) {
    self.drafts = drafts
    rows = [Int](repeating: 0, count: drafts.count)
    var children: [Int: [Int]] = [:]
    for (index, draft) in drafts.enumerated() { children[draft.parent ?? -1, default: []].append(index) }
    let isBefore = { (a: Int, b: Int) -> Bool in
      (drafts[b].prominence, drafts[a].name, a) < (drafts[a].prominence, drafts[b].name, b)
    }
    subtreeEnds = [Int](repeating: 0, count: drafts.count)
    func visit(_ index: Int) {
      rows[index] = order.count
      order.append(index)
      for child in (children[index] ?? []).sorted(by: isBefore) { visit(child) }
      subtreeEnds[index] = order.count
    }
    for root in (children[-1] ?? []).sorted(by: isBefore) { visit(root) }
  }

  mutating func bytes(neighbours: [String: [String]]) -> [UInt8] {
    let names = writeNames()
    let codes = Set(drafts.lazy.filter { $0.kind == .country }.map(\.country)).sorted()
    writeRows(
      countries: Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($0.element, $0.offset + 1) }),
      names: names)
    writeCountries(neighbours)
    var file = GazetteerFormat.magic
    file.put(UInt32(sections.count))
    file.put(UInt32(0))
    var offset = 16 + sections.count * 8
    for section in sections {
      offset = (offset + 15) / 16 * 16
      file.put(UInt32(offset))
      file.put(UInt32(section.count))
      offset += section.count
    }
    for section in sections {
      while file.count % 16 != 0 { file.append(0) }
      file += section
    }
    return file
  }

  /// Bytes of each section, by its name.
  var sizes: [(name: String, bytes: Int)] {
    GazetteerFormat.Section.allCases.map { ("\($0)", sections[$0.rawValue].count) }
  }

  private mutating func put(_ section: GazetteerFormat.Section, _ value: Int) {
    sections[section.rawValue].put(UInt32(truncatingIfNeeded: value))
  }

  private mutating func writeRows(countries: [String: Int], names: [[UInt8]: Int]) {
    var stringOffsets: [String: Int] = [:]
    for index in order {
      let draft = drafts[index]
      let needsDetails =
        subtreeEnds[index] > rows[index] + 1 || !draft.rings.isEmpty || !draft.members.isEmpty
        || draft.capital != nil || draft.population >= 1 << 24
      var value = draft.population
      if needsDetails {
        value = sections[GazetteerFormat.Section.details.rawValue].count / 24
        let first = sections[GazetteerFormat.Section.members.rawValue].count / 4
        for member in draft.members { put(.members, rows[member]) }
        put(.details, draft.population)
        put(.details, subtreeEnds[index])
        put(.details, writeOutline(draft))
        put(.details, first)
        put(.details, draft.members.count)
        put(.details, draft.capital.map { rows[$0] } ?? -1)
      }
      let latitude = Int(((draft.latitude + 90) / 180 * GazetteerFormat.steps).rounded())
      let longitude = Int(((draft.longitude + 180) / 360 * GazetteerFormat.steps).rounded())
      put(.rows, latitude | max(0, min(255, draft.prominence)) << 24)
      put(.rows, longitude | (countries[draft.country] ?? 0) << 24)
      let parent = draft.parent.map { rows[$0] + 1 } ?? 0
      put(
        .rows,
        parent | Int(draft.kind.rawValue) << 19 | (needsDetails ? 1 << 23 : 0) | (value & 0xFF) << 24)
      put(.rows, draft.geonames | (value >> 8 & 0xFF) << 24)
      put(.rows, nameField(draft.name, names, &stringOffsets) | (value >> 16 & 0xFF) << 24)
    }
  }

  /// The index of the folded name that gives `name` with capitals, else where it stands in `strings`.
  private mutating func nameField(
    _ name: String, _ names: [[UInt8]: Int], _ offsets: inout [String: Int]
  ) -> Int {
    let folded = NameFolder.fold(name)
    var isStart = true
    var titled: [UInt8] = []
    for byte in folded {
      titled.append(isStart && (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte)
      isStart = byte == 0x20
    }
    if titled == Array(name.utf8), let index = names[folded] { return index }
    if let known = offsets[name] { return known }
    let short = String(decoding: name.utf8.prefix(255), as: UTF8.self)
    let strings = GazetteerFormat.Section.strings.rawValue
    let offset = sections[strings].count | Int(GazetteerFormat.stringFlag)
    offsets[name] = offset
    sections[strings].append(UInt8(short.utf8.count))
    sections[strings] += Array(short.utf8)
    return offset
  }

  private mutating func writeOutline(_ draft: PlaceDraft) -> Int {
    let rings = draft.rings.filter { !$0.isEmpty }
    guard !rings.isEmpty else { return -1 }
    let outline = sections[GazetteerFormat.Section.outlines.rawValue].count / 32
    let firstRing = sections[GazetteerFormat.Section.rings.rawValue].count / 8
    var box = [Int.max, Int.max, Int.min, Int.min]
    for ring in rings {
      let first = sections[GazetteerFormat.Section.points.rawValue].count
      var previous = [0, 0]
      var count = 0
      for point in ring {
        let scaled = [Int((point[1] * 1e5).rounded()), Int((point[0] * 1e5).rounded())]
        if count > 0, scaled == previous { continue }
        putDifference(scaled[0] - previous[0])
        putDifference(scaled[1] - previous[1])
        previous = scaled
        count += 1
        box = [
          min(box[0], scaled[0]), min(box[1], scaled[1]), max(box[2], scaled[0]), max(box[3], scaled[1]),
        ]
      }
      put(.rings, first)
      put(.rings, count)
    }
    for side in box { put(.outlines, side * 10) }
    put(.outlines, firstRing)
    put(.outlines, rings.count)
    put(.outlines, draft.isLine ? 1 : 0)
    put(.outlines, 0)
    return outline
  }

  private mutating func putDifference(_ value: Int) {
    var rest = UInt32(bitPattern: Int32(value << 1) ^ Int32(value >> 63))
    while rest >= 0x80 {
      sections[GazetteerFormat.Section.points.rawValue].append(UInt8(rest & 0x7F | 0x80))
      rest >>= 7
    }
    sections[GazetteerFormat.Section.points.rawValue].append(UInt8(rest))
  }

  private mutating func writeCountries(_ neighbours: [String: [String]]) {
    var byCode: [String: Int] = [:]
    for (index, draft) in drafts.enumerated() where draft.kind == .country { byCode[draft.country] = index }
    for (code, index) in byCode.sorted(by: { $0.key < $1.key }) {
      guard let packed = CountryCode(code) else { continue }
      let near = (neighbours[code] ?? []).compactMap { byCode[$0] }
      put(.countries, Int(packed.rawValue))
      put(.countries, rows[index])
      put(.countries, sections[GazetteerFormat.Section.members.rawValue].count / 4)
      put(.countries, near.count)
      for other in near { put(.members, rows[other]) }
    }
  }

  private struct Meaning {
    var row: Int
    var form: NameForm
    var prominence: Int
  }

  private mutating func put16(_ section: GazetteerFormat.Section, _ value: Int) {
    sections[section.rawValue].append(UInt8(truncatingIfNeeded: value))
    sections[section.rawValue].append(UInt8(truncatingIfNeeded: value >> 8))
  }

  /// Returns the index of each folded name.
  private mutating func writeNames() -> [[UInt8]: Int] {
    var meanings: [[UInt8]: [Meaning]] = [:]
    for (index, draft) in drafts.enumerated() {
      for name in draft.names {
        let folded = NameFolder.fold(name.text)
        guard !folded.isEmpty, folded.count <= 80 else { continue }
        let meaning = Meaning(
          row: rows[index], form: name.form, prominence: max(0, min(255, draft.prominence - name.penalty)))
        if let same = meanings[folded]?.firstIndex(where: { $0.row == meaning.row }) {
          if let old = meanings[folded]?[same], old.form.rawValue > meaning.form.rawValue {
            meanings[folded]?[same] = meaning
          }
        } else {
          meanings[folded, default: []].append(meaning)
        }
      }
    }
    let names = meanings.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let buckets = names.count * 5 / 4 / 8 + 1
    var slots = [UInt32](repeating: .max, count: buckets * 8)
    var beginnings: Set<[UInt8]> = []
    var bytes = 0
    var candidates = 0
    var bases = (bytes: 0, candidates: 0)
    for (index, name) in names.enumerated() {
      if index % GazetteerFormat.block == 0 {
        put(.nameBases, bytes)
        put(.candidateBases, candidates)
        bases = (bytes, candidates)
      }
      bytes += name.count
      sections[GazetteerFormat.Section.nameBytes.rawValue] += name
      put16(.nameEnds, bytes - bases.bytes)
      let sorted = (meanings[name] ?? []).sorted {
        ($1.prominence, $0.row) < ($0.prominence, $1.row)
      }
      candidates += sorted.count
      put16(.candidateEnds, candidates - bases.candidates)
      for meaning in sorted {
        put(.candidates, meaning.row | Int(meaning.form.rawValue) << 20 | meaning.prominence << 24)
      }
      let hash = NameFolder.hash(name)
      var slot = GazetteerFormat.bucket(of: hash, buckets: buckets) * 8
      while slots[slot] != .max { slot = (slot + 1) % (buckets * 8) }
      slots[slot] = GazetteerFormat.entry(index, hash: hash)
      // Tokens may end anywhere that is no letter or digit, and before "s" of a possessive.
      for i in name.indices.dropLast() where Self.isBoundary(name, i) {
        beginnings.insert(Array(name[i] == 0x20 ? name[..<i] : name[...i]))
      }
    }
    for slot in slots { put(.slots, Int(slot)) }
    var size = 1024
    while size * 4 < max(names.count, beginnings.count) * 8 { size *= 2 }
    var bitmap = [UInt8](repeating: 0, count: size)
    for (marked, bit) in [(Array(beginnings), UInt8(1)), (names, 2)] {
      for name in marked {
        let mark = GazetteerFormat.mark(of: NameFolder.hash(name), bytes: size)
        bitmap[mark.byte] |= bit << mark.shift
      }
    }
    sections[GazetteerFormat.Section.beginnings.rawValue] = bitmap
    return Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
  }

  /// A token may end after byte `i` of a folded name: at spaces, beside marks, and within names of at most
  /// six letters, where points and apostrophes are folded away ("U.S." may be four tokens, "d'Ivoire" two).
  private static func isBoundary(_ name: [UInt8], _ i: Int) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
    }
    if !isLetter(name[i]) || !isLetter(name[i + 1]) { return true }
    var start = i
    while start > 0, name[start - 1] != 0x20 { start -= 1 }
    return name.count <= 6 || i - start < 2
  }
}

extension [UInt8] {
  mutating func put(_ value: UInt32) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 24))
  }
}

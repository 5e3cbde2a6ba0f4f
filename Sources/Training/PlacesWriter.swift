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
    writeRows()
    writeCountries(neighbours)
    writeNames()
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

  private mutating func writeRows() {
    var stringOffsets: [String: Int] = [:]
    for index in order {
      let draft = drafts[index]
      let name = String(decoding: draft.name.utf8.prefix(255), as: UTF8.self)
      let strings = GazetteerFormat.Section.strings.rawValue
      if stringOffsets[name] == nil {
        stringOffsets[name] = sections[strings].count
        sections[strings].append(UInt8(name.utf8.count))
        sections[strings] += Array(name.utf8)
      }
      let needsDetails =
        subtreeEnds[index] > rows[index] + 1 || !draft.rings.isEmpty || !draft.members.isEmpty
        || draft.capital != nil
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
      put(.rows, stringOffsets[name] ?? 0)
      put(.rows, Int(Float(draft.latitude).bitPattern))
      put(.rows, Int(Float(draft.longitude).bitPattern))
      put(.rows, draft.parent.map { rows[$0] } ?? -1)
      put(.rows, draft.geonames)
      put(.rows, value)
      let code = Int(CountryCode(draft.country)?.rawValue ?? 0)
      let kind = draft.kind.rawValue | (needsDetails ? GazetteerFormat.detailsFlag : 0)
      put(.rows, code | Int(kind) << 16 | max(0, min(255, draft.prominence)) << 24)
    }
  }

  private mutating func writeOutline(_ draft: PlaceDraft) -> Int {
    let rings = draft.rings.filter { !$0.isEmpty }
    guard !rings.isEmpty else { return -1 }
    let outline = sections[GazetteerFormat.Section.outlines.rawValue].count / 32
    let firstRing = sections[GazetteerFormat.Section.rings.rawValue].count / 8
    var box = [Int.max, Int.max, Int.min, Int.min]
    for ring in rings {
      let first = sections[GazetteerFormat.Section.points.rawValue].count / 8
      var previous = [Int.min, 0]
      var count = 0
      for point in ring {
        let scaled = [Int((point[1] * 1e6).rounded()), Int((point[0] * 1e6).rounded())]
        if scaled == previous { continue }
        previous = scaled
        put(.points, scaled[0])
        put(.points, scaled[1])
        count += 1
        box = [
          min(box[0], scaled[0]), min(box[1], scaled[1]), max(box[2], scaled[0]), max(box[3], scaled[1]),
        ]
      }
      put(.rings, first)
      put(.rings, count)
    }
    for side in box { put(.outlines, side) }
    put(.outlines, firstRing)
    put(.outlines, rings.count)
    put(.outlines, draft.isLine ? 1 : 0)
    put(.outlines, 0)
    return outline
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

  private mutating func writeNames() {
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
    let slotCount = names.count * 3 / 2 + 8
    var slots = [UInt32](repeating: .max, count: slotCount)
    var beginnings: Set<[UInt8]> = []
    var bytes = 0
    var candidates = 0
    for (index, name) in names.enumerated() {
      bytes += name.count
      sections[GazetteerFormat.Section.nameBytes.rawValue] += name
      put(.nameEnds, bytes)
      let sorted = (meanings[name] ?? []).sorted {
        ($1.prominence, $0.row) < ($0.prominence, $1.row)
      }
      candidates += sorted.count
      put(.candidateEnds, candidates)
      for meaning in sorted {
        put(.candidates, meaning.row | Int(meaning.form.rawValue) << 20 | meaning.prominence << 24)
      }
      var slot = GazetteerFormat.slot(of: NameFolder.hash(name), slots: slotCount)
      while slots[slot] != .max { slot = (slot + 1) % slotCount }
      slots[slot] = UInt32(index)
      // Tokens may end anywhere that is no letter or digit, and before "s" of a possessive.
      for i in name.indices.dropLast() where Self.isBoundary(name, i) {
        beginnings.insert(Array(name[i] == 0x20 ? name[..<i] : name[...i]))
      }
    }
    for slot in slots { put(.slots, Int(slot)) }
    var size = 1024
    while size * 8 < beginnings.count * 16 { size *= 2 }
    var bitmap = [UInt8](repeating: 0, count: size)
    for beginning in beginnings {
      let bit = Int(truncatingIfNeeded: NameFolder.hash(beginning) >> 8) & (size * 8 - 1)
      bitmap[bit / 8] |= 1 << UInt8(bit & 7)
    }
    sections[GazetteerFormat.Section.beginnings.rawValue] = bitmap
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

internal import Atlas
internal import Facts

extension PlacesBuilder {
  mutating func addRegionKnowledge() {
    indexNames()
    for row in knowledge.regions {
      let parts = PlaceLists.list(row[0])
      guard parts.count == 2, let index = find(parts[0], country: parts[1], kinds: [.region]) else {
        continue
      }
      for name in PlaceLists.list(row[1]) { drafts[index].add(name, .postal) }
      if row.count > 2 { drafts[index].add(row[2], .postal) }
      for name in row.count > 3 ? PlaceLists.list(row[3]) : [] { drafts[index].add(name, .abbreviation) }
    }
    // Where a region's label lies far from its middle.
    for row in knowledge.points where row[0].contains(",") {
      let parts = PlaceLists.list(row[0])
      let numbers = row[1].split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 2, let index = find(parts[0], country: parts[1], kinds: [.region]) else {
        continue
      }
      drafts[index].latitude = numbers[0]
      drafts[index].longitude = numbers[1]
    }
  }

  mutating func addCityKnowledge() {
    indexNames()
    for row in knowledge.cities {
      let parts = PlaceLists.list(row[0])
      guard parts.count == 2, row.count > 1 else { continue }
      let spellings = [parts[0]] + PlaceLists.list(row[1])
      guard let found = spellings.firstIndex(where: { find($0, country: parts[1], kinds: [.city]) != nil }),
        let index = find(spellings[found], country: parts[1], kinds: [.city])
      else { continue }
      for name in spellings where name != drafts[index].name {
        drafts[index].add(name, Self.isAbbreviation(name) ? .abbreviation : .name, penalty: 1)
      }
    }
  }

  mutating func addAreas() {
    indexNames()
    for row in knowledge.areas where row.count >= 4 {
      let numbers = row[3].split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 2 else { continue }
      var draft = PlaceDraft(name: row[0], kind: .area, latitude: numbers[0], longitude: numbers[1])
      let codes = row[2].split(separator: " ").map(String.init)
      for code in codes {
        if let colon = code.firstIndex(of: ":") {
          let name = String(code[code.index(after: colon)...].map { $0 == "_" ? " " : $0 })
          if let index = find(name, country: String(code[..<colon]), kinds: [.region]) {
            draft.members.append(index)
          }
          draft.country = String(code[..<colon])
        } else if codes.count > 1, let index = countries[code] {
          draft.members.append(index)
        } else {
          draft.country = code
        }
      }
      if draft.members.count == 1, drafts[draft.members[0]].name == row[0] {
        for name in PlaceLists.list(row[1]) { drafts[draft.members[0]].add(name) }
        continue
      }
      draft.parent = countries[draft.country]
      draft.prominence = draft.members.count > 2 ? 150 : 120
      draft.add(row[0])
      for name in PlaceLists.list(row[1]) {
        draft.add(name, Self.isAbbreviation(name) ? .abbreviation : .name)
      }
      mergeOutline(&draft)
      drafts.append(draft)
    }
  }

  /// Natural Earth's outline of an area of this name, or of a state that few recognise.
  private mutating func mergeOutline(_ draft: inout PlaceDraft) {
    if let code = ["Somaliland": "SOL", "Northern Cyprus": "CYN"][draft.name],
      let feature = sources.outlines.first(where: { $0.text("ADM0_A3") == code })
    {
      draft.rings = feature.geometry?.rings ?? []
    }
    let folded = NameFolder.fold(draft.name)
    for index in drafts.indices
    where [.water, .island, .mountain, .area].contains(drafts[index].kind)
      && NameFolder.fold(drafts[index].name) == folded
    {
      if draft.members.isEmpty, draft.rings.isEmpty { draft.rings = drafts[index].rings }
      // Its own name is now this row's.
      drafts[index].names.removeAll { NameFolder.fold($0.text) == folded }
    }
  }

  mutating func addSeats() {
    indexNames()
    for row in knowledge.seats where row.count >= 4 {
      let parts = PlaceLists.list(row[2])
      let numbers = row[3].split(separator: " ").compactMap { Double($0) }
      guard parts.count == 2, numbers.count == 2 else { continue }
      let parent = find(parts[0], country: parts[1], kinds: [.city]) ?? countries[parts[1]]
      var draft = PlaceDraft(
        name: row[0], kind: .seat, country: parts[1], parent: parent, latitude: numbers[0],
        longitude: numbers[1])
      draft.prominence = 140
      draft.add(row[0])
      for name in PlaceLists.list(row[1]) { draft.add(name) }
      drafts.append(draft)
    }
  }

  mutating func addDemonyms() {
    indexNames()
    for row in knowledge.demonyms where row.count >= 2 {
      let index =
        countries[row[0]] ?? find(row[0], kinds: [.continent, .area, .region, .city, .country, .island])
      guard let index else { continue }
      for name in PlaceLists.list(row[1]) { drafts[index].add(name, .adjective) }
      for name in PlaceLists.list(row.count > 2 ? row[2] : "") { drafts[index].add(name, .people) }
    }
  }

  /// "NYC", "D.C.", "EU".
  private static func isAbbreviation(_ name: String) -> Bool {
    name.count <= 6 && name.contains(where: \.isUppercase) && !name.contains(where: \.isLowercase)
  }
}

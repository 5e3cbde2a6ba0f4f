internal import Articles
internal import English

/// Names that the gazetteer knows better than the words around them tell.
extension NameArticle {
  /// As known as a town of half a million people: a smaller one's name is rather somebody's first name.
  private static let known: UInt8 = 89
  /// As a town of a hundred thousand.
  private static let large: UInt8 = 76
  /// Words that a name of several words opens or closes with if a town bears it.
  private static let openings = Set(WordLists.standard.words("town-openings").map(NameText.foldedHash))
  private static let closings = Set(WordLists.standard.words("town-closings").map(NameText.foldedHash))
  private static let storms = Set(WordLists.standard.words("storms").map(NameText.foldedHash))
  /// Words around a town's name that a club's or a firm's would not have: "Milan's mayor", "struck Kobe".
  private static let civic = Set(WordLists.standard.words("town-offices").map(NameText.foldedHash))
  private static let blows = Set(WordLists.standard.words("town-blows").map(NameText.foldedHash))

  /// "Kyoto's mayor resigned": who is named by one word, which is a big town's, and nowhere in full or with a title, is
  /// the town; so is "Ho Chi Minh City".
  mutating func nameTowns() {
    guard text.hasPlaces else { return }
    var parts: Set<UInt32> = []
    var titled: Set<UInt32> = []
    let isOfPerson = tokens { $0.kind == .person }
    for name in found where name.kind == .person {
      if name.tokens.count > 1, !isTown(name.tokens), !opensWithStorm(name.tokens) {
        for token in name.tokens { parts.insert(text.attributes(token).folded) }
      }
      let before = name.tokens.lowerBound - 1
      if before >= 0, Self.titles.contains(text.attributes(before).folded) {
        titled.insert(form(name.tokens))
      }
    }
    for index in found.indices {
      let (tokens, kind) = (found[index].tokens, found[index].kind)
      guard kind == .person || kind == .other || kind == .organisation else { continue }
      let first = text.attributes(tokens.lowerBound).folded
      if kind == .person, opensWithStorm(tokens),
        !parts.contains(text.attributes(tokens.upperBound - 1).folded)
      {
        found[index].kind = .other
        continue
      }
      let prominence = text.prominence(of: tokens)
      let isPlace: Bool
      if kind == .organisation {
        isPlace = prominence >= Self.large && isCivic(tokens, isOfPerson)
      } else if tokens.count > 1 {
        isPlace = isTown(tokens) || prominence >= Self.large && isCivic(tokens, isOfPerson)
      } else {
        isPlace =
          kind == .person && !parts.contains(first)
          && (prominence >= Self.known || prominence >= Self.large && isCivic(tokens, isOfPerson))
      }
      if isPlace, !titled.contains(form(tokens)) {
        found[index].kind = .place
      } else if kind == .person, tokens.count == 1, tokens.lowerBound > 0,
        Self.articles.contains(text.attributes(tokens.lowerBound - 1).folded), !parts.contains(first),
        text.isSeat(tokens)
      {
        // "The Kremlin": nobody.
        found[index].kind = .place
      }
    }
    addTowns(isOfPerson)
  }

  /// Big towns in whose place no name was found: "Kraków's mayor", "hit Port-au-Prince".
  private mutating func addTowns(_ isOfPerson: [Bool]) {
    let isTaken = tokens { _ in true }
    var added: [FoundName] = []
    for run in text.runs {
      let tokens = Int(run.first)..<(Int(run.last) + 1)
      guard !tokens.contains(where: { isTaken[$0] }), text.prominence(of: tokens) >= Self.known,
        tokens.count > 1 ? isTown(tokens) || isCivic(tokens, isOfPerson) : isCivic(tokens, isOfPerson)
      else { continue }
      added.append(FoundName(tokens: tokens, kind: .place, margin: limit, scores: []))
    }
    add(added)
  }

  private func opensWithStorm(_ tokens: Range<Int>) -> Bool {
    tokens.count > 1 && Self.storms.contains(text.attributes(tokens.lowerBound).folded)
  }

  /// "Milan's mayor", "struck Kobe": not "Lind hit Kobe", who is somebody.
  private func isCivic(_ tokens: Range<Int>, _ isOfPerson: [Bool]) -> Bool {
    let (before, after) = (tokens.lowerBound - 1, tokens.upperBound)
    if before >= 0, Self.blows.contains(text.attributes(before).folded) {
      return before == 0 || !isOfPerson[before - 1]
    }
    guard after + 1 < text.word.count, Self.possessives.contains(text.attributes(after).folded) else {
      return false
    }
    return Self.civic.contains(text.attributes(after + 1).folded)
  }

  /// The gazetteer's name of several words, one of them a word for a place.
  private func isTown(_ tokens: Range<Int>) -> Bool {
    tokens.count > 1 && text.prominence(of: tokens) > 0
      && (Self.openings.contains(text.attributes(tokens.lowerBound).folded)
        || Self.closings.contains(text.attributes(tokens.upperBound - 1).folded))
  }

  /// "HUAINAN — Officials …": what opens a dateline is a place if the gazetteer knows it.
  mutating func nameDatelines() {
    guard text.hasPlaces, !text.datelines.isEmpty else { return }
    let isOfPlace = tokens { $0.kind == .place }
    var isOpening = [Bool](repeating: false, count: text.word.count)
    var added: [FoundName] = []
    for line in text.datelines {
      guard let first = line.first(where: { text.attributes($0).isCapitalised }) else { continue }
      var end = first + 1
      if text.place[first] & 3 == 1 {
        while end < line.upperBound, text.place[end] & 3 >= 2 { end += 1 }
      }
      // "MANCHESTER UNITED — …" is no town.
      guard text.prominence(of: first..<end) > 0,
        end >= line.upperBound || !text.attributes(end).isCapitalised
      else { continue }
      if (first..<end).allSatisfy({ isOfPlace[$0] }) { continue }
      for token in first..<end { isOpening[token] = true }
      added.append(FoundName(tokens: first..<end, kind: .place, margin: limit, scores: []))
    }
    guard !added.isEmpty else { return }
    found.removeAll { $0.tokens.contains { isOpening[$0] } }
    add(added)
  }

  /// "WARSAW, April 5 (Vistula Wire) - …": what stands in the brackets of a dateline is an agency, unless the gazetteer knows it.
  mutating func nameAgencies() {
    var next = 0
    for line in text.datelines {
      // Both stand in order.
      while next < found.count, found[next].tokens.lowerBound <= line.lowerBound { next += 1 }
      while next < found.count, found[next].tokens.lowerBound < line.upperBound {
        defer { next += 1 }
        let name = found[next]
        guard text.attributes(name.tokens.lowerBound - 1).exact == Self.opening, name.kind != .organisation,
          text.prominence(of: name.tokens) == 0
        else { continue }
        found[next].kind = .organisation
        found[next].margin = limit
        // Its other mentions follow.
        for kind in name.scores.indices {
          found[next].scores[kind] = kind == Int(NameKind.organisation.rawValue) ? 0 : -limit
        }
      }
    }
  }

  private static let opening = [UInt8(ascii: "(")].withUnsafeBufferPointer { NameWord($0).exact }

  /// "Pieter van den Heuvel": particles in lower case between the words of a person's name belong to it.
  mutating func joinParticles() {
    var joined: [FoundName] = []
    var next = found.startIndex
    while next < found.endIndex {
      var name = found[next]
      next += 1
      while name.kind == .person, let end = behindParticles(name.tokens.upperBound) {
        let isNamed = next < found.endIndex && found[next].tokens.lowerBound == end
        if isNamed, found[next].kind != .person { break }
        if !isNamed, next < found.endIndex, found[next].tokens.lowerBound <= end { break }
        // "Dembélé al Ahly": what no name was found in is joined by a particle of surnames only.
        if !isNamed, Self.articlesOfNames.contains(text.attributes(end - 1).folded) { break }
        name.tokens = name.tokens.lowerBound..<(isNamed ? found[next].tokens.upperBound : end + 1)
        if isNamed { next += 1 }
      }
      joined.append(name)
    }
    found = joined
  }

  /// The capitalised word behind one to three particles that begin at a token; nil where there are none.
  private func behindParticles(_ start: Int) -> Int? {
    var at = start
    while at < text.word.count, at - start < 4, Self.particles.contains(text.attributes(at).folded),
      !text.attributes(at).isCapitalised
    {
      at += 1
    }
    guard at > start, at - start < 4, at < text.word.count, text.attributes(at).isCapitalised else {
      return nil
    }
    // Sentences stand in their order.
    let sentence = text.sentences.indices.partitionPoint { text.sentences[$0].upperBound <= start }
    return sentence < text.sentences.count && text.sentences[sentence].contains(at) ? at : nil
  }

  private static let articlesOfNames = Set(["al", "el", "la"].map(NameText.foldedHash))
  private static let particles = Set(WordLists.standard.words("name-particles").map(NameText.foldedHash))
}

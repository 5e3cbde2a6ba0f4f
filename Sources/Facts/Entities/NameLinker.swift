internal import Articles
internal import Atlas
internal import English

/// Decides which names of an article stand for one entity: exact names, then surnames and parts of full names,
/// acronyms, and gazetteer rows for places and nationalities.
struct NameLinker {
  let reading: Reading
  let gazetteer: Gazetteer
  private let titles = CueWords.standard.titles
  private var register: EntityRegister
  private var people: [[Symbol]: EntityID] = [:]
  private var others: [[Symbol]: EntityID] = [:]
  private var placeRows: [PlaceID: EntityID] = [:]
  private var acronyms: [String: EntityID] = [:]
  private var byText: [String: EntityID] = [:]
  /// Bodies by the first word of their names.
  private var byFirst: [Symbol: [EntityID]] = [:]
  /// People by the first and the last word of their names, the latest at the end.
  private var byEdge: [Symbol: [EntityID]] = [:]
  /// Full names by the short ones in brackets behind them: "Chamber of Builders (Chabu)".
  private var bracketed: [Symbol: NameMention] = [:]
  /// The first full name of the article that begins or ends with a word.
  private var fullNameAt: [Symbol: [Symbol]] = [:]

  /// People of one surname that are looked at; bounds the work on lists of thousands of names.
  private static let mostNamesakes = 32

  static func link(
    _ names: [NameMention], places: [PlaceMention], reading: Reading, gazetteer: Gazetteer
  ) -> EntityRegister {
    var linker = NameLinker(reading: reading, gazetteer: gazetteer)
    return linker.run(names, places)
  }

  private init(reading: Reading, gazetteer: Gazetteer) {
    self.reading = reading
    self.gazetteer = gazetteer
    register = EntityRegister(tokenCount: reading.tokens.count)
  }

  private mutating func run(_ names: [NameMention], _ places: [PlaceMention]) -> EntityRegister {
    var placeAt: [Int32: PlaceMention] = [:]
    for place in places where place.place != nil { placeAt[place.text.start] = place }
    collectFullNames(names)
    collectBracketed(names)
    for name in names.map(withoutTitle) where !name.tokens.isEmpty {
      let place = placeAt[reading.tokens.start[name.tokens.lowerBound]]
      let id: EntityID
      if place == nil, let full = full(name) {
        id = organisation(full)
        register.addAlias(text(name), to: id)
        register.link(name, to: id)
        continue
      }
      switch name.kind {
      case .person: id = person(name)
      case .place, .nationality: id = self.place(name, place)
      case .organisation, .other: id = organisation(name)
      }
      register.link(name, to: id)
    }
    for index in register.entities.indices {
      register.entities[index].mentionCount = Int32(register.notes[index].mentions.count)
    }
    return register
  }

  /// Short names of bodies, from the first place where one stands in brackets behind the full name.
  private mutating func collectBracketed(_ names: [NameMention]) {
    for name in names where name.kind == .organisation && name.tokens.count > 1 {
      let open = name.tokens.upperBound
      guard open + 2 < reading.tokens.count, Self.opening.contains(reading.tokens.word[open], in: reading),
        Self.closing.contains(reading.tokens.word[open + 2], in: reading),
        reading.tokens.shape[open + 1].contains(.capitalised), reading.text(open + 1).utf8.count > 1
      else { continue }
      let short = reading.tokens.word[open + 1]
      if bracketed[short] == nil, !words(name).contains(short) { bracketed[short] = name }
    }
  }

  /// The full name of which a name of one word is the short one.
  private func full(_ name: NameMention) -> NameMention? {
    guard name.tokens.count == 1, name.kind != .nationality else { return nil }
    return bracketed[reading.tokens.word[name.tokens.lowerBound]]
  }

  private static let opening: WordSet = "( ["
  private static let closing: WordSet = ") ]"

  /// A person's name without the titles that the name finder took for a part of it ("Gen. Milley").
  private func withoutTitle(_ name: NameMention) -> NameMention {
    guard name.kind == .person else { return name }
    var name = name
    while name.tokens.count > 1, isTitle(name.tokens.lowerBound) { name.firstToken += 1 }
    return name
  }

  private func isTitle(_ token: Int) -> Bool {
    guard let title = titles[reading.tokens.word[token], in: reading] else { return false }
    // "Prince" and "Judge" are given names as well; abbreviations and ranks are not.
    return !["prince", "judge", "king", "justice", "priest", "lord", "lady", "chief"].contains(title)
  }

  /// The words of a name: punctuation and a leading "the" left out.
  private func words(_ name: NameMention) -> [Symbol] {
    var words: [Symbol] = []
    for token in name.tokens where !reading.tokens.shape[token].contains(.punctuation) {
      words.append(reading.tokens.word[token])
    }
    if words.count > 1, Self.articles.contains(words[0], in: reading) { words.removeFirst() }
    return words
  }

  private static let articles: WordSet = "the a an"

  /// The name as it is shown: one space where the text has white space, no leading "the".
  private func text(_ name: NameMention) -> String {
    var range = name.tokens
    if range.count > 1, Self.articles.contains(reading.tokens.word[range.lowerBound], in: reading) {
      range = (range.lowerBound + 1)..<range.upperBound
    }
    return reading.plainText(range)
  }

  // MARK: People

  /// Full names, for surnames that stand before the full name is given (headlines).
  private mutating func collectFullNames(_ names: [NameMention]) {
    for name in names.map(withoutTitle) where name.kind == .person {
      let words = words(name)
      guard words.count > 1 else { continue }
      for word in [words[words.count - 1], words[0]] where fullNameAt[word] == nil {
        fullNameAt[word] = words
      }
    }
  }

  private mutating func person(_ name: NameMention) -> EntityID {
    let words = words(name)
    let text = text(name)
    if let known = people[words] ?? samePerson(words) {
      extend(known, words: words, text: text)
      return known
    }
    let id = register.add(Entity(name: text, kind: .person), .init(words: words))
    people[words] = id
    noteEdges(words, id)
    if words.count == 1, let full = fullNameAt[words[0]], people[full] == nil { people[full] = id }
    return id
  }

  private mutating func noteEdges(_ words: [Symbol], _ id: EntityID) {
    for word in Set([words.first, words.last, Self.firstSurname(words)].compactMap { $0 })
    where byEdge[word]?.last != id {
      byEdge[word, default: []].append(id)
    }
  }

  /// The person whose name has these words at its end or start, or shares first and last word ("Mark A. Milley"). Of
  /// several it is the one mentioned last, but a bare surname belongs to the one that the article is about, not to his
  /// son who was just named.
  private func samePerson(_ words: [Symbol]) -> EntityID? {
    guard let first = words.first, let last = words.last else { return nil }
    var best: (id: EntityID, weight: Int, last: Int32)?
    let namesakes =
      (byEdge[last] ?? []).suffix(Self.mostNamesakes) + (byEdge[first] ?? []).suffix(Self.mostNamesakes)
    for id in namesakes {
      let note = register.notes(id)
      guard isSame(words, note.words), let mention = note.mentions.last else { continue }
      let weight = words.count == 1 ? weight(note) : 0
      if best.map({ (weight, mention) > ($0.weight, $0.last) }) ?? true { best = (id, weight, mention) }
    }
    return best?.id
  }

  /// How often a person was named so far, in the headline and the lead most of all.
  private func weight(_ note: EntityRegister.Notes) -> Int {
    let isEarly = note.mentions.first.map { reading.sentence(of: Int($0)) < 2 } ?? false
    return min(note.mentions.count, 4) + (isEarly ? 3 : 0)
  }

  private func isSame(_ words: [Symbol], _ other: [Symbol]) -> Bool {
    if words.count == 1 || other.count == 1 {
      let (short, long) = words.count == 1 ? (words, other) : (other, words)
      return long.last == short[0] || long.first == short[0] || Self.firstSurname(long) == short[0]
    }
    if words.first == other.first, words.last == other.last { return true }
    let (short, long) = words.count < other.count ? (words, other) : (other, words)
    return short.count < long.count && long.suffix(short.count).elementsEqual(short)
  }

  /// The first of two surnames, by which Spanish papers call people: of "Andrés Manuel López Obrador" it is "López".
  private static func firstSurname(_ words: [Symbol]) -> Symbol? {
    words.count > 2 ? words[words.count - 2] : nil
  }

  /// Takes a further form of a name; the longest becomes the entity's name.
  private mutating func extend(_ id: EntityID, words: [Symbol], text: String) {
    people[words] = id
    let index = Int(id.rawValue)
    if words.count > register.notes[index].words.count {
      let old = register.entities[index].name
      register.notes[index].words = words
      noteEdges(words, id)
      register.entities[index].name = text
      register.entities[index].aliases.removeAll { $0 == text }
      register.addAlias(old, to: id)
    } else {
      register.addAlias(text, to: id)
    }
  }

  // MARK: Places

  private mutating func place(_ name: NameMention, _ place: PlaceMention?) -> EntityID {
    if let row = place?.place {
      let known = gazetteer[row]
      let id: EntityID
      if let entity = placeRows[row] {
        id = entity
      } else {
        id = register.add(
          Entity(name: known.name, kind: .place, country: known.country, place: row),
          .init(words: words(name)))
        placeRows[row] = id
      }
      if place?.isAdjective != true { register.addAlias(text(name), to: id) }
      return id
    }
    let words = words(name)
    if let known = others[words] { return known }
    let id = register.add(Entity(name: text(name), kind: name.kind), .init(words: words))
    others[words] = id
    return id
  }

  // MARK: Organisations and others

  private mutating func organisation(_ name: NameMention) -> EntityID {
    let words = words(name)
    let text = text(name)
    if let known = others[words] { return known }
    // "according to WHO." at a sentence's end.
    let short = text.last == "." ? String(text.dropLast()) : text
    if words.count == 1, let known = acronyms[short] {
      others[words] = known
      register.addAlias(text, to: known)
      return known
    }
    // The acronym came first, the full name later.
    let initials = initials(name)
    if initials.utf8.count > 1, words.count > 1, let id = byText[initials], register[id].kind == name.kind {
      register[id].name = text
      register.notes[Int(id.rawValue)].words = words
      register.addAlias(initials, to: id)
      others[words] = id
      acronyms[initials] = id
      return id
    }
    if name.kind == .organisation, let known = variant(words) {
      others[words] = known
      let index = Int(known.rawValue)
      if words.count > register.notes[index].words.count {
        let short = register[known].name
        register[known].name = text
        register.notes[index].words = words
        register.addAlias(short, to: known)
      } else {
        register.addAlias(text, to: known)
      }
      return known
    }
    let id = register.add(Entity(name: text, kind: name.kind), .init(words: words))
    others[words] = id
    byText[text] = id
    if name.kind == .organisation, let first = words.first { byFirst[first, default: []].append(id) }
    if words.count > 1, acronyms[initials] == nil { acronyms[initials] = id }
    return id
  }

  /// The one body of which this is a shorter or longer name: "Lind" and "Lind Shipping Corp", "Unity Party" and "Unity
  /// Party of Norway". Not a part of it ("Lind Finance Asia"), nor a bare noun ("Ministry"), the beginning of many.
  /// O(bodies of that first word), bounded.
  private func variant(_ words: [Symbol]) -> EntityID? {
    guard let first = words.first, let known = byFirst[first], known.count <= Self.mostNamesakes else {
      return nil
    }
    let found = known.filter { id in
      let other = register.notes(id).words
      let (short, long) = words.count < other.count ? (words, other) : (other, words)
      return short.count < long.count && long.starts(with: short) && (short.count > 1 || isDistinct(short[0]))
        && isForm(long.dropFirst(short.count), isShortest: short.count == 1)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// What a fuller name adds to say the same: its legal form and a trade, or behind two words "of" something.
  private func isForm(_ rest: ArraySlice<Symbol>, isShortest: Bool) -> Bool {
    guard let first = rest.first, let last = rest.last else { return false }
    if !isShortest, Self.ofWords.contains(first, in: reading) { return true }
    if rest.count <= 2, Self.legalForms.contains(last, in: reading) { return true }
    return rest.allSatisfy {
      Self.legalForms.contains($0, in: reading) || Self.trades.contains($0, in: reading)
    }
  }

  private static let ofWords: WordSet = "of for"
  private static let legalForms: WordSet = """
    corp corporation inc incorporated co company ltd limited plc llc llp lp sa ag nv se ab asa oyj gmbh bhd sdn jv spa pty \
    as kk bv
    """
  private static let trades: WordSet = """
    group holdings holding industries international airlines airways motors motor enterprises solutions technologies \
    party club university school
    """

  /// No noun for a kind of body.
  private func isDistinct(_ word: Symbol) -> Bool {
    let vocabulary = CueWords.standard
    return !vocabulary.persons.contains(word, in: reading) && !vocabulary.bodies.contains(word, in: reading)
  }

  /// The first letters of the capitalised words: "World Health Organization" → "WHO".
  private func initials(_ name: NameMention) -> String {
    var letters: [UInt8] = []
    for token in name.tokens where reading.tokens.shape[token].contains(.capitalised) {
      letters.append(reading.article.text[Int(reading.tokens.start[token])])
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension Reading {
  /// The text of a token range with every stretch of white space as one space.
  func plainText(_ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for token in range {
      if token > range.lowerBound,
        tokens.shape[token].contains(.spaceBefore) || tokens.shape[token].contains(.lineBefore)
      {
        bytes.append(32)
      }
      bytes.append(contentsOf: article.text[tokens.range(token).range])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

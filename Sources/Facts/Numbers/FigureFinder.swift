internal import Articles
public import English

/// A figure and the word of its sentence that says what it counts.
struct FoundFigure {
  var figure: Figure
  var cue: Int
  /// A toll, which sums up what was told before.
  var isTotal: Bool
  /// One named or single victim, without a number.
  var isImplied: Bool
}

/// Finds how many were killed, injured, arrested or are missing, sums of money, shares of votes and magnitudes.
struct FigureFinder {
  let article: ParsedArticle
  var words: NumberWords = .standard

  private var reading: Reading { article.reading }

  /// Tokens between a number and what it counts, where the arcs do not say.
  private static let reach = 4

  /// The figures of the parsed sentences, in the order of the text. O(tokens).
  func run() -> [FoundFigure] {
    var found: [FoundFigure] = []
    let reader = NumberReader(article: article, words: words)
    for sentence in reading.sentences where sentence.isParsed {
      for number in reader.numbers(in: sentence.tokens) {
        if let figure = figure(number, sentence.tokens) { found.append(figure) }
      }
      for token in sentence.tokens {
        if let figure = single(token) { found.append(figure) }
      }
    }
    return found
  }

  private func figure(_ number: WrittenNumber, _ sentence: Range<Int>) -> FoundFigure? {
    if let currency = currency(number, sentence) {
      return made(.amount, number, cue: number.head, currency: currency)
    }
    if let cue = shareCue(number, sentence) { return made(.share, number, cue: cue) }
    if let cue = magnitudeCue(number, sentence) { return made(.magnitude, number, cue: cue) }
    guard number.value == number.value.rounded(), number.value < 1e9 else { return nil }
    guard let (quantity, cue, isTotal) = counted(number, sentence) else { return nil }
    return made(quantity, number, cue: cue, isTotal: isTotal)
  }

  private func made(
    _ quantity: Figure.Quantity, _ number: WrittenNumber, cue: Int, currency: Currency = Currency(""),
    isTotal: Bool = false
  ) -> FoundFigure {
    FoundFigure(
      figure: Figure(
        quantity: quantity, value: number.value, bound: number.bound, currency: currency,
        text: reading.tokens.range(number.tokens)), cue: cue, isTotal: isTotal, isImplied: false)
  }

  // MARK: Money, votes, earthquakes

  private func currency(_ number: WrittenNumber, _ sentence: Range<Int>) -> Currency? {
    let before = number.tokens.lowerBound - 1
    if before >= sentence.lowerBound, let found = words.money[article.word(before), in: reading],
      reading.tokens.length[before] <= 3 || article.xpos(before) == .dollar
    {
      return found
    }
    let after = number.tokens.upperBound
    guard after < sentence.upperBound, let found = words.money[article.word(after), in: reading] else {
      return nil
    }
    // "10 pounds of butter", "two won": only nouns that follow a number of some size or in the plural.
    guard article.upos(after) == .noun || article.upos(after) == .sym || article.upos(after) == .propn else {
      return nil
    }
    return found
  }

  private func shareCue(_ number: WrittenNumber, _ sentence: Range<Int>) -> Int? {
    let after = number.tokens.upperBound
    guard after < sentence.upperBound, Self.percent.contains(article.word(after), in: reading),
      number.value <= 100
    else { return nil }
    let near = (after..<min(after + 6, sentence.upperBound))
    if let vote = near.first(where: { words.share.contains(article.word($0), in: reading) }) { return vote }
    let back = max(sentence.lowerBound, number.tokens.lowerBound - 8)..<number.tokens.lowerBound
    return back.last { words.share.contains(article.word($0), in: reading) }
  }

  private static let percent: WordSet = "% percent per pct"

  private func magnitudeCue(_ number: WrittenNumber, _ sentence: Range<Int>) -> Int? {
    guard number.value > 0, number.value < 11 else { return nil }
    let near =
      max(
        sentence.lowerBound, number.tokens.lowerBound - 4)..<min(
        sentence.upperBound, number.tokens.upperBound + 5)
    return near.first { words.scale.contains(article.word($0), in: reading) }
  }

  // MARK: People

  /// What a number of people is counted as, and by which word.
  private func counted(
    _ number: WrittenNumber, _ sentence: Range<Int>
  ) -> (quantity: Figure.Quantity, cue: Int, isTotal: Bool)? {
    if let toll = toll(number, sentence) { return toll }
    if isYear(number, sentence) || isAge(number, sentence) || isWhole(number, sentence) { return nil }
    var noun = number.head
    if article.relation(noun) == .nummod || article.relation(noun) == .compound, article.head(noun) >= 0 {
      noun = article.head(noun)
    }
    if words.skipped.contains(article.lemma(noun), in: reading) { return nil }
    if let quantity = words.quantity(noun, .noun, article), noun != number.head {
      return (quantity, noun, false)
    }
    if isPart(number, sentence) { return nil }
    if let (quantity, cue) = governed(article.firstConjunct(noun)) ?? governed(noun) {
      return (quantity, cue, false)
    }
    return behind(number, sentence) ?? beside(number, noun, sentence)
  }

  /// The word that kills or injures those whom a noun phrase names.
  private func governed(_ noun: Int) -> (quantity: Figure.Quantity, cue: Int)? {
    for child in article.children(noun) where child > noun {
      guard article.relation(child) == .acl || article.relation(child) == .amod else { continue }
      if let quantity = words.quantity(child, .passive, article) {
        return (quantity, child)
      }
    }
    let verb = article.head(noun)
    guard verb >= 0 else { return nil }
    switch article.relation(noun) {
    case .obj:
      return words.quantity(verb, .active, article).map { ($0, verb) }
    case .nmod, .nmodPoss:
      // "the death of all 33 passengers"
      return words.quantity(verb, .noun, article).map { ($0, verb) }
    case .nsubj, .nsubjPass:
      guard let quantity = words.quantity(verb, .passive, article) else { return nil }
      let isActive = words.quantity(verb, .active, article) != nil
      // "Two men killed a guard": the subject of an active verb with an object is no victim.
      if isActive, article.relation(noun) == .nsubj, article.child(verb, .obj) != nil { return nil }
      return (quantity, verb)
    default: return nil
    }
  }

  /// "killed at least 12 people and wounded 30": right behind the verb, whatever the arcs make of the bound.
  private func behind(
    _ number: WrittenNumber, _ sentence: Range<Int>
  ) -> (quantity: Figure.Quantity, cue: Int, isTotal: Bool)? {
    let verb = number.start - 1
    guard verb >= sentence.lowerBound, article.upos(verb) == .verb, !article.isPassive(verb) else {
      return nil
    }
    return words.quantity(verb, .active, article).map { ($0, verb, false) }
  }

  /// "22 dead", "six people dead and 20 others injured".
  private func beside(
    _ number: WrittenNumber, _ noun: Int, _ sentence: Range<Int>
  ) -> (quantity: Figure.Quantity, cue: Int, isTotal: Bool)? {
    let start = max(number.tokens.upperBound, noun < number.tokens.upperBound + 3 ? noun : 0)
    for token in start..<min(start + Self.reach, sentence.upperBound) {
      switch article.upos(token) {
      case .punct, .cconj, .adp, .num, .sconj: return nil
      default: break
      }
      if let quantity = words.quantity(token, .passive, article) {
        guard article.upos(token) != .verb || article.xpos(token) == .vbn || article.child(token, .obj) == nil
        else { return nil }
        return (quantity, token, false)
      }
    }
    return nil
  }

  /// "the death toll rose to 33", "a toll of 33".
  private func toll(
    _ number: WrittenNumber, _ sentence: Range<Int>
  ) -> (quantity: Figure.Quantity, cue: Int, isTotal: Bool)? {
    let back = max(sentence.lowerBound, number.tokens.lowerBound - 9)..<number.tokens.lowerBound
    guard let toll = back.last(where: { words.quantity($0, .toll, article) != nil }),
      let quantity = words.quantity(toll, .toll, article)
    else { return nil }
    let before = number.bound == .exactly ? number.tokens.lowerBound - 1 : toll
    guard before == toll || Self.leads.contains(article.word(before), in: reading) else { return nil }
    return (quantity, toll, true)
  }

  private static let leads: WordSet = "to at of is was stood reached hit passed exceeded surpassed"

  /// "Since 2019 gunmen have killed": four digits that count no noun.
  private func isYear(_ number: WrittenNumber, _ sentence: Range<Int>) -> Bool {
    let token = number.tokens.lowerBound
    guard number.tokens.count == 1, number.bound == .exactly, (1800...2100).contains(number.value),
      reading.tokens.length[token] == 4, article.relation(token) != .nummod
    else { return false }
    // "2,000 dead in quake", in a headline that writes 2000.
    if token + 1 < sentence.upperBound, article.upos(token + 1) != .verb,
      words.quantity(token + 1, .passive, article) != nil
    {
      return false
    }
    let before = token - 1
    return before < sentence.lowerBound || article.upos(before) == .adp || article.upos(before) == .sconj
      || article.upos(before) == .propn || article.upos(before) == .punct
  }

  /// "A man of 45", "a woman aged 33", "Karl Weber, 45, was shot": how old the victim is.
  private func isAge(_ number: WrittenNumber, _ sentence: Range<Int>) -> Bool {
    guard number.tokens.count == 1, number.value < 120 else { return false }
    let (before, after) = (number.tokens.lowerBound - 1, number.tokens.upperBound)
    guard before >= sentence.lowerBound else { return false }
    if Self.aged.contains(article.word(before), in: reading) { return true }
    if before > sentence.lowerBound, Self.of.contains(article.word(before), in: reading) {
      return isOnePerson(before - 1) && article.relation(number.head) != .nummod
    }
    let isClosed =
      after >= sentence.upperBound
      || article.upos(after) == .punct
        && !Self.percent.contains(article.word(after), in: reading)
    let isOpen = article.xpos(before) == .comma || article.xpos(before) == .openBracket
    return isClosed && isOpen && before > sentence.lowerBound
      && article.relation(number.head) != .nummod && isOnePerson(before - 1)
  }

  private static let aged: WordSet = "aged age"

  /// "One of the 30 hostages": the part is what counts.
  private func isWhole(_ number: WrittenNumber, _ sentence: Range<Int>) -> Bool {
    var before = number.start - 1
    while before > sentence.lowerBound, article.upos(before) == .det { before -= 1 }
    guard before > sentence.lowerBound, Self.of.contains(article.word(before), in: reading) else {
      return false
    }
    return article.upos(before - 1) == .num || words.values[article.word(before - 1), in: reading] != nil
  }

  /// "including two children", "five of them": a part of a number told already.
  private func isPart(_ number: WrittenNumber, _ sentence: Range<Int>) -> Bool {
    let before = number.tokens.lowerBound - 1
    if before >= sentence.lowerBound, Self.including.contains(article.word(before), in: reading) {
      return true
    }
    let after = number.tokens.upperBound
    guard after + 1 < sentence.upperBound, Self.of.contains(article.word(after), in: reading),
      Self.them.contains(article.word(after + 1), in: reading)
    else { return false }
    // "one of the 30 hostages": what it is a part of is told beside it.
    return after + 2 >= sentence.upperBound || article.upos(after + 2) != .num
  }

  private static let including: WordSet = "including include includes"
  private static let of: WordSet = "of"
  private static let them: WordSet = "them whom the those these"

  /// "A man was shot dead", "killed the mayor": one victim, or several that are named.
  private func single(_ verb: Int) -> FoundFigure? {
    guard article.upos(verb) == .verb else { return nil }
    let passive = words.quantity(verb, .passive, article)
    let active = words.quantity(verb, .active, article)
    guard let quantity = passive ?? active, quantity == .killed || quantity == .injured else { return nil }
    for child in article.children(verb) {
      let isVictim: Bool
      switch article.relation(child) {
      case .nsubjPass: isVictim = passive != nil
      case .nsubj: isVictim = passive != nil && active == nil
      case .obj: isVictim = active != nil && !article.isPassive(verb)
      default: isVictim = false
      }
      guard isVictim else { continue }
      let victims = article.conjuncts(child)
      guard victims.allSatisfy(isOnePerson) else { continue }
      return FoundFigure(
        figure: Figure(
          quantity: quantity, value: Double(victims.count), text: reading.tokens.range(child)), cue: verb,
        isTotal: false, isImplied: true)
    }
    return nil
  }

  /// A person's name or a singular noun for a person, without a number.
  private func isOnePerson(_ token: Int) -> Bool {
    guard article.child(token, .nummod) == nil, !article.isPlural(token) else { return false }
    switch article.upos(token) {
    case .propn: return true
    case .noun: return Self.persons.contains(article.lemma(token), in: reading) || isTitle(token)
    default: return false
    }
  }

  private func isTitle(_ token: Int) -> Bool {
    article.vocabulary.titles[article.lemma(token), in: reading] != nil
  }

  private static let persons: WordSet = """
    man woman boy girl child teenager officer soldier policeman policewoman journalist driver passenger pilot student \
    teacher resident civilian guard worker suspect gunman attacker bystander pedestrian toddler baby infant person \
    firefighter mother father son daughter brother sister wife husband
    """
}

/// The figures of a text as the examples of `data/numbers.txt` write them.
public enum Figures {
  /// "killed>=12", "amount=40000000 EUR"; single victims without a number are left out.
  public static func found(in text: String, reading: (String) -> Reading) -> [String] {
    let article = ParsedArticle(reading(text), .standard)
    return FigureFinder(article: article).run().filter { !$0.isImplied }.map(\.figure.description)
  }
}

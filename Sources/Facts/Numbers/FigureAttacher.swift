internal import Articles
internal import English

/// Gives the figures of an article to the facts that they belong to.
struct FigureAttacher {
  let article: ParsedArticle
  let kinds: KindTable

  /// Sentences back to the fact that a figure in a sentence without one belongs to.
  private static let reach = 6

  /// Adds every figure to the nearest fact of its sentence that it can belong to; the dead and injured of a sentence
  /// without one to the attack or disaster told last. Then each fact's values are set: the last total, else the largest.
  /// Returns the figures that belong to none of these facts, in their order.
  @discardableResult
  func run(_ figures: [FoundFigure], _ facts: inout [Fact]) -> [FoundFigure] {
    guard !figures.isEmpty, !facts.isEmpty else { return figures }
    var bySentence: [Int32: [(fact: Int, trigger: Int)]] = [:]
    for (index, fact) in facts.enumerated() {
      for mention in fact.mentions {
        let token = article.firstToken(at: mention.trigger.start)
        guard token < article.count else { continue }
        bySentence[article.sentenceOf[token], default: []].append((index, token))
      }
    }
    var given: [Int: [FoundFigure]] = [:]
    var homeless: [FoundFigure] = []
    for found in figures {
      if let fact = home(of: found, facts, bySentence) {
        given[fact, default: []].append(found)
      } else {
        homeless.append(found)
      }
    }
    for (index, figures) in given { set(&facts[index], figures) }
    return homeless
  }

  private func home(
    of found: FoundFigure, _ facts: [Fact], _ bySentence: [Int32: [(fact: Int, trigger: Int)]]
  ) -> Int? {
    func mayHold(_ fact: Int) -> Bool { kinds[facts[fact].kind].figures.contains(found.figure.quantity) }
    func nearest(_ sentence: Int32) -> Int? {
      var best: (fact: Int, distance: Int)?
      for (fact, trigger) in bySentence[sentence] ?? [] where mayHold(fact) {
        let distance = trigger == found.cue ? -1 : abs(trigger - found.cue)
        if best.map({ distance < $0.distance }) ?? true { best = (fact, distance) }
      }
      return best?.fact
    }
    let sentence = article.sentenceOf[found.cue]
    if found.isImplied {
      // One victim is worth a number only where an attack or accident has him.
      return (bySentence[sentence] ?? []).filter {
        mayHold($0.fact) && !kinds[facts[$0.fact].kind].traits.contains(.toll)
          && abs($0.trigger - found.cue) <= 10
      }.min { abs($0.trigger - found.cue) < abs($1.trigger - found.cue) }?.fact
    }
    if let fact = nearest(sentence) { return fact }
    guard [.killed, .injured, .missing].contains(found.figure.quantity) else { return nil }
    for back in 1...Self.reach {
      let earlier = sentence - Int32(back)
      guard earlier >= 0 else { break }
      if let fact = nearest(earlier) { return fact }
    }
    // A headline or lead tells the toll before the story begins.
    guard sentence <= 1 else { return nil }
    for next in 1...3 {
      if let fact = nearest(sentence + Int32(next)) { return fact }
    }
    return nil
  }

  private func set(_ fact: inout Fact, _ figures: [FoundFigure]) {
    let hasNumbers = figures.contains { !$0.isImplied && $0.figure.quantity == .killed }
    let counted = figures.filter { !($0.isImplied && hasNumbers && $0.figure.quantity == .killed) }
    fact.figures += counted.map(\.figure)
    if let value = value(.killed, counted) { fact.killed = Int32(clamping: Int(value)) }
    if let value = value(.injured, counted) { fact.injured = Int32(clamping: Int(value)) }
    if let money = counted.filter({ $0.figure.quantity == .amount }).max(by: {
      ($0.figure.value, $1.figure.text.start) < ($1.figure.value, $0.figure.text.start)
    }) {
      fact.amount = money.figure.value
      fact.currency = money.figure.currency.code
    }
  }

  /// The last total that the article gives, else the largest count.
  private func value(_ quantity: Figure.Quantity, _ figures: [FoundFigure]) -> Double? {
    let own = figures.filter { $0.figure.quantity == quantity }
    return own.last(where: \.isTotal)?.figure.value ?? own.map(\.figure.value).max()
  }
}

internal import English
internal import Facts

/// The first, the last, the next, and how many of them.
extension QuestionReader {
  static let orders: Set<String> = ["first", "last", "latest", "lastly", "next"]

  /// "When did they last meet?": of what took place; "when will they next meet?" of what is planned.
  mutating func readOrder() {
    for (token, word) in words.enumerated() where !used.contains(token) && !isHole(token) {
      let text = word.text.lowercased()
      let isLast = ["last", "latest", "lastly"].contains(text)
      guard isLast || ["first", "next"].contains(text) && (word.category == .adv || word.category == .adj)
      else { continue }
      if text == "next", lower(token + 1) == "to" { continue }
      // "the First Lady" is a name, not an order.
      if word.isName, token > 0, words[token].text.first?.isUppercase == true { continue }
      used.insert(token)
      let status = FieldReference("status")
      if text == "next" {
        add(status, .compare(.equal, Operand(.word(Status.planned.name))))
      } else if !isAhead {
        add(status, .oneOf([Status.happened, .ongoing].map { Operand(.word($0.name)) }))
      }
      order = [Stage(.sort([SortKey(Key(.field(Self.date)), isDescending: isLast)]))]
      // "the latest meetings" are all, the latest first; "the last 5 visits", "the three latest visits" are as many.
      let areSeveral = areSeveral(behind: token)
      if let number = number(at: token + 1) {
        used.insert(token + 1)
        order.append(Stage(.limit(number)))
      } else if areSeveral, token > 0, let number = number(at: token - 1) {
        used.insert(token - 1)
        order.append(Stage(.limit(number)))
      } else if !areSeveral {
        order.append(Stage(.limit(1)))
      }
      return
    }
  }

  /// Whether the noun that "the latest" belongs to is a plural: that of the noun phrase, whatever stands before it there ("the
  /// latest foreign visits", "the latest missile strikes").
  private func areSeveral(behind token: Int) -> Bool {
    var end = token + 1
    while words.indices.contains(end), !["time", "occasion"].contains(words[end - 1].lemma),
      [.adj, .noun, .propn, .num].contains(words[end].category) || lower(end) == "-"
    {
      end += 1
    }
    let phrase = (token + 1)..<end
    let nouns = phrase.filter { words[$0].category == .noun || words[$0].category == .propn }
    // "The last Biden visits": behind a name alone such a word is no verb, whatever it is taken for.
    if isPluralOfEvent(end), nouns.allSatisfy({ words[$0].isName }) { return true }
    guard var head = nouns.last else { return false }
    // Two phrases may stand side by side: "the first city Biden visits".
    let governor = words[token].head
    if nouns.contains(governor) {
      head = governor
      while [.compound, .amod, .nmod, .flat].contains(words[head].relation), words[head].head > head,
        nouns.contains(words[head].head)
      {
        head = words[head].head
      }
    }
    return words[head].tag == .nns || words[head].tag == .nnps
  }

  /// "visits", "calls": taken for a verb, and the plural of a noun that tells an event.
  private func isPluralOfEvent(_ token: Int) -> Bool {
    guard words.indices.contains(token), words[token].tag == .vbz else { return false }
    return vocabulary.sourceNames.contains(lower(token))
      || kinds.frames.contains { frame in
        frame.isNoun && frame.triggers.contains { $0.lemma == words[token].lemma }
      }
  }

  private static let numbers = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// A number in figures or, up to twelve, in words; nil where there is none, or more than 10 000.
  private func number(at token: Int) -> Int? {
    let text = lower(token)
    if let place = Self.numbers.firstIndex(of: text) { return place + 2 }
    return Int(text).flatMap { (1...10_000).contains($0) ? $0 : nil }
  }
}

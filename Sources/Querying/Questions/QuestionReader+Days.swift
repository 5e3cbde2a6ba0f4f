internal import Articles
internal import English
internal import Facts

/// Days of one month that are listed by their numbers.
extension QuestionReader {
  /// Adds the days of "5 or 6 April 2023", "4, 5 and 6 April", "April 5 or 6, 2023". `next` is the number of the time behind.
  /// False, with nothing added, where a time is no such list.
  mutating func addListedDays(_ time: WrittenSentence.Setting, _ period: Period, _ next: Int) -> Bool {
    guard let numbered = time.tokens.first(where: { dayNumber($0) != nil }) else { return false }
    let isBehindMonth = numbered > time.tokens.lowerBound && words[numbered - 1].isName
    var (own, last): (Period, CalendarDay)
    switch period {
    case .day(let day): (own, last) = (period, day)
    // "5 and 6 April" is one time.
    case .span(.day, .day(let day)) where !isBehindMonth: (own, last) = (period, day)
    default: return false
    }
    let (numbers, end) = isBehindMonth ? numbersBehind(time.tokens) : numbersBefore(numbered)
    guard !numbers.isEmpty else { return false }
    // "April 5 or 6, 2023"
    var year: Range<Int>?
    if isBehindMonth, !hasYear(time), next < sentence.times.count {
      let tokens = sentence.times[next].tokens
      let between = end..<max(end, tokens.lowerBound)
      if between.count <= 1, between.allSatisfy({ lower($0) == "," }),
        case .year(let number)? = self.period(of: sentence.times[next])
      {
        let date = last.civil
        guard let day = CalendarDay(checkedYear: number, month: date.month, day: date.day) else {
          return false
        }
        (own, last) = (.day(day), day)
        year = between.lowerBound..<tokens.upperBound
      }
    }
    let date = last.civil
    let days = numbers.compactMap { token in
      dayNumber(token).flatMap { CalendarDay(checkedYear: date.year, month: date.month, day: $0) }
    }
    let start = isBehindMonth ? time.tokens : numbers[0]..<time.tokens.upperBound
    let (word, preposition) = preposition(before: start)
    let relation = relation(word, .day(last))
    guard days.count == numbers.count, relation == .on || relation == .during else { return false }
    used.formUnion(preposition)
    used.formUnion(time.tokens)
    used.formUnion(numbers)
    if let year { used.formUnion(year) }
    var items = zip(numbers, days).map { (tokens: $0..<$0 + 1, period: Period.day($1)) }
    items.insert((time.tokens, own), at: isBehindMonth ? 0 : items.count)
    for (place, item) in items.enumerated() {
      let before = conditions.count
      add(Self.date, .temporal(self.relation(word, item.period), Operand(item.period)))
      let first = place == 0 ? min(preposition.lowerBound, item.tokens.lowerBound) : item.tokens.lowerBound
      note(first..<item.tokens.upperBound, from: before)
    }
    return true
  }

  /// The day of a month that a token is: "5", "5th"; nil for other words.
  private func dayNumber(_ token: Int) -> Int? {
    var text = lower(token)[...]
    for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text = text.dropLast(2) }
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text).flatMap { (1...31).contains($0) ? $0 : nil }
  }

  private static let joints: Set<String> = [",", "or", "and", "&"]

  /// Bare numbers with joints between them before a token, the first first. "between 4 and 6 April" is one time.
  private func numbersBefore(_ token: Int) -> (numbers: [Int], end: Int) {
    var numbers: [Int] = []
    var at = token
    while true {
      var before = at - 1
      while before >= 0, lower(before) == "the" { before -= 1 }
      let joint = before
      while before >= 0, Self.joints.contains(lower(before)) { before -= 1 }
      guard before < joint, before >= 0, dayNumber(before) != nil, !isTime(before) else { break }
      numbers.insert(before, at: 0)
      at = before
    }
    return (numbers, token)
  }

  /// The same behind a time, with where they end; a number that counts something is none of them.
  private func numbersBehind(_ tokens: Range<Int>) -> (numbers: [Int], end: Int) {
    var numbers: [Int] = []
    var end = tokens.upperBound
    while true {
      var at = end
      while Self.joints.contains(lower(at)) { at += 1 }
      guard at > end, dayNumber(at) != nil, !isTime(at) else { break }
      if words.indices.contains(at + 1), [.noun, .propn, .adj].contains(words[at + 1].category) { break }
      numbers.append(at)
      end = at + 1
    }
    return (numbers, end)
  }

  private func isTime(_ token: Int) -> Bool { sentence.times.contains { $0.tokens.contains(token) } }
}

internal import Articles
internal import Atlas
internal import English
internal import Facts
internal import Indexing

/// When and where.
extension QuestionReader {
  static let date = FieldReference("date")
  static let location = FieldReference("location")

  mutating func add(_ field: FieldReference, _ test: Test) {
    let condition = Condition.predicate(Predicate(field, test))
    if !conditions.contains(condition) { conditions.append(condition) }
  }

  // MARK: Times

  mutating func readTimes() throws(QueryError) {
    var at = 0
    while at < sentence.times.count {
      let time = sentence.times[at]
      at += 1
      guard !time.tokens.isEmpty, !isMeasured(time), !isOfName(time), let period = period(of: time, at - 1)
      else { continue }
      if addListedDays(time, period, at) { continue }
      let (word, tokens) = preposition(before: time.tokens)
      used.formUnion(time.tokens)
      used.formUnion(tokens)
      let before = conditions.count
      defer { note(min(tokens.lowerBound, time.tokens.lowerBound)..<time.tokens.upperBound, from: before) }
      // "between 2020 and 2022", "from May to July 2023"
      if at < sentence.times.count, word == "between" || word == "from",
        let second = self.period(of: sentence.times[at], at)
      {
        let joint = time.tokens.upperBound..<sentence.times[at].tokens.lowerBound
        if joint.count == 1, ["and", "to", "until", "till", "-", "–"].contains(lower(joint.lowerBound)) {
          used.formUnion(joint)
          used.formUnion(sentence.times[at].tokens)
          add(Self.date, .span(Operand(Self.start(period, before: second)), Operand(second)))
          at += 1
          continue
        }
      }
      add(Self.date, .temporal(relation(word, period), Operand(period)))
    }
    readOrder()
  }

  func relation(_ word: String, _ period: Period) -> TemporalRelation {
    switch word {
    case "from":
      // "from 4 to 6 April" has its end.
      guard case .span = period else { return .since }
      return .during
    case "since": return .since
    case "until", "till", "by", "through": return .until
    case "before": return .before
    case "after": return .after
    case "on":
      guard case .day = period else { return .during }
      return .on
    default: return .during
    }
  }

  /// "the 1922 Committee": a year that names something.
  private func isOfName(_ time: WrittenSentence.Setting) -> Bool {
    let last = time.tokens.upperBound - 1
    guard words.indices.contains(last + 1), words[last].head == last + 1, words[last + 1].isName else {
      return false
    }
    return [.nummod, .compound, .nmod, .amod].contains(words[last].relation)
  }

  /// "The day after Biden", "a week before the summit": of no day that the words themselves say.
  private func isMeasured(_ time: WrittenSentence.Setting) -> Bool {
    let last = time.tokens.upperBound - 1
    let marks = ["after", "before", "following"]
    guard time.tokens.count > 1 else { return false }
    return marks.contains(lower(last))
      || marks.contains(lower(last + 1))
        && ["day", "week", "month", "year", "hour"].contains(words[last].lemma)
  }

  /// The period of a time, in the year of its list: "in March, April or May 2023", "in 2023, on 5 April".
  private func period(of time: WrittenSentence.Setting, _ number: Int) -> Period? {
    let own = period(of: time)
    guard isOfAnyYear(own, time) else { return own }
    switch own {
    case .month(_, let month): return year(around: number).map { .month(year: $0, month: month) } ?? own
    case .day(let day):
      let date = day.civil
      return year(around: number)
        .flatMap { CalendarDay(checkedYear: $0, month: date.month, day: date.day) }.map { .day($0) } ?? own
    case .span(.day(let first), .day(let last)) where first.civil.year == last.civil.year:
      let ends = year(around: number).map { year in
        [first.civil, last.civil].compactMap { CalendarDay(checkedYear: year, month: $0.month, day: $0.day) }
      }
      guard let ends, ends.count == 2 else { return own }
      return .span(.day(ends[0]), .day(ends[1]))
    default: return own
    }
  }

  /// A month, or a day of one, without a year: "April", "5 April", but not "Monday".
  private func isOfAnyYear(_ period: Period?, _ time: WrittenSentence.Setting) -> Bool {
    guard !hasYear(time) else { return false }
    switch period {
    case .month: return true
    case .day, .span(.day, .day):
      return time.tokens.contains { words[$0].text.utf8.contains { (48...57).contains($0) } }
    default: return false
    }
  }

  /// The year that is written behind the list of months or days that a time stands in, or, bare, before it; nil for none.
  private func year(around number: Int) -> Int? {
    var next = number + 1
    while next < sentence.times.count, isBetween(next - 1, next, Self.betweenTimes) {
      let time = sentence.times[next]
      switch period(of: time) {
      case .year(let year) where isBetween(next - 1, next, Self.withinTimes): return year
      case .month(let year, _) where hasYear(time): return year
      case .day(let day) where hasYear(time): return day.civil.year
      case .span(.day(let first), .day(let end))
      where hasYear(time) && first.civil.year == end.civil.year && isBetween(next - 1, next, Self.withinTimes):
        return end.civil.year
      case let period where isOfAnyYear(period, time): next += 1
      default: next = sentence.times.count
      }
    }
    var last = number - 1
    while last >= 0, isBetween(last, last + 1, Self.betweenTimes) {
      let time = sentence.times[last]
      switch period(of: time) {
      case .year(let year) where isBetween(last, last + 1, Self.withinTimes): return year
      case .span(.day(let first), .day(let end))
      where hasYear(time) && first.civil.year == end.civil.year && isBetween(last, last + 1, Self.withinTimes):
        return end.civil.year
      case let period where isOfAnyYear(period, time): last -= 1
      default: last = -1
      }
    }
    return nil
  }

  /// Whether only some words stand between two times, at least one.
  private func isBetween(_ first: Int, _ second: Int, _ joints: Set<String>) -> Bool {
    let (first, second) = (sentence.times[first].tokens, sentence.times[second].tokens)
    guard first.upperBound < second.lowerBound else { return false }
    return (first.upperBound..<second.lowerBound).allSatisfy { joints.contains(lower($0)) }
  }

  /// "Between Monday and Wednesday": the Monday before that Wednesday, whichever was the last before today.
  private static func start(_ first: Period, before second: Period) -> Period {
    guard case .day(let from) = first, case .day(let to) = second, to < from, from <= to.adding(days: 7)
    else {
      return first
    }
    return .day(from.adding(days: -7))
  }

  private static let betweenTimes: Set<String> = [
    ",", "and", "or", "to", "until", "till", "-", "–", "in", "on", "before", "after", "since", "from",
  ]
  /// Words before the longer or the shorter one of two times of which one lies in the other.
  private static let withinTimes: Set<String> = [",", "in", "on", "of", "during"]

  /// Four digits in a row: "2023", "2023-04-05", but not "5 April".
  func hasYear(_ time: WrittenSentence.Setting) -> Bool {
    time.tokens.contains { token in
      words[token].text.utf8.split { !(48...57).contains($0) }.contains { $0.count == 4 }
    }
  }

  /// The period that the language has under the same words, else the stretch of the calendar.
  func period(of time: WrittenSentence.Setting) -> Period? {
    var words = time.tokens.map { lower($0) }
    while let first = words.first, ["the", "in", "on", "during", "of"].contains(first) { words.removeFirst() }
    if let period = try? Period.parse(words.joined(separator: " ")), period.isRelative || time.interval == nil
    {
      return period
    }
    // "At noon" is of no day, whatever day the words around it would give it in an article.
    guard let interval = time.interval, interval.isWritten, interval.width >= TimeInterval.minutesPerDay
    else {
      return nil
    }
    let (first, last) = (interval.firstDay, interval.lastDay)
    let (a, b) = (first.civil, last.civil)
    if first == last { return .day(first) }
    if a.year == b.year, a.month == 1, a.day == 1, b.month == 12, b.day == 31 { return .year(a.year) }
    if a.year == b.year, a.month == b.month, a.day == 1,
      b.day == CalendarDay.daysIn(month: b.month, year: b.year)
    {
      return .month(year: a.year, month: a.month)
    }
    return .span(.day(first), .day(last))
  }

  /// The preposition before a phrase, with the tokens between.
  func preposition(before tokens: Range<Int>) -> (word: String, tokens: Range<Int>) {
    var at = tokens.lowerBound - 1
    while at >= 0, ["the", "early", "late", "of", "start", "end", "beginning"].contains(lower(at)) { at -= 1 }
    guard at >= 0,
      words[at].category == .adp || words[at].category == .sconj
        || ["since", "until", "between", "before", "after", "from", "by"].contains(lower(at))
    else {
      // A word of the time itself may be its preposition.
      let first = lower(tokens.lowerBound)
      return (Self.temporal.contains(first) ? first : "", tokens.lowerBound..<tokens.lowerBound)
    }
    // "at the end of 2022" is said of no period as a whole: what stands between is left out.
    let isBare = (at + 1..<tokens.lowerBound).allSatisfy { lower($0) == "the" }
    return (lower(at), isBare ? at..<tokens.lowerBound : at..<at + 1)
  }

  private static let temporal: Set<String> = ["since", "until", "before", "after", "between", "from", "by"]

  // MARK: Places

  private static let inside: Set<String> = [
    "in", "at", "inside", "within", "across", "throughout", "into", "on", "to", "of", "for", "over", "around",
  ]
  private static let close: Set<String> = ["near", "around", "beside", "off", "by"]

  mutating func readPlaces(_ event: WrittenSentence.Event?) throws(QueryError) {
    for place in sentence.places
    where !place.tokens.contains(where: { used.contains($0) || unsaid.contains($0) })
      && !isAside(place.tokens.lowerBound, event)
    {
      var at = place.tokens.lowerBound - 1
      while at >= 0, ["the", "city", "town", "village", "of"].contains(lower(at)),
        lower(at) != "of" || at > 0 && ["city", "town", "village"].contains(lower(at - 1))
      {
        at -= 1
      }
      let word = lower(at)
      // "in Warsaw or Kyiv" has one preposition, "in Warsaw, or Kyiv" too.
      let end = word != "," && lower(at - 1) == "," ? at - 1 : at
      if ["or", "and", ","].contains(word),
        let last = sentence.places.last(where: { $0.tokens.upperBound == end }),
        used.contains(last.tokens.lowerBound)
      {
        // "Warsaw, Poland" is one place, and Warsaw says more.
        if word == ",", lies(text(last.tokens), in: text(place.tokens)) {
          used.formUnion(place.tokens)
          for (condition, tokens) in said where tokens.contains(last.tokens.lowerBound) {
            said[condition] = tokens.lowerBound..<place.tokens.upperBound
          }
          continue
        }
        guard let before = conditions.first(where: { said[$0]?.contains(last.tokens.lowerBound) ?? false }),
          case .predicate(let before) = before
        else { continue }
        if before.field == Self.location {
          try addPlace(place.tokens, isNear: false, from: place.tokens.lowerBound)
        } else if before.field.path.last == "country",
          let name = place.place.flatMap(index.places.place)?.name
        {
          let count = conditions.count
          used.formUnion(place.tokens)
          add(before.field, .compare(.equal, Operand(.text(name))))
          note(place.tokens, from: count)
        }
        continue
      }
      let isNear = Self.close.contains(word)
      guard at >= 0, isNear || Self.inside.contains(word) || event == nil else { continue }
      // What is spoken about is no place of the event.
      let isSpeech = event.map { kinds[$0.kind].traits.contains(.speech) } ?? false
      if isSpeech, ["on", "of", "over", "for", "to"].contains(word) { continue }
      // "to Ukraine" is where a journey leads; else Ukraine takes part.
      if word == "to" || word == "for", !(event.map({ kinds[$0.kind].traits.contains(.afar) }) ?? true) {
        continue
      }
      let isPhrase = at >= 0 && (isNear || Self.inside.contains(word))
      try addPlace(place.tokens, isNear: isNear, from: isPhrase ? at : place.tokens.lowerBound)
    }
  }

  /// Whether some place of a name, or the one that the name alone means, lies in one of another.
  func lies(_ inner: String, in outer: String, bestOnly: Bool = false) -> Bool {
    let inside = index.places.named(inner).prefix(bestOnly ? 1 : .max)
    return index.places.named(outer).contains { place in inside.contains { index.places.contains(place, $0) }
    }
  }

  /// "in Poland", "near Kyiv", "within 50 km of Kyiv"; `from` is the preposition.
  mutating func addPlace(_ tokens: Range<Int>, isNear: Bool, from first: Int) throws(QueryError) {
    let name = text(tokens)
    guard !index.places.named(name).isEmpty else {
      if names.isPart(name) {
        used.formUnion(first..<tokens.upperBound)
        return look(for: name)
      }
      throw QueryError(
        .unknownPlace(name), at: source(tokens),
        suggestions: index.places.similar(name).prefix(3).map { quoted($0) })
    }
    used.formUnion(first..<tokens.upperBound)
    let place = names.place(name)
    let before = conditions.count
    defer { note(first..<tokens.upperBound, from: before) }
    if let distance = distance(before: first, lower(first)) {
      used.formUnion(distance.tokens)
      return add(Self.location, .near(Operand(place), within: Operand(distance.distance)))
    }
    add(Self.location, isNear ? .near(Operand(place), within: nil) : .inside(Operand(place)))
  }

  /// "within 50 km" before "of Kyiv".
  private func distance(before token: Int, _ word: String) -> (distance: Distance, tokens: Range<Int>)? {
    guard word == "of" || word == "from" || word == "around", token >= 2 else { return nil }
    let unit: Distance.Unit
    switch lower(token - 1) {
    case "km", "kilometres", "kilometers", "kilometre", "kilometer": unit = .km
    case "mi", "miles", "mile": unit = .mi
    case "m", "metres", "meters": unit = .m
    default: return nil
    }
    guard let amount = Double(lower(token - 2)), amount > 0, amount < 40_000 else { return nil }
    let first = token >= 3 && ["within", "less"].contains(lower(token - 3)) ? token - 3 : token - 2
    return (Distance(amount, unit), first..<token)
  }
}

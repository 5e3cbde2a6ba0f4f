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

  private func relation(_ word: String, _ period: Period) -> TemporalRelation {
    switch word {
    case "since", "from": return .since
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

  /// The period of a time, in the year of the one that ends its list: "in March, April or May 2023".
  private func period(of time: WrittenSentence.Setting, _ number: Int) -> Period? {
    let own = period(of: time)
    guard case .month(_, let month)? = own, !hasYear(time) else { return own }
    var next = number + 1
    while next < sentence.times.count {
      let gap = sentence.times[next - 1].tokens.upperBound..<sentence.times[next].tokens.lowerBound
      guard !gap.isEmpty, gap.allSatisfy({ Self.betweenTimes.contains(lower($0)) }) else { return own }
      guard case .month(let year, _)? = period(of: sentence.times[next]) else { return own }
      if hasYear(sentence.times[next]) { return .month(year: year, month: month) }
      next += 1
    }
    return own
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
    ",", "and", "or", "to", "until", "till", "-", "–", "in", "before", "after", "since", "from",
  ]

  private func hasYear(_ time: WrittenSentence.Setting) -> Bool {
    time.tokens.contains { words[$0].text.utf8.contains { (48...57).contains($0) } }
  }

  /// The period that the language has under the same words, else the stretch of the calendar.
  private func period(of time: WrittenSentence.Setting) -> Period? {
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
  private func preposition(before tokens: Range<Int>) -> (word: String, tokens: Range<Int>) {
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

  static let orders: Set<String> = ["first", "last", "latest", "lastly", "next"]

  /// "When did they last meet?": of what took place; "when will they next meet?" of what is planned.
  private mutating func readOrder() {
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
      // "the latest meetings" are all, the latest first; "the last 5 visits" are five.
      let following = words.indices.contains(token + 1) ? words[token + 1] : nil
      if let number = following.flatMap({ Int($0.text) }), (1...10_000).contains(number) {
        used.insert(token + 1)
        order.append(Stage(.limit(number)))
      } else if following?.tag != .nns {
        order.append(Stage(.limit(1)))
      }
      return
    }
  }

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
      // "in Warsaw or Kyiv" has one preposition.
      if ["or", "and", ","].contains(word),
        let last = sentence.places.last(where: { $0.tokens.upperBound == at }),
        used.contains(last.tokens.lowerBound)
      {
        // "Warsaw, Poland" is one place, and Warsaw says more.
        if word == ",", lies(text(last.tokens), in: text(place.tokens)) {
          used.formUnion(place.tokens)
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

  /// Whether some place of a name lies in one of another.
  private func lies(_ inner: String, in outer: String) -> Bool {
    let inside = index.places.named(inner)
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

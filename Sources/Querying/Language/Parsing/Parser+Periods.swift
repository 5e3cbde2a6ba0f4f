internal import Articles
internal import Facts

extension Parser {
  mutating func period() throws(QueryError) -> Operand<Period> {
    note(.period)
    let first = start
    if current.kind == .parameter {
      let token = advance()
      return Operand(parameter: token.text, range: SourceRange(token.range))
    }
    notePeriodWords()
    var period = try nested { parser throws(QueryError) in try parser.periodForm() }
    if take(symbol: "..") {
      notePeriodWords()
      let last = try nested { parser throws(QueryError) in try parser.periodForm() }
      period = .span(period, last)
    }
    return Operand(period, range: range(from: first))
  }

  private mutating func notePeriodWords() {
    for word in ["today", "yesterday"] + Period.Direction.allCases.map(\.rawValue) { note(.word(word)) }
    for word in Period.Part.allCases.map(\.rawValue) + Period.Season.allCases.map(\.rawValue) {
      note(.quiet(word))
    }
  }

  private mutating func periodForm() throws(QueryError) -> Period {
    let token = current
    switch token.kind {
    case .date:
      let period = try date(token)
      advance()
      return period
    case .number: return try numberPeriod(token)
    case .string:
      if Self.isPeriod(token.text) { throw QueryError(.quotedDate(token.text), at: token.range) }
      throw QueryError(.notADate(token.text), at: token.range)
    case .word: break
    default: throw missing(.period)
    }
    if token.text == "the", Self.periodWords.contains(following.text) || following.kind == .number {
      advance()
      return try periodForm()
    }
    if let month = Self.month(token.text) {
      advance()
      if let day = try dayOfMonth(month) { return day }
      guard current.kind == .number, let year = Self.year(current) else {
        throw QueryError(.monthWithoutYear(token.written), at: token.range)
      }
      advance()
      return .month(year: year, month: month)
    }
    if let named = try namedPart(of: token) { return named }
    if let direction = Period.Direction(rawValue: token.text) {
      advance()
      return try relative(direction, word: token)
    }
    switch token.text {
    case "today", "now":
      advance()
      return .today
    case "yesterday":
      advance()
      return .yesterday
    default: break
    }
    if Self.startsStage(token.text) || Self.reservedWords.contains(token.text) { throw missing(.period) }
    throw QueryError(
      .notADate(token.written), at: token.range,
      suggestions: nearWords(to: token.text, among: Self.periodWords))
  }

  /// `Q1 2019`, `H2 2022`, `summer 2019`, `early 2023`, `late May 2022`; nil if none stands here.
  private mutating func namedPart(of token: Token) throws(QueryError) -> Period? {
    if let season = Self.season(token.text) {
      return .season(season, year: try yearOf(token))
    }
    if let part = Period.Part(rawValue: token.text) ?? (token.text == "middle" ? .mid : nil) {
      advance()
      _ = take("of")
      if isAtEnd { throw QueryError(.missing(.period), at: current.range) }
      return .part(part, of: try nested { parser throws(QueryError) in try parser.periodForm() })
    }
    guard token.text.utf8.count == 2, let number = Int(token.text.dropFirst()) else { return nil }
    switch token.text.first {
    case "q":
      guard (1...4).contains(number) else { throw QueryError(.noSuchQuarter(token.written), at: token.range) }
      return .quarter(year: try yearOf(token), quarter: number)
    case "h":
      guard (1...2).contains(number) else { throw QueryError(.noSuchHalf(token.written), at: token.range) }
      return .half(year: try yearOf(token), half: number)
    default: return nil
    }
  }

  /// The year that stands after a word, with or without `of`.
  private mutating func yearOf(_ token: Token) throws(QueryError) -> Int {
    advance()
    _ = take("of")
    guard current.kind == .number, let year = Self.year(current) else {
      throw QueryError(.monthWithoutYear(token.written), at: token.range)
    }
    advance()
    return year
  }

  private static func season(_ word: String) -> Period.Season? {
    word == "fall" ? .autumn : Period.Season(rawValue: word)
  }

  /// What stands after `January` in `January 5, 2023`; nil where no day does.
  private mutating func dayOfMonth(_ month: Int) throws(QueryError) -> Period? {
    guard current.kind == .number, let day = Self.dayNumber(current) else { return nil }
    let yearAt = following.isSymbol(",") ? 2 : 1
    guard let year = Self.year(ahead(yearAt)), ahead(yearAt).kind == .number else { return nil }
    let first = start
    for _ in 0...yearAt { advance() }
    return try self.day(year, month, day, from: first)
  }

  private func day(_ year: Int, _ month: Int, _ day: Int, from first: Int) throws(QueryError) -> Period {
    let days = CalendarDay.daysIn(month: month, year: year)
    guard (1...days).contains(day) else {
      let name = Self.months[month - 1]
      let text = "\(day) \(name.prefix(1).uppercased())\(name.dropFirst()) \(year)"
      throw QueryError(.noSuchDay(text, day: day, days: days), at: first..<lastEnd)
    }
    return .day(CalendarDay(year: year, month: month, day: day))
  }

  private static func dayNumber(_ token: Token) -> Int? {
    token.text.utf8.count <= 2 ? Int(token.text).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  private mutating func relative(_ direction: Period.Direction, word: Token) throws(QueryError) -> Period {
    let count: Int? = current.kind == .number ? try self.count(minimum: 1) : nil
    if count == nil { note(.number) }
    let unit = try calendarUnit(after: word)
    if take("of") {
      if current.kind == .parameter { throw QueryError(.missing(.period), at: current.range) }
      note(.period)
      notePeriodWords()
      return .relative(
        direction, count: count, unit,
        of: try nested { parser throws(QueryError) in try parser.periodForm() })
    }
    if direction == .first { throw missing(.word("of")) }
    return .relative(direction, count: count, unit, of: nil)
  }

  private mutating func numberPeriod(_ token: Token) throws(QueryError) -> Period {
    if following.isWord("s"), following.isAttached, let year = Self.year(token), year % 10 == 0 {
      advance()
      advance()
      return .span(.year(year), .year(min(year + 9, 9999)))
    }
    if following.kind == .word, Self.calendarUnit(following.text) != nil {
      let count = try self.count(minimum: 0)
      let unit = try calendarUnit(after: token)
      try need("ago")
      return .ago(count, unit)
    }
    if following.kind == .word, let month = Self.month(following.text), let day = Self.dayNumber(token) {
      let name = advance().range.lowerBound..<current.range.upperBound
      let written = advance().written
      guard current.kind == .number, let year = Self.year(current) else {
        throw QueryError(.monthWithoutYear("\(day) \(written)"), at: name)
      }
      advance()
      return try self.day(year, month, day, from: name.lowerBound)
    }
    if following.isSymbol("/"), following.isAttached, ahead(2).isAttached, ahead(2).kind == .number {
      // 2023/01/05
      var last = ahead(2)
      var text = token.text + "/" + last.text
      if ahead(3).isSymbol("/"), ahead(3).isAttached, ahead(4).isAttached, ahead(4).kind == .number {
        last = ahead(4)
        text += "/" + last.text
      }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      throw QueryError(
        .notADate(text), at: token.range.lowerBound..<last.range.upperBound,
        suggestions: Self.mendedDate(parts).map { [$0] } ?? [])
    }
    guard let year = Self.year(token) else {
      if token.text.allSatisfy(\.isNumber), token.text.utf8.count <= 3 {
        advance()
        note(.calendarUnit)
        throw QueryError(.relativeWithoutUnit(token.text), at: token.range)
      }
      throw QueryError(.notADate(token.text), at: token.range, help: Self.yearsHelp(token.text))
    }
    advance()
    return .year(year)
  }

  private mutating func calendarUnit(after word: Token) throws(QueryError) -> PeriodUnit {
    note(.calendarUnit)
    guard current.kind == .word, let unit = Self.calendarUnit(current.text) else {
      if current.kind == .word, !Self.startsStage(current.text), !Self.reservedWords.contains(current.text) {
        throw QueryError(
          .unknownUnit(current.written), at: current.range,
          suggestions: nearWords(to: current.text, among: Self.unitWords), expected: PeriodUnit.names)
      }
      throw QueryError(
        .relativeWithoutUnit(word.written), at: isAtEnd ? current.range : word.range,
        expected: PeriodUnit.names)
    }
    advance()
    return unit
  }

  /// A token that has a date's shape: `2023-01-17`, `2023-01`, `2023-Q1`, `2023-W03`.
  func date(_ token: Token) throws(QueryError) -> Period {
    let text = token.text
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    func bad() -> QueryError {
      QueryError(
        .notADate(text), at: token.range, suggestions: Self.mendedDate(parts).map { [$0] } ?? [],
        help: Self.yearsHelp(String(parts[0])))
    }
    guard let year = Int(parts[0]), (1...9999).contains(year), parts.count == 2 || parts.count == 3,
      let second = parts[1].utf8.first
    else { throw bad() }
    if second | 0x20 == UInt8(ascii: "q") {
      guard parts.count == 2, parts[1].utf8.count == 2, let quarter = Int(parts[1].dropFirst()) else {
        throw bad()
      }
      guard (1...4).contains(quarter) else { throw QueryError(.noSuchQuarter(text), at: token.range) }
      return .quarter(year: year, quarter: quarter)
    }
    if second | 0x20 == UInt8(ascii: "h") {
      guard parts.count == 2, parts[1].utf8.count == 2, let half = Int(parts[1].dropFirst()) else {
        throw bad()
      }
      guard (1...2).contains(half) else { throw QueryError(.noSuchHalf(text), at: token.range) }
      return .half(year: year, half: half)
    }
    if second | 0x20 == UInt8(ascii: "w") {
      guard parts.count == 2, parts[1].utf8.count == 3, let week = Int(parts[1].dropFirst()) else {
        throw bad()
      }
      // The week of 28 December is the year's last.
      let weeks = CalendarDay(year: year, month: 12, day: 28).isoWeek.week
      guard (1...weeks).contains(week) else {
        throw QueryError(.noSuchWeek(text, week: week), at: token.range)
      }
      return .week(year: year, week: week)
    }
    guard parts[1].utf8.count == 2, let month = Int(parts[1]) else { throw bad() }
    guard (1...12).contains(month) else {
      throw QueryError(.noSuchMonth(text, month: month), at: token.range)
    }
    if parts.count == 2 { return .month(year: year, month: month) }
    guard parts[2].utf8.count == 2, let day = Int(parts[2]) else { throw bad() }
    let days = CalendarDay.daysIn(month: month, year: year)
    guard (1...days).contains(day) else {
      throw QueryError(.noSuchDay(text, day: day, days: days), at: token.range)
    }
    return .day(CalendarDay(year: year, month: month, day: day))
  }

  /// `2023-1-5` as 2023-01-05, `2022-2023` as a span; nil if it is neither.
  private static func mendedDate(_ parts: [Substring]) -> String? {
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if numbers.count == 2, parts[1].utf8.count == 4 { return "from \(parts[0]) to \(parts[1])" }
    guard numbers.count > 1, (1...12).contains(numbers[1]) else { return nil }
    if numbers.count == 2 { return "\(parts[0])-\(padded(numbers[1]))" }
    guard numbers.count == 3,
      let day = CalendarDay(checkedYear: numbers[0], month: numbers[1], day: numbers[2])
    else { return nil }
    return day.description
  }

  /// Of a number that is no year that the calendar here has; nil of any other text.
  private static func yearsHelp(_ text: String) -> String? {
    guard text.utf8.count >= 4, text.utf8.allSatisfy(\.isASCIIDigit), text.utf8.count > 4 || Int(text) == 0
    else { return nil }
    return "years go from 0001 to 9999"
  }

  private static func year(_ token: Token) -> Int? {
    guard token.text.utf8.count == 4, let year = Int(token.text), year > 0 else { return nil }
    return year
  }

  /// Whether a quoted text would have been a period without its quotes.
  private static func isPeriod(_ text: String) -> Bool {
    let tokens = Lexer.tokens(of: text)
    guard tokens.count > 1, ![.string, .parameter].contains(tokens[0].kind) else { return false }
    var parser = Parser(tokens: tokens, vocabulary: Vocabulary(kinds: .init()))
    return (try? parser.period()) != nil && parser.isAtEnd
  }

  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  static func month(_ word: String) -> Int? {
    months.firstIndex {
      $0 == word || (word.utf8.count == 3 && $0.hasPrefix(word)) || word == "sept" && $0 == "september"
    }
    .map { $0 + 1 }
  }

  static func calendarUnit(_ word: String) -> PeriodUnit? {
    switch word {
    case "halves": .half
    default:
      PeriodUnit(rawValue: word)
        ?? (word.hasSuffix("s") ? PeriodUnit(rawValue: String(word.dropLast())) : nil)
    }
  }

  static let unitWords = PeriodUnit.names + ["days", "weeks", "months", "quarters", "halves", "years"]

  /// Words with which a period begins.
  static let periodWords: Set<String> = Set(months).union([
    "today", "yesterday", "now", "last", "this", "next", "first", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug",
    "sep", "sept", "oct", "nov", "dec", "q1", "q2", "q3", "q4", "h1", "h2", "spring", "summer", "autumn",
    "fall",
    "winter", "early", "mid", "middle", "late",
  ])
}

extension PeriodUnit {
  static let names = allCases.map(\.rawValue)
}

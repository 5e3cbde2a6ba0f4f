extension Parser {
  /// Every word that begins a stage, in the order in which help lists them.
  static let stageNames = [
    "where", "sort", "limit", "skip", "sample", "count", "percent", "sum", "average", "min", "max",
    "distinct",
    "show", "top", "timeline", "chart", "map", "context", "facts", "articles", "sentences", "entities", "why",
    "as", "to",
  ]

  static let exportFormats = ["csv", "tsv", "json", "ndjson", "markdown", "table", "line"]

  static func startsStage(_ word: String) -> Bool { stageNames.contains(word) }

  /// One stage, or the two that `percent by KEY` is short for.
  mutating func stages() throws(QueryError) -> [Stage] {
    note(.stage)
    let first = start
    let token = current
    guard token.isWord("percent") else { return [try stage()] }
    advance()
    if take("by") {
      let counted = Stage.Form.count(by: try keys())
      return [counted, .percent(of: nil)].map { Stage($0, range: range(from: first)) }
    }
    guard schema.totalled(nil) != nil else { throw QueryError(.nothingCounted, at: token.range) }
    let key = take("of") ? try aggregated(nil) : nil
    return [Stage(.percent(of: key), range: range(from: first))]
  }

  private mutating func stage() throws(QueryError) -> Stage {
    let first = start
    let token = current
    guard token.kind == .word else { throw missing(.stage) }
    guard Self.startsStage(token.text) else {
      if let foreign = foreignStage() { throw foreign }
      throw QueryError(
        .unknownStage(token.written), at: token.range,
        suggestions: nearWords(to: token.text, among: Self.stageNames), expected: Self.stageNames)
    }
    try checkFits(token)
    advance()
    let form = try stageForm(token.text)
    return Stage(form, range: range(from: first))
  }

  /// Drawings need rows that have what they draw.
  private func checkFits(_ stage: Token) throws(QueryError) {
    switch stage.text {
    case "chart" where schema.rows == .table && !schema.fields.contains { $0.type == .number }:
      throw QueryError(.noNumbers, at: stage.range)
    case "map" where schema.rows == .sentences: throw QueryError(.noPlaces, at: stage.range)
    case "context" where schema.rows == .table: throw QueryError(.nothingSearched, at: stage.range)
    default: return
    }
  }

  private mutating func stageForm(_ word: String) throws(QueryError) -> Stage.Form {
    switch word {
    case "where": return .filter(try condition())
    case "sort": return .sort(try sortKeys())
    case "limit": return .limit(try count())
    case "skip": return .skip(try count())
    case "context": return .context(try count())
    case "sample":
      let size = try count()
      return .sample(size, seed: take("seed") ? try count() : nil)
    case "count":
      if take("by") { return .count(by: try keys()) }
      if take("distinct") { return .aggregate(.distinct, of: try key(), by: take("by") ? try keys() : []) }
      // `count month`
      if current.kind == .word, !Self.reservedWords.contains(current.text) { throw missing(.word("by")) }
      return .count(by: [])
    case "distinct": return .distinct(try keys())
    case "show": return .show(try keys())
    case "top":
      let size = try count()
      try need("by")
      return .top(size, by: try key())
    case "timeline":
      return .timeline(take("by") ? try timelineUnit() : nil)
    case "chart":
      if current.isWord("by") {
        let key = following.kind == .word ? following.text : "month"
        throw QueryError(.unexpected("by"), at: current.range, suggestions: ["count by \(key) | chart"])
      }
      return .chart
    case "map": return .map
    case "why": return .why
    case "as": return .name(try newName())
    case "to": return .export(try export())
    default:
      if let target = DrillDown(rawValue: word) { return .drill(target) }
      let function = Aggregate(rawValue: word) ?? .sum
      let key = try aggregated(function)
      return .aggregate(function, of: key, by: take("by") ? try keys() : [])
    }
  }

  private mutating func timelineUnit() throws(QueryError) -> CalendarUnit {
    note(.calendarUnit)
    guard current.kind == .word, let unit = Self.calendarUnit(current.text) else {
      throw QueryError(
        current.kind == .word ? .unknownUnit(current.written) : .missing(.word("month")), at: current.range,
        suggestions: current.kind == .word ? nearWords(to: current.text, among: CalendarUnit.names) : [],
        expected: CalendarUnit.names)
    }
    advance()
    return unit
  }

  private mutating func sortKeys() throws(QueryError) -> [SortKey] {
    try need("by")
    var keys: [SortKey] = []
    repeat {
      let key = try key()
      var isDescending = false
      if at("asc", "desc") { isDescending = advance().text == "desc" }
      keys.append(SortKey(key, isDescending: isDescending))
    } while take(symbol: ",")
    return keys
  }

  /// `x.csv` without quotes, whole.
  private func unquotedFile() -> QueryError {
    var text = current.written
    var end = current.range.upperBound
    var count = 1
    while ahead(count).isAttached, ahead(count).kind != .end, !ahead(count).isSymbol(";") {
      text += ahead(count).written
      end = ahead(count).range.upperBound
      count += 1
    }
    return QueryError(
      .unquotedText(text), at: current.range.lowerBound..<end, suggestions: ["\"\(text)\""])
  }

  private mutating func export() throws(QueryError) -> Export {
    note(.file)
    let isProgram = take(symbol: "|")
    guard current.kind == .string else {
      if current.kind == .word, !isProgram, Self.exportFormats.contains(current.text) {
        let file = "to \"results.\(current.text)\""
        throw QueryError(.unquotedText(current.written), at: current.range, suggestions: [file])
      }
      throw current.kind == .word ? unquotedFile() : missing(.value)
    }
    var name = advance().text
    // The bar may stand inside the quotation marks, too.
    let isQuotedProgram = !isProgram && name.first == "|"
    if isQuotedProgram { name = String(name.dropFirst().drop { $0 == " " }) }
    var format: String?
    if take("as") {
      note(.format)
      guard current.kind == .word else { throw missing(.name) }
      guard Self.exportFormats.contains(current.text) else {
        throw QueryError(
          .unknownFormat(current.written), at: current.range,
          suggestions: nearWords(to: current.text, among: Self.exportFormats), expected: Self.exportFormats)
      }
      format = advance().text
    }
    return Export(isProgram || isQuotedProgram ? .program(name) : .file(name), format: format)
  }
}

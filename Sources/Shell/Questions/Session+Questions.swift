internal import Articles
internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

/// Questions in English.
extension Session {
  /// The query that a question becomes, which is shown, and kept in the history to be edited; nil for what is no question.
  func understood(_ text: String) throws(Failure) -> AskedQuestion? {
    guard Question.isAsked(text, with: workspace.vocabulary) else { return nil }
    let (english, stages) = AskedQuestion.parts(of: text)
    let asked: AskedQuestion
    do {
      asked = try workspace.understand(
        english, stages: stages, settings: settings, parameters: parameters,
        isCancelled: surroundings.isInterrupted)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .query(error, statement: text)
    }
    tellLeftOut(asked.question.leftOut, of: english)
    remark("query: \(asked.query)")
    if isInteractive { reader.remember(asked.query) }
    return asked
  }

  /// Underlines what of a question is not in its query.
  private func tellLeftOut(_ ranges: [Range<Int>], of text: String) {
    guard !ranges.isEmpty, !settings.isQuiet else { return }
    var lines = ["note: asked without what is not understood"]
    for range in ranges {
      let error = QueryError(.notUnderstood(""), at: range)
      lines += workspace.text(of: error, in: text, at: nil).lines.dropFirst().map { $0 }
    }
    for line in lines {
      let line = line.neutralised()
      if isInteractive {
        output.write(pageStyle.paint(.faint, line) + "\n")
      } else {
        errors.write(line + "\n")
      }
    }
  }
}

extension Workspace {
  /// Understands a question over the articles loaded. Where nothing is told in the question's own word, the broader query is
  /// taken.
  func understand(
    _ text: String, stages: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> AskedQuestion {
    guard finishIndex(isCancelled) else { throw QueryError(.cancelled, at: 0..<0) }
    let now = settings.now.flatMap { CalendarDay(iso: Array($0.utf8)) }
    let question = try Question.read(text, over: index, with: vocabulary, settings: Settings(now: now))
    var asked = AskedQuestion(
      question: question, query: question.query.text(vocabulary), isBroad: false,
      hasStages: !stages.isEmpty)
    if let broader = question.broader {
      var narrow = question.query
      narrow.stages = []
      var broad = broader
      broad.stages = []
      func count(_ query: Query) throws(QueryError) -> Int {
        try ask(query.text(vocabulary), settings, parameters, isCancelled).answer.rowCount
      }
      if try count(narrow) == 0, try count(broad) > 0 {
        asked.query = broader.text(vocabulary)
        asked.isBroad = true
      }
    }
    if !stages.isEmpty { asked.query += " " + stages }
    return asked
  }

  /// A query as it stands, a question as the query that it becomes.
  func queryText(
    of statement: String, _ settings: SessionSettings, _ parameters: [String: String],
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> String {
    guard Question.isAsked(statement, with: vocabulary) else { return statement }
    let (english, stages) = AskedQuestion.parts(of: statement)
    return try understand(
      english, stages: stages, settings: settings, parameters: parameters, isCancelled: isCancelled
    ).query
  }

  /// Names of the articles that the last word of a question may become.
  func completeName(_ text: String, at cursor: Int) -> CompletionList {
    let bytes = Array(text.utf8.prefix(cursor))
    var start = bytes.count
    while start > 0, bytes[start - 1] > 32, bytes[start - 1] != UInt8(ascii: "?") { start -= 1 }
    let word = String(decoding: bytes[start...], as: UTF8.self)
    guard word.unicodeScalars.count > 1, index.isFinished else {
      return CompletionList(start: start, candidates: [])
    }
    let names = index.entityNames(prefix: word, kinds: [.person, .organisation, .place], limit: 50)
    return CompletionList(
      start: start,
      candidates: names.filter { $0.text.neutralised() == $0.text }.map {
        CompletionList.Candidate(text: $0.text, count: $0.count, ending: " ")
      })
  }
}

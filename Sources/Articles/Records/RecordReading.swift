/// Where the records of a file come from.
protocol RecordSource {
  /// The next record; nil behind the last. Throws what is wrong with one; the next call goes on behind it.
  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> DataRecord?
  /// What a person is told that holds nothing: "no list of records".
  var nothing: String { get }
}

/// Makes articles of records: reads some ahead, guesses by them what holds what, and goes on.
struct RecordReading {
  private let path: String
  private(set) var chosen = RecordFields()
  /// Whether some records are read before the first article is given.
  private var readsAhead = true
  private(set) var fields: FieldsRead?
  private var ahead: [Result<DataRecord, LoadProblem>] = []
  private var isStarted = false
  private var isDone = false
  private var faults = 0

  /// Bytes that are read ahead.
  private static let window = 4 << 20
  /// Broken records that are told one by one.
  private static let mostFaults = 100

  init(path: String) { self.path = path }

  mutating func use(_ options: ReadingOptions) {
    chosen = options.fields
    readsAhead = options.readsAhead
  }

  mutating func next(_ bytes: inout ByteStream, _ source: inout some RecordSource) throws(LoadProblem)
    -> ArticleDraft?
  {
    if isDone { return nil }
    if !isStarted { try start(&bytes, &source) }
    guard let fields else { return nil }
    guard let record = try record(&bytes, &source) else {
      isDone = true
      if faults > Self.mostFaults {
        throw LoadProblem(path: path, reason: .moreFaults(faults - Self.mostFaults))
      }
      return nil
    }
    let path = path
    return ArticleDraft(made: {
      var made = ArticleDraft.Made()
      if let article = RecordArticle(record: record, fields: fields, path: path).article() {
        made.articles = [article]
      } else {
        made.leftOut = 1
      }
      return made
    })
  }

  private mutating func record(
    _ bytes: inout ByteStream, _ source: inout some RecordSource
  ) throws(LoadProblem) -> DataRecord? {
    while true {
      do throws(LoadProblem) {
        if let first = ahead.popLast() { return try first.get() }
        return try source.next(&bytes)
      } catch {
        guard case .brokenRecord = error.reason else { throw error }
        faults += 1
        if faults <= Self.mostFaults { throw error }
      }
    }
  }

  /// Reads some records ahead and looks what they have.
  private mutating func start(_ bytes: inout ByteStream, _ source: inout some RecordSource)
    throws(LoadProblem)
  {
    isStarted = true
    var records: [DataRecord] = []
    var found: [Result<DataRecord, LoadProblem>] = []
    let first = bytes.offset
    var stop: LoadProblem?
    let samples = readsAhead ? FieldGuess.samples : 1
    while records.count < samples, found.count < 4 * FieldGuess.samples,
      records.isEmpty || bytes.offset - first < Self.window
    {
      do throws(LoadProblem) {
        guard let record = try source.next(&bytes) else { break }
        records.append(record)
        found.append(.success(record))
      } catch {
        found.append(.failure(error))
        guard case .brokenRecord = error.reason else {
          stop = error
          break
        }
      }
    }
    ahead = found.reversed()
    let guess = FieldGuess(records, chosen)
    fields = guess.fields
    guard fields == nil else { return }
    isDone = true
    if records.isEmpty, let stop { throw stop }
    throw LoadProblem(path: path, reason: .noRecords(why(guess, found, source.nothing)))
  }

  private func why(
    _ guess: FieldGuess, _ found: [Result<DataRecord, LoadProblem>], _ nothing: String
  ) -> String {
    guard !guess.names.isEmpty else {
      if case .failure(let problem)? = found.first { return "holds no articles: \(problem.message)" }
      return "holds no articles: \(nothing)"
    }
    let shown =
      guess.names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
      + (guess.names.count > 12 ? " and \(guess.names.count - 12) more" : "")
    if let text = chosen[.text], guess.missing.contains(text) {
      return "has no `\(text)` for --fields: it has \(shown)"
    }
    return "holds no text of articles in \(shown): say where with --fields text=NAME"
  }
}

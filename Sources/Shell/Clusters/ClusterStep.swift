public import Articles
internal import CLineEdit
internal import Facts
internal import Glibc
internal import Indexing
internal import Keeping
internal import Library
internal import Reporting

/// `dateline cluster`: a step of a job that reads and joins a collection on many machines. Each is a filter: whoever runs the job
/// (`examples/spark`) brings it its part, runs it again where it failed, and takes what it made.
public struct ClusterStep: Sendable {
  /// What is to be done.
  public enum Work: Sendable {
    /// Articles on standard input become messages, one each, that hold all that it tells.
    case read(path: String, first: Int)
    /// Of the messages of all articles the names and fingerprints are joined: a line each for where it stands, a directory of
    /// entities, and the tables of entities and kinds.
    case link(directory: String, tables: String)
    /// What of some articles' reports each of so many blocks has to know: a message for each in which one stands. Articles of one
    /// group are there together.
    case cards(directory: String, blocks: Int)
    /// Which reports of a block may tell of one event, a line each.
    case pair(block: Int, blocks: Int)
    /// Reports that may be one event are joined, and tables made of the facts and articles whose home the block is.
    case join(directory: String, block: Int, blocks: Int, tables: String)
  }

  /// What is to be done.
  public var work: Work
  /// Files of kinds of facts beside the program's own: the same in all steps.
  public var kinds: [String] = []
  /// Files of names of places beside the gazetteer's: the same in all steps.
  public var aliases: [String] = []
  /// How articles are read.
  public var reading = ReadingOptions()

  /// A step with the program's own kinds and places.
  public init(_ work: Work) { self.work = work }

  /// What keeps a step from being done, as a person is told it.
  struct Fault: Error {
    var message: String
    var code = Invocation.Exit.failed
  }

  /// Runs as the process and returns the exit code: 0, 1 where the step could not be done, 2 where a file that it was given is wrong,
  /// 3 where a part of the extraction is missing.
  public func runProcess() -> Int32 {
    dl_hold_standard_streams()
    var output = MessageWriter(1)
    let errors = DescriptorSink(2)
    do throws(Fault) {
      try run(input: 0, &output, errors)
      output.flush()
      if let fault = output.fault { throw Fault(message: "the output could not be written: \(fault)") }
      // Whoever runs the job must not take a part for the whole.
      if output.isClosed { throw Fault(message: "nobody read all of the output") }
      return Invocation.Exit.fine
    } catch {
      errors.write("dateline: \(error.message.neutralised())\n")
      return error.code
    }
  }

  func run(input: Int32, _ output: inout MessageWriter, _ errors: any TextSink) throws(Fault) {
    guard let pipeline = Extraction.pipeline(kinds: kinds, aliases: aliases, errors) else {
      throw Fault(message: "the step could not begin", code: Invocation.Exit.usage)
    }
    switch work {
    case .read(let path, let first): try read(path, first, pipeline, &output, errors)
    case .link(let directory, let tables):
      try link(directory: directory, tables: tables, pipeline, MessageReader(input), &output)
    case .cards(let directory, let blocks):
      var filled = BlockReader(try block(directory, pipeline), pipeline)
      try filled.readAll(MessageReader(input))
      for (number, cards) in filled.block.cards(of: blocks) {
        let head = withUnsafeBytes(of: UInt32(number).littleEndian) { Array($0) }
        output.write(.cards, head + cards.archived())
      }
    case .pair(let block, let blocks):
      try pair(block, blocks, pipeline, MessageReader(input), &output)
    case .join(let directory, let block, let blocks, let tables):
      var filled = BlockReader(try self.block(directory, pipeline), pipeline)
      try filled.readAll(MessageReader(input))
      try join(&filled, block, blocks, tables, pipeline, &output)
    }
  }

  // MARK: Reading

  private func read(
    _ path: String, _ first: Int, _ pipeline: Pipeline, _ output: inout MessageWriter, _ errors: any TextSink
  ) throws(Fault) {
    let parts = ExtractionPart.standard.faults
    if let fault = parts.first { throw Fault(message: fault, code: Invocation.Exit.nothingLoaded) }
    var options = reading
    options.readsAhead = false
    let anyLanguage = options.anyLanguage
    let (kinds, places, extract) = (pipeline.kinds, pipeline.places, pipeline.extract)
    var foreign = 0
    let files = ArticleFiles.list(["-"])
    ArticleReader.read(files, options: options) { article -> ContiguousArray<UInt8>? in
      if article.isForeign, !anyLanguage { return nil }
      var article = article
      article.rename(path, first: first)
      var index = FactIndex(kinds: kinds, places: places)
      index.insert(extract(article))
      return index.archiveUnit()
    } _: { result in
      switch result {
      case .success(nil): foreign += 1
      case .success(let unit?): output.write(.article, unit)
      // A part of the work may be empty.
      case .failure(let problem) where problem.reason == .empty: break
      case .failure(let problem):
        output.write(.problem, Array("\(path)\t\(problem.path)\t\(problem.message)".utf8))
      }
      return !output.isClosed
    }
    if foreign > 0 { errors.write("dateline: note: \(foreign) articles are not in English\n") }
  }

  // MARK: Joining

  private func link(
    directory: String, tables: String, _ pipeline: Pipeline, _ input: MessageReader,
    _ output: inout MessageWriter
  ) throws(Fault) {
    var input = input
    var index = FactIndex(kinds: pipeline.kinds, places: pipeline.places)
    while let message = try Self.next(&input) {
      guard message.kind == .article else { continue }
      index.insertNames(of: try Self.unit(message, pipeline))
    }
    index.finish()
    let bytes = EntityDirectory(index).archived()
    try Self.writeFile(directory, pipeline.tables, bytes)
    do throws(KeepingProblem) { try KeptPart.writeNames(index, pipeline, at: tables) } catch {
      throw Fault(message: error.message)
    }
    for placing in index.placings() { output.write(line: placing.line) }
  }

  private func pair(
    _ block: Int, _ blocks: Int, _ pipeline: Pipeline, _ input: MessageReader, _ output: inout MessageWriter
  ) throws(Fault) {
    var input = input
    var cards = ReportCards()
    while let message = try Self.next(&input) {
      guard message.kind == .cards else { continue }
      let read = message.bytes.withUnsafeBytes { bytes in
        bytes.count < 4
          ? nil : ReportCards(UnsafeRawBufferPointer(rebasing: bytes[4...]), kinds: pipeline.kinds)
      }
      guard let read else {
        throw Fault(message: "what a block has to know was written with other kinds, or is damaged")
      }
      cards.append(read)
    }
    for pair in cards.pairs(block: block, of: blocks, kinds: pipeline.kinds, places: pipeline.places) {
      let (first, second) = (pair.first, pair.second)
      output.write(
        line: "\(pair.score)\t\(first.rank)\t\(first.ordinal)\t\(second.rank)\t\(second.ordinal)")
    }
  }

  private func join(
    _ filled: inout BlockReader, _ block: Int, _ blocks: Int, _ tables: String, _ pipeline: Pipeline,
    _ output: inout MessageWriter
  ) throws(Fault) {
    guard filled.block.join(filled.pairs) else {
      throw Fault(message: "a pair names a report that is not in the block")
    }
    let (homes, groups) = (filled.homes, filled.groups)
    func home(_ place: ReportPlace) -> Int { homes[place] ?? Int(groups[place.rank] ?? 0) % blocks }
    do throws(KeepingProblem) {
      let count = try KeptPart.write(filled.block, pipeline, at: tables) {
        Int($0.group) % blocks == block
      } facts: {
        home($0) == block
      }
      output.write(line: "\(count.articles)\t\(count.facts)")
    } catch { throw Fault(message: error.message) }
  }

  static func next(_ input: inout MessageReader) throws(Fault) -> Message? {
    do throws(MessageReader.Fault) { return try input.next() } catch { throw Fault(message: error.message) }
  }

  static func unit(_ message: Message, _ pipeline: Pipeline) throws(Fault) -> FactIndex {
    let read = message.bytes.withUnsafeBytes {
      FactIndex(kinds: pipeline.kinds, places: pipeline.places, unit: $0)
    }
    guard let read else {
      throw Fault(
        message: "an article was read by another version, with other kinds or places, or is damaged")
    }
    return read
  }

  // MARK: Files

  /// The directory behind a hash of the tables that its numbers are rows of.
  private static func writeFile(_ path: String, _ tables: ContentHash, _ bytes: ContiguousArray<UInt8>)
    throws(Fault)
  {
    let file = PathText.withBytes(of: path) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    guard file >= 0 else { throw Fault(message: "\(path): \(String(cString: strerror(errno)))") }
    var writer = MessageWriter(file)
    writer.write(line: "dateline directory \(tables.description)")
    writer.write(.article, bytes)
    writer.flush()
    let fault = writer.fault ?? (close(file) == 0 ? nil : String(cString: strerror(errno)))
    if let fault { throw Fault(message: "\(path): \(fault)") }
  }

  private func block(_ path: String, _ pipeline: Pipeline) throws(Fault) -> IndexBlock {
    let file = PathText.withBytes(of: path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard file >= 0 else { throw Fault(message: "\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    let start = Array("dateline directory \(pipeline.tables.description)\n".utf8)
    var head = [UInt8](repeating: 0, count: start.count)
    guard Glibc.read(file, &head, head.count) == head.count, head == start else {
      throw Fault(message: "\(path) is no directory of this program with these kinds and aliases")
    }
    var reader = MessageReader(file)
    guard let message = try Self.next(&reader),
      let directory = message.bytes.withUnsafeBytes({ EntityDirectory($0) })
    else { throw Fault(message: "\(path) is damaged") }
    return IndexBlock(kinds: pipeline.kinds, places: pipeline.places, directory)
  }
}

extension Article {
  /// Gives an article of standard input the name that it has in the collection: of records, the first of them is the `first` of its
  /// file; of an archive, the path in it.
  fileprivate mutating func rename(_ name: String, first: Int) {
    if path == "-" {
      path = name
      number = Int32(clamping: Int(number) + first)
    } else if path.hasPrefix("-/") {
      path = name.isEmpty ? String(path.dropFirst(2)) : name + path.dropFirst(1)
    }
  }
}

internal import Articles
internal import Facts
internal import Saving

/// `dateline extract`: the records of each article as JSON lines.
public struct Extraction: Sendable {
  /// Files, folders, "-".
  public var paths: [String] = []
  public var records: Set<ExtractRecords.Record> = Set(ExtractRecords.Record.allCases)
  /// Files of kinds of facts beside the program's own.
  public var kinds: [String] = []
  /// Adds the text to article records.
  public var withText = false

  /// Articles read at once; output keeps their order.
  private static let batch = 64

  public init() {}

  /// Runs as the process and returns the exit code: 0, 3 where nothing could be loaded.
  public func runProcess() -> Int32 { run(output: DescriptorSink(1), errors: DescriptorSink(2)) }

  /// Prints the records to `output`, problems to `errors`; the rest still loads.
  public func run(output: any TextSink, errors: any TextSink) -> Int32 {
    let (files, problems) = ArticleFiles.list(paths)
    for problem in problems { say(problem, errors) }
    guard let table = kindTable(errors) else { return Invocation.Exit.usage }
    let extractor = kinds.isEmpty ? Extractor.standard : Extractor(kinds: table)
    var loaded = 0
    var start = 0
    while start < files.count, !output.isClosed {
      let end = min(files.count, start + Self.batch)
      for result in ArticleBatch.harvest(Array(files[start..<end]), { extractor.harvest($0) }) {
        switch result {
        case .success(let harvest):
          loaded += 1
          let lines = ExtractRecords(harvest, kinds: extractor.kinds, gazetteer: extractor.gazetteer)
          output.write(lines.lines(records, withText: withText))
        case .failure(let problem): say(problem, errors)
        case nil: break
        }
      }
      start = end
    }
    return loaded == 0 ? Invocation.Exit.nothingLoaded : Invocation.Exit.fine
  }

  /// The program's kinds and those of the files; nil where one cannot be read.
  private func kindTable(_ errors: any TextSink) -> KindTable? {
    var table = KindTable.standard
    for file in kinds {
      let text: String
      do throws(TextFile.Problem) { text = try TextFile.read(file) } catch {
        errors.write("dateline: \(file.neutralised()): \(error.reason)\n")
        return nil
      }
      do throws(KindFileError) { try table.read(text.utf8) } catch {
        errors.write("dateline: \(file.neutralised()):\(error.line): \(error.message.neutralised())\n")
        return nil
      }
    }
    return table
  }

  private func say(_ problem: LoadProblem, _ errors: any TextSink) {
    errors.write("dateline: \(problem.path.neutralised()): \(problem.message)\n")
  }
}

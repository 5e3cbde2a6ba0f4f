internal import Indexing
internal import Library

/// Fills a block from messages.
struct BlockReader {
  var block: IndexBlock
  /// What is to be joined.
  private(set) var pairs: [ReportPair] = []
  /// The blocks in which reports are joined that pairs connect.
  private(set) var homes: [ReportPlace: Int] = [:]
  /// By rank.
  private(set) var groups: [Int32: Int32] = [:]
  private let pipeline: Pipeline
  private var placing: ArticlePlacing?

  init(_ block: IndexBlock, _ pipeline: Pipeline) {
    self.block = block
    self.pipeline = pipeline
  }

  mutating func readAll(_ input: MessageReader) throws(ClusterStep.Fault) {
    var input = input
    while let message = try ClusterStep.next(&input) { try take(message) }
  }

  private mutating func take(_ message: Message) throws(ClusterStep.Fault) {
    switch message.kind {
    case .placing:
      placing = ArticlePlacing(line: String(decoding: message.bytes, as: UTF8.self))
      if placing == nil { throw ClusterStep.Fault(message: "an article has no place in the collection") }
    case .article:
      guard let placing else {
        throw ClusterStep.Fault(message: "an article has no place in the collection")
      }
      guard block.append(try ClusterStep.unit(message, pipeline), placing) else {
        throw ClusterStep.Fault(message: "an article names what the directory does not know")
      }
      groups[placing.rank] = placing.group
      self.placing = nil
    case .pairs:
      for line in message.lines {
        guard let numbers = Self.numbers(line, 5) else {
          throw ClusterStep.Fault(message: "\"\(line)\" is no pair of reports")
        }
        pairs.append(
          ReportPair(
            score: numbers[0], first: ReportPlace(rank: numbers[1], ordinal: numbers[2]),
            second: ReportPlace(rank: numbers[3], ordinal: numbers[4])))
      }
    case .homes:
      for line in message.lines {
        guard let numbers = Self.numbers(line, 3) else {
          throw ClusterStep.Fault(message: "\"\(line)\" is no report with its block")
        }
        homes[ReportPlace(rank: numbers[0], ordinal: numbers[1])] = Int(numbers[2])
      }
    case .problem, .cards: break
    }
  }

  private static func numbers(_ line: Substring, _ count: Int) -> [Int32]? {
    let numbers = line.split(separator: "\t").compactMap { Int32($0) }
    return numbers.count == count ? numbers : nil
  }
}

extension ArticlePlacing {
  /// Its numbers, 1 where it is withdrawn, and its agency, tabs between them.
  var line: String {
    let name = agency.split(whereSeparator: { $0 == "\t" || $0.isNewline }).joined(separator: " ")
    return "\(rank)\t\(group)\t\(original)\t\(successor)\t\(isWithdrawn ? 1 : 0)\t\(name)"
  }

  /// Nil where the line is none.
  init?(line: String) {
    let parts = line.split(separator: "\t", maxSplits: 5, omittingEmptySubsequences: false)
    let numbers = parts.prefix(5).compactMap { Int32($0) }
    guard parts.count == 6, numbers.count == 5 else { return nil }
    self.init(
      rank: numbers[0], group: numbers[1], original: numbers[2], successor: numbers[3],
      isWithdrawn: numbers[4] == 1, agency: String(parts[5]))
  }
}

/// The statements of a text, each cut out when it is asked for: what a statement names is known when the next ones
/// are read.
public struct ScriptStatements: Sequence, IteratorProtocol {
  private var buffer: StatementBuffer
  private let text: [UInt8]
  private var position = 0
  private var isAtEnd = false
  /// Those that are finished, the next one last.
  private var finished: [ScriptStatement] = []

  /// The statements of `text`, as `buffer` cuts them.
  public init(_ text: String, _ buffer: StatementBuffer) {
    self.text = Array(text.utf8)
    self.buffer = buffer
  }

  /// The next one; nil behind the last. O(its length).
  public mutating func next() -> ScriptStatement? {
    while finished.isEmpty, !isAtEnd {
      guard position < text.count else {
        isAtEnd = true
        finished = buffer.flush().reversed()
        break
      }
      let end = text[position...].firstIndex(of: 10) ?? text.count
      var line = text[position..<end]
      if line.last == 13 { line.removeLast() }
      position = end + 1
      finished = buffer.add(String(decoding: line, as: UTF8.self)).reversed()
    }
    return finished.popLast()
  }
}

internal import Articles
internal import Facts

/// Which sentences hold a word: folded words with sorted lists of sentence numbers
/// (`FactIndex.sentence(number:)`). Built in one pass over the sentences; 4 bytes a distinct word a sentence.
public struct WordIndex: Sendable {
  /// Folded, ascending.
  public let words: [String]
  let postings: Rows

  /// O(bytes of all sentences).
  public init(_ index: FactIndex) {
    var rows: [String: Int32] = [:]
    var pairWord: [Int32] = []
    var pairSentence: [Int32] = []
    var buffer: [UInt8] = []
    for number in 0..<Int32(index.sentenceCount) {
      let id = index.sentence(number: number)
      let text = index.inserted[Int(index.articleOrder[Int(id.article.rawValue)])].text
      let range = index.range(of: id)
      let first = pairWord.count
      Self.forEachWord(in: text[range.range], buffer: &buffer) { word in
        let row: Int32
        if let known = rows[word] {
          row = known
        } else {
          row = Int32(rows.count)
          rows[word] = row
        }
        // A sentence stands once in a word's list.
        if !pairWord[first...].contains(row) || pairWord.count - first > 256 {
          pairWord.append(row)
          pairSentence.append(number)
        }
      }
    }
    words = rows.keys.sorted()
    var rank = [Int](repeating: 0, count: words.count)
    for (position, word) in words.enumerated() { rank[Int(rows[word] ?? 0)] = position }
    postings = Rows(keyCount: words.count) { emit in
      for (word, sentence) in zip(pairWord, pairSentence) { emit(rank[Int(word)], sentence) }
    }
  }

  /// The sentences that hold a folded word, ascending.
  public func sentences(with word: String) -> [Int32] {
    let position = lowerBound(word)
    guard position < words.count, words[position] == word else { return [] }
    return unique(Array(postings[position]))
  }

  /// The sentences that hold a word with this folded beginning, ascending.
  public func sentences(prefix: String) -> [Int32] {
    var found: [Int32] = []
    var position = lowerBound(prefix)
    while position < words.count, words[position].hasPrefix(prefix) {
      found.append(contentsOf: postings[position])
      position += 1
    }
    found.sort()
    return unique(found)
  }

  private func unique(_ sorted: [Int32]) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(sorted.count)
    for item in sorted where item != result.last { result.append(item) }
    return result
  }

  private func lowerBound(_ word: String) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Calls `body` with each folded word: runs of letters, digits and bytes beyond ASCII.
  static func forEachWord(
    in text: ContiguousArray<UInt8>.SubSequence, buffer: inout [UInt8], _ body: (String) -> Void
  ) {
    var start = text.startIndex
    var isASCII = true
    func isPart(_ byte: UInt8) -> Bool {
      (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte >= 0x80
    }
    var position = text.startIndex
    while position <= text.endIndex {
      if position < text.endIndex, isPart(text[position]) {
        if text[position] >= 0x80 { isASCII = false }
        position += 1
        continue
      }
      if position > start {
        emit(text[start..<position], isASCII: isASCII, &buffer, body)
      }
      isASCII = true
      position += 1
      start = position
    }
  }

  private static func emit(
    _ word: ContiguousArray<UInt8>.SubSequence, isASCII: Bool, _ buffer: inout [UInt8],
    _ body: (String) -> Void
  ) {
    if isASCII {
      buffer.removeAll(keepingCapacity: true)
      for byte in word { buffer.append((65...90).contains(byte) ? byte | 0x20 : byte) }
      body(String(decoding: buffer, as: UTF8.self))
      return
    }
    // Quotation marks and dashes beyond ASCII part words as well.
    for part in Folding.words(String(decoding: word, as: UTF8.self)) { body(part) }
  }
}

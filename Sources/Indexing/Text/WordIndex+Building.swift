internal import Articles
internal import Facts

extension WordIndex {
  /// Reads all bodies and sentences. O(bytes); `isCancelled` is asked once in 256 articles, and a cancelled
  /// index is nil. While it is built, 12 bytes a word of the texts are held beside it.
  public init?(_ index: FactIndex, isCancelled: () -> Bool = { false }) {
    var reader = WordReader(sentenceCount: index.sentenceCount)
    for rank in 0..<index.articleCount {
      if rank & 255 == 0, isCancelled() { return nil }
      let article = index.articleOrder[rank]
      reader.read(
        index.inserted[Int(article)],
        sentences: index.sentenceText[
          Int(index.sentenceStart[Int(article)])..<Int(index.sentenceStart[Int(article) + 1])],
        firstSentence: Int(index.sentenceNumber[rank]))
    }
    if isCancelled() { return nil }
    bodyWords = reader.bodyWords
    measureBodies(index)
    sentencePosition = reader.sentencePosition
    sentenceLength = reader.sentenceLength
    occurrenceCount = reader.stream.count
    let order = reader.words.indices.sorted { reader.words[$0] < reader.words[$1] }
    words = order.map { reader.words[$0] }
    var rank = [Int32](repeating: 0, count: order.count)
    for (position, word) in order.enumerated() { rank[word] = Int32(position) }
    encode(reader, rank, isCancelled)
    if isCancelled() { return nil }
  }

  private mutating func measureBodies(_ index: FactIndex) {
    bodyBytes = index.articleOrder.map { Int32(clamping: index.inserted[Int($0)].body.count) }
    let total = bodyBytes.reduce(0.0) { $0 + Double($1) }
    averageBodyBytes = max(1, total / Double(max(1, bodyBytes.count)))
  }

  private mutating func encode(_ reader: WordReader, _ rank: [Int32], _ isCancelled: () -> Bool) {
    // Occurrences by word: counted, then placed.
    var next = [Int](repeating: 0, count: words.count + 1)
    for word in reader.stream { next[Int(rank[Int(word)]) + 1] += 1 }
    for word in words.indices { next[word + 1] += next[word] }
    let starts = next
    var places = [UInt64](repeating: 0, count: reader.stream.count)
    for article in 0..<reader.bodyWords.count {
      if article & 1023 == 0, isCancelled() { return }
      let first = reader.streamStart[article]
      for place in first..<reader.streamStart[article + 1] {
        let word = Int(rank[Int(reader.stream[place])])
        places[next[word]] = UInt64(article) << 32 | UInt64(place - first)
        next[word] += 1
      }
    }
    var wordStart: [Int32] = [0]
    var postings: [Int32] = []
    wordStart.reserveCapacity(words.count + 1)
    positions.reserveCapacity(places.count + places.count / 2)
    for word in words.indices {
      if word & 255 == 0, isCancelled() { return }
      var place = starts[word]
      var bodies: Int32 = 0
      while place < starts[word + 1] {
        let article = places[place] >> 32
        var end = place
        while end < starts[word + 1], places[end] >> 32 == article { end += 1 }
        if postings.count % Self.block == 0 {
          positionStart.append(positions.count)
          bounds.append(0)
        }
        postings.append(Int32(article))
        append(places[place..<end], bodyWords: UInt64(bodyWords[Int(article)]))
        let count = frequency[frequency.count - 1]
        if count > 0 { bodies += 1 }
        let weight = Self.saturation(
          count: Int32(count), bytes: Int(bodyBytes[Int(article)]), average: averageBodyBytes)
        bounds[bounds.count - 1] = max(bounds[bounds.count - 1], Float(weight).nextUp)
        place = end
      }
      wordStart.append(Int32(postings.count))
      bodyCount.append(bodies)
    }
    articles = Rows(starts: wordStart, items: postings)
  }

  private mutating func append(_ places: ArraySlice<UInt64>, bodyWords: UInt64) {
    appendNumber(UInt64(places.count))
    var inBody = 0
    var previous: UInt64 = 0
    for place in places {
      let position = place & 0xFFFF_FFFF
      appendNumber(position - previous)
      previous = position
      if position < bodyWords { inBody += 1 }
    }
    frequency.append(UInt16(clamping: inBody))
  }

  private mutating func appendNumber(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      positions.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    positions.append(UInt8(rest))
  }
}

/// Numbers the words of texts.
struct WordReader {
  /// Folded, in order of first sight.
  private(set) var words: [String] = []
  /// Every occurrence; article `a` has `stream[streamStart[a]..<streamStart[a + 1]]`.
  private(set) var stream: [Int32] = []
  private(set) var streamStart: [Int] = [0]
  private(set) var bodyWords: [Int32] = []
  private(set) var sentencePosition: [Int32]
  private(set) var sentenceLength: [Int32]
  private var hashes: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 1 << 12)
  private var buffer: [UInt8] = []

  init(sentenceCount: Int) {
    sentencePosition = [Int32](repeating: 0, count: sentenceCount)
    sentenceLength = [Int32](repeating: 0, count: sentenceCount)
  }

  /// Cuts the body at the edges of its sentences; sentences outside it follow.
  mutating func read(_ article: Article, sentences: ArraySlice<TextRange>, firstSentence: Int) {
    let text = article.text
    let first = stream.count
    let end = max(0, min(Int(article.body.end), text.count))
    var place = max(0, min(Int(article.body.start), end))
    var outside: [Int] = []
    for (offset, sentence) in sentences.enumerated() {
      let range = sentence.range.clamped(to: 0..<text.count)
      guard range.lowerBound >= place, range.upperBound <= end else {
        outside.append(offset)
        continue
      }
      read(text[place..<range.lowerBound])
      readSentence(text[range], firstSentence + offset, since: first)
      place = range.upperBound
    }
    read(text[place..<max(place, end)])
    bodyWords.append(Int32(stream.count - first))
    for offset in outside {
      let range = sentences[sentences.startIndex + offset].range.clamped(to: 0..<text.count)
      readSentence(text[range], firstSentence + offset, since: first)
    }
    streamStart.append(stream.count)
  }

  private mutating func readSentence(
    _ text: ArticleText.SubSequence, _ number: Int, since first: Int
  ) {
    let start = stream.count
    read(text)
    sentencePosition[number] = Int32(start - first)
    sentenceLength[number] = Int32(stream.count - start)
  }

  private mutating func read(_ text: ArticleText.SubSequence) {
    text.base.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[text.indices])) }
  }

  /// Runs of letters, digits and bytes beyond ASCII; what stands in the latter is parted by `Folding.words`.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < bytes.count {
      var isASCII = true
      var position = start
      while position < bytes.count, Self.isPart(bytes[position]) {
        if bytes[position] >= 0x80 { isASCII = false }
        position += 1
      }
      if position > start {
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if isASCII { addASCII(run) } else { addOther(run) }
      }
      start = position + 1
    }
  }

  @inline(__always)
  private static func isPart(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80
  }

  private mutating func addASCII(_ run: UnsafeBufferPointer<UInt8>) {
    buffer.removeAll(keepingCapacity: true)
    for byte in run { buffer.append(byte.asciiLowered) }
    addBuffer()
  }

  private mutating func addOther(_ run: UnsafeBufferPointer<UInt8>) {
    for word in Folding.words(String(decoding: run, as: UTF8.self)) {
      buffer.removeAll(keepingCapacity: true)
      buffer.append(contentsOf: word.utf8)
      addBuffer()
    }
  }

  private mutating func addBuffer() {
    let hash = buffer.withUnsafeBufferPointer { ByteHash.hash($0) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, words[known].utf8.elementsEqual(buffer) {
        stream.append(slots[slot])
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(words.count)
    slots[slot] = number
    hashes.append(hash)
    words.append(String(decoding: buffer, as: UTF8.self))
    stream.append(number)
    if words.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (word, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(word)
    }
  }
}

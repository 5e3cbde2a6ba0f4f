internal import Articles
internal import Facts

/// Numbers the words of texts.
struct WordReader {
  /// Every occurrence, by number of the word; article `a` has `stream[streamStart[a]..<streamStart[a + 1]]`.
  private(set) var stream: [Int32] = []
  private(set) var streamStart: [Int] = [0]
  private(set) var bodyWords: [Int32] = []
  /// First position and number of words of each sentence.
  private(set) var sentencePosition: [Int32] = []
  private(set) var sentenceLength: [Int32] = []
  /// Articles whose texts may hold words that are none of the index's, by number.
  private(set) var oddArticles: [Int32] = []

  /// What is known of a word.
  struct Word {
    /// Where its letters begin, and how many they are.
    var start: Int
    var length: Int32
    /// How often it occurs, and in how many articles.
    var occurrences: Int32 = 0
    var articles: Int32 = 0
    /// The article that had it last.
    var last: Int32 = -1
  }

  /// The words, in order of first sight.
  private(set) var words: [Word] = []
  /// Their letters, folded, one word behind the other.
  private var letters: [UInt8] = []
  /// A table by hash: the upper half of a word's hash, then its number and one more.
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var buffer: [UInt8] = []
  private var article: Int32 = 0
  private var isOdd = false

  /// A word by its number.
  func word(_ number: Int) -> String {
    let word = words[number]
    return String(decoding: letters[word.start..<word.start + Int(word.length)], as: UTF8.self)
  }

  /// The article that holds each 64th place of the stream. O(places / 64 + articles).
  var articleAt: [Int32] {
    var found: [Int32] = []
    var article = 0
    for place in stride(from: 0, to: stream.count, by: 64) {
      while streamStart[article + 1] <= place { article += 1 }
      found.append(Int32(article))
    }
    return found
  }

  /// Makes room for the words of so many bytes of text; what is not used costs no memory.
  mutating func reserve(bytes: Int) { stream.reserveCapacity(bytes / 4) }

  /// Cuts the body at the edges of its sentences; sentences outside it follow.
  mutating func read(_ text: ArticleText, body: TextRange, sentences: ArraySlice<TextRange>) {
    let first = stream.count
    let firstSentence = sentencePosition.count
    sentencePosition.append(contentsOf: repeatElement(0, count: sentences.count))
    sentenceLength.append(contentsOf: repeatElement(0, count: sentences.count))
    let bodyEnd = max(0, min(Int(body.end), text.count))
    let bodyStart = max(0, min(Int(body.start), bodyEnd))
    article = Int32(bodyWords.count)
    isOdd = false
    text.withUnsafeBufferPointer { bytes in
      var place = bodyStart
      var outside: [Int] = []
      for (offset, sentence) in sentences.enumerated() {
        let range = sentence.range.clamped(to: 0..<text.count)
        guard range.lowerBound >= place, range.upperBound <= bodyEnd else {
          outside.append(offset)
          continue
        }
        read(bytes, place..<range.lowerBound)
        readSentence(bytes, range, firstSentence + offset, since: first)
        place = range.upperBound
      }
      read(bytes, place..<max(place, bodyEnd))
      bodyWords.append(Int32(stream.count - first))
      for offset in outside {
        let range = sentences[sentences.startIndex + offset].range.clamped(to: 0..<text.count)
        readSentence(bytes, range, firstSentence + offset, since: first)
      }
    }
    if isOdd { oddArticles.append(article) }
    streamStart.append(stream.count)
  }

  private mutating func readSentence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ number: Int, since first: Int
  ) {
    let start = stream.count
    read(bytes, range)
    sentencePosition[number] = Int32(start - first)
    sentenceLength[number] = Int32(stream.count - start)
    isOdd = isOdd || Self.isCut(bytes, range.lowerBound) || Self.isCut(bytes, range.upperBound)
  }

  /// Whether a word may go on across a place in a text.
  private static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place > 0 && place < bytes.count && isPart(bytes[place - 1]) && isPart(bytes[place])
  }

  @inline(__always)
  private static func isPart(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80
  }

  /// Runs of letters, digits and bytes beyond ASCII; what stands in the latter is parted by `Folding.words`.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      var high: UInt8 = 0
      while position < range.upperBound, Self.isPart(bytes[position]) {
        high |= bytes[position]
        position += 1
      }
      if position > start {
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if high < 0x80 { addASCII(run) } else { addOther(run) }
      }
      position += 1
    }
  }

  private mutating func addASCII(_ run: UnsafeBufferPointer<UInt8>) {
    let length = run.count
    if buffer.count < length { buffer = [UInt8](repeating: 0, count: max(64, 2 * length)) }
    buffer.withUnsafeMutableBufferPointer { lowered in
      for place in 0..<length { lowered[place] = run[place].asciiLowered }
    }
    add(length)
  }

  private mutating func addOther(_ run: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: run, as: UTF8.self)
    // Its small letter is the ASCII one: a word that ends before it for others goes on here.
    if text.unicodeScalars.contains("\u{212A}") { isOdd = true }
    for word in Folding.words(text) {
      let length = word.utf8.count
      if buffer.count < length { buffer = [UInt8](repeating: 0, count: max(64, 2 * length)) }
      for (place, byte) in word.utf8.enumerated() { buffer[place] = byte }
      add(length)
    }
  }

  /// Counts the word that the first bytes of the buffer are.
  private mutating func add(_ length: Int) {
    let hash = buffer.withUnsafeBufferPointer {
      ByteHash.hash(UnsafeBufferPointer(rebasing: $0[..<length]))
    }
    let number = number(hash, length)
    stream.append(Int32(number))
    words.withUnsafeMutableBufferPointer { words in
      words[number].occurrences += 1
      if words[number].last != article {
        words[number].last = article
        words[number].articles += 1
      }
    }
  }

  private mutating func number(_ hash: UInt64, _ length: Int) -> Int {
    let mask = slots.count - 1
    let high = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == high {
        let known = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if isWord(known, length) { return known }
      }
      slot = (slot + 1) & mask
    }
    let number = words.count
    slots[slot] = high | UInt64(number + 1)
    words.append(Word(start: letters.count, length: Int32(length)))
    letters.append(contentsOf: buffer[..<length])
    if words.count * 2 > slots.count { grow() }
    return number
  }

  /// Whether a word is what the first bytes of the buffer are.
  private func isWord(_ number: Int, _ length: Int) -> Bool {
    let word = words[number]
    guard Int(word.length) == length else { return false }
    return letters.withUnsafeBufferPointer { letters in
      buffer.withUnsafeBufferPointer { buffer in
        for place in 0..<length where letters[word.start + place] != buffer[place] { return false }
        return true
      }
    }
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    slots = [UInt64](repeating: 0, count: mask + 1)
    letters.withUnsafeBufferPointer { letters in
      for (number, word) in words.enumerated() {
        let hash = ByteHash.hash(
          UnsafeBufferPointer(rebasing: letters[word.start..<word.start + Int(word.length)]))
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
      }
    }
  }
}

/// Letters of a text, by script, and how often three of them stand in a row as each language has them.
struct LanguageCount {
  /// A script, or several that tell of one language.
  enum Script: Int, CaseIterable {
    case latin, cyrillic, greek, hebrew, arabic, devanagari, bengali, gurmukhi, gujarati, tamil, telugu,
      kannada, malayalam
    case thai, kana, han, hangul, other
  }

  private(set) var letters = [Int](repeating: 0, count: Script.allCases.count)
  private(set) var digits = 0
  private(set) var words = 0
  /// Words that no other language has.
  private(set) var englishWords = 0

  /// What is looked at at the start, in the middle and at the end of a text.
  private static let window = 3 << 10

  /// The same letters count so often: tables say one word a hundred times.
  private static let mostRepeats = 3

  /// English words that no text of another language is full of.
  private static let english = ByteTable<Bool>(
    [
      "the", "of", "and", "that", "was", "for", "with", "said", "from", "by", "his", "they", "were", "this",
      "which", "are", "been", "their", "would", "about", "more", "than", "who", "but", "not",
    ].map { ($0, true) })

  /// Calls `body` with the letters of each word of `text`, in small ones.
  private static func words(
    _ text: UnsafeBufferPointer<UInt8>, _ window: Range<Int>, _ digits: inout Int, _ body: ([UInt32]) -> Void
  ) {
    let scan = TextScan(bytes: text)
    var word: [UInt32] = []
    word.reserveCapacity(256)
    var at = window.lowerBound
    while at < window.upperBound, text[at] & 0xC0 == 0x80 { at += 1 }
    while at < window.upperBound {
      let byte = text[at]
      if byte < 0x80 {
        at += 1
        if byte.isASCIILetter {
          word.append(UInt32(byte | 0x20))
          if word.count == 256 { word.removeAll(keepingCapacity: true) }
          continue
        }
        if byte.isASCIIDigit { digits += 1 }
        if !word.isEmpty { body(word) }
        word.removeAll(keepingCapacity: true)
        continue
      }
      let scalar = scan.scalar(at)
      at = scalar.end
      if let letter = letter(scalar.value) {
        word.append(letter)
        // Scripts without spaces between words.
        if word.count == 256 { word.removeAll(keepingCapacity: true) }
        continue
      }
      if !word.isEmpty { body(word) }
      word.removeAll(keepingCapacity: true)
    }
    if !word.isEmpty { body(word) }
  }

  private static func windows(_ count: Int) -> [Range<Int>] {
    guard count > 3 * window else { return [0..<count] }
    return [0, (count - window) / 2, count - window].map { $0..<$0 + window }
  }

  /// Counts the letters and words of a text of sound UTF-8. O(1): of a long text parts are looked at.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    for window in Self.windows(text.count) {
      Self.words(text, window, &digits) { word in
        words += 1
        var hash = FNV64()
        for letter in word {
          letters[Self.script(letter).rawValue] += 1
          hash.add(UInt8(truncatingIfNeeded: letter))
        }
        if word.count <= 6, word.allSatisfy({ $0 < 0x80 }), Self.english[hash] != nil { englishWords += 1 }
      }
    }
  }

  /// Whether a text is plainly in English, by the words at its start and in its middle: what nearly all articles are, told before
  /// any letter is looked at closely. O(1).
  static func isPlainlyEnglish(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let middle = text.count / 2
    return isPlainlyEnglish(text, 0..<min(text.count, window))
      && (text.count < 2 * window || isPlainlyEnglish(text, middle..<min(text.count, middle + window)))
  }

  private static func isPlainlyEnglish(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var (words, found, length) = (0, 0, 0)
    var hash = FNV64()
    for at in range {
      let byte = text[at]
      if byte.isASCIILetter {
        hash.add(byte.asciiLowered)
        length += 1
        continue
      }
      // Letters beyond ASCII make another word of it.
      if byte >= 0x80 {
        length += 16
        continue
      }
      guard length > 0 else { continue }
      words += 1
      if (2...6).contains(length), english[hash] != nil { found += 1 }
      hash = FNV64()
      length = 0
      if words >= 48, found * 100 >= words * 15 { return true }
    }
    return words >= 20 && found * 100 >= words * 12
  }

  /// How many of a hundred words only English has.
  var englishShare: Int { words == 0 ? 0 : englishWords * 100 / words }
  /// Letters of all scripts.
  var allLetters: Int { letters.reduce(0, +) }

  /// Letters of a script.
  subscript(_ script: Script) -> Int { letters[script.rawValue] }

  /// What the languages of a table have of a text: sums, in the order of the languages, and of how many rows of three letters.
  static func scores(
    _ text: UnsafeBufferPointer<UInt8>, by table: LanguageTable
  ) -> (sums: [Int], rows: Int) {
    var sums = [Int32](repeating: 0, count: table.languages.count)
    var rows = 0
    var digits = 0
    var seen = [UInt8](repeating: 0, count: table.count)
    sums.withUnsafeMutableBufferPointer { sums in
      for window in windows(text.count) {
        words(text, window, &digits) { word in
          var key: UInt64 = 32
          func take(_ letter: UInt32) {
            key = (key << 16 | UInt64(letter & 0xFFFF)) & 0xFFFF_FFFF_FFFF
            guard key >> 32 != 0, let row = table.row(key), seen[row] < Self.mostRepeats else { return }
            seen[row] += 1
            table.add(row, to: sums)
            rows += 1
          }
          for letter in word { take(letter) }
          take(32)
        }
      }
    }
    return (sums.map { Int($0) }, rows)
  }

  // MARK: Letters

  /// A letter as a small one; nil for what is none.
  private static func letter(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x41...0x5A: value | 0x20
    case 0x61...0x7A: value
    case ..<0xAA: nil
    case 0xC0...0xDE where value != 0xD7: value + 0x20
    case 0xD7, 0xF7, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF: nil
    // Capitals and small letters in turn.
    case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1EFF, 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: value | 1
    case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC, 0x1AF: value & 1 == 1 ? value + 1 : value
    case 0x178: 0xFF
    case 0x1A0: 0x1A1
    case 0x410...0x42F: value + 0x20
    case 0x400...0x40F: value + 0x50
    case 0x2000...0x2BFF, 0x3000...0x3040, 0xFE00...0xFE6F, 0xFF00...0xFF20, 0xFFF0...0xFFFF: nil
    case 0x60C, 0x61B, 0x61F, 0x660...0x669, 0x6D4, 0x6F0...0x6F9, 0x964...0x96F: nil
    case 0xE000...0xF8FF, 0x1F000...: value >= 0x20000 && value < 0x30000 ? value : nil
    default: value
    }
  }

  private static func script(_ letter: UInt32) -> Script {
    switch letter {
    case ..<0x250, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    case 0x590...0x5FF: .hebrew
    case 0x600...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFE: .arabic
    case 0x900...0x97F: .devanagari
    case 0x980...0x9FF: .bengali
    case 0xA00...0xA7F: .gurmukhi
    case 0xA80...0xAFF: .gujarati
    case 0xB80...0xBFF: .tamil
    case 0xC00...0xC7F: .telugu
    case 0xC80...0xCFF: .kannada
    case 0xD00...0xD7F: .malayalam
    case 0xE00...0xE7F: .thai
    case 0x3041...0x30FF, 0x31F0...0x31FF: .kana
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FFFF: .han
    case 0x1100...0x11FF, 0xAC00...0xD7AF: .hangul
    default: .other
    }
  }
}

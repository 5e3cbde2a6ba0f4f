/// A set of words for rules to test tokens against: `WordSet("say tell announce")`.
///
/// Words of the lexicon are found by symbol. Words that the lexicon lacks (a user's own kinds may name some) have no
/// symbol before an article is read, so these are compared by hash and bytes with the article's own words; sets
/// whose words are all in the lexicon never do that.
public struct WordSet: Sendable, ExpressibleByStringLiteral {
  private var table: SymbolTable
  private var others: [[UInt8]: Bool] = [:]

  /// The words, parted by white space; folded, so case does not matter.
  public init(_ words: String, lexicon: Lexicon = .standard) {
    self.init(words.utf8.split(whereSeparator: { $0 <= 32 }).map { Array($0) }, lexicon: lexicon)
  }

  public init(stringLiteral words: String) { self.init(words) }

  public init(_ words: [[UInt8]], lexicon: Lexicon = .standard) {
    var symbols: [Symbol] = []
    for word in words {
      let folded = WordFolding.folded(word)
      if let symbol = lexicon.symbol(folded) { symbols.append(symbol) } else { others[folded] = true }
    }
    table = SymbolTable(symbols)
  }

  /// Whether a word of the lexicon is in the set; false for an article's own words. O(1).
  public func contains(_ symbol: Symbol) -> Bool { table.index(of: symbol) >= 0 }

  /// Whether the set has the word that `symbol` stands for in `reading`. O(1) for words of the lexicon.
  public func contains(_ symbol: Symbol, in reading: Reading) -> Bool {
    if table.index(of: symbol) >= 0 { return true }
    guard !others.isEmpty, let word = reading.ownWord(symbol) else { return false }
    return others[Array(word)] != nil
  }

  /// The words that the lexicon lacks.
  public var wordsOutsideLexicon: [[UInt8]] {
    others.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// Like `WordSet`, with a value for each word; of a word given twice the last value holds.
public struct WordMap<Value: Sendable>: Sendable {
  private var table: SymbolTable
  private var values: [Value] = []
  private var others: [[UInt8]: Value] = [:]

  public init(_ entries: [(word: String, value: Value)], lexicon: Lexicon = .standard) {
    var places: [Int32: Int] = [:]
    var symbols: [Symbol] = []
    for entry in entries {
      let folded = WordFolding.folded(Array(entry.word.utf8))
      guard let symbol = lexicon.symbol(folded) else {
        others[folded] = entry.value
        continue
      }
      if let place = places[symbol.rawValue] {
        values[place] = entry.value
      } else {
        places[symbol.rawValue] = symbols.count
        symbols.append(symbol)
        values.append(entry.value)
      }
    }
    table = SymbolTable(symbols)
  }

  /// The value of a word of the lexicon. O(1).
  public subscript(symbol: Symbol) -> Value? {
    let index = table.index(of: symbol)
    return index < 0 ? nil : values[index]
  }

  /// The value of the word that `symbol` stands for in `reading`. O(1) for words of the lexicon.
  public subscript(symbol: Symbol, in reading: Reading) -> Value? {
    let index = table.index(of: symbol)
    if index >= 0 { return values[index] }
    guard !others.isEmpty, let word = reading.ownWord(symbol) else { return nil }
    return others[Array(word)]
  }
}

/// Symbols in a small open-addressing table, each with its place in the list it was made from.
struct SymbolTable: Sendable {
  private var slots: [SIMD2<Int32>]
  private var shift: UInt32

  init(_ symbols: [Symbol]) {
    var bits = 2
    while 1 << bits < symbols.count * 3 { bits += 1 }
    slots = Array(repeating: SIMD2(-1, -1), count: 1 << bits)
    shift = UInt32(32 - bits)
    for (index, symbol) in symbols.enumerated() where self.index(of: symbol) < 0 {
      var slot = start(symbol)
      while slots[slot].x >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = SIMD2(symbol.rawValue, Int32(index))
    }
  }

  private func start(_ symbol: Symbol) -> Int {
    Int((UInt32(bitPattern: symbol.rawValue) &* 0x9e37_79b9) >> shift)
  }

  /// The place of `symbol`, −1 if it is not there.
  func index(of symbol: Symbol) -> Int {
    guard symbol.rawValue >= 0 else { return -1 }
    var slot = start(symbol)
    while slots[slot].x >= 0 {
      if slots[slot].x == symbol.rawValue { return Int(slots[slot].y) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }
}

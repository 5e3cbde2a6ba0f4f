package import English

/// What the name model may look at beside a sentence's own words. Left out one by one to measure what each is worth.
package struct NameSources: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Clusters of words by what stands around them in other texts.
  package static let clusters = NameSources(rawValue: 1)
  /// Other occurrences of a word in the article.
  package static let article = NameSources(rawValue: 2)
  /// The passes over the names of the whole article after the first labelling.
  package static let passes = NameSources(rawValue: 4)
  /// Names of places.
  package static let gazetteer = NameSources(rawValue: 8)
  package static let all: NameSources = [.clusters, .article, .passes, .gazetteer]
}

/// One article as the name model sees it: distinct words with their attributes, capital runs, and what other
/// occurrences of a word tell. Building it is O(tokens) on average.
package struct NameText: Sendable {
  /// A stretch of capitalised words, joined by words such as "of" and "bin".
  struct Run: Sendable, BitwiseCopyable {
    var first: Int32
    /// Inclusive.
    var last: Int32
  }

  /// What all occurrences of a lower-cased form tell together.
  struct Form: Sendable, BitwiseCopyable {
    var count: Int32 = 0
    var occursLowered = false
    var standsAlone = false
    var followsCapital = false
    /// A capitalised word that stands before, or behind, it in a run somewhere; 0 if there is none.
    var left: UInt32 = 0
    var leftCluster: UInt32 = 0
    var right: UInt32 = 0
    var rightCluster: UInt32 = 0
    /// The last word of the longest run it stands in.
    var runLast: UInt32 = 0
    var runLength: Int32 = 0
    var firstCapital: Int32 = -1
    var lastCapital: Int32 = -1
  }

  /// How a sentence is capitalised.
  enum Style {
    static let normal: UInt8 = 0
    static let capitals: UInt8 = 1
    static let title: UInt8 = 2
  }

  var words: [NameWord] = []
  var forms: [Form] = []
  let sources: NameSources
  /// Index into `words` of each token.
  var word: [Int32]
  /// Index into `runs`; −1 outside.
  var run: [Int32]
  var runs: [Run] = []
  /// The next occurrence of the same form with a capital, the last one's being the first; −1 for others.
  var other: [Int32]
  /// What place each token's longest name in the gazetteer may mean, and where in that name it stands; 0 for none.
  /// Empty without a gazetteer.
  var place: [UInt8] = []
  /// How prominent that place is (`Gazetteer.prominence`); 0 for none.
  var prominence: [UInt8] = []
  var sentences: [Range<Int>]
  /// Tokens of datelines.
  let datelines: [Range<Int>]
  var styles: [UInt8] = []
  /// Tokens that start a sentence, a quotation or what follows a colon.
  var opens: [Bool]
  /// Hashes of the initials of runs.
  var initials: Set<UInt32> = []

  package init(_ reading: Reading, _ sources: NameSources = .all) {
    self.sources = sources
    let count = reading.tokens.count
    word = [Int32](repeating: 0, count: count)
    run = [Int32](repeating: -1, count: count)
    other = [Int32](repeating: -1, count: count)
    opens = [Bool](repeating: false, count: count)
    sentences = reading.sentences.map(\.tokens).filter { !$0.isEmpty && $0.upperBound <= count }
    datelines = reading.sentences.filter { $0.kind == .dateline && $0.tokens.upperBound <= count }.map(
      \.tokens)
    addWords(of: reading)
    for sentence in sentences {
      styles.append(style(of: sentence))
      addRuns(in: sentence)
    }
    if sources.contains(.gazetteer) { addPlaces(of: reading) }
    addForms()
    for run in runs { addInitials(of: run) }
  }

  var hasPlaces: Bool { !place.isEmpty }

  @inline(__always)
  func attributes(_ token: Int) -> NameWord { words[Int(word[token])] }
}

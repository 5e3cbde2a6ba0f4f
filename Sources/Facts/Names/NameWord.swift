internal import Articles

/// What a distinct written form contributes to the features of names, computed once an article.
struct NameWord: Sendable, BitwiseCopyable {
  /// Classes of capitalisation.
  enum Capital {
    static let none: UInt32 = 0
    static let first: UInt32 = 1
    static let all: UInt32 = 2
    static let single: UInt32 = 3
    static let inner: UInt32 = 4
    static let dotted: UInt32 = 5
    static let digits: UInt32 = 6
    static let other: UInt32 = 7
    static let edge: UInt32 = 8
  }

  var exact: UInt32 = 0
  var folded: UInt32 = 0
  var shape: UInt32 = 0
  var prefix3: UInt32 = 0
  var suffix2: UInt32 = 0
  var suffix3: UInt32 = 0
  var suffix4: UInt32 = 0
  /// Clusters of 64, 256 and 1024; 0 for unknown words.
  var cluster64: UInt32 = 0
  var cluster256: UInt32 = 0
  var cluster1024: UInt32 = 0
  var capital: UInt32 = 0
  /// Hash of the capitals alone; 0 unless the word may be an acronym.
  var acronym: UInt32 = 0
  /// The first letter, lower-cased.
  var initial: UInt32 = 0
  /// Index of the lower-cased form among the article's.
  var form: Int32 = -1

  /// True for words with a capital letter.
  @inline(__always)
  var isCapitalised: Bool { capital &- 1 < 5 }

  /// Stands before a sentence's first token and after its last.
  static let edge: NameWord = {
    var word = NameWord()
    word.exact = 1
    word.folded = 1
    word.shape = 1
    word.capital = Capital.edge
    return word
  }()
}

extension NameWord {
  static let hashStart = FNV32().value

  @inline(__always)
  static func hash(_ state: UInt32, _ value: UInt32) -> UInt32 {
    var hash = FNV32(state)
    hash.add(value)
    return hash.value
  }

  /// The word's attributes but clusters, which depend on another table. O(length); words longer
  /// than 64 bytes are looked at by their first 64.
  init(_ whole: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeBufferPointer(rebasing: whole.prefix(64))
    var index = 0
    var letters = 0
    var capitals = 0
    var digits = 0
    var dots = 0
    var startsUpper = false
    var exact = Self.hashStart
    var folded = Self.hashStart
    var shape = Self.hashStart
    var acronym = Self.hashStart
    var prefix = Self.hashStart
    var count = 0
    var run = 0
    var lastClass: UInt32 = 0
    // The last four folded scalars, for suffixes.
    var last: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    while index < bytes.count {
      var scalar = LetterCase.next(bytes, &index)
      if scalar == 0x2019 { scalar = 0x27 }
      exact = Self.hash(exact, scalar)
      var lowered = LetterCase.lowered(scalar)
      let shapeClass: UInt32
      if lowered != scalar {
        shapeClass = 0x58
        capitals += 1
        letters += 1
        if count == 0 { startsUpper = true }
        acronym = Self.hash(acronym, lowered)
      } else if scalar &- 0x30 < 10 {
        lowered = 0x30
        shapeClass = 0x64
        digits += 1
      } else if LetterCase.isLetter(scalar) {
        shapeClass = 0x78
        letters += 1
      } else {
        shapeClass = scalar
        if scalar == 0x2E { dots += 1 }
      }
      if count == 0 { initial = lowered }
      folded = Self.hash(folded, lowered)
      run = shapeClass == lastClass ? run + 1 : 1
      lastClass = shapeClass
      if run <= 2 { shape = Self.hash(shape, shapeClass) }
      last = (last.1, last.2, last.3, lowered)
      count += 1
      if count == 3 { prefix = folded }
    }
    self.exact = exact
    self.folded = folded
    self.shape = shape
    prefix3 = count < 3 ? folded : prefix
    suffix2 = Self.hash(Self.hash(Self.hashStart, last.2), last.3)
    suffix3 = Self.hash(suffix2, last.1)
    suffix4 = Self.hash(suffix3, last.0)
    if capitals > 0 {
      capital =
        letters == 1
        ? (dots > 0 ? Capital.dotted : Capital.single)
        : capitals == letters
          ? (dots > 0 ? Capital.dotted : Capital.all) : startsUpper ? Capital.first : Capital.inner
    } else {
      capital = letters > 0 ? Capital.none : digits > 0 ? Capital.digits : Capital.other
    }
    if capitals >= 2 && capitals == letters && letters <= 8 { self.acronym = acronym }
  }
}

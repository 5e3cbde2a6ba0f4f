internal import CArticlesData

/// How likely letters in a row are in each of some languages that share a script (`Sources/Training/Python/languages`).
struct LanguageTable: Sendable {
  /// Codes of BCP 47.
  let languages: [String]
  private let values: [UInt8]
  /// Rows by a hash of their letters; −1 where there is none.
  private var slots: [Int32]
  private var keys: [UInt64]

  /// A value is so many times a binary logarithm.
  static let unit = 16

  /// The tables that are embedded, a group of languages each; none where the bytes are not what they should be.
  static let all: [LanguageTable] = {
    var size = 0
    guard let start = dl_languages(&size) else { return [] }
    return tables(UnsafeRawBufferPointer(start: start, count: size)) ?? []
  }()

  /// The group that has a language; nil where none does.
  static func group(of language: String) -> LanguageTable? { all.first { $0.languages.contains(language) } }

  /// Reads the file's form, as `build.py` has it; nil where it is another.
  static func tables(_ bytes: UnsafeRawBufferPointer) -> [LanguageTable]? {
    var at = 0
    func take(_ count: Int) -> UnsafeRawBufferPointer? {
      guard count >= 0, at + count <= bytes.count else { return nil }
      defer { at += count }
      return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }
    func number() -> Int? { take(4).map { Int($0.loadUnaligned(as: UInt32.self)) } }
    guard let magic = take(8), magic.elementsEqual("DLLANG01".utf8), let groups = number(), groups <= 16
    else {
      return nil
    }
    var tables: [LanguageTable] = []
    for _ in 0..<groups {
      guard let count = number(), let rows = number(), (1...64).contains(count), rows < 1 << 20,
        let codes = take(8 * count), let keys = take(8 * rows), let values = take(rows * count)
      else { return nil }
      let languages = (0..<count).map {
        String(decoding: codes[(8 * $0)..<(8 * $0 + 8)].prefix { $0 != 0 }, as: UTF8.self)
      }
      let letters = (0..<rows).map { keys.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
      tables.append(LanguageTable(languages, letters, Array(values)))
    }
    return at == bytes.count ? tables : nil
  }

  private init(_ languages: [String], _ letters: [UInt64], _ values: [UInt8]) {
    self.languages = languages
    self.values = values
    var size = 16
    while size < 2 * letters.count { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    keys = [UInt64](repeating: 0, count: size)
    for (row, key) in letters.enumerated() {
      var slot = Self.slot(key, size)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(row)
      keys[slot] = key
    }
  }

  private static func slot(_ key: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size - 1)
  }

  /// Rows.
  var count: Int { values.count / languages.count }

  /// The row of three letters in a row; nil where they are not known. O(1).
  func row(_ letters: UInt64) -> Int? {
    var slot = Self.slot(letters, slots.count)
    while slots[slot] >= 0 {
      if keys[slot] == letters { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds the values of a row to the sums of the languages, one a language. O(languages).
  func add(_ row: Int, to sums: UnsafeMutableBufferPointer<Int32>) {
    values.withUnsafeBufferPointer { values in
      let count = min(sums.count, languages.count)
      guard let sums = sums.baseAddress, (row + 1) * count <= values.count, let base = values.baseAddress
      else {
        return
      }
      let row = base + row * count
      // No more than `LanguageCount` has rows of letters: the sums stay far from overflowing.
      for i in 0..<count { sums[i] &+= Int32(row[i]) }
    }
  }
}

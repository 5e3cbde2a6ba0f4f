internal import CFactsData
public import English

/// The word lists of `data/words.txt`, by section.
public struct WordLists: Sendable {
  private var sections: [String: [(word: String, value: String)]] = [:]

  /// Reads the sectioned form; lines before the first section are left out. O(bytes).
  public init(_ text: UnsafeBufferPointer<UInt8>) {
    var section = ""
    for line in text.split(separator: 10) {
      let code = line.prefix { $0 != UInt8(ascii: "#") }
      for word in code.split(whereSeparator: { $0 <= 32 }) {
        if word.first == UInt8(ascii: "["), word.last == UInt8(ascii: "]") {
          section = String(decoding: word.dropFirst().dropLast(), as: UTF8.self)
          continue
        }
        let parts = word.split(separator: UInt8(ascii: "="), maxSplits: 1)
        let name = String(decoding: parts[0], as: UTF8.self)
        sections[section, default: []].append(
          (name, parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : name))
      }
    }
  }

  /// The embedded lists.
  public static let standard: WordLists = {
    var size = 0
    let start = dl_words(&size)
    return WordLists(UnsafeBufferPointer(start: start, count: size))
  }()

  func pairs(_ section: String) -> [(word: String, value: String)] { sections[section] ?? [] }

  public func words(_ section: String) -> [String] { (sections[section] ?? []).map(\.word) }

  public func set(_ section: String) -> WordSet { WordSet(words(section).joined(separator: " ")) }

  public func map(_ section: String) -> WordMap<String> { WordMap(sections[section] ?? []) }
}

/// Reads who wrote an article as people write it: "By ANN LEE and Bob Ray, Staff Writers".
enum Byline {
  /// Bytes of a name; what is longer is none.
  private static let longest = 80
  /// Names of an article; the rest is left out.
  private static let most = 12

  private static let leads = [
    "written by ", "posted by ", "reported by ", "story by ", "analysis by ", "opinion by ", "text by ",
    "author: ",
    "by: ", "by ",
  ]

  /// Words of what somebody is, not of a name.
  private static let roles: Set<String> = [
    "writer", "writers", "editor", "editors", "editor-at-large", "reporter", "reporters", "correspondent",
    "correspondents", "contributor", "contributors", "columnist", "staff", "producer", "bureau", "chief",
  ]

  /// The names in a byline, several apart by ", "; "" where there are none. O(length).
  static func names(_ text: String) -> String { names([text]) }

  /// The names in several bylines, each once.
  static func names(_ texts: [String]) -> String {
    var found: [String] = []
    for text in texts {
      guard text.utf8.count <= 1 << 10 else { continue }
      let parts = parts(of: text)
      let names = parts.filter { !isRole($0) }
      for name in names.isEmpty ? Array(parts.prefix(1)) : names
      where found.count < most && !found.contains(where: { $0.lowercased() == name.lowercased() }) {
        found.append(name)
      }
    }
    return found.joined(separator: ", ")
  }

  private static func parts(of text: String) -> [String] {
    var plain = words(TextEncoding.withoutEntities(text)).joined(separator: " ")
    let lowered = plain.lowercased()
    if let lead = leads.first(where: { lowered.hasPrefix($0) }) {
      plain = String(decoding: plain.utf8.dropFirst(lead.utf8.count), as: UTF8.self)
    }
    // "ann@example.org (Ann Lee)", "Ann Lee <ann@example.org>"
    var names: [String] = []
    for part in plain.split(whereSeparator: { ",;|()<>[]\"\n".contains($0) }) {
      for name in joined(words(String(part))) {
        let isSuffix = ["jr", "jr.", "sr", "sr.", "ii", "iii"].contains(name.lowercased())
        if isSuffix, let last = names.popLast() {
          names.append(last + " " + name)
        } else if isName(name, isFirst: names.isEmpty) {
          names.append(name)
        }
      }
    }
    return names
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// Words without those that join names, as names.
  private static func joined(_ words: [String]) -> [String] {
    words.split { ["and", "And", "AND", "&"].contains($0) }.map { $0.joined(separator: " ") }
  }

  private static func isName(_ name: String, isFirst: Bool) -> Bool {
    guard (2...longest).contains(name.utf8.count), name.contains(where: \.isLetter) else { return false }
    if ["by", "from"].contains(name.lowercased()) { return false }
    if name.contains("@") || name.contains("://") || name.contains("www.") { return false }
    if name.utf8.contains(where: \.isASCIIDigit) { return false }
    // Degrees and initials of bodies behind a name: "MD", "AP".
    let isInitials = name.utf8.count <= 4 && name.utf8.allSatisfy(\.isASCIIUpper)
    return isFirst || !isInitials
  }

  private static func isRole(_ name: String) -> Bool {
    words(name.lowercased()).contains(where: roles.contains)
  }

  /// The names in a line that is a byline, as "By Ann Lee | Harbour Wire"; "" in any other.
  static func line(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count <= 120, bytes.count > 6, bytes[0] | 0x20 == UInt8(ascii: "b"), bytes[0].isASCIIUpper,
      bytes[1] | 0x20 == UInt8(ascii: "y"), bytes[2] == 32 || bytes[2] == UInt8(ascii: ":")
    else { return "" }
    let rest = words(String(decoding: bytes.dropFirst(3), as: UTF8.self))
    let isNamed = rest.count >= 2 && rest.prefix(2).allSatisfy { $0.first?.isUppercase ?? false }
    // A sentence, as "By Monday Oslo had fallen silent." is none.
    guard isNamed, rest.last?.last != ".", rest.count <= 14 else { return "" }
    let names = names(String(decoding: bytes, as: UTF8.self))
    return names.split(separator: ",").allSatisfy { words(String($0)).count <= 5 } ? names : ""
  }
}

/// The parts of a folded personal or organisation name that linking compares.
enum NameParts {
  /// Words of a folded name; commas and full stops part words and are dropped.
  static func words(_ folded: String) -> [String] {
    folded.utf8.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x2E }.map { String($0) ?? "" }.filter {
      !$0.isEmpty
    }
  }

  /// A person's name without initials and generation suffixes: "mark a. milley jr." → mark, milley.
  static func person(_ folded: String) -> [String] {
    let all = words(folded)
    let kept = all.filter { $0.utf8.count > 1 && !suffixes.contains($0) }
    return kept.isEmpty ? all : kept
  }

  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv"]

  /// An organisation's name without article and legal form: "the acme corp." → acme.
  static func organisation(_ folded: String) -> String {
    var parts = words(folded)
    if parts.count > 1, parts[0] == "the" { parts.removeFirst() }
    while parts.count > 1, let last = parts.last, legalForms.contains(last) { parts.removeLast() }
    return parts.joined(separator: " ")
  }

  private static let legalForms: Set<String> = [
    "inc", "corp", "corporation", "ltd", "llc", "plc", "co", "company", "ag", "gmbh", "sa", "nv",
  ]

  /// First letters of the words that count: "north atlantic treaty organization" → nato. "" below three.
  static func initials(_ folded: String) -> String {
    var bytes: [UInt8] = []
    for word in words(folded) where !linkWords.contains(word) {
      if let first = word.utf8.first { bytes.append(first) }
    }
    return bytes.count >= 3 ? String(decoding: bytes, as: UTF8.self) : ""
  }

  private static let linkWords: Set<String> = ["of", "the", "and", "for", "in", "on", "to", "&", "de", "du"]

  /// The words of an organisation that tell it apart.
  static func significant(_ folded: String) -> Set<String> {
    Set(words(folded).filter { $0.utf8.count > 2 && !linkWords.contains($0) && !legalForms.contains($0) })
  }
}

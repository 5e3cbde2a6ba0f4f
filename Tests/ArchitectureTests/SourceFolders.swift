/// The folders of a module and which of them use types that others declare, by the words of their files.
struct SourceFolders {
  private(set) var names: [String] = []
  /// By folder: the folders it uses, each with one type as witness.
  private var uses: [String: [String: String]] = [:]

  /// Reads every Swift file in a folder below `root`; files that stand in `root` itself belong to no folder.
  init(below root: String) {
    var words: [String: Set<String>] = [:]
    var folderOfType: [String: String] = [:]
    for file in ArchitectureTests.swiftFiles(below: root) {
      let parts = file.dropFirst(root.count + 1).split(separator: "/").map { String($0) }
      guard parts.count > 1 else { continue }
      let text = Self.code(of: ArchitectureTests.text(file))
      for type in Self.declaredTypes(in: text) { folderOfType[type] = parts[0] }
      words[parts[0], default: []].formUnion(
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { String($0) })
    }
    names = words.keys.sorted()
    for (folder, used) in words {
      for word in used.sorted() {
        guard let other = folderOfType[word], other != folder else { continue }
        uses[folder, default: [:]][other] = word
      }
    }
  }

  /// Folders that use each other, each circle once: "Events", "Quotes (by QuoteCue)", "Events (by Found)".
  func circles() -> [[String]] {
    var found: [[String]] = []
    for start in names {
      // Circles are told at the first of their folders.
      guard let path = path(from: start, to: start, through: names.filter { $0 > start }) else { continue }
      found.append(path)
    }
    return found
  }

  private func path(from start: String, to end: String, through allowed: [String]) -> [String]? {
    var open: [[String]] = [[start]]
    var seen: Set<String> = []
    while let route = open.popLast() {
      let last = route[route.count - 1].split(separator: " ")[0]
      for (next, type) in (uses[String(last)] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let step = "\(next) (by \(type))"
        if next == end { return route + [step] }
        if allowed.contains(next), seen.insert(next).inserted { open.append(route + [step]) }
      }
    }
    return nil
  }

  /// Without comments and the contents of strings.
  private static func code(of text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
      lines.append(
        Substring(
          code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " ")))
    }
    return lines.joined(separator: "\n")
  }

  /// Types that a file declares for others: those at the edge of a line that are not private.
  private static func declaredTypes(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard let first = line.first, first != " ", !line.contains("private ") else { return nil }
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard
        let at = words.firstIndex(where: {
          ["struct", "class", "enum", "protocol", "typealias"].contains($0)
        }),
        at + 1 < words.count
      else { return nil }
      return String(words[at + 1])
    }
  }
}

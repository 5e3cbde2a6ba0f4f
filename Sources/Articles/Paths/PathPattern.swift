/// A path with wildcards, as shells write them: `*` and `?` within a name, `[a-z]` and `[!a-z]` for one byte of it, `**` for
/// any number of folders, and a backslash before a sign that means itself.
///
/// A name that begins with a dot is only met where the pattern has the dot, too. Wildcards stand for bytes, so that every
/// name can be met; `?` takes a whole character where the name is UTF-8.
public struct PathPattern: Hashable, Sendable {
  /// A name of the path, or what stands for names.
  enum Part: Hashable, Sendable {
    /// `isWild`: it holds wildcards.
    case name([UInt8], isWild: Bool)
    /// `**`
    case folders
  }

  let parts: [Part]
  /// It begins at the root.
  let isAbsolute: Bool

  /// The pattern that a person has written. O(length).
  public init(_ text: String) {
    let bytes = PathText.bytes(text)
    isAbsolute = bytes.first == Self.slash
    var parts: [Part] = []
    for name in bytes.split(separator: Self.slash) where !name.elementsEqual([UInt8(ascii: ".")]) {
      let isFolders = name.count == 2 && name.allSatisfy { $0 == Self.star }
      // Two in a row say what one does.
      if isFolders {
        if parts.last != .folders { parts.append(.folders) }
      } else {
        parts.append(.name(Array(name), isWild: Self.isWild(name)))
      }
    }
    self.parts = parts
  }

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")

  /// Whether a path has wildcards at all.
  public static func isPattern(_ text: String) -> Bool { isWild(text.utf8) }

  private static func isWild(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 == star || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
  }

  /// Whether it means the file at `path`, or a folder that the file lies in. Both are taken as they are written: relative
  /// paths meet relative ones only. O(length of the path · length of the pattern).
  public func matches(_ path: String) -> Bool {
    let bytes = PathText.bytes(path)
    guard isAbsolute == (bytes.first == Self.slash) else { return false }
    let names = bytes.split(separator: Self.slash).filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
    // Which of its parts may come next; a set, so that `**` costs no more than a part.
    var open: Set<Int> = opened([0])
    for name in names {
      if open.contains(parts.count) { return true }
      var next: Set<Int> = []
      for part in open {
        switch parts[part] {
        case .folders: if name.first != UInt8(ascii: ".") { next.insert(part) }
        case .name(let written, let isWild):
          if name.elementsEqual(written) || isWild && Self.matches(Array(name), written) {
            next.insert(part + 1)
          }
        }
      }
      open = opened(next)
      if open.isEmpty { return false }
    }
    return open.contains(parts.count)
  }

  /// With the parts behind `**`, which may stand for nothing.
  private func opened(_ open: Set<Int>) -> Set<Int> {
    var open = open
    for part in open.sorted() where part < parts.count && parts[part] == .folders { open.insert(part + 1) }
    return open
  }

  /// Whether a name is what a pattern of one name says. O(name · pattern): only the last `*` is tried again.
  static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
    var (at, part) = (0, 0)
    var retry: (at: Int, part: Int)?
    while at < name.count {
      if part < pattern.count, pattern[part] == star {
        part += 1
        retry = (at, part)
      } else if let (next, width) = one(name, at, pattern, part) {
        part = next
        at += width
      } else if let last = retry {
        retry = (last.at + 1, last.part)
        (at, part) = (last.at + 1, last.part)
      } else {
        return false
      }
    }
    return pattern[part...].allSatisfy { $0 == star }
  }

  /// The part of the pattern behind the one that meets the byte at `at`, and how many bytes it takes; nil where none does.
  private static func one(_ name: [UInt8], _ at: Int, _ pattern: [UInt8], _ part: Int) -> (Int, Int)? {
    guard part < pattern.count else { return nil }
    switch pattern[part] {
    case UInt8(ascii: "?"): return (part + 1, width(name, at))
    case UInt8(ascii: "\\") where part + 1 < pattern.count:
      return pattern[part + 1] == name[at] ? (part + 2, 1) : nil
    case UInt8(ascii: "["):
      guard let end = end(of: pattern, part) else { return pattern[part] == name[at] ? (part + 1, 1) : nil }
      return holds(pattern[(part + 1)..<end], name[at]) ? (end + 1, 1) : nil
    case let byte: return byte == name[at] ? (part + 1, 1) : nil
    }
  }

  /// Bytes of the character that begins at `at`; 1 where there is none.
  private static func width(_ name: [UInt8], _ at: Int) -> Int {
    let count = name[at] >= 0xF0 ? 4 : name[at] >= 0xE0 ? 3 : name[at] >= 0xC0 ? 2 : 1
    guard count > 1, at + count <= name.count, name[(at + 1)..<(at + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return 1 }
    return count
  }

  /// Where the brackets close that open at `start`; a closing one that stands first means itself.
  private static func end(of pattern: [UInt8], _ start: Int) -> Int? {
    var first = start + 1
    if first < pattern.count, isNegation(pattern[first]) { first += 1 }
    guard first + 1 <= pattern.count else { return nil }
    return pattern[min(first + 1, pattern.count)...].firstIndex(of: UInt8(ascii: "]"))
  }

  private static func isNegation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "^")
  }

  /// Whether a byte is among what stands in brackets.
  private static func holds(_ bracket: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    let isNegated = bracket.first.map(isNegation) ?? false
    var rest = isNegated ? bracket.dropFirst() : bracket
    var isThere = false
    while let low = rest.popFirst() {
      let isRange = rest.count >= 2 && rest.first == UInt8(ascii: "-")
      if isRange { rest = rest.dropFirst() }
      let high = isRange ? rest.popFirst() ?? low : low
      if low <= byte, byte <= high { isThere = true }
    }
    return isThere != isNegated
  }
}

/// What is wrong in a kind file, and where.
public struct KindFileError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var message: String

  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}

extension KindTable {
  /// Adds the kinds of a file in the form that `data/kinds.txt` explains at its top. Throws the first fault; what
  /// stands above it is kept.
  public mutating func read(_ text: some Collection<UInt8>) throws(KindFileError) {
    var kind: Kind?
    var lists: [String: [String]] = [:]
    for (index, bytes) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      // By bytes: to find the ends of characters takes most of the time of a start.
      let words = bytes.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || $0 == 9 || $0 == 13 }
        .map { String(decoding: $0, as: UTF8.self) }
      guard let first = words.first else { continue }
      func fault(_ message: String) -> KindFileError { KindFileError(line: number, message: message) }
      let rest = Array(words.dropFirst())
      if first == "kind" {
        guard rest.count >= 2 else { throw fault("write: kind NAME PLURAL : help") }
        let help = rest.drop { $0 != ":" }.dropFirst().joined(separator: " ")
        kind = add(name: rest[0], plural: rest[1], help: help)
        if kind == nil { throw fault("there is a kind called `\(rest[0])` or `\(rest[1])` already") }
        continue
      }
      if first == "words" {
        guard rest.count == 2, rest[0] == rest[0].uppercased() else {
          throw fault("write: words NAME WORD,WORD …, the name in capitals")
        }
        lists[rest[0], default: []] += Self.expanded(rest[1][...], lists)
        continue
      }
      guard let current = kind else { throw fault("a file of kinds begins with: kind NAME PLURAL : help") }
      switch first {
      case "roles":
        for word in rest { try addRole(word, to: current, fault) }
      case "traits":
        for word in rest {
          guard let trait = KindTraits.named[word] else {
            throw fault(
              "there is no trait `\(word)`: write one of \(KindTraits.named.keys.sorted().joined(separator: ", "))"
            )
          }
          add(trait, to: current)
        }
      case "figures":
        for word in rest {
          guard let quantity = Figure.Quantity.allCases.first(where: { $0.name == word }) else {
            let known = Figure.Quantity.allCases.map(\.name).joined(separator: ", ")
            throw fault("there is no figure `\(word)`: write one of \(known)")
          }
          add(quantity, to: current)
        }
      case "verb", "noun":
        append(try frame(rest, isNoun: first == "noun", kind: current, line: number, lists, fault))
      case "unless":
        var pitfalls: [Pitfall] = []
        for word in rest { pitfalls.append(try pitfall(word, lists, fault)) }
        changeLastFrame { $0.pitfalls += pitfalls }
      case "is":
        guard rest.count == 1, let status = Status.allCases.first(where: { $0.name == rest[0] }) else {
          throw fault("write: is STATUS, one of \(Status.allCases.map(\.name).joined(separator: ", "))")
        }
        changeLastFrame { $0.status = status }
      case "but":
        let example = rest.joined(separator: " ")
        changeLastFrame { $0.counterexamples.append(example) }
      default:
        throw fault(
          "a line begins with kind, roles, traits, figures, verb, noun, unless, is, but or words, not `\(first)`"
        )
      }
    }
  }

  private mutating func addRole(
    _ word: String, to kind: Kind, _ fault: (String) -> KindFileError
  ) throws(KindFileError) {
    let parts = Self.parts(of: word, at: ":")
    let isPrincipal = parts[0].hasSuffix("*")
    let name = isPrincipal ? String(parts[0].dropLast()) : parts[0]
    guard parts.count == 2, !name.isEmpty, let filler = Filler.named[parts[1]] else {
      throw fault(
        "a role is written NAME:FILLER, the filler one of actor, person, place, thing, object, text: `\(word)`"
      )
    }
    guard add(role: name, to: kind, filler: filler, isPrincipal: isPrincipal) != nil else {
      throw fault("there are too many roles")
    }
  }

  private func frame(
    _ words: [String], isNoun: Bool, kind: Kind, line: Int, _ lists: [String: [String]],
    _ fault: (String) -> KindFileError
  ) throws(KindFileError) -> Frame {
    let fields = words.split(separator: ":", omittingEmptySubsequences: false).map { Array($0) }
    guard fields.count == 3, !fields[0].isEmpty else {
      throw fault("a trigger line is written: verb LEMMA … : SLOT=ROLE … : EXAMPLE => ROLE=TEXT, …")
    }
    guard !fields[0].contains(where: { $0.hasPrefix("+") }) else {
      throw fault("a trigger has a word before its +")
    }
    let triggers = fields[0].map { word -> (String, String?) in
      let parts = word.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 1).map { String(Substring($0)) }
      return (parts[0], parts.count > 1 ? parts[1] : nil)
    }
    var slots: [SlotRule] = []
    for word in fields[1] { slots.append(try slotRule(word, kind: kind, lists, fault)) }
    let arrow = fields[2].firstIndex(of: "=>") ?? fields[2].count
    var expected: [(Role, String)] = []
    for item in fields[2].dropFirst(arrow + 1).joined(separator: " ").utf8.split(separator: UInt8(ascii: ","))
    {
      let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1).map {
        Self.trimmed(Substring($0))
      }
      guard parts.count == 2, let role = self.role(named: parts[0]) else {
        throw fault("behind => an example says ROLE=TEXT: `\(Self.trimmed(Substring(item)))`")
      }
      expected.append((role, parts[1]))
    }
    return Frame(
      kind: kind, isNoun: isNoun, triggers: triggers, slots: slots, pitfalls: [],
      example: fields[2][..<arrow].joined(separator: " "), expected: expected, counterexamples: [], line: line
    )
  }

  private func slotRule(
    _ word: String, kind: Kind, _ lists: [String: [String]], _ fault: (String) -> KindFileError
  ) throws(KindFileError) -> SlotRule {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw fault("an argument is written SLOT=ROLE: `\(word)`")
    }
    let (slots, prepositions) = slotNames(word[..<equals])
    var value = String(word[word.index(after: equals)...])
    let isRequired = value.hasSuffix("!")
    if isRequired { value.removeLast() }
    var allowed: [String] = []
    if let open = value.utf8.firstIndex(of: UInt8(ascii: "{")), value.hasSuffix("}") {
      allowed = Self.expanded(value[value.index(after: open)...].dropLast(), lists)
      value = String(value[..<open])
    }
    let parts = Self.parts(of: value, at: ":")
    var role: Role?
    if parts[0] != "-" {
      guard let known = self.role(named: parts[0]), self[kind].roles.contains(known) else {
        throw fault("the kind has no role `\(parts[0])`: add it to its roles line")
      }
      role = known
    }
    var filler = role.map { self.filler(of: $0, in: kind) } ?? .thing
    if parts.count > 1 {
      guard let named = Filler.named[parts[1]] else { throw fault("there is no filler `\(parts[1])`") }
      filler = named
    }
    return SlotRule(
      slots: slots, prepositions: prepositions, role: role, filler: filler, isStrict: parts.count > 1,
      isRequired: isRequired,
      words: allowed)
  }

  private func pitfall(
    _ word: String, _ lists: [String: [String]], _ fault: (String) -> KindFileError
  ) throws(KindFileError) -> Pitfall {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw fault("a pitfall is written SLOT=WORD,WORD: `\(word)`")
    }
    let (slots, prepositions) = slotNames(word[..<equals])
    let words = Self.expanded(word[word.index(after: equals)...], lists)
    return Pitfall(slots: slots, prepositions: prepositions, words: words)
  }

  /// The words of a list, parted by commas; the name of a list stands for its words.
  private static func expanded(_ text: Substring, _ lists: [String: [String]]) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).flatMap { part in
      let word = String(Substring(part))
      return lists[word] ?? [word]
    }
  }

  private func slotNames(_ text: Substring) -> (slots: [Slot], prepositions: [String]) {
    var slots: [Slot] = []
    var prepositions: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "|")) {
      let name = String(Substring(part))
      if let slot = Slot.named[name] { slots.append(slot) } else { prepositions.append(name) }
    }
    if !prepositions.isEmpty { slots.append(.prep) }
    return (slots, prepositions)
  }

  /// The parts between the places where a sign of ASCII stands, empty ones, too.
  private static func parts(of text: String, at sign: Unicode.Scalar) -> [String] {
    text.utf8.split(separator: UInt8(ascii: sign), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  /// Without spaces at both ends.
  static func trimmed(_ text: Substring) -> String {
    var bytes = text.utf8.drop { $0 == 32 }
    while bytes.last == 32 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}

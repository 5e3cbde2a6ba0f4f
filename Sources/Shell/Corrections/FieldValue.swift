internal import Articles
internal import Facts
internal import Indexing
internal import Querying

/// What `.set-field` is given, read by the fields of its fact.
struct FieldValue {
  let workspace: Workspace
  /// The day that relative periods count from, as it was set; nil: the newest article's.
  let now: String?
  let id: FactID

  private var index: FactIndex { workspace.index }
  private var kind: KindTable.Row { index.kinds.rows[Int(index.fact(id).kind.rawValue)] }

  private static let fields = ["date", "location", "status", "source", "kind"]
  /// Roles of which a fact has one text, or numbers.
  private static let contents: Set<String> = ["content", "topic"]

  /// The names that can stand for a field of this fact.
  private var names: [String] {
    Self.names(of: kind, in: index.kinds)
  }

  /// The fields of a kind that can be changed.
  static func names(of kind: KindTable.Row, in kinds: KindTable) -> [String] {
    let roles = kind.roles.map(kinds.name)
    let figures = Figure.Quantity.allCases.map(\.name).filter {
      $0 != "killed" && $0 != "injured" && $0 != "amount"
    }
    var names = fields
    for name in roles + ["killed", "injured", "amount"] + figures where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  func change(_ written: String, _ text: String) throws(Failure) -> FactChange {
    let field = ["place": "location", "where": "location", "when": "date"][written] ?? written
    guard names.contains(field) else {
      let near = Suggestion.closest(to: field, among: names)
      throw .command(
        "a \(kind.name) has no field `\(written)` that can be set",
        hint: near.isEmpty
          ? "fields: \(names.joined(separator: ", "))" : "did you mean \(near.joined(separator: ", "))?")
    }
    guard !Self.unquoted(text).trimmed.isEmpty else {
      throw .command("\(field) of what? A value, or `none`", hint: "see .help set-field")
    }
    let isNone = ["none", "nothing"].contains(text.lowercased())
    if let quantity = Figure.Quantity.allCases.first(where: { $0.name == field }) {
      return try figure(quantity, isNone ? nil : text)
    }
    switch field {
    case "date": return .date(isNone ? nil : try period(text))
    case "location": return .location(isNone ? nil : try place(Self.unquoted(text)))
    case "source": return .source(isNone ? nil : try name(Self.unquoted(text)))
    case "status": return .status(try word(text, "status", Status.allCases) { $0.name })
    case "kind": return .kind(try word(text, "kind", index.kinds.rows) { $0.name }.name)
    case _ where Self.contents.contains(field): return .content(field, isNone ? nil : Self.unquoted(text))
    default: return .role(field, isNone ? [] : try names(text, role: field))
    }
  }

  /// What a person should know of a change: names that no article has.
  func remarks(_ change: FactChange) -> [String] {
    var names: [String] = []
    switch change {
    case .source(let name?): names = [name]
    case .role(let role, let all):
      let filler = index.kinds.role(named: role).map { index.kinds.filler(of: $0, in: kind.kind) }
      if filler != .text { names = all }
    case .kind(let name):
      guard let new = index.kinds.rows.first(where: { $0.name == name }) else { return [] }
      let lost = index.fact(id).roles.map(\.role).filter { !new.roles.contains($0) }.map(index.kinds.name)
      let each = lost.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return each.isEmpty ? [] : ["a \(name) has no \(each.joined(separator: ", ")): left out"]
    default: break
    }
    return names.filter { index.entities(named: $0).isEmpty }.map { "no article names \"\($0)\"" }
  }

  private static func unquoted(_ text: String) -> String { Arguments.split(text).joined(separator: " ") }

  private func word<Item>(_ text: String, _ what: String, _ items: [Item], _ name: (Item) -> String)
    throws(Failure) -> Item
  {
    let word = Self.unquoted(text).lowercased()
    if let found = items.first(where: { name($0) == word }) { return found }
    let near = Suggestion.closest(to: word, among: items.map(name))
    throw .command(
      "no \(what) called `\(word)`",
      hint: near.isEmpty
        ? "one of \(items.map(name).joined(separator: ", "))"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  private func period(_ text: String) throws(Failure) -> TimeInterval {
    let text = Self.unquoted(text)
    let today = now.flatMap { CalendarDay(iso: Array($0.utf8)) } ?? index.articleSpan?.lastDay
    do {
      return try Period.parse(text).resolved(now: today ?? CalendarDay(year: 2000, month: 1, day: 1))
    } catch {
      throw .query(error, statement: text)
    }
  }

  private func place(_ name: String) throws(Failure) -> String {
    guard index.places.named(name).isEmpty else { return name }
    let near = index.places.similar(name).prefix(3).map { "\"\($0)\"" }
    throw .command(
      "no place called \"\(name)\"",
      hint: near.isEmpty
        ? ".alias \(Arguments.quoted(name)) = \"PLACE\" says which place it is"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// The whole name of whom a name means; one that nobody has stays as it is.
  private func name(_ text: String) throws(Failure) -> String {
    guard workspace.entities(calledFully: text).isEmpty else { return text }
    return try workspace.onlyEntity(named: text).map { index.entity($0).name } ?? text
  }

  /// Names with commas between; `+` and `-` change the list of those who fill the role.
  private func names(_ text: String, role: String) throws(Failure) -> [String] {
    let sign = text.first.flatMap { "+-".contains($0) ? $0 : nil }
    var given: [String] = []
    for part in Self.parts(sign == nil ? text : String(text.dropFirst())) {
      let part = Self.unquoted(part)
      if part.trimmed.isEmpty { throw .command("a name is missing in `\(text)`") }
      given.append(try name(part))
    }
    guard let sign else { return given }
    let role = index.kinds.role(named: role)
    var all = index.fact(id).roles.filter { $0.role == role }.map { index.entity($0.entity).name }
    func isThere(_ name: String) -> Bool { all.contains { Folding.name($0) == Folding.name(name) } }
    if sign == "+" {
      for name in given where !isThere(name) { all.append(name) }
    } else {
      for name in given {
        guard isThere(name) else {
          let other = index.fact(id).roles.first {
            Folding.name(index.entity($0.entity).name) == Folding.name(name)
          }
          let list = all.isEmpty ? "nobody is" : "there is " + all.joined(separator: ", ")
          throw .command(
            "\"\(name)\" is not among them",
            hint: other.map { "that is its \(index.kinds.name($0.role))" } ?? list)
        }
        all.removeAll { Folding.name($0) == Folding.name(name) }
      }
    }
    return all
  }

  /// Parts between commas outside of quotation marks.
  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if "\"“”„".contains(character) {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  private func figure(_ quantity: Figure.Quantity, _ text: String?) throws(Failure) -> FactChange {
    guard let text else { return .figure(quantity, nil, Currency("")) }
    let words = Arguments.split(text)
    let isSum = quantity == .amount
    guard let digits = words.first, words.count <= (isSum ? 2 : 1),
      let value = Double(digits.filter { $0 != "," && $0 != "_" }), value.isFinite, value >= 0, value < 1e15
    else {
      throw .command(
        "\(quantity.name) is a number\(isSum ? ", with its currency: 2500000 USD" : ""), not `\(text)`")
    }
    let counts: Set<Figure.Quantity> = [.killed, .injured, .arrested, .missing]
    if counts.contains(quantity), value != value.rounded() || value > Double(Int32.max) {
      throw .command("\(quantity.name) is a whole number, not `\(digits)`")
    }
    var code = words.count == 2 ? words[1].uppercased() : index.quantities(of: id).currency
    if code == "NONE" {
      code = ""
    } else if words.count == 2, code.utf8.count != 3 || !code.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
    {
      throw .command("a currency has three letters: USD, EUR; not `\(words[1])`")
    }
    return .figure(quantity, value, Currency(isSum ? code : ""))
  }
}

extension Workspace {
  /// The fields of some kind of fact that `.set-field` can change, each once.
  var changeableFields: [String] {
    Set(vocabulary.kinds.rows.flatMap { FieldValue.names(of: $0, in: vocabulary.kinds) }).sorted()
  }
}

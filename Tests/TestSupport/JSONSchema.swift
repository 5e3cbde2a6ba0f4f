/// Whether a value is what a JSON Schema (draft 2020-12) says. Knows the words that `examples/answers.schema.json` uses, and
/// refuses a schema with others: a word that is passed over would test nothing.
public struct JSONSchema {
  private let root: JSON

  public init(_ root: JSON) { self.root = root }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "enum", "properties", "required",
    "additionalProperties", "items", "minItems", "maxItems", "anyOf", "pattern", "minimum", "maximum",
  ]

  /// What is wrong with `value` as a definition of `$defs` has it, each with the way to it; none where it is right.
  public func faults(_ value: JSON, as name: String) -> [String] {
    guard let definition = root["$defs"]?[name] else { return ["there is no definition \(name)"] }
    return faults(value, definition, at: name)
  }

  private func faults(_ value: JSON, _ schema: JSON, at path: String) -> [String] {
    guard case .object(let words) = schema else { return ["\(path): no schema"] }
    return words.flatMap { word, rule -> [String] in
      guard Self.known.contains(word) else { return ["\(path): `\(word)` is not understood"] }
      return faults(value, word, rule, schema, at: path)
    }
  }

  private func faults(_ value: JSON, _ word: String, _ rule: JSON, _ schema: JSON, at path: String)
    -> [String]
  {
    switch word {
    case "$ref":
      guard let name = rule.string?.split(separator: "/").last, let definition = root["$defs"]?[String(name)]
      else {
        return ["\(path): \(rule) leads nowhere"]
      }
      return faults(value, definition, at: path)
    case "type":
      let types = rule.elements.isEmpty ? [rule] : rule.elements
      return types.contains { $0.string.map { Self.isA(value, $0) } ?? false }
        ? [] : ["\(path): \(value) is no \(rule)"]
    case "enum": return rule.elements.contains(value) ? [] : ["\(path): \(value) is none of \(rule)"]
    case "anyOf":
      let all = rule.elements.map { faults(value, $0, at: path) }
      return all.contains { $0.isEmpty } ? [] : ["\(path): none of \(all.count) forms fits: \(all.joined())"]
    case "properties":
      guard case .object(let members) = value else { return [] }
      return members.flatMap { member in
        rule[member.key].map { faults(member.value, $0, at: path + "." + member.key) } ?? []
      }
    case "required":
      guard case .object = value else { return [] }
      return rule.elements.compactMap { key in
        value[key.string ?? ""] == nil ? "\(path): \(key.string ?? "") is missing" : nil
      }
    case "additionalProperties":
      guard case .object(let members) = value else { return [] }
      return members.filter { schema["properties"]?[$0.key] == nil }.flatMap { member in
        rule == .boolean(false)
          ? ["\(path): \(member.key) is unknown"] : faults(member.value, rule, at: path + "." + member.key)
      }
    case "items":
      return value.elements.enumerated().flatMap { faults($0.element, rule, at: "\(path)[\($0.offset)]") }
    case "minItems", "maxItems":
      guard case .array(let elements) = value, let limit = rule.number else { return [] }
      let isFine = word == "minItems" ? Double(elements.count) >= limit : Double(elements.count) <= limit
      return isFine ? [] : ["\(path): \(elements.count) elements"]
    case "minimum", "maximum":
      guard let number = value.number, let limit = rule.number else { return [] }
      return (word == "minimum" ? number >= limit : number <= limit) ? [] : ["\(path): \(number)"]
    case "pattern":
      guard let text = value.string, let pattern = rule.string else { return [] }
      guard let regex = try? Regex(pattern) else { return ["\(path): `\(pattern)` is no pattern"] }
      return text.contains(regex) ? [] : ["\(path): \(text) does not match \(pattern)"]
    default: return []
    }
  }

  private static func isA(_ value: JSON, _ type: String) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .boolean), ("number", .number), ("string", .string), ("array", .array),
      ("object", .object):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }
}

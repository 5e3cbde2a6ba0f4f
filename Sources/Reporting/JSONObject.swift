/// Writes one JSON object, members in the order they are added.
struct JSONObject {
  private var members = ""
  /// With spaces behind commas and colons, as answers have them; records have none.
  private let isSpaced: Bool

  init(isSpaced: Bool = false) { self.isSpaced = isSpaced }

  var text: String { "{" + members + "}" }

  mutating func add(_ key: String, _ value: String?) { member(key, value.map(JSONText.quoted) ?? "null") }
  mutating func add(_ key: String, _ value: Int?) { member(key, value.map { String($0) } ?? "null") }
  mutating func add(_ key: String, _ value: Bool) { member(key, value ? "true" : "false") }
  mutating func add(_ key: String, _ value: Double?) {
    member(key, value.flatMap { $0.isFinite ? String($0) : nil } ?? "null")
  }

  /// A value that is JSON already.
  mutating func add(_ key: String, json: String) { member(key, json) }
  mutating func add(_ key: String, _ values: [String]) {
    member(key, "[" + values.map(JSONText.quoted).joined(separator: isSpaced ? ", " : ",") + "]")
  }

  mutating func add(_ key: String, _ build: (inout JSONObject) -> Void) {
    var inner = JSONObject(isSpaced: isSpaced)
    build(&inner)
    member(key, inner.text)
  }

  mutating func add<Element>(
    _ key: String, of elements: [Element], _ build: (inout JSONObject, Element) -> Void
  ) {
    let parts = elements.map { element in
      var inner = JSONObject(isSpaced: isSpaced)
      build(&inner, element)
      return inner.text
    }
    member(key, "[" + parts.joined(separator: isSpaced ? ", " : ",") + "]")
  }

  private mutating func member(_ key: String, _ value: String) {
    if !members.isEmpty { members += isSpaced ? ", " : "," }
    members += JSONText.quoted(key) + (isSpaced ? ": " : ":") + value
  }
}

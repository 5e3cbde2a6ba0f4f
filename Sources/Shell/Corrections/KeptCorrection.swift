internal import Articles
internal import Facts
internal import Indexing

/// A correction as a session keeps it.
struct KeptCorrection: Sendable {
  var correction: Correction
  /// The command that makes it, wherever it is run: with the ids of facts and days of the calendar.
  var statement: String
  /// What it is about, as it was: "meeting · happened · 2023-01-17 · Warsaw", or names.
  var about: String
}

extension Correction {
  /// The command that makes it.
  var statement: String {
    switch self {
    case .same(let names, let called):
      ".same " + ([called] + names.filter { $0 != called }).map(Self.quoted).joined(separator: " ")
    case .different(let first, let second): ".different \(Self.quoted(first)) \(Self.quoted(second))"
    case .wrong(let key): ".wrong \(key.description)"
    case .right(let key): ".right \(key.description)"
    case .note(let key, let text): ".note \(key.description) \(Self.quoted(text))"
    case .change(let key, let change): ".set-field \(key.description) \(change.field) \(change.valueText)"
    }
  }

  /// Always in quotes: a name has to look like one, and `none` is none.
  fileprivate static func quoted(_ name: String) -> String {
    let text = Arguments.quoted(name)
    return text.hasPrefix("\"") ? text : "\"\(text)\""
  }
}

extension FactChange {
  /// The new value as `.set-field` reads it.
  var valueText: String {
    func name(_ name: String?) -> String { name.map(Correction.quoted) ?? "none" }
    switch self {
    case .kind(let kind): return kind
    case .status(let status): return status.name
    case .date(let interval): return interval?.description ?? "none"
    case .location(let place): return name(place)
    case .source(let source): return name(source)
    case .content(_, let text): return name(text)
    case .role(_, let names):
      return names.isEmpty ? "none" : names.map(Correction.quoted).joined(separator: ", ")
    case .figure(let quantity, let value, let currency):
      guard let value else { return "none" }
      let number = value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
      if quantity != .amount { return number }
      return number + " " + (currency.code.isEmpty ? "none" : currency.code)
    }
  }
}

/// The forms that read like a sentence and leave their field out.
public enum Preposition: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// `near`, `in "…"`, `within`
  case spatial
  /// `during`, `in 2023`, `on`, `before`, `after`, `since`, `overlaps`, `from`, `between`
  case temporal
  case by, with, about
}

extension Schema {
  /// The field that a preposition tests when none is written; nil where these rows have none.
  public func defaultField(of preposition: Preposition) -> Field? {
    switch preposition {
    case .spatial: field(named: "location") ?? fields.first { $0.type == .place }
    case .temporal: field(named: "date") ?? fields.first { $0.type == .time }
    case .by:
      if case .facts(.some) = rows {
        principalField
      } else {
        field(named: "actor") ?? field(named: "outlet")
      }
    case .with: field(named: "participant")
    case .about:
      field(named: "topic") ?? (rows == .articles || rows == .sentences ? field(named: "text") : nil)
    }
  }

  /// The kind's acting role under its own name: `speaker` for statements.
  private var principalField: Field? {
    guard let actor = field(named: "actor") else { return nil }
    guard case .roles(let acting) = actor.meaning, let first = acting.first else { return actor }
    return fields.first { field in
      guard !field.isAlias, case .roles(let roles) = field.meaning else { return false }
      return roles.first == first
    } ?? actor
  }
}

public import Articles
public import Facts

/// What a person knows better than the program has read: about who is who, or about one fact.
///
/// Corrections are part of an index and are taken up by every `finish`, in their order, however many articles come or go.
/// They name facts by keys and entities by names, so that they can be kept and mean the same in another collection.
public enum Correction: Hashable, Sendable {
  /// These names, each in full, mean one person or body, which is called so from now on.
  case same([String], called: String)
  /// The second name means somebody or something else than the first.
  case different(String, String)
  /// The articles tell no such fact: it is left out of everything.
  case wrong(FactKey)
  /// Somebody has read the articles and found it so: it is sure.
  case right(FactKey)
  /// One field says something else. The fact is sure then.
  case change(FactKey, FactChange)
  /// A remark on a fact.
  case note(FactKey, String)

  /// The fact that it is about; nil where it is about names.
  public var fact: FactKey? {
    switch self {
    case .same, .different: nil
    case .wrong(let key), .right(let key), .change(let key, _), .note(let key, _): key
    }
  }
}

/// One field of a fact as a person says it is; nil and empty lists: nothing is known of it.
public enum FactChange: Hashable, Sendable {
  /// By the name of the kind. Roles that it does not have are dropped.
  case kind(String)
  case status(Status)
  case date(TimeInterval?)
  /// By the name of a place, as queries write it.
  case location(String?)
  /// Who says so, by name.
  case source(String?)
  /// All who fill a role, by name.
  case role(String, [String])
  /// What was said, or what it was about: the content or the topic, by the name of the kind's field.
  case content(String, String?)
  /// In the unit of the currency, if there is one.
  case figure(Figure.Quantity, Double?, Currency)

  /// The name of the field that it changes: "date", "participant", "killed".
  public var field: String {
    switch self {
    case .kind: "kind"
    case .status: "status"
    case .date: "date"
    case .location: "location"
    case .source: "source"
    case .role(let role, _): role
    case .content(let field, _): field
    case .figure(let quantity, _, _): quantity.name
    }
  }
}

public import Querying
internal import Facts

extension Vocabulary {
  /// A dozen kinds of their own, whatever the program's table holds, and a last result of facts.
  public static let testing: Vocabulary = {
    var kinds = KindTable()
    let rows: [(String, String, [String])] = [
      ("meeting", "meetings", ["participant", "host", "topic"]),
      ("visit", "visits", ["visitor", "host", "destination", "purpose"]),
      ("call", "calls", ["participant", "topic"]),
      ("statement", "statements", ["speaker", "addressee", "content", "topic"]),
      ("attack", "attacks", ["attacker", "target", "weapon", "killed", "injured"]),
      ("agreement", "agreements", ["participant", "topic", "amount"]),
      ("appointment", "appointments", ["person", "post", "organisation", "appointer"]),
      ("protest", "protests", ["protester", "target", "demand"]),
    ]
    for (name, plural, roles) in rows {
      _ = kinds.add(name: name, plural: plural, roles: roles, help: "a \(name)")
    }
    return Vocabulary(kinds: kinds, last: .facts(nil, in: kinds))
  }()
}

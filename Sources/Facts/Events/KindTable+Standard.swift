extension KindTable {
  /// The kinds that the program knows without being told.
  public static let standard: KindTable = {
    var table = KindTable()
    let kinds: [(String, String, [String], String)] = [
      ("meeting", "meetings", ["participant", "host", "topic"], "people or governments met or held talks"),
      (
        "visit", "visits", ["visitor", "host", "destination", "purpose"],
        "somebody went to see a place or a host"
      ),
      ("call", "calls", ["participant", "topic"], "a telephone or video call, or a letter"),
      ("statement", "statements", ["speaker", "addressee", "content", "topic"], "who said what"),
    ]
    for (name, plural, roles, help) in kinds {
      _ = table.add(name: name, plural: plural, roles: roles, help: help)
    }
    return table
  }()
}

internal import Facts
internal import Indexing
internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// What a person knows better than the program has read.
extension Session {
  /// Whether a statement may be run before corrections are taken up. A script that judges many facts one after another need
  /// not wait for each; only what does not depend on other corrections may.
  func waitsWithCorrections(_ text: String) -> Bool {
    guard !isInteractive, workspace.awaitsCorrections else { return false }
    return [".wrong ", ".right ", ".note "].contains { text.hasPrefix($0) }
  }

  /// Does what corrections say; the rows of the last answer go on meaning what they meant.
  func takeCorrections() throws(Failure) {
    guard workspace.awaitsCorrections else { return }
    guard workspace.takeCorrections(surroundings.isInterrupted) else { throw .cancelled }
    guard let made = lastMade else { return }
    last = made.answer.renumbered(workspace.index.renumbering(from: made.anchors))
    lastMade = made
  }

  /// Writes down what the rows of the last answer mean, before corrections change their numbers.
  private func anchorLast(_ anchors: RowAnchors?) {
    if let anchors, let last, lastMade == nil { lastMade = (last, anchors) }
  }

  enum Judgement: String {
    case wrong, right
  }

  func judge(_ arguments: Arguments, as judgement: Judgement) throws(Failure) {
    guard !arguments.words.isEmpty else {
      throw .command("which rows?", hint: "usage: .\(judgement.rawValue) N|ID…")
    }
    var keys: [FactKey] = []
    for word in arguments.words {
      let key = try self.key(word, judgement)
      guard workspace.judgements[key] != judgement else {
        throw .command("found \(judgement.rawValue) already: \(workspace.about(key))")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    try correct(
      keys.map { judgement == .wrong ? .wrong($0) : .right($0) },
      saying: { "\(judgement.rawValue): \($0)" })
  }

  /// The fact that a word means. What was found wrong can be found right again.
  private func key(_ word: String, _ judgement: Judgement) throws(Failure) -> FactKey {
    let isRow = Int(word).map { $0 <= last?.rowCount ?? 0 } ?? false
    if !isRow, judgement == .wrong, let wrong = workspace.index.wrongKeys(word).first { return wrong }
    if judgement == .right, !isRow {
      let wrong = workspace.index.wrongKeys(word)
      guard wrong.count < 2 else {
        throw .command(
          "more than one id begins with \(word)",
          hint: "write more of it: \(wrong.prefix(3).map(\.description).joined(separator: ", "))")
      }
      if let only = wrong.first { return only }
    }
    return try key(word)
  }

  /// The one fact that a word means.
  func key(_ word: String?) throws(Failure) -> FactKey {
    let index = workspace.index
    let id: FactID
    switch try subject(word) {
    case .fact(let fact): id = fact
    case .group(let ids) where ids.count == 1: id = ids[0]
    case .group(let ids):
      throw .command("row \(word ?? "") is \(Self.count(ids.count, "fact"))", hint: "list them: `| facts`")
    case .article, .sentence:
      throw .command("row \(word ?? "") is no fact", hint: "its facts: `| facts`")
    case .entity(let id):
      throw .command(
        "row \(word ?? "") is \(workspace.entity(id)?.name ?? ""), not a fact",
        hint: "facts it takes part in: `| facts`; whom a name means: .same, .different")
    }
    let key = index.key(of: id)
    // Judgements that wait are not in the index yet.
    if workspace.judgements[key] == .wrong { throw foundWrong(key) }
    return key
  }

  /// Of a fact that is asked for although it was found wrong.
  func foundWrong(_ key: FactKey) -> Failure {
    .command(
      "this fact was found wrong: \(workspace.about(key))",
      hint: "`.right \(key.description)` lets it stand again")
  }

  func noteFact(_ arguments: Arguments) throws(Failure) {
    let text = arguments.words.dropFirst().joined(separator: " ")
    guard !text.trimmed.isEmpty else { throw .command("usage: .note N|ID \"TEXT\"") }
    try correct([.note(try key(arguments.words.first), text)], saying: { "note on \($0)" })
  }

  func setField(_ arguments: Arguments) throws(Failure) {
    guard arguments.words.count >= 2 else { throw .command("usage: .set-field N|ID FIELD VALUE") }
    let key = try key(arguments.words[0])
    guard let id = workspace.index.facts(keyed: key.description).first else {
      throw .command("nothing is known of this fact")
    }
    let rest = Self.behind(2, of: arguments.rest)
    let value = FieldValue(workspace: workspace, now: settings.now, id: id)
    let change = try value.change(arguments.words[1].lowercased(), rest)
    for remark in value.remarks(change) { self.remark("note: " + remark) }
    try correct([.change(key, change)], saying: { "\(change.field) of \($0): \(change.valueText)" })
  }

  /// What stands behind the first words of a command.
  private static func behind(_ count: Int, of text: String) -> String {
    var rest = text[...]
    for _ in 0..<count {
      rest = rest.drop { $0.isWhitespace }
      rest = rest.drop { !$0.isWhitespace }
    }
    return String(rest).trimmed
  }

  func joinNames(_ arguments: Arguments) throws(Failure) {
    guard !arguments.words.isEmpty else { throw .command("usage: .same \"NAME\" \"NAME\"…") }
    let index = workspace.index
    var names: [String] = []
    var entities: Set<EntityID> = []
    var kinds: [NameKind] = []
    // The first may be what it is to be called only: a part of its name.
    let label = arguments.words[0]
    let isLabel =
      arguments.words.count > 1 && workspace.entities(calledFully: label).isEmpty
      && !index.entities(named: label).isEmpty
    for word in isLabel ? Array(arguments.words.dropFirst()) : arguments.words {
      let found = try named(word)
      for id in found {
        entities.insert(id)
        let kind = index.entity(id).kind
        if kind != .other, !kinds.contains(kind) { kinds.append(kind) }
        if !names.contains(index.entity(id).name) { names.append(index.entity(id).name) }
      }
    }
    let called = isLabel || workspace.entities(calledFully: label).isEmpty ? label : names[0]
    if kinds.contains(.place) || kinds.contains(.nationality) {
      throw .command(
        "places are not joined by their names",
        hint: arguments.words.count == 2
          ? ".alias \(Arguments.quoted(arguments.words[1])) = \(Arguments.quoted(arguments.words[0]))"
          : "see .help alias")
    }
    if kinds.count > 1 {
      throw .command("a \(kinds[0].name) and a \(kinds[1].name) are not one")
    }
    let isNew = entities.count > 1 || entities.contains { index.entity($0).name != called }
    guard isNew else {
      throw .command("\(arguments.words.joined(separator: " and ")): one already", hint: "see .help same")
    }
    try correct([.same(names, called: called)]) { _ in
      "one, \(called): " + names.joined(separator: ", ")
    }
  }

  func partNames(_ arguments: Arguments) throws(Failure) {
    guard arguments.words.count == 2 else { throw .command("usage: .different \"NAME\" \"NAME\"") }
    let (first, second) = (arguments.words[0], arguments.words[1])
    let both = Set(workspace.index.entities(named: first)).intersection(
      workspace.index.entities(named: second))
    for word in arguments.words { _ = try known(word) }
    guard !both.isEmpty else { throw .command("\(first) and \(second) are two already") }
    guard workspace.index.canPart(first, second) else {
      throw .command(
        "\(first) and \(second) cannot be told apart",
        hint:
          "every article that says the one gives both names to one person; `.set-field N ROLE \"NAME\"` corrects a fact"
      )
    }
    try correct([.different(first, second)], saying: { _ in "two: \(first), \(second)" })
  }

  /// Whom a name means, the best known first; never empty.
  private func known(_ name: String) throws(Failure) -> [EntityID] {
    let found = workspace.index.entities(named: name)
    guard !found.isEmpty else {
      let near = workspace.index.entityNames(prefix: name, kinds: [.person, .organisation, .other], limit: 3)
      throw .command(
        "nobody is called \"\(name)\"",
        hint: near.isEmpty ? nil : "did you mean \(near.map { "\"\($0.text)\"" }.joined(separator: ", "))?")
    }
    return found
  }

  /// All who are called so, else the only one who has the name among others.
  private func named(_ name: String) throws(Failure) -> [EntityID] {
    _ = try known(name)
    let full = workspace.entities(calledFully: name)
    if !full.isEmpty { return full }
    guard let only = try workspace.onlyEntity(named: name) else { throw .command("\"\(name)\" is no name") }
    return [only]
  }

  /// Adds corrections, keeps each for `.save`, and says what it is about.
  private func correct(_ new: [Correction], saying text: (String) -> String) throws(Failure) {
    var kept: [KeptCorrection] = []
    for correction in new {
      let about = correction.fact.map(workspace.about) ?? ""
      kept.append(KeptCorrection(correction: correction, statement: correction.statement, about: about))
    }
    anchorLast(workspace.add(kept))
    for correction in kept { tell(correction.statement, text(correction.about)) }
    if isInteractive { try takeCorrections() }
  }

  /// Keeps a statement with what it says, and says it beside the answers.
  private func tell(_ statement: String, _ text: String) {
    keep(LogEntry(statement: statement, shown: .page { _ in text + "\n" }, mode: settings.mode))
    remark(text)
  }

  func undo(_ arguments: Arguments) throws(Failure) {
    var kept = workspace.corrections
    guard !kept.isEmpty else { throw .command("nothing was corrected") }
    if arguments.rest.lowercased() == "all" {
      anchorLast(workspace.correct([]))
      tell(".undo all", "\(Self.count(kept.count, "correction")) taken back")
    } else {
      let number = try undone(arguments, kept)
      let gone = kept.remove(at: number - 1)
      anchorLast(workspace.correct(kept))
      // By what it takes back: numbers are others where some correction could not be made.
      tell(".undo \(gone.statement)", "taken back: \(gone.statement)")
    }
    if isInteractive { try takeCorrections() }
  }

  /// The number of the correction that `.undo` means.
  private func undone(_ arguments: Arguments, _ kept: [KeptCorrection]) throws(Failure) -> Int {
    if arguments.rest.isEmpty { return kept.count }
    if arguments.rest.hasPrefix(".") {
      if let found = kept.lastIndex(where: { $0.statement == arguments.rest }) { return found + 1 }
      throw .command("no such correction: \(arguments.rest)", hint: "see .corrections")
    }
    guard let number = Int(arguments.rest), (1...kept.count).contains(number) else {
      throw .command(
        "no correction \(arguments.rest)", hint: "they are numbered from 1 to \(kept.count): .corrections")
    }
    return number
  }

  /// What was corrected, one a row.
  var correctionTable: Answer {
    let kept = workspace.corrections
    let isThere = kept.map { entry in entry.correction.fact.map(workspace.isLoaded) ?? true }
    return Answer(
      columns: [
        Column(name: "number", values: kept.indices.map { .integer($0 + 1) }),
        Column(name: "correction", values: kept.map { .text($0.statement) }),
        Column(name: "about", values: kept.map { $0.about.isEmpty ? .missing : .text($0.about) }),
        Column(name: "loaded", values: isThere.map { .flag($0) }),
      ], subjects: [])
  }
}

extension Workspace {
  /// All whose full name it is.
  func entities(calledFully name: String) -> [EntityID] {
    let folded = Folding.name(name)
    return index.entities(named: name).filter {
      index.entity($0).isNamed && Folding.name(index.entity($0).name) == folded
    }
  }

  /// The one who has a name among others; nil where nobody has.
  func onlyEntity(named name: String) throws(Failure) -> EntityID? {
    let found = index.entities(named: name).filter { index.entity($0).isNamed }
    guard found.count < 2 else {
      let names = found.prefix(4).map { "\"\(index.entity($0).name)\"" }.joined(separator: ", ")
      throw .command("\"\(name)\" may mean \(names)", hint: "write the whole name")
    }
    return found.first
  }

  /// Whether the article of a fact is loaded, found wrong or not.
  func isLoaded(_ key: FactKey) -> Bool {
    !index.facts(keyed: key.description).isEmpty || !index.wrongKeys(key.description).isEmpty
  }

  /// "meeting · happened · 2023-01-17 · Warsaw"; of what was found wrong as it was before.
  func about(_ key: FactKey) -> String {
    if let id = index.facts(keyed: key.description).first, let evidence = evidence(for: id) {
      return evidence.summary
    }
    return corrections.last { $0.correction.fact == key }?.about ?? key.description
  }
}

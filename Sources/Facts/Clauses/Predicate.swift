internal import English

/// An argument of an event word: a noun phrase's head and where it stands.
struct Argument: Hashable, Sendable {
  var slot: Slot
  /// For `.prep`.
  var preposition: Symbol?
  /// The head of the noun phrase or clause.
  var token: Int
  /// Found through coordination, control or a governing clause, not beside the trigger.
  var isInherited: Bool
}

/// A verb or an event noun with its arguments in one form, whatever the sentence's voice and construction: active
/// and passive, relative and participial clauses, control, coordination, light verbs and possessives.
struct Predicate: Sendable {
  var trigger: Int
  var isNoun: Bool
  /// The word that carries tense and mood: the verb itself, the light verb of a noun, the word that governs the noun,
  /// the copula's predicate.
  var anchor: Int
  var isPassive: Bool
  var arguments: [Argument]
  /// The noun is what its clause is about: held, took place, is the subject or object of its verb.
  var isCore: Bool
}

extension ParsedArticle {
  /// The preposition's token; it may hang, wrongly, on a modifier in front of the noun ("with union leaders").
  func caseMarker(_ token: Int) -> Int? {
    if let marker = child(token, .caseMarker) { return marker }
    for child in children(token) where child < token {
      guard relation(child) == .compound || relation(child) == .amod else { continue }
      if let marker = self.child(child, .caseMarker), marker < child { return marker }
    }
    return nil
  }

  /// The preposition before a noun phrase: its case marker's word.
  func preposition(_ token: Int) -> Symbol? {
    caseMarker(token).map { word($0) }
  }

  func isPassive(_ verb: Int) -> Bool {
    if xpos(verb) == .vbn, relation(verb) == .acl { return true }
    return children(verb).contains { child in
      switch relation(child) {
      case .auxPass, .oblAgent: true
      // Without an auxiliary only a headline has a passive ("Minister arrested"), whatever the arc of the subject is called.
      case .nsubjPass: xpos(verb) == .vbn && reading.sentences[Int(sentenceOf[verb])].kind == .headline
      default: false
      }
    }
  }

  /// The predicate of a verb.
  func verbPredicate(_ verb: Int, depth: Int = 0) -> Predicate {
    let passive = isPassive(verb)
    var arguments: [Argument] = []
    func add(_ slot: Slot, _ token: Int, _ preposition: Symbol? = nil, inherited: Bool = false) {
      arguments.append(Argument(slot: slot, preposition: preposition, token: token, isInherited: inherited))
    }
    // "was awarded a medal": beside an object the subject of a passive is whom it was given to.
    let undergoes: Slot =
      children(verb).contains { relation($0) == .obj && preposition($0) == nil } ? .iobj : .obj
    for child in children(verb) {
      switch relation(child) {
      case .nsubj, .csubj, .nsubjPass: add(passive ? undergoes : .subj, child)
      case .oblAgent: add(.subj, child)
      // A phrase behind a preposition is no object, whatever its arc is called.
      case .obj where preposition(child) != nil: addOblique(child, passive: passive, add: add)
      case .obj: add(.obj, child)
      case .iobj: add(.iobj, child)
      case .obl, .nmod: addOblique(child, passive: passive, add: add)
      case .ccomp: add(.ccomp, child)
      case .xcomp: add(.xcomp, child)
      default: break
      }
    }
    if !arguments.contains(where: { $0.slot == .obj }),
      let name = arguments.firstIndex(where: { $0.slot == .xcomp && upos($0.token) == .propn })
    {
      // "called President Berg" may come out as a complement.
      arguments[name].slot = .obj
    }
    if !arguments.contains(where: { $0.slot == .obj }) {
      // "found the driver guilty": the subject of a complement without a verb is the object.
      for complement in arguments where complement.slot == .xcomp || complement.slot == .ccomp {
        guard upos(complement.token) != .verb, child(complement.token, .cop) == nil,
          let object = child(complement.token, .nsubj)
        else { continue }
        add(.obj, object)
      }
    }
    if !arguments.contains(where: { $0.slot == .obj }), !passive,
      let only = arguments.firstIndex(where: { $0.slot == .iobj })
    {
      // "warned the rebels that …": the addressee is the only object.
      arguments[only].slot = .obj
    }
    if passive, !arguments.contains(where: { $0.slot == .subj }), let agent = displacedAgent(of: verb) {
      add(.subj, agent)
    }
    addPhrases(ofObjects: arguments, to: &arguments)
    resolveRelative(verb, &arguments)
    let acts = passive ? Slot.obj : .subj
    if depth < 4, !arguments.contains(where: { $0.slot == acts }) {
      for argument in inheritedSubject(verb, passive: passive, depth: depth) { arguments.append(argument) }
    }
    return Predicate(
      trigger: verb, isNoun: false, anchor: verb, isPassive: passive, arguments: arguments, isCore: true)
  }

  /// "was shot dead by police", "was asked to leave early by the guard": who acted may hang on what follows the verb.
  private func displacedAgent(of verb: Int) -> Int? {
    for child in children(verb)
    where child > verb && [.xcomp, .advmod, .obl, .oblUnmarked].contains(relation(child)) {
      for phrase in children(child)
      where phrase > child && [.obl, .nmod, .oblAgent].contains(relation(phrase)) {
        if preposition(phrase).map({ Self.by.contains($0, in: reading) }) ?? false, isPersonNoun(phrase) {
          return phrase
        }
      }
    }
    return nil
  }

  private static let by: WordSet = "by"

  /// "demanded a rise from the ministry": what follows the object may hang on it, wrongly or rightly. Not "of".
  private func addPhrases(ofObjects objects: [Argument], to arguments: inout [Argument]) {
    for object in objects where object.slot == .obj {
      for child in children(object.token) where child > object.token && relation(child) == .nmod {
        guard let preposition = preposition(child), !Self.of.contains(preposition, in: reading) else {
          continue
        }
        arguments.append(Argument(slot: .prep, preposition: preposition, token: child, isInherited: true))
      }
    }
  }

  private static let of: WordSet = "of"
  private static let makers: WordSet = "of for by"

  private func addOblique(_ child: Int, passive: Bool, add: (Slot, Int, Symbol?, Bool) -> Void) {
    if let preposition = preposition(child) {
      add(.prep, child, preposition, false)
    } else if relation(child) == .obl, child > head(child), upos(child) == .noun || upos(child) == .propn,
      self.child(head(child), .obj) == nil, !vocabulary.timeNouns.contains(lemma(child), in: reading)
    {
      // "called off its mission": without a preposition it is the object, whatever its arc is called.
      add(passive ? .xcomp : .obj, child, nil, false)
    }
  }

  /// A relative pronoun stands for the noun that its clause modifies.
  private func resolveRelative(_ verb: Int, _ arguments: inout [Argument]) {
    guard relation(verb) == .aclRelcl, head(verb) >= 0 else {
      if relation(verb) == .acl, head(verb) >= 0 {
        // "troops attacking the town", "a man arrested on Monday", "plans to visit": the noun is the doer or the done-to.
        let noun = head(verb)
        if xpos(verb) == .vbn {
          arguments.append(Argument(slot: .obj, preposition: nil, token: noun, isInherited: true))
        } else if xpos(verb) == .vbg {
          arguments.append(Argument(slot: .subj, preposition: nil, token: noun, isInherited: true))
        }
      }
      return
    }
    let noun = head(verb)
    var found = false
    for index in arguments.indices {
      let token = arguments[index].token
      guard xpos(token) == .wdt || xpos(token) == .wp else { continue }
      arguments[index].token = noun
      arguments[index].isInherited = true
      found = true
    }
    guard !found else { return }
    let hasSubject = arguments.contains { $0.slot == .subj }
    if !hasSubject || !arguments.contains(where: { $0.slot == .obj }) {
      // A clause about a place or a time ("the city where they met") has no gap for the noun.
      guard child(verb, where: { xpos($0) == .wrb }) == nil else { return }
      arguments.append(
        Argument(slot: hasSubject ? .obj : .subj, preposition: nil, token: noun, isInherited: true))
    }
  }

  /// Who acts where the verb itself does not say: the subject of the verb it is coordinated with, of the verb that
  /// controls it, or the object of "ask somebody to".
  private func inheritedSubject(_ verb: Int, passive: Bool, depth: Int) -> [Argument] {
    let governor = head(verb)
    guard governor >= 0 else { return [] }
    let wanted: [Slot]
    switch relation(verb) {
    case .conj, .advcl, .parataxis: wanted = [.subj]
    case .xcomp, .ccomp:
      // "urged X to meet" has the object as subject, "agreed to meet" the subject.
      guard relation(verb) == .xcomp || xpos(verb) == .vb || xpos(verb) == .vbg else { return [] }
      wanted = [.obj, .iobj, .subj]
    case .acl:
      // "the failure of the parties to meet", "plans to visit": whoever has the plans.
      let noun = nounPredicate(governor, depth: depth + 1)
      let makers = noun.arguments.filter {
        $0.slot == .prep && $0.token > governor && $0.token < verb
          && $0.preposition.map { Self.makers.contains($0, in: reading) } ?? false
      }
      let owners = noun.arguments.filter { [.poss, .light].contains($0.slot) }
      return (makers + owners).prefix(1).map {
        Argument(slot: passive ? .obj : .subj, preposition: nil, token: $0.token, isInherited: true)
      }
    default: return []
    }
    guard
      upos(governor) == .verb || upos(governor) == .aux || child(governor, .cop) != nil
        || child(governor, .nsubj) != nil
    else { return [] }
    let upper = verbPredicate(governor, depth: depth + 1)
    for slot in wanted {
      // The subject of a passive governor stands in its object slot.
      let slot = slot == .subj && upper.isPassive && relation(verb) != .xcomp ? Slot.obj : slot
      let found = upper.arguments.filter { $0.slot == slot }
      if !found.isEmpty {
        return found.prefix(1).map {
          Argument(slot: passive ? .obj : .subj, preposition: nil, token: $0.token, isInherited: true)
        }
      }
    }
    return []
  }
}

internal import English

extension ParsedArticle {
  /// The predicate of an event noun: what stands in its own phrase, and, where a light verb carries it or it stands
  /// behind "at" or "after", the subject of that verb.
  func nounPredicate(_ noun: Int, depth: Int = 0) -> Predicate {
    var arguments: [Argument] = []
    func add(_ slot: Slot, _ token: Int, _ preposition: Symbol? = nil, inherited: Bool = false) {
      arguments.append(Argument(slot: slot, preposition: preposition, token: token, isInherited: inherited))
    }
    add(.itself, noun)
    addPhrase(of: noun, to: &arguments)
    var anchor = noun
    var isCore = true
    // "talks and a dinner with X": the phrase of the first conjunct is shared.
    let first = firstConjunct(noun)
    let governor = head(first)
    switch relation(first) {
    case .obj, .nsubjPass:
      anchor = governor
      add(.governor, governor)
      addClause(of: governor, noun: first, to: &arguments, depth: depth)
    case .nsubj where governor >= 0:
      anchor = governor
      add(.governor, governor)
      addSubjectClause(of: governor, noun: first, to: &arguments)
    case .obl, .nmod, .advcl, .oblUnmarked:
      isCore = false
      if governor >= 0 {
        anchor = governor
        add(.governor, governor)
        addStanding(noun: first, governor: governor, to: &arguments, depth: depth)
      }
    case .appos, .compound, .nmodPoss:
      isCore = false
      anchor = governor >= 0 ? governor : noun
    default: break
    }
    return Predicate(
      trigger: noun, isNoun: true, anchor: anchor, isPassive: false, arguments: arguments, isCore: isCore)
  }

  /// Possessives, modifiers and prepositional phrases of the noun, and of nouns it is merely the "round" or "series"
  /// of ("a series of meetings" keeps the meetings').
  private func addPhrase(of noun: Int, to arguments: inout [Argument]) {
    for child in children(noun) {
      switch relation(child) {
      case .nmodPoss:
        arguments.append(Argument(slot: .poss, preposition: nil, token: child, isInherited: false))
      case .amod, .compound:
        arguments.append(Argument(slot: .mod, preposition: nil, token: child, isInherited: false))
      case .nmod, .obl:
        let preposition = preposition(child)
        arguments.append(
          Argument(
            slot: preposition == nil ? .mod : .prep, preposition: preposition, token: child,
            isInherited: false))
      default: break
      }
    }
  }

  /// "X held talks with Y in Z", "talks were held between X and Y".
  private func addClause(of verb: Int, noun: Int, to arguments: inout [Argument], depth: Int) {
    guard depth < 4 else { return }
    let clause = verbPredicate(verb, depth: depth + 1)
    let isLight = vocabulary.light.contains(lemma(verb), in: reading)
    for argument in clause.arguments where argument.token != noun {
      switch argument.slot {
      case .subj where isLight:
        arguments.append(
          Argument(slot: .light, preposition: nil, token: argument.token, isInherited: argument.isInherited))
      case .prep:
        arguments.append(
          Argument(
            slot: .prep, preposition: argument.preposition, token: argument.token, isInherited: true))
      default: break
      }
    }
  }

  /// "The talks between X and Y took place in Z": the verb's prepositional phrases belong to the talks.
  private func addSubjectClause(of verb: Int, noun: Int, to arguments: inout [Argument]) {
    if Self.harming.contains(lemma(verb), in: reading), let victim = child(verb, .obj) {
      arguments.append(Argument(slot: .harmed, preposition: nil, token: victim, isInherited: true))
    }
    for child in children(verb) where relation(child) == .obl {
      guard let preposition = preposition(child) else { continue }
      arguments.append(Argument(slot: .prep, preposition: preposition, token: child, isInherited: true))
    }
  }

  private static let harming: WordSet = "kill injure wound displace hurt claim"
  private static let company: WordSet = "with between among"

  /// "X said after talks with Y": the clause's subject took part.
  private func addStanding(noun: Int, governor: Int, to arguments: inout [Argument], depth: Int) {
    guard depth < 4, upos(governor) == .verb || child(governor, .nsubj) != nil else { return }
    // "travel to X for a meeting with Y": what follows the noun may hang on the verb.
    for child in children(governor) where child > noun && relation(child) == .obl {
      guard let preposition = preposition(child), Self.company.contains(preposition, in: reading) else {
        continue
      }
      arguments.append(Argument(slot: .prep, preposition: preposition, token: child, isInherited: true))
    }
    let marker = child(noun, .caseMarker).map { word($0) }
    guard let marker, vocabulary.standing.contains(marker, in: reading) else { return }
    let clause = verbPredicate(governor, depth: depth + 1)
    let actor = clause.arguments.first { $0.slot == .subj } ?? clause.arguments.first { $0.slot == .obj }
    if let actor {
      arguments.append(Argument(slot: .standing, preposition: marker, token: actor.token, isInherited: true))
    }
  }
}

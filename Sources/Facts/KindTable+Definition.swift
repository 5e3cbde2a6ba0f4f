internal import Articles
internal import English

extension KindTable {
  /// Adds a kind from one line, with the roles agent and target: `NAME PLURAL : PART, PART …`, where a part is `verb LEMMA …`,
  /// `noun LEMMA …`, `like "SENTENCE"` or `but "SENTENCE"`.
  ///
  /// Of a sentence that it is like, the frame is made of the word that the clause is about and of where its noun phrases
  /// stand; `*stars*` around a word say that it is that one. What a frame finds in a `but` sentence becomes a pitfall.
  /// - Returns: the trigger lines that were made of sentences, as a file of kinds would have them.
  @discardableResult
  public mutating func define(_ line: String) throws(KindFileError) -> [String] {
    let usage = KindFileError(
      line: 1, message: #"write: NAME PLURAL : verb WORD …, noun WORD …, like "SENTENCE", but "SENTENCE""#)
    let halves = line.split(separator: ":", maxSplits: 1).map { String($0) }
    guard halves.count == 2 else { throw usage }
    let names = halves[0].split(separator: " ").map { $0.lowercased() }
    guard names.count == 2, names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" } })
    else {
      throw usage
    }
    let head = "kind \(names[0]) \(names[1]) : defined by the user\nroles agent*:actor target*:thing\n"
    var frames: [ExampleFrame] = []
    var (examples, others): ([String], [String]) = ([], [])
    for part in Self.parts(of: halves[1]) {
      let words = part.split(separator: " ", maxSplits: 1).map { Self.trimmed($0) }
      guard words.count == 2 else { throw usage }
      switch words[0].lowercased() {
      case "verb", "noun":
        let isNoun = words[0].lowercased() == "noun"
        frames.append(
          ExampleFrame(
            isNoun: isNoun, trigger: words[1].lowercased(),
            slots: isNoun
              ? "poss=agent by=agent light=agent of=target on|against=target" : "subj=agent obj=target",
            isLearned: false))
      case "like":
        guard let sentence = Self.quoted(words[1]) else { throw usage }
        let frame = try ExampleReader().frame(sentence)
        examples.append(sentence.filter { $0 != "*" })
        if !frames.contains(frame) { frames.append(frame) }
      case "but":
        guard let sentence = Self.quoted(words[1]) else { throw usage }
        others.append(sentence.filter { $0 != "*" })
      default: throw usage
      }
    }
    guard !frames.isEmpty else { throw usage }
    for sentence in examples where try mention(in: sentence, head, frames) == nil {
      let lines = frames.filter(\.isLearned).map { "`\($0.lines[0])`" }.joined(separator: ", ")
      throw KindFileError(
        line: 1,
        message:
          "\(quote(sentence)): \(lines) finds nothing in it; write who does what to whom, with *stars* around the word"
      )
    }
    for sentence in others { try exclude(sentence, head, &frames) }
    for sentence in examples where try mention(in: sentence, head, frames) == nil {
      throw Self.alike(sentence)
    }
    try add(head, frames)
    return frames.filter(\.isLearned).flatMap(\.lines)
  }

  private mutating func add(_ head: String, _ frames: [ExampleFrame]) throws(KindFileError) {
    var table = self
    do { try table.read((head + frames.flatMap(\.lines).map { $0 + "\n" }.joined()).utf8) } catch {
      throw KindFileError(line: 1, message: error.message)
    }
    self = table
  }

  /// Adds pitfalls until nothing of the kind is found in a sentence.
  private func exclude(_ sentence: String, _ head: String, _ frames: inout [ExampleFrame])
    throws(KindFileError)
  {
    while let found = try mention(in: sentence, head, frames) {
      guard let pitfall = ExampleReader().pitfall(sentence, at: found.trigger),
        !frames[found.frame].pitfalls.contains(pitfall)
      else { throw Self.alike(sentence) }
      frames[found.frame].pitfalls.append(pitfall)
    }
  }

  private static func alike(_ sentence: String) -> KindFileError {
    KindFileError(
      line: 1,
      message: "nothing tells \(quote(sentence)) from the other sentences: no noun beside the word is its own"
    )
  }

  /// Which of the frames finds something in a sentence, and where.
  private func mention(
    in sentence: String, _ head: String, _ frames: [ExampleFrame]
  ) throws(KindFileError) -> (frame: Int, trigger: TextRange)? {
    var table = self
    try table.add(head, frames)
    let first = table.frames.count - frames.count
    let harvest = Extractor(kinds: table).harvest(Article(text: ContiguousArray(sentence.utf8)))
    for mention in harvest.facts.lazy.flatMap(\.mentions)
    where Int(mention.rule) >= first && Int(mention.rule) < table.frames.count {
      return (Int(mention.rule) - first, mention.trigger)
    }
    return nil
  }

  /// Cut at commas that stand outside quotation marks.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { trimmed(Substring($0)) }
  }

  private static func quoted(_ text: String) -> String? {
    guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    return String(text.dropFirst().dropLast())
  }
}

/// A sentence in a message, cut where it is long.
private func quote(_ sentence: String) -> String {
  "\"" + (sentence.count > 80 ? String(sentence.prefix(80)) + "…" : sentence) + "\""
}

/// A trigger line of the kind file, made of an example.
private struct ExampleFrame: Equatable {
  var isNoun: Bool
  var trigger: String
  var slots: String
  /// Of a sentence.
  var isLearned = true
  var pitfalls: [String] = []

  var lines: [String] {
    ["\(isNoun ? "noun" : "verb") \(trigger) : \(slots) :"] + pitfalls.map { "unless \($0)" }
  }
}

/// Reads off an example what its event hangs on.
private struct ExampleReader {
  /// Verbs that mean little without their object: it belongs to the trigger.
  private static let general: WordSet =
    "be have do go take make get come give put set keep hold bring run lay call turn break stage carry"
  /// They tell when or where.
  private static let setting: WordSet =
    "in on at after before during since until as within near while when because"

  func frame(_ sentence: String) throws(KindFileError) -> ExampleFrame {
    let pieces = sentence.split(separator: "*", omittingEmptySubsequences: false)
    let plain = pieces.joined()
    let article = parsed(plain)
    var trigger: Int?
    if pieces.count == 3 {
      let start = Int32(pieces[0].utf8.count)
      trigger = (0..<article.count).first { article.reading.tokens.range($0).end > start }
    } else {
      trigger = (0..<article.count).first { article.relation($0) == .root }.map { told(article, by: $0) }
    }
    guard let trigger, article.upos(trigger) == .verb || article.upos(trigger) == .noun else {
      throw KindFileError(
        line: 1,
        message: "\(quote(plain)): no verb or noun tells what happens; put *stars* around the word that does")
    }
    return article.upos(trigger) == .noun
      ? noun(article, trigger) : verb(article, trigger, isMarked: pieces.count == 3)
  }

  /// "…, officials said": what they said.
  private func told(_ article: ParsedArticle, by verb: Int) -> Int {
    guard Self.saying.contains(article.lemma(verb), in: article.reading) else { return verb }
    return article.child(verb, .ccomp) ?? article.child(verb, .parataxis) ?? verb
  }

  private static let saying: WordSet = "say tell report announce confirm add"

  /// What distinguishes a sentence: the head of its object, else of another phrase of the word at `trigger`.
  func pitfall(_ sentence: String, at trigger: TextRange) -> String? {
    let article = parsed(sentence)
    guard
      let token = (0..<article.count).first(where: { article.reading.tokens.range($0).start == trigger.start }
      )
    else { return nil }
    let predicate = article.upos(token) == .verb ? article.verbPredicate(token) : article.nounPredicate(token)
    let nouns = predicate.arguments.filter { article.upos($0.token) == .noun && $0.token != token }
    for slot in [Slot.obj, .prep, .mod, .subj, .poss, .light] {
      guard let argument = nouns.first(where: { $0.slot == slot }) else { continue }
      let name = slot == .prep ? preposition(argument, article) : Slot.named.first { $0.value == slot }?.key
      guard let name else { continue }
      return "\(name)=\(lemma(argument.token, article))"
    }
    return nil
  }

  private func verb(_ article: ParsedArticle, _ verb: Int, isMarked: Bool) -> ExampleFrame {
    let predicate = article.verbPredicate(verb)
    let object = predicate.arguments.first { $0.slot == .obj && $0.token > verb }
    // "held a vigil", "went on strike": the noun tells what happens.
    if !isMarked, Self.general.contains(article.lemma(verb), in: article.reading) {
      if let object, article.upos(object.token) == .noun,
        article.vocabulary.light.contains(article.lemma(verb), in: article.reading)
      {
        return noun(article, object.token)
      }
      if let object, article.upos(object.token) == .noun {
        return ExampleFrame(
          isNoun: false, trigger: lemma(verb, article),
          slots: "subj=agent obj=target:thing{\(lemma(object.token, article))}!")
      }
      if let phrase = predicate.arguments.first(where: { $0.slot == .prep && article.upos($0.token) == .noun }
      ),
        let preposition = preposition(phrase, article), article.child(verb, .compoundPrt) == nil
      {
        let words = "\(preposition)=-{\(lemma(phrase.token, article))}!"
        return ExampleFrame(isNoun: false, trigger: lemma(verb, article), slots: "subj=agent \(words)")
      }
    }
    var slots = ["subj=agent"]
    slots.append(
      object == nil ? prepositions(predicate, article).map { "\($0)=target" } ?? "obj=target" : "obj=target")
    let particle = article.child(verb, .compoundPrt).map { "+" + article.reading.text($0).lowercased() } ?? ""
    return ExampleFrame(
      isNoun: false, trigger: lemma(verb, article) + particle, slots: slots.joined(separator: " "))
  }

  private func noun(_ article: ParsedArticle, _ noun: Int) -> ExampleFrame {
    let target = prepositions(article.nounPredicate(noun), article).map { "\($0)=target" }
    let slots = "poss=agent mod=agent by=agent light=agent of=agent " + (target ?? "on|against=target")
    return ExampleFrame(isNoun: true, trigger: lemma(noun, article), slots: slots)
  }

  /// "over|against": those that lead to what it is about.
  private func prepositions(_ predicate: Predicate, _ article: ParsedArticle) -> String? {
    var found: [String] = []
    for argument in predicate.arguments where argument.slot == .prep {
      guard let symbol = argument.preposition, !Self.setting.contains(symbol, in: article.reading),
        let word = preposition(argument, article)
      else { continue }
      if word != "of", word != "by", !found.contains(word) { found.append(word) }
    }
    return found.isEmpty ? nil : found.joined(separator: "|")
  }

  private func parsed(_ sentence: String) -> ParsedArticle {
    let article = Article(text: ContiguousArray(sentence.utf8))
    return ParsedArticle(Extractor.standard.read(article, allArcs: true), .standard)
  }

  private func lemma(_ token: Int, _ article: ParsedArticle) -> String {
    String(decoding: article.reading.lemmaBytes(token), as: UTF8.self).lowercased()
  }

  private func preposition(_ argument: Argument, _ article: ParsedArticle) -> String? {
    argument.preposition == nil
      ? nil : article.caseMarker(argument.token).map { article.reading.text($0).lowercased() }
  }
}

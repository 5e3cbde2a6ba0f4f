internal import English
internal import Facts

/// More than one question in a line, and none.
extension QuestionFormer {
  /// "… and when?" asks for what rows say anyway: it is cut off. What is a question of its own behind "and" is refused.
  mutating func cutSecondQuestion(behind first: Int) throws(QueryError) {
    for joint in words.indices.dropFirst(first + 2)
    where ["and", "or", ",", ";", "."].contains(text(joint)) && isQuestionWord(behindPreposition(joint)) {
      let asking = behindPreposition(joint)
      // "…, who had resigned" says more of a name.
      if text(joint) == ",", ["who", "whom", "whose", "which"].contains(text(asking)) { continue }
      let rest = words.indices.filter { $0 > asking && words[$0].category != .punct }
      if rest.isEmpty, ["when", "where"].contains(text(asking)) {
        let start = text(joint) == "," ? asking : joint
        cut = words[start].bytes.lowerBound..<words[asking].bytes.upperBound
        words.removeSubrange(joint...)
        return
      }
      guard
        asking > joint + 1 || text(asking) == "how" || isAuxiliary(asking + 1)
          || words.indices.contains(asking + 1) && words[asking + 1].category == .verb
      else { continue }
      throw fault(
        (joint + 1)..<words.count,
        "this is a second question: ask one after the other, each on a line of its own")
    }
  }

  /// The word behind "and", or behind the preposition there: "and for how much".
  private func behindPreposition(_ joint: Int) -> Int {
    QuestionFormer.before.contains(text(joint + 1)) ? joint + 2 : joint + 1
  }

  /// "when and where": takes both words.
  mutating func takeJointWord(behind first: Int) -> Bool {
    let pair = ["when", "where"]
    guard pair.contains(text(first)), ["and", "or", ","].contains(text(first + 1)),
      pair.contains(text(first + 2)), text(first + 2) != text(first)
    else { return false }
    at = first + 3
    return true
  }

  /// A statement as it is.
  func told() -> QuestionForm {
    var form = QuestionForm(.rows)
    form.add(words)
    form.close()
    return form
  }

  /// "which cities in Poland did …": what says more of the noun stands at the end of the statement.
  mutating func takeBehind() {
    guard tail.isEmpty, words.indices.contains(at), words[at].category == .adp,
      let verb = words.indices.first(where: { $0 > at && (isAuxiliary($0) || words[$0].category == .verb) }),
      verb - at <= 5, verb > at + 1,
      words[(at + 1)..<verb].allSatisfy({ [.noun, .propn, .adj, .num, .det].contains($0.category) })
    else { return }
    tail = at..<verb
    at = verb
  }
}

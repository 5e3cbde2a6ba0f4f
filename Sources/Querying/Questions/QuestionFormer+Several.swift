internal import English
internal import Facts

/// More than one question in a line.
extension QuestionFormer {
  /// "… and when?" asks for what the rows say anyway. What is a question of its own behind "and" is refused.
  mutating func cutSecondQuestion(behind first: Int) throws(QueryError) {
    for joint in words.indices.dropFirst(first + 2)
    where ["and", "or", ",", ";", "."].contains(text(joint)) && isQuestionWord(joint + 1) {
      // "…, who had resigned" says more of a name.
      if text(joint) == ",", ["who", "whom", "whose", "which"].contains(text(joint + 1)) { continue }
      let rest = words.indices.filter { $0 > joint + 1 && words[$0].category != .punct }
      if rest.isEmpty, ["when", "where"].contains(text(joint + 1)) {
        words.removeSubrange(joint...)
        return
      }
      guard isAuxiliary(joint + 2) || words.indices.contains(joint + 2) && words[joint + 2].category == .verb
      else { continue }
      throw fault(
        (joint + 1)..<words.count,
        "this is a second question: ask one after the other, each on a line of its own")
    }
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
}

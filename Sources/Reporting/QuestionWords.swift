internal import Articles
internal import Facts
public import Indexing
public import Querying

/// The answer to a question in words, above the facts that prove it.
public struct QuestionWords {
  private let question: Question
  /// Values that are written out; of more their number is said.
  private static let shown = 6

  /// The words for the answer to a question.
  public init(_ question: Question) { self.question = question }

  /// What the rows say, a line each: "yes: 2 facts", "participant: Andrzej Duda (2)". O(rows).
  public func lines(for answer: Answer, in index: FactIndex) -> [String] {
    switch question.asked {
    case .rows: return []
    case .truth: return [truth(of: answer)]
    case .plan: return [plan(of: answer)]
    case .count(let one, let more):
      return cell("n", of: answer).map { ["\($0.text()) \($0 == .integer(1) ? one : more)"] } ?? []
    case .sum(let figure):
      guard let sum = cell("sum_\(figure)", of: answer), sum != .missing, let count = cell("n", of: answer)
      else {
        return ["no number is told"]
      }
      return ["\(sum.text()) \(figure), told by \(Self.facts(Int(count.asNumber ?? 0)))"]
    case .values(let field, let kinds):
      let values = values(of: field.name, answer, kinds, index)
      guard !values.isEmpty else { return answer.rowCount == 0 ? [] : ["\(field.name): not told"] }
      return ["\(field.name): " + Self.list(values)]
    case .different(let field, let kinds, let one, let more):
      // "A handful of officials" are no one.
      let values = values(of: field.name, answer, kinds, index).filter { value in
        kinds.isEmpty || index.entities(named: value.text).contains { index.entity($0).isNamed }
      }
      let number = "\(values.count) \(values.count == 1 ? one : more)"
      return [values.isEmpty ? "\(number) told" : "\(number): " + Self.list(values)]
    }
  }

  private static func list(_ values: [(text: String, count: Int)]) -> String {
    let list = values.prefix(shown).map { value in
      value.count == 1 ? value.text : "\(value.text) (\(value.count) facts)"
    }
    return list.joined(separator: "; ") + (values.count > shown ? " and \(values.count - shown) more" : "")
  }

  private func cell(_ name: String, of answer: Answer) -> Value? {
    answer.columns.first { $0.name == name }?.values.first
  }

  private static func facts(_ count: Int) -> String { count == 1 ? "1 fact" : "\(count) facts" }

  private func statuses(of answer: Answer) -> [String] {
    answer.columns.first { $0.name == "status" }?.values.map { $0.text() } ?? []
  }

  /// What has happened is no plan any more.
  private func plan(of answer: Answer) -> String {
    let statuses = statuses(of: answer)
    guard !statuses.isEmpty else { return "no such fact is told" }
    func number(_ names: String..., said: String) -> String? {
      let count = statuses.count { names.contains($0) }
      return count > 0 ? "\(count) \(said)" : nil
    }
    let planned = number("planned", said: "planned")
    let others = [
      number("requested", "possible", said: "asked for or possible"),
      number("happened", "ongoing", said: "happened"),
      number("denied", "cancelled", "failed", said: "denied, cancelled or failed"),
    ].compactMap(\.self)
    return (planned.map { ["yes: " + $0] } ?? ["not told to be planned"]).joined()
      + (others.isEmpty ? "" : (planned == nil ? ": " : "; ") + others.joined(separator: ", "))
  }

  private func truth(of answer: Answer) -> String {
    let statuses = statuses(of: answer)
    func count(_ names: String...) -> Int { statuses.count { names.contains($0) } }
    let (real, denied) = (count("happened", "ongoing"), count("denied", "cancelled", "failed"))
    let open = statuses.count - real - denied
    var others: [String] = []
    if open > 0 { others.append("\(open) planned, asked for or possible") }
    if denied > 0 { others.append("\(denied) denied, cancelled or failed") }
    let rest = others.joined(separator: ", ")
    if real > 0 { return "yes: \(Self.facts(real))" + (rest.isEmpty ? "" : "; \(rest)") }
    return statuses.isEmpty ? "no such fact is told" : "not told to have happened: \(rest)"
  }

  /// The values of a column, the most frequent first, without those that the question names itself.
  private func values(
    of name: String, _ answer: Answer, _ kinds: Set<NameKind>, _ index: FactIndex
  ) -> [(text: String, count: Int)] {
    guard let column = answer.columns.first(where: { $0.name == name }) else { return [] }
    var counts: [(text: String, count: Int)] = []
    var places: [String: Int] = [:]
    for row in column.values {
      let values: [Value] = if case .list(let list) = row { list } else { [row] }
      for value in values where value != .missing {
        let text = value.screenText
        if question.named.contains(text) { continue }
        if !kinds.isEmpty,
          !index.entities(named: text).contains(where: { kinds.contains(index.entity($0).kind) })
        {
          continue
        }
        if let place = places[text] {
          counts[place].count += 1
        } else {
          places[text] = counts.count
          counts.append((text, 1))
        }
      }
    }
    let order = counts.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    return order.map(\.element)
  }
}

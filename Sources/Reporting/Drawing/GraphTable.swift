internal import Querying

/// Who with whom: a row and a column for each name, and how many rows name both where they cross.
struct GraphTable {
  private let graph: EntityGraph
  private let width: Int
  private let paint: Paint
  private let rowLimit: Int

  init(_ graph: EntityGraph, width: Int, paint: Paint, rowLimit: Int) {
    self.graph = graph
    self.width = width
    self.paint = paint
    self.rowLimit = rowLimit
  }

  /// The names with most rows come first; those who are alone are left out.
  var text: String {
    var weights: [Int: Int] = [:]
    var pairs: [Int: [Int: Int]] = [:]
    for (edge, weight) in graph.edges {
      pairs[edge.source, default: [:]][edge.target, default: 0] += weight
      pairs[edge.target, default: [:]][edge.source, default: 0] += weight
      weights[edge.source, default: 0] += weight
      weights[edge.target, default: 0] += weight
    }
    let order = weights.keys.sorted { (weights[$1] ?? 0, $0) < (weights[$0] ?? 0, $1) }
    guard !order.isEmpty else { return "no row names two\n" }
    let names = order.map { graph.nodes[$0].label.neutralised() }
    let most = rowLimit > 0 ? min(rowLimit, order.count) : order.count
    let cell = max(
      String(most).utf8.count,
      pairs.values.reduce(1) { $1.values.reduce($0) { max($0, String($1).utf8.count) } })
    let numberWidth = String(most).utf8.count
    let natural = names.prefix(most).reduce(0) { max($0, CellWidth.of($1)) }
    let labelWidth = max(4, min(natural, width / 3))
    let room = max(1, (width - numberWidth - 1 - labelWidth) / (cell + 1))
    let shown = min(most, room)
    var head = String(repeating: " ", count: numberWidth + 1 + labelWidth)
    for number in 0..<shown { head += " " + CellWidth.pad(String(number + 1), to: cell, right: true) }
    var text = paint(.bold, head) + "\n"
    for row in 0..<shown {
      var line = paint(.faint, CellWidth.pad(String(row + 1), to: numberWidth, right: true)) + " "
      line += CellWidth.pad(paint.cut(names[row], to: labelWidth), to: labelWidth)
      for column in 0..<shown {
        let count = row == column ? nil : pairs[order[row]]?[order[column]]
        let value = row == column ? paint.sign("·") : count.map(String.init) ?? ""
        let padded = " " + CellWidth.pad(value, to: cell, right: true)
        line += count == nil ? padded : paint(.cyan, padded)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    if order.count > shown {
      let more = "\(order.count - shown) more names: `| to \"who.graphml\"` has all of them"
      text += AnswerPrinter.wrap(more, to: width).map { paint(.faint, $0) + "\n" }.joined()
    }
    return text
  }
}

extension EntityGraph {
  /// Who is named with whom, a row for each two with the rows that name both, the most first.
  var pairs: Answer {
    var weights: [[Int]: Int] = [:]
    for (edge, weight) in edges { weights[[edge.source, edge.target], default: 0] += weight }
    let order = weights.keys.sorted { a, b in
      let (left, right) = (weights[a] ?? 0, weights[b] ?? 0)
      return left != right ? left > right : (a[0], a[1]) < (b[0], b[1])
    }
    return Answer(
      columns: [
        Column(name: "who", values: order.map { .text(nodes[$0[0]].label) }),
        Column(name: "with", values: order.map { .text(nodes[$0[1]].label) }),
        Column(name: "rows", values: order.map { .number(Double(weights[$0] ?? 0)) }),
      ], subjects: [])
  }
}

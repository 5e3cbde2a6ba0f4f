internal import Atlas
internal import Facts
internal import Indexing
internal import Querying

/// Answers on a page of HTML: tables that can be sorted, with a map and a timeline where rows have places and dates.
extension PageDocument {
  func write(
    _ answer: Answer, _ drawing: Drawing?, _ links: [String], _ number: String, _ html: inout HTMLWriter
  ) {
    if case .graph(let details)? = drawing?.form {
      let pairs = EntityGraph(answer, details).pairs
      let shown = shownRows(pairs)
      let cut = shown < pairs.rowCount ? ", of which the first \(shown) are shown" : ""
      writeTable(
        pairs, [], caption: "Who with whom: \(Self.count(pairs.rowCount, "pair"))\(cut)", "pairs-\(number)",
        &html)
      return
    }
    let shown = shownRows(answer)
    if case .map(let points, let borders, let area)? = drawing?.form, !points.isEmpty {
      figure(&html, caption: "Circles are as large as places have rows.") {
        PageMap(points: points, borders: borders, area: area).write(&$0, number: "m\(number)")
      }
      writeTable(Self.table(of: points), [], caption: "Places on the map", "places-\(number)", &html)
    } else if case .timeline? = drawing?.form, let line = PageTimeline(table: answer) {
      figure(&html, caption: line.title) { line.write(&$0, number: "l\(number)") }
    } else if case .chart? = drawing?.form, let line = PageTimeline(table: answer) {
      figure(&html, caption: line.title) { line.write(&$0, number: "l\(number)") }
    } else if drawing.map({ $0.isOfRows }) ?? true, isOfRows(answer) {
      let points = Self.points(answer, shown)
      if let borders, points.count > 1 {
        figure(&html, caption: "Where: circles are as large as places have rows.") {
          PageMap(points: points, borders: borders).write(&$0, number: "m\(number)")
        }
      }
      if let line = PageTimeline(rowsOf: answer, shown: shown) {
        figure(&html, caption: "When: " + line.title) { line.write(&$0, number: "l\(number)") }
      }
    }
    var caption = Self.count(answer.rowCount)
    if shown < answer.rowCount { caption += ", of which the first \(shown) are shown" }
    let proven = links.prefix(shown).count { !$0.isEmpty }
    if proven > 0, proven < shown { caption += "; \(proven) with their evidence" }
    if answer.rowCount > 0 {
      writeTable(answer, links, caption: caption, "rows-\(number)", bars: drawing?.form, &html)
    } else if !answer.notes.contains(where: { $0.hasPrefix("0 rows") }) {
      html.element("p", text: caption)
    }
    for note in answer.notes { html.element("p", ["class": "faint"], text: note) }
  }

  private func figure(
    _ html: inout HTMLWriter, caption: String, _ drawing: (inout HTMLWriter) -> Void
  ) {
    html.element("figure") { html in
      drawing(&html)
      html.element("figcaption", text: caption)
    }
    html.line()
  }

  /// Whether its rows are facts or articles, of which each has a place and a day; not groups, whose rows stand for several.
  private func isOfRows(_ answer: Answer) -> Bool {
    !answer.subjects.isEmpty
      && answer.subjects.allSatisfy {
        switch $0 {
        case .fact, .article: true
        case .sentence, .entity, .group: false
        }
      }
  }

  /// The places of the first column that has some, those with most rows first.
  static func points(_ answer: Answer, _ shown: Int) -> [MapPoint] {
    var numbers: [String: Int] = [:]
    var points: [MapPoint] = []
    func add(_ value: Value) {
      switch value {
      case .place(_, _, let point?):
        let name = value.text()
        if let known = numbers[name] {
          points[known].count += 1
        } else {
          numbers[name] = points.count
          points.append(MapPoint(name: name, point: point, count: 1))
        }
      case .list(let values): values.forEach(add)
      default: break
      }
    }
    for column in answer.columns where points.isEmpty { column.values.prefix(shown).forEach(add) }
    let order = points.indices.sorted { (-points[$0].count, $0) < (-points[$1].count, $1) }
    return order.map { points[$0] }
  }

  static func table(of points: [MapPoint]) -> Answer {
    Answer(
      columns: [
        Column(name: "place", values: points.map { .text($0.name) }),
        Column(name: "rows", values: points.map { .number($0.count) }),
      ], subjects: [])
  }

  /// A table under its caption. `bars` of a chart stand beside its numbers.
  func writeTable(
    _ answer: Answer, _ links: [String], caption: String, _ id: String, bars form: Drawing.Form? = nil,
    _ html: inout HTMLWriter
  ) {
    let isChart: Bool =
      switch form {
      case .chart?, .timeline?: answer.numberColumn != nil
      case .map?, .context?, .vertical?, .graph?, nil: false
      }
    let numeric = answer.columns.map(\.isNumeric)
    html.element("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": id]) {
      html in
      html.element("table", ["class": "rows"]) { html in
        html.element("caption", ["id": id], text: caption)
        html.line()
        html.element("thead") { html in
          html.element("tr") { html in
            html.element("th", ["scope": "col", "class": "number"], text: "#")
            for (column, isNumber) in zip(answer.columns, numeric) {
              html.element("th", ["scope": "col", "class": isNumber ? "number" : ""], text: column.name)
            }
          }
        }
        html.line()
        html.element("tbody") { html in
          html.line()
          for row in 0..<shownRows(answer) {
            html.element("tr") { html in
              let link = links.indices.contains(row) ? links[row] : ""
              html.element("th", ["scope": "row", "class": "number"]) { html in
                if link.isEmpty {
                  html.add("\(row + 1)")
                } else {
                  let what = link.hasPrefix("#f-") ? "evidence" : "article"
                  html.element("a", ["href": link, "aria-label": "\(row + 1): \(what)"], text: "\(row + 1)")
                }
              }
              for (column, isNumber) in zip(answer.columns.indices, numeric) {
                let value = answer.columns[column].values[row]
                html.element("td", ["class": isNumber ? "number" : ""]) { html in
                  if value.isTime { writeTime(value.text(), &html) } else { html.add(value.text()) }
                  if isChart, column == answer.numberColumn { meter(value, answer, column, &html) }
                }
              }
            }
            html.line()
          }
        }
      }
    }
    html.line()
  }

  /// A date is broken between its parts, never within one.
  private func writeTime(_ text: String, _ html: inout HTMLWriter) {
    for (index, word) in text.split(separator: " ").enumerated() {
      if index > 0 { html.add(" ") }
      let bytes = Array(word.utf8)
      let dots = bytes.indices.dropLast().first { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E }
      guard let dots else {
        html.element("span", ["class": "whole"], text: String(word))
        continue
      }
      html.element("span", ["class": "whole"], text: String(decoding: bytes[..<(dots + 2)], as: UTF8.self))
      html.void("wbr")
      html.element("span", ["class": "whole"], text: String(decoding: bytes[(dots + 2)...], as: UTF8.self))
    }
  }

  private func meter(_ value: Value, _ answer: Answer, _ column: Int, _ html: inout HTMLWriter) {
    let most = answer.columns[column].values.reduce(0) { max($0, $1.double ?? 0) }
    guard most > 0, let number = value.double, number > 0 else { return }
    html.element(
      "svg",
      ["class": "meter", "viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"]
    ) {
      $0.void("rect", ["class": "bar", "width": Value.fixed(max(1, number / most * 100), 1), "height": "10"])
    }
  }
}

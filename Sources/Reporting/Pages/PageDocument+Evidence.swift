internal import Library

/// Evidence on a page of HTML: what each fact was read from, with its words marked, and the articles.
extension PageDocument {
  func writeEvidence(_ html: inout HTMLWriter) {
    guard !evidence.facts.isEmpty else { return }
    let asked = askers
    html.element("section", ["aria-labelledby": "evidence"]) { html in
      html.element("h2", ["id": "evidence"], text: "Evidence")
      html.line()
      for fact in evidence.facts { write(fact, asked["#f-" + fact.id] ?? [], &html) }
    }
    html.line()
  }

  /// The numbers of the entries that lead to a fact or a source, by the link.
  private var askers: [String: [Int]] {
    var found: [String: [Int]] = [:]
    for (number, entry) in numbered {
      guard let number else { continue }
      var links = entry.links
      if case .facts(let ids) = entry.content { links += ids.map { "#f-" + $0 } }
      for link in links where !link.isEmpty && found[link]?.last != number {
        found[link, default: []].append(number)
      }
    }
    return found
  }

  private func write(_ fact: PageEvidence.Fact, _ asked: [Int], _ html: inout HTMLWriter) {
    html.element("article", ["id": "f-" + fact.id, "aria-labelledby": "h-" + fact.id]) { html in
      html.element("h3", ["id": "h-" + fact.id], text: fact.summary)
      html.element("p", ["class": "faint"]) { html in
        html.add("confidence \(fact.confidence) % · id ")
        html.element("code", text: fact.id)
        if !asked.isEmpty {
          html.add(" · asked for in ")
          for (index, number) in asked.enumerated() {
            if index > 0 { html.add(", ") }
            html.element("a", ["href": "#q-\(number)"], text: "\(number)")
          }
        }
      }
      html.line()
      for passage in fact.passages {
        html.element("blockquote") { html in
          html.element("p") { html in for piece in passage.pieces { write(piece, &html) } }
          html.element("p", ["class": "faint"]) { html in
            let source = evidence.sources[passage.source - 1]
            html.element("a", ["href": "#s-\(passage.source)"], text: "[\(passage.source)] \(source.title)")
            if !source.outlet.isEmpty { html.add(", " + source.outlet) }
            if !source.published.isEmpty { html.add(", " + source.published) }
            if !passage.rule.isEmpty { html.add(" · rule " + passage.rule) }
            if !passage.copies.isEmpty { html.add(" · also in " + passage.copies.joined(separator: ", ")) }
          }
        }
        html.line()
      }
      if !fact.remarks.isEmpty {
        html.element("dl") { html in
          for (label, text) in fact.remarks {
            html.element("dt", text: label)
            html.element("dd", text: text)
          }
        }
      }
    }
    html.line()
  }

  private func write(_ piece: PageEvidence.Piece, _ html: inout HTMLWriter) {
    guard let mark = piece.mark else { return html.add(piece.text) }
    let style =
      switch mark.style {
      case .trigger: "trigger"
      case .participant: "party"
      case .place: "place"
      case .date: "date"
      }
    html.element("mark", ["class": style]) { html in
      html.add(piece.text + " ")
      // Colours alone say nothing to some, and on paper.
      html.element("small", text: mark.label)
    }
  }

  func writeSources(_ html: inout HTMLWriter) {
    guard !evidence.sources.isEmpty else { return }
    html.element("section", ["aria-labelledby": "sources"]) { html in
      html.element("h2", ["id": "sources"], text: "Sources")
      html.element("ol") { html in
        html.line()
        for (index, source) in evidence.sources.enumerated() {
          html.element("li", ["id": "s-\(index + 1)"]) { html in
            html.element("cite", text: source.title)
            let parts = [source.author, source.outlet, source.published].filter { !$0.isEmpty }
            if !parts.isEmpty { html.add(". " + parts.joined(separator: ", ")) }
            html.add(". ")
            html.element("span", ["class": "path"], text: source.path)
          }
          html.line()
        }
      }
    }
    html.line()
  }
}

internal import Querying

/// A document as one page of HTML that opens without a network: readable by keyboard, by screen reader, on a telephone and
/// on paper, in light and in dark.
extension PageDocument {
  /// The page, the same bytes for the same document. O(length).
  package var html: String {
    var html = HTMLWriter()
    html.element("html", ["lang": "en"]) { html in
      html.line()
      head(&html)
      html.line()
      html.element("body") { body(&$0) }
      html.line()
    }
    return "<!DOCTYPE html>\n" + html.text + "\n"
  }

  private func head(_ html: inout HTMLWriter) {
    html.element("head") { html in
      html.line()
      html.void("meta", ["charset": "utf-8"])
      html.line()
      html.void("meta", ["http-equiv": "Content-Security-Policy", "content": PageSheet.policy])
      html.line()
      html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      html.void("meta", ["name": "referrer", "content": "no-referrer"])
      html.line()
      html.element("title", text: title)
      html.line()
      html.own("style", PageSheet.style)
      html.line()
    }
  }

  private func body(_ html: inout HTMLWriter) {
    html.line()
    html.element("a", ["class": "skip", "href": "#main"], text: "Skip to the answers")
    html.element("p", ["class": "told", "id": "told", "role": "status", "aria-live": "polite"]) { _ in }
    html.line()
    html.element("header") { html in
      html.element("h1", text: title)
      if !summary.isEmpty { html.element("p", ["class": "faint"], text: summary) }
      if !loaded.isEmpty {
        html.element("p", ["class": "faint"]) { html in
          html.add("Loaded: ")
          for (index, path) in loaded.enumerated() {
            if index > 0 { html.add(", ") }
            html.element("code", text: path)
          }
        }
      }
    }
    html.line()
    contents(&html)
    html.element("main", ["id": "main"]) { html in
      html.line()
      for (number, entry) in numbered { write(entry, number, &html) }
      writeEvidence(&html)
      writeSources(&html)
      appendix(&html)
    }
    html.line()
    html.element("footer") { html in
      for credit in credits { html.element("p", text: credit) }
    }
    html.line()
    html.own("script", PageSheet.script)
    html.line()
  }

  /// What the page holds, where that is more than an answer.
  private func contents(_ html: inout HTMLWriter) {
    let asked = numbered.filter { $0.number != nil }
    guard asked.count > 1 else { return }
    html.element("nav", ["aria-labelledby": "contents"]) { html in
      html.element("h2", ["id": "contents"], text: "Contents")
      html.element("ol") { html in
        for (number, entry) in asked {
          html.element("li") {
            $0.element("a", ["href": "#q-\(number ?? 0)"]) { $0.element("code", text: entry.statement) }
          }
          html.line()
        }
      }
      let rest = [
        (evidence.facts.isEmpty, "evidence", "Evidence"), (evidence.sources.isEmpty, "sources", "Sources"),
        (corrections == nil, "corrections", "Corrections"), (settings.isEmpty, "settings", "Settings"),
        (script.isEmpty, "script", "The session as a script"),
      ].filter { !$0.0 }
      if !rest.isEmpty {
        html.element("p") { html in
          for (index, (_, id, name)) in rest.enumerated() {
            if index > 0 { html.add(" · ") }
            html.element("a", ["href": "#" + id], text: name)
          }
        }
      }
    }
    html.line()
  }

  private func write(_ entry: Entry, _ number: Int?, _ html: inout HTMLWriter) {
    guard let number else {
      html.element("p", ["class": "step"]) { $0.element("code", text: entry.statement) }
      html.line()
      return
    }
    html.element("section", ["aria-labelledby": "q-\(number)"]) { html in
      html.element("h2", ["id": "q-\(number)"]) { html in
        html.add("\(number). ")
        html.element("code", text: entry.statement)
      }
      html.line()
      switch entry.content {
      case .step: break
      case .answer(let answer, let drawing): write(answer, drawing, entry.links, "\(number)", &html)
      case .facts(let ids):
        html.element("ul") { html in
          for id in ids {
            guard let fact = evidence.facts.first(where: { $0.id == id }) else { continue }
            html.element("li") { $0.element("a", ["href": "#f-" + id], text: fact.summary) }
          }
        }
      case .text(let text): html.element("pre", ["class": "wide", "tabindex": "0"], text: text)
      }
    }
    html.line()
  }

  private func appendix(_ html: inout HTMLWriter) {
    func section(_ id: String, _ name: String, _ inside: (inout HTMLWriter) -> Void) {
      html.element("section", ["aria-labelledby": id]) { html in
        html.element("h2", ["id": id], text: name)
        html.line()
        inside(&html)
      }
      html.line()
    }
    if let corrections {
      section("corrections", "Corrections") {
        writeTable(corrections, [], caption: "What was corrected by hand", "corrected", &$0)
      }
    }
    if !settings.isEmpty {
      section("settings", "Settings") { html in
        html.element("dl") { html in
          for (name, value) in settings {
            html.element("dt") { $0.element("code", text: name) }
            html.element("dd", text: value.isEmpty ? "–" : value)
          }
        }
      }
    }
    if !script.isEmpty {
      section("script", "The session as a script") { html in
        html.element(
          "p", text: "Saved to a file, dateline asks all of it again: .read FILE, or dateline -f FILE.")
        html.element("pre", text: script)
      }
    }
  }
}

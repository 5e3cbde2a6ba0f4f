internal import Library
internal import Querying

/// A document as Markdown (CommonMark with the tables of GFM). What texts say stays text: each sign that Markdown or HTML
/// gives a meaning is escaped, and what GFM makes a link of (`www.`, schemes, addresses of mail) is parted.
extension PageDocument {
  /// The document's text, the same bytes for the same document. O(length).
  package var markdown: String {
    var text = "# \(Self.escaped(title))\n"
    if !summary.isEmpty { text += "\n\(Self.escaped(summary))\n" }
    if !loaded.isEmpty { text += "\nLoaded: \(loaded.map(Self.code).joined(separator: ", "))\n" }
    for (number, entry) in numbered {
      guard let number else {
        text += "\n\(Self.code(entry.statement))\n"
        continue
      }
      text += "\n## \(number). \(Self.code(entry.statement))\n"
      switch entry.content {
      case .step: break
      case .answer(let answer, let drawing): text += self.text(answer, drawing, entry.links)
      case .facts(let ids):
        text += "\n"
        for id in ids {
          guard let fact = evidence.facts.first(where: { $0.id == id }) else { continue }
          text += "- \(Self.escaped(fact.summary)), evidence \(Self.code(id))\n"
        }
      case .text(let page): text += "\n" + Self.block(page)
      }
    }
    return text + evidenceText + sourcesText + appendixText
  }

  private func text(_ answer: Answer, _ drawing: Drawing?, _ links: [String]) -> String {
    var text = "\n"
    if case .graph(let details)? = drawing?.form {
      return self.text(EntityGraph(answer, details).pairs, nil, [])
    }
    if case .map(let points, _, _)? = drawing?.form, !points.isEmpty {
      text += Self.table(Self.table(of: points), points.count, []) + "\n"
    }
    let shown = shownRows(answer)
    if answer.rowCount > 0 { text += Self.table(answer, shown, links) + "\n" }
    if shown < answer.rowCount {
      text += "\(Self.count(answer.rowCount)), of which the first \(shown) are shown.\n"
    } else if !answer.notes.contains(where: { $0.hasPrefix("0 rows") }) {
      text += Self.count(answer.rowCount) + ".\n"
    }
    for note in answer.notes { text += "\n\(Self.escaped(note))\n" }
    return text
  }

  /// Rows under their names; a last column leads to their evidence by ids, as numbers of rows do on a page.
  private static func table(_ answer: Answer, _ shown: Int, _ links: [String]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let hasLinks = links.contains { !$0.isEmpty }
    var text = line(["#"] + answer.columns.map { escaped($0.name) } + (hasLinks ? ["evidence"] : []))
    let rules = answer.columns.map { $0.isNumeric ? "---:" : "---" }
    text += line(["---:"] + rules + (hasLinks ? ["---"] : []))
    for row in 0..<shown {
      let link = links.indices.contains(row) ? links[row] : ""
      let name =
        link.isEmpty
        ? "" : link.hasPrefix("#f-") ? code(String(link.dropFirst(3))) : "source \(link.dropFirst(3))"
      text += line(
        ["\(row + 1)"] + answer.columns.map { escaped($0.values[row].text()) } + (hasLinks ? [name] : []))
    }
    return text
  }

  private var evidenceText: String {
    guard !evidence.facts.isEmpty else { return "" }
    var text = "\n## Evidence\n"
    for fact in evidence.facts {
      text +=
        "\n### \(Self.escaped(fact.summary))\n\nConfidence \(fact.confidence) %, id \(Self.code(fact.id))\n"
      for passage in fact.passages {
        let sentence = passage.pieces.map { piece in
          guard let mark = piece.mark else { return Self.escaped(piece.text) }
          return "**\(Self.escaped(piece.text))** \\[\(Self.escaped(mark.label))\\]"
        }.joined()
        text += "\n> \(sentence)  \n> \\[\(passage.source)\\]"
        if !passage.rule.isEmpty { text += " rule \(Self.escaped(passage.rule))" }
        if !passage.copies.isEmpty {
          text += ", also in \(Self.escaped(passage.copies.joined(separator: ", ")))"
        }
        text += "\n"
      }
      if !fact.remarks.isEmpty { text += "\n" }
      for (label, remark) in fact.remarks { text += "- \(label): \(Self.escaped(remark))\n" }
    }
    return text
  }

  private var sourcesText: String {
    guard !evidence.sources.isEmpty else { return "" }
    var text = "\n## Sources\n\n"
    for (index, source) in evidence.sources.enumerated() {
      let parts = [source.author, source.outlet, source.published].filter { !$0.isEmpty }
      text += "\(index + 1). *\(Self.escaped(source.title))*"
      if !parts.isEmpty { text += ", " + Self.escaped(parts.joined(separator: ", ")) }
      text += ", \(Self.code(source.path))\n"
    }
    return text
  }

  private var appendixText: String {
    var text = ""
    if let corrections {
      text += "\n## Corrections\n\n" + Self.table(corrections, corrections.rowCount, [])
    }
    if !settings.isEmpty {
      text += "\n## Settings\n\n"
      for (name, value) in settings {
        text += "- \(Self.code(name)): \(value.isEmpty ? "–" : Self.escaped(value))\n"
      }
    }
    if !script.isEmpty { text += "\n## The session as a script\n\n" + Self.block(script) }
    if !credits.isEmpty { text += "\n---\n" }
    for credit in credits { text += "\n\(Self.escaped(credit))\n" }
    return text
  }

  /// A text of one line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.neutralised().unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "(", ")", "#", "|", "~", "!", "$", "^", "=", "{", "}":
        result.append("\\")
        result.append(scalar)
      // What begins a list.
      case "+" where result.isEmpty, "-" where result.isEmpty,
        "." where result.allSatisfy { "0"..."9" ~= $0 }:
        result.append("\\")
        result.append(scalar)
      // Readers make links of addresses, and look for those of mail when entities are characters again: what parts a text for
      // them and is not seen is a remark.
      case "/" where result.last == ":":
        result.removeLast()
        result.append(contentsOf: "&#58;/".unicodeScalars)
      case "." where String(result.suffix(3)).lowercased() == "www":
        result.append(contentsOf: "\\.".unicodeScalars)
      case "@" where result.last.map(isOfAddress) ?? false:
        result.append(contentsOf: "<!-- -->@".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// May stand before the @ of an address.
  private static func isOfAddress(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || "0"..."9" ~= scalar || [".", "+", "-", "_"].contains(scalar)
  }

  /// A text as code within a line: the fence is longer than what of it stands in the text.
  static func code(_ text: String) -> String {
    let line = text.neutralised()
    let fence = String(repeating: "`", count: longestFence(line) + 1)
    let space = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
    return fence + space + line + space + fence
  }

  /// A text of several lines as it stands.
  static func block(_ text: String) -> String {
    let lines = text.neutralised(keepingLines: true)
    let fence = String(repeating: "`", count: max(3, longestFence(lines) + 1))
    return fence + "\n" + lines + (lines.hasSuffix("\n") ? "" : "\n") + fence + "\n"
  }

  private static func longestFence(_ text: String) -> Int {
    var (longest, now) = (0, 0)
    for byte in text.utf8 {
      now = byte == UInt8(ascii: "`") ? now + 1 : 0
      longest = max(longest, now)
    }
    return longest
  }
}

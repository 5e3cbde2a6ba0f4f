internal import ArgumentParser
internal import Facts

/// Shows where the extraction is right and where it is not.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Prints what is right, wrong and missed of each kind of fact, with the sentences.",
    discussion: """
      A set is a folder with text/*.txt and gold.jsonl: objects with doc, kind, status, mentions (start, end and sentence, \
      in Unicode scalars) and roles (role and name). A file name that ends in .html gets a page for a browser, any \
      other one, and the screen, plain text.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(help: "Only this kind.") var kind: String?
  @Option(help: "Where to write; the screen if left out.") var output: String?

  func run() throws {
    if let kind, KindTable.standard.kind(named: kind) == nil {
      throw ValidationError("there is no kind called \(kind)")
    }
    var parts: [(name: String, comparison: FactComparison)] = []
    for set in sets { parts.append((set, FactComparison(try FactSet(set)))) }
    let isPage = output?.hasSuffix(".html") ?? false
    let text = parts.map { part in
      let report = FactReport(part.name, part.comparison, only: kind)
      return isPage ? report.page : report.text
    }.joined(separator: "\n")
    guard let output else { return print(text) }
    try Files.write(Array((isPage ? FactReport.head + text + "</html>\n" : text).utf8), to: output)
  }
}

/// A comparison as text or as a page.
struct FactReport {
  let name: String
  let comparison: FactComparison
  let kinds: [String]

  init(_ name: String, _ comparison: FactComparison, only kind: String? = nil) {
    self.name = name
    self.comparison = comparison
    kinds = comparison.lines.keys.sorted().filter { kind == nil || kind == $0 }
  }

  /// What confidence is worth: of facts said to be so sure, how many are right. A repeat counts as wrong.
  private var confidences: [String] {
    comparison.confidence.enumerated().filter { $0.element.facts > 0 }.map { tenth, part in
      "confidence \(tenth * 10) to \(tenth * 10 + 9) %: \(part.right) of \(part.facts) right, "
        + "\(100 * part.right / part.facts) %"
    }
  }

  private typealias Outcome = FactComparison.Line.Outcome

  private func counts(_ kind: String) -> [Int] { Outcome.allCases.map { comparison.count($0, of: kind) } }

  private var sums: [Int] {
    kinds.reduce([0, 0, 0]) { sums, kind in zip(sums, counts(kind)).map { $0 + $1 } }
  }

  private func ordered(_ kind: String) -> [FactComparison.Line] {
    Outcome.allCases.flatMap { outcome in (comparison.lines[kind] ?? []).filter { $0.outcome == outcome } }
  }

  /// A table of counts, then the sentences of each kind, the trigger in brackets.
  var text: String {
    func row(_ name: String, _ counts: [Int]) -> String {
      let width = 14
      return name + String(repeating: " ", count: max(1, width - name.count))
        + counts.map { String(repeating: " ", count: max(1, 8 - String($0).count)) + String($0) }.joined()
        + "\n"
    }
    var out = "\(name)\n\nkind             right   wrong  missed\n"
    for kind in kinds { out += row(kind, counts(kind)) }
    out += row("all", sums)
    out += "\n" + confidences.map { $0 + "\n" }.joined()
    for kind in kinds {
      out += "\n\(kind)\n"
      for line in ordered(kind) {
        let marked = [line.sentence[0], "[\(line.sentence[1])]", line.sentence[2]].filter { !$0.isEmpty }
        out += "  \(line.outcome.rawValue)  \(line.document)  \(marked.joined(separator: " "))\n"
        for detail in line.details { out += "      \(detail)\n" }
      }
    }
    return out
  }

  static let head = """
    <!doctype html>
    <html lang="en"><meta charset="utf-8"><title>Facts: right, wrong, missed</title>
    <style>body{font:15px/1.4 sans-serif;max-width:60em;margin:2em auto}td{padding:0 1em;text-align:right}
    td:first-child{text-align:left}.right{color:#060}.wrong{color:#a00}.missed{color:#850}small{color:#666}</style>

    """

  /// The same as HTML, a section a kind.
  var page: String {
    var out = "<h1>\(Self.escaped(name))</h1>\n<table><tr><td>kind<td>right<td>wrong<td>missed\n"
    for (kind, counts) in kinds.map({ ($0, counts($0)) }) + [("all", sums)] {
      out += "<tr><td>\(Self.escaped(kind))" + counts.map { "<td>\($0)" }.joined() + "\n"
    }
    out += "</table>\n<p>" + confidences.joined(separator: "<br>") + "</p>\n"
    for kind in kinds {
      out += "<h2>\(Self.escaped(kind))</h2>\n"
      for line in ordered(kind) {
        let parts = line.sentence.map(Self.escaped)
        out +=
          "<p><b class=\"\(line.outcome.rawValue)\">\(line.outcome.rawValue)</b> \(Self.escaped(line.document)): "
        out += "\(parts[0]) <b>\(parts[1])</b> \(parts[2])"
        out += line.details.map { "<br><small>\(Self.escaped($0))</small>" }.joined() + "</p>\n"
      }
    }
    return out
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

internal import Articles
internal import Atlas
internal import Facts
internal import Glibc
internal import Indexing
internal import Querying

/// Writes an index as tab-separated tables, for `compare_databases.py`.
enum FactExport {
  static func write(_ index: FactIndex, to folder: String) -> Bool {
    mkdir(folder, 0o755)
    let facts = index.facts
    let spots = index.spots
    return table(folder + "/facts.tsv", rows: index.factCount) { row, line in
      let spot = Int(facts.spot[row])
      let point = spot < 0 ? nil : spots.point(spot)
      line = "\(row)\t\(index.kinds.name(Kind(rawValue: facts.kind[row])))\t\(facts.status[row])"
      line += row < facts.datedCount ? "\t\(facts.start[row])\t\(facts.end[row])" : "\t\t"
      line += point.map { "\t\($0.latitude)\t\($0.longitude)" } ?? "\t\t"
      line += spot < 0 ? "\t" : "\t\(CountryCode(rawValue: spots.country[spot]).description)"
    }
      && table(folder + "/fillers.tsv", rows: index.factCount) { row, line in
        line = facts.fillers(row).map { filler in
          let role = index.kinds.name(Role(rawValue: facts.fillerRole[filler]))
          return "\(row)\t\(role)\t\(facts.fillerEntity[filler])"
        }.joined(separator: "\n")
      }
      && table(folder + "/taking.tsv", rows: 1) { _, line in line = taking(index.kinds) }
      && table(folder + "/entities.tsv", rows: index.entityCount) { row, line in
        line = "\(row)\t\(index.entity(EntityID(rawValue: Int32(row))).name)"
      }
      && table(folder + "/articles.tsv", rows: index.articleCount) { row, line in
        let article = index.article(ArticleID(rawValue: Int32(row)))
        line = "\(row)\t" + article.string(article.body)
      }
  }

  /// The roles that `participant` means for facts of all kinds.
  private static func taking(_ kinds: KindTable) -> String {
    guard case .roles(let roles)? = Schema.facts(nil, in: kinds).field(named: "participant")?.meaning
    else { return "" }
    return roles.map(kinds.name).joined(separator: "\t")
  }

  /// The rows of answers, each with its question: numbers of facts and articles, else the cells.
  static func write(_ answers: [(question: String, answer: Answer)], to folder: String) -> Bool {
    var lines: [String] = []
    for (question, answer) in answers {
      for row in 0..<answer.rowCount {
        let cells: [String]
        switch answer.subjects[row] {
        case .fact(let id): cells = [String(id.rawValue)]
        case .article(let id):
          cells = [String(id.rawValue)] + (answer.columns.last.map { [text($0.values[row])] } ?? [])
        default: cells = answer.columns.map { text($0.values[row]) }
        }
        lines.append(([question] + cells).joined(separator: "\t"))
      }
    }
    return table(folder + "/answers.tsv", rows: lines.count) { row, line in line = lines[row] }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .missing: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .time(let time): String(time.firstDay.description.prefix(7))
    case .place(let text, _, _): text
    case .flag(let flag): flag ? "yes" : "no"
    case .pair(let first, let second): "\(first) – \(second)"
    case .list(let values): values.map(text).joined(separator: " – ")
    }
  }

  private static func table(_ path: String, rows: Int, _ line: (Int, inout String) -> Void) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    var text = ""
    for row in 0..<rows {
      line(row, &text)
      if text.isEmpty { continue }
      fputs(text, file)
      fputs("\n", file)
    }
    return fclose(file) == 0
  }
}

internal import Articles
internal import Facts
internal import Glibc
internal import Indexing

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
      && table(folder + "/entities.tsv", rows: index.entityCount) { row, line in
        line = "\(row)\t\(index.entity(EntityID(rawValue: Int32(row))).name)"
      }
      && table(folder + "/articles.tsv", rows: index.articleCount) { row, line in
        let article = index.article(ArticleID(rawValue: Int32(row)))
        line = "\(row)\t" + article.string(article.body)
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

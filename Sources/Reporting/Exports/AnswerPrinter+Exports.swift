public import Querying

/// Forms that say of a row what its columns do not show.
extension AnswerPrinter {
  /// The whole answer, with what is known of its rows: an element of `details` a row, or none. Forms for reading and those
  /// of plain columns need none. "" for Parquet, which `ParquetTable` makes. O(cells of the answer and details).
  public func text(_ answer: Answer, _ details: [RowDetail]) -> String {
    switch mode {
    case .geojson: geojson(answer, details)
    case .kml: kml(answer, details)
    case .ics: ics(answer, details)
    case .graphml: graphml(answer, details)
    case .gexf: gexf(answer, details)
    case .dot: dot(answer, details)
    case .jsonld: jsonld(answer, details)
    case .cameo: cameo(answer, details)
    case .timeml: timeml(answer, details)
    case .table, .box, .line, .list, .csv, .tsv, .json, .ndjson, .markdown, .html, .parquet: text(answer)
    }
  }

  /// Whether `text` says more where it is given details.
  public var takesDetails: Bool {
    switch mode {
    case .geojson, .kml, .ics, .graphml, .gexf, .dot, .jsonld, .cameo, .timeml: true
    case .table, .box, .line, .list, .csv, .tsv, .json, .ndjson, .markdown, .html, .parquet: false
    }
  }

  /// Whether it shows the sentences that tell facts, too.
  public var takesTellings: Bool { mode == .timeml }

  /// What the form leaves out of an answer, a sentence each; none where it holds all.
  public func omissions(_ answer: Answer, _ details: [RowDetail]) -> [String] {
    func count(_ rows: Int, _ one: String, _ many: String) -> [String] {
      rows == 0 ? [] : [rows == 1 ? "1 row \(one)" : "\(rows) rows \(many)"]
    }
    func others(than sorts: Set<RowDetail.Sort>) -> Int {
      (0..<answer.rowCount).count { !details.indices.contains($0) || !sorts.contains(details[$0].sort) }
    }
    switch mode {
    case .ics:
      let undated = ExportRow.rows(answer, details).count { $0.time == nil }
      return count(undated, "has no date and is left out", "have no date and are left out")
    case .graphml, .gexf, .dot:
      let most = EntityGraph.mostJoined
      return count(
        EntityGraph(answer, details).crowdedRows, "names more than \(most): only so many are joined",
        "name more than \(most) each: only so many are joined")
    case .jsonld:
      let left = others(than: [.fact, .article, .entity])
      return count(
        left, "is neither fact nor article nor entity and is left out",
        "are neither facts nor articles nor entities and are left out")
    case .timeml:
      return count(others(than: [.fact]), "is no fact and is left out", "are no facts and are left out")
    case .cameo:
      return count(others(than: [.fact]), "is no fact and is left out", "are no facts and are left out")
        + [Self.uncoded(answer, details)].compactMap(\.self)
    case .table, .box, .line, .list, .csv, .tsv, .json, .ndjson, .markdown, .html, .geojson, .kml, .parquet:
      return []
    }
  }
}

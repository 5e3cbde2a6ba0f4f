internal import Articles
internal import Atlas
internal import Querying

/// A row of an answer as forms for other programs see it: with a name, a time and places.
struct ExportRow {
  let number: Int
  /// Its columns, each name once.
  let columns: [Column]
  let detail: RowDetail?

  /// The rows of an answer; `details` are those of its rows, or none.
  static func rows(_ answer: Answer, _ details: [RowDetail]) -> [ExportRow] {
    var names: Set<String> = []
    let columns = answer.columns.filter { names.insert($0.name).inserted }
    return (0..<answer.rowCount).map { number in
      ExportRow(
        number: number, columns: columns, detail: number < details.count ? details[number] : nil)
    }
  }

  func value(_ column: Column) -> Value { column.values[number] }

  /// Each value of the columns, elements of lists one by one.
  private var values: [Value] {
    columns.flatMap { column -> [Value] in
      if case .list(let values) = value(column) { return values }
      return [value(column)]
    }
  }

  /// What names it outside of the program; "" where nothing does.
  var id: String { detail?.id ?? "" }

  /// What it is about, in a few words; what its first column of words says, where nothing else does.
  var title: String {
    if let title = detail?.title, !title.isEmpty { return title }
    let texts = columns.map(value)
    func first(_ holds: (Value) -> Bool) -> String? {
      texts.first { holds($0) && !$0.text().isEmpty }?.text()
    }
    return first { !$0.isTime && !$0.isNumber } ?? first { _ in true } ?? "\(number + 1)"
  }

  /// When: of a fact or an article its own time, of others the first that a column shows. Nil where there is none, and of
  /// years that no form can write.
  var time: TimeInterval? {
    let found: TimeInterval? =
      switch detail?.sort {
      case .fact, .article: detail?.time
      default:
        values.lazy.compactMap { value -> TimeInterval? in
          if case .time(let time) = value { time } else { nil }
        }.first
      }
    return found.flatMap { $0.isWritten ? $0 : nil }
  }

  /// Where: what the columns show, else where a fact took place or an entity lies.
  var places: [(text: String, country: CountryCode?, point: Coordinate?)] {
    func places(_ values: [Value]) -> [(text: String, country: CountryCode?, point: Coordinate?)] {
      values.compactMap {
        if case .place(let text, let country, let point) = $0 { (text, country, point) } else { nil }
      }
    }
    let shown = places(values)
    return shown.isEmpty ? places([detail?.place ?? .missing]) : shown
  }

  /// The points of its places, each once, as GeoJSON and KML order them: longitude, latitude.
  var points: [String] {
    var points: [String] = []
    for place in places {
      guard let point = place.point, point.latitude.isFinite, point.longitude.isFinite else { continue }
      let text = JSONText.degrees(point.longitude) + "," + JSONText.degrees(point.latitude)
      if !points.contains(text) { points.append(text) }
    }
    return points
  }

  /// Each column on a line: "status: planned". What is missing is left out.
  var lines: [String] {
    columns.compactMap { column in
      let text = value(column).text()
      return text.isEmpty ? nil : "\(column.name): \(text)"
    }
  }
}

internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The places of rows, to be marked on a map.
struct MapMarks {
  private let evaluator: Evaluator
  private let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  /// Whether rows have places that could be marked on a map.
  func hasPlaces(_ result: ResultSet) -> Bool { placeGetter(result) != nil }

  /// The places of the rows, those with most rows first, each once. O(rows).
  func points(_ result: ResultSet) throws(QueryError) -> [MapPoint] {
    if case .facts = result.schema.rows, evaluator.settings.uses(.columnGroups) {
      return try factPoints(result.ids)
    }
    guard let get = placeGetter(result) else { return [] }
    let weigh = weight(result)
    var numbers: [Datum: Int] = [:]
    var points: [MapPoint] = []
    var without = 0
    for row in result.ids {
      try evaluator.tick()
      let weight = weigh(row)
      var isPlaced = false
      for datum in get(row) {
        guard let (key, name, point) = mark(datum) else { continue }
        isPlaced = true
        if let known = numbers[key] {
          points[known].count += weight
        } else {
          numbers[key] = points.count
          points.append(MapPoint(name: name, point: point, count: weight))
        }
      }
      if !isPlaced { without += 1 }
    }
    return ordered(points, without: without)
  }

  /// The same of facts: those of one spot of the gazetteer are of one mark, so that it is looked up once.
  private func factPoints(_ facts: [Int32]) throws(QueryError) -> [MapPoint] {
    let (column, spots) = (index.facts.spot, index.spots)
    // Of each spot its point, −1 where that is not known yet, −2 where there is none.
    var known = [Int32](repeating: -1, count: spots.count)
    var numbers: [Datum: Int] = [:]
    var points: [MapPoint] = []
    var without = 0
    for fact in facts {
      try evaluator.tick()
      let spot = Int(column[Int(fact)])
      if spot >= 0, known[spot] >= 0 {
        points[Int(known[spot])].count += 1
        continue
      }
      guard spot >= 0, known[spot] == -1, let datum = evaluator.factValues(.location, fact).first,
        let (key, name, point) = mark(datum)
      else {
        without += 1
        // What has no row of the gazetteer is told apart by the words of its fact.
        if spot >= 0, spots.place[spot] >= 0 { known[spot] = -2 }
        continue
      }
      let number = numbers[key] ?? points.count
      if number == points.count {
        numbers[key] = number
        points.append(MapPoint(name: name, point: point, count: 0))
      }
      points[number].count += 1
      if spots.place[spot] >= 0 { known[spot] = Int32(number) }
    }
    return ordered(points, without: without)
  }

  private func ordered(_ points: [MapPoint], without: Int) -> [MapPoint] {
    if without > 0 {
      evaluator.note("\(without) \(without == 1 ? "row has" : "rows have") no place on the map")
    }
    let order = points.indices.sorted {
      points[$0].count != points[$1].count ? points[$0].count > points[$1].count : $0 < $1
    }
    return order.map { points[$0] }
  }

  private func placeGetter(_ result: ResultSet) -> Evaluator.Getter? {
    switch result.schema.rows {
    case .facts: return { evaluator.factValues(.location, $0) }
    case .articles: return { evaluator.articleValues(.location, $0) }
    case .entities: return { evaluator.entityValues(.location, $0, asPlaces: false) }
    case .sentences: return nil
    case .table:
      let table = result.table
      if let column = table.columns.first(where: { $0.contains(where: Self.isPlace) }) {
        return { [column[Int($0)]] }
      }
      let members = ResultSet(schema: Schema(rows: table.memberRows, title: "", fields: []), ids: [])
      guard table.memberRows != .table, !table.members.isEmpty, let get = placeGetter(members) else {
        return nil
      }
      return { row in
        var seen: Set<Datum> = []
        return table.members(row).flatMap(get).filter { seen.insert($0).inserted }
      }
    }
  }

  private static func isPlace(_ datum: Datum) -> Bool {
    switch datum {
    case .place, .country: true
    default: false
    }
  }

  /// A row counts once, a row of a table as often as its numbers say.
  private func weight(_ result: ResultSet) -> (Int32) -> Double {
    guard let column = result.schema.drawn, result.table.columns.indices.contains(column) else {
      return { _ in 1 }
    }
    let values = result.table.columns[column]
    return { row in
      if case .number(let number) = values[Int(row)] { number } else { 0 }
    }
  }

  /// What tells places apart, a name with its country, and a point; nil where no point is known.
  private func mark(_ datum: Datum) -> (Datum, String, Coordinate)? {
    switch datum {
    case .place(let text, let row, let point, let country):
      let place = row < 0 ? nil : index.places.place(PlaceID(rawValue: row))
      guard let point = point ?? place?.point else { return nil }
      let name = place?.name ?? text
      let code =
        country == 0 || place?.kind == .country ? "" : " (\(CountryCode(rawValue: country).description))"
      let key: Datum = row < 0 ? datum : .place(text: "", row: row, point: nil, country: 0)
      return (key, name + code, point)
    case .country(let code):
      guard let row = index.places.country(CountryCode(rawValue: code)),
        let place = index.places.place(row)
      else { return nil }
      return (datum, place.name, place.point)
    default: return nil
    }
  }
}

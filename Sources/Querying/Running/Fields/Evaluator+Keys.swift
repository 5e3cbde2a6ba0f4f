internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Evaluator {
  /// Values of a row whose pairs are counted at most.
  static let pairLimit = 64

  /// The values that a key gives a row.
  func keyGetter(_ key: ResolvedKey, of result: ResultSet) -> Getter {
    switch key.meaning {
    case .column(let column):
      let values = result.table.columns[column]
      return { row in
        let value = values[Int(row)]
        return value == .missing ? [] : [value]
      }
    case .field(let field): return getter(field, of: result)
    case .unit(let unit, let field):
      let get = getter(field, of: result)
      return { row in
        get(row).flatMap { datum -> [Datum] in
          guard case .time(let time) = datum else { return [] }
          return self.period(unit, holding: time)
        }
      }
    case .country(let field):
      let get = getter(field, of: result)
      return { row in
        var found: [Datum] = []
        for datum in get(row) {
          for country in self.inner(.country, of: datum) where !found.contains(country) {
            found.append(country)
          }
        }
        return found
      }
    case .expression(let expression): return calculation(expression, of: result)
    case .pair(let field):
      let get = getter(field, of: result)
      return { row in self.pairs(get(row)) }
    }
  }

  /// The whole period of a unit that a time lies in; none of a time that is longer: a fact of "2023" has no month.
  func period(_ unit: PeriodUnit, holding time: TimeInterval) -> [Datum] {
    let period = unit.interval(holding: time.firstDay)
    return time.lies(within: period) ? [.time(period)] : []
  }

  /// A place by what the gazetteer has, whatever an article calls it, and a country that is known only as that of a fact
  /// as the country; all else as it is.
  func commonPlace(_ datum: Datum) -> Datum {
    guard case .place(let text, let row, _, let country) = datum else { return datum }
    var id = row < 0 ? nil : PlaceID(rawValue: row)
    if id == nil, country != 0,
      text.isEmpty || Folding.name(text) == Folding.name(countryName(country))
    {
      id = index.places.country(CountryCode(rawValue: country))
    }
    guard let id, let place = index.places.place(id) else { return datum }
    return .place(
      text: place.name, row: id.rawValue, point: place.point, country: place.country?.rawValue ?? country)
  }

  private func pairs(_ values: [Datum]) -> [Datum] {
    if values.count > Self.pairLimit {
      note("only the first \(Self.pairLimit) of a row's values are paired")
    }
    let values = values.prefix(Self.pairLimit)
    var found: [Datum] = []
    for (i, first) in values.enumerated() {
      for second in values.dropFirst(i + 1) {
        if case .entity(let a) = first, case .entity(let b) = second {
          found.append(.pair(min(a, b), max(a, b)))
        } else if let a = texts(of: first).first, let b = texts(of: second).first {
          found.append(.textPair(min(a, b), max(a, b)))
        }
      }
    }
    return found
  }

  /// Order of values when sorted: numbers and times by size, all else by its folded text; missing last.
  func precedes(_ a: Datum?, _ b: Datum?) -> Bool? {
    switch (a, b) {
    case (nil, nil): return nil
    case (nil, _): return false
    case (_, nil): return true
    case (.number(let x)?, .number(let y)?): return x == y ? nil : x < y
    case (.time(let x)?, .time(let y)?):
      if x.start != y.start { return x.start < y.start }
      return x.end == y.end ? nil : x.end < y.end
    case (let x?, let y?):
      let left = sortText(x)
      let right = sortText(y)
      return left == right ? nil : left < right
    }
  }

  private func sortText(_ datum: Datum) -> String {
    Folding.name(texts(of: datum).joined(separator: " "))
  }
}

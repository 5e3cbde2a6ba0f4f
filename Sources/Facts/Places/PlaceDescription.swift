internal import Articles
internal import Atlas
public import English

extension PlaceFinder {
  /// Where a mention says something happened, with the words around it: "southeastern Poland, close to the
  /// Polish-Ukrainian border" is the border's stretch in that part of Poland, "20 km north of Kharkiv" a point,
  /// "between Kyiv and Lviv" a middle. The range covers the whole description; a mention without one gives its
  /// row. `places` are the article's other mentions, as chosen; they help to tell which place a name means.
  public func describe(
    _ mention: PlaceMention, in reading: Reading, among places: [PlaceMention] = []
  ) -> FactPlace {
    var result = FactPlace(
      text: mention.text, place: mention.place, point: mention.point,
      country: mention.place.flatMap { gazetteer.country($0) })
    guard let id = mention.place, gazetteer.isPlace(id) else { return result }
    guard let tokens = Self.tokens(mention.text, in: reading) else { return result }
    let sentence = reading.sentences.isEmpty ? nil : reading.sentence(of: tokens.lowerBound)
    guard let sentence, sentence < reading.sentences.count else { return result }
    var words = PlaceWords(
      gazetteer: gazetteer, reading: reading, sentence: reading.sentences[sentence].tokens, places: places)
    if let found = words.describe(id, tokens, isAdjective: mention.isAdjective) {
      result.text = reading.tokens.range(found.tokens)
      result.point = found.part.point
      result.radius = Float(found.part.radius)
    }
    return result
  }

  /// The tokens of a byte range; nil for none. O(log tokens).
  static func tokens(_ text: TextRange, in reading: Reading) -> Range<Int>? {
    let starts = reading.tokens.start
    let low = reading.firstToken(at: text.start)
    var end = low
    while end < starts.count, starts[end] < text.end { end += 1 }
    return low < end ? low..<end : nil
  }
}

/// The words around a mention within its sentence.
struct PlaceWords {
  let gazetteer: Gazetteer
  let reading: Reading
  let sentence: Range<Int>
  let places: [PlaceMention]
  var folder = NameFolder()

  struct Found {
    var tokens: Range<Int>
    var part: PlacePart
  }

  init(gazetteer: Gazetteer, reading: Reading, sentence: Range<Int>, places: [PlaceMention]) {
    self.gazetteer = gazetteer
    self.reading = reading
    self.sentence = sentence.clamped(to: 0..<reading.tokens.count)
    self.places = places
  }

  /// A token in lower case; "" outside of the sentence.
  func word(_ token: Int) -> String { sentence.contains(token) ? reading.text(token).lowercased() : "" }

  mutating func describe(_ id: PlaceID, _ tokens: Range<Int>, isAdjective: Bool) -> Found? {
    if let border = borderOf(id, tokens) {
      let hint = border.side.flatMap { sideHint($0) }
      return border.shared.part(near: hint).map { Found(tokens: withLead(border.tokens), part: $0) }
    }
    guard !isAdjective else { return nil }
    if let between = between(id, tokens) { return between }
    if let away = distanceAway(id, tokens) { return away }
    let directed = directionBefore(tokens)
    let start = directed?.start ?? tokens.lowerBound
    if let border = borderAfter(id, tokens) {
      return bordering(id, directed?.compass, border, start..<border.tokens.upperBound)
    }
    if let directed {
      if directed.isEdge { return edge(id, directed.compass, directed.start..<tokens.upperBound) }
      return part(id, directed.compass, directed.start..<tokens.upperBound)
    }
    return nearby(id, tokens)
  }

  /// "southeastern Poland": that part of the outline; of a city without one a point beside its centre.
  private func part(_ id: PlaceID, _ compass: Compass, _ tokens: Range<Int>) -> Found? {
    if let outline = gazetteer.outline(of: id), let part = DirectedOutline(outline, compass)?.part {
      return Found(tokens: tokens, part: part)
    }
    let reach = extent(id)
    if compass.isCentre {
      return Found(tokens: tokens, part: PlacePart(point: gazetteer.point(id), radius: reach / 2))
    }
    let point = Geometry.destination(
      from: gazetteer.point(id), bearing: compass.bearing, kilometres: reach / 2)
    return Found(tokens: tokens, part: PlacePart(point: point, radius: reach / 2))
  }

  /// "the northern outskirts of Kyiv".
  private func edge(_ id: PlaceID, _ compass: Compass, _ tokens: Range<Int>) -> Found? {
    guard gazetteer.kind(id) == .city || !compass.isCentre else { return part(id, compass, tokens) }
    let reach = extent(id)
    let point =
      compass.isCentre
      ? gazetteer.point(id)
      : Geometry.destination(from: gazetteer.point(id), bearing: compass.bearing, kilometres: reach)
    return Found(tokens: tokens, part: PlacePart(point: point, radius: compass.isCentre ? reach : reach / 2))
  }

  /// Half the width of a place without outline, in kilometres: of a town by its people (density 2,000 per km²).
  private func extent(_ id: PlaceID) -> Double {
    switch gazetteer.kind(id) {
    case .region, .area: return 100
    case .district: return 30
    case .seat: return 0.5
    default:
      let people = Double(max(5000, gazetteer.population(id)))
      return max(2, (people / 2000 / .pi).squareRoot())
    }
  }

  private func bordering(
    _ id: PlaceID, _ compass: Compass?, _ border: Border, _ tokens: Range<Int>
  ) -> Found? {
    var shared = border.shared
    var hint: Coordinate?
    if let outline = gazetteer.outline(of: id) {
      if let compass, let directed = DirectedOutline(outline, compass) {
        let within = shared.points.filter { directed.contains($0) }
        if within.isEmpty { hint = directed.part?.point } else { shared = SharedBorder(points: within) }
      } else if gazetteer.kind(id) != .country {
        hint = gazetteer.point(id)
      }
    } else {
      hint = gazetteer.point(id)
    }
    guard var part = shared.part(near: hint) else { return nil }
    if gazetteer.kind(id) == .city {
      part.radius = max(15, Geometry.distance(part.point, gazetteer.point(id)))
    }
    return Found(tokens: tokens, part: part)
  }

  /// "near Kharkiv", "outside Paris", "off the coast of Libya", "along the Danube".
  private func nearby(_ id: PlaceID, _ tokens: Range<Int>) -> Found? {
    var start = tokens.lowerBound
    if word(start - 1) == "the" { start -= 1 }
    let kind = gazetteer.kind(id)
    if word(start - 1) == "off" || isCoast(before: start) {
      var first = start - 1
      while first > sentence.lowerBound, first > start - 6, word(first) != "off", word(first) != "on" {
        first -= 1
      }
      let isOff = word(first) == "off"
      let shore = gazetteer.coast(of: id)
      guard isOff || word(first) == "on" else { return nil }
      let point = shore ?? gazetteer.point(id)
      let radius = gazetteer.outline(of: id).map { longest($0) / 2 } ?? 50
      return Found(tokens: first..<tokens.upperBound, part: PlacePart(point: point, radius: min(500, radius)))
    }
    let lead = word(start - 1)
    let isTwoWords = word(start - 1) == "to" && ["close", "next", "adjacent"].contains(word(start - 2))
    guard ["near", "outside", "around", "nearby"].contains(lead) || isTwoWords else { return nil }
    let first = start - (isTwoWords ? 2 : 1)
    let radius = kind == .city || kind == .seat ? max(20, extent(id) * 2) : 50
    return Found(
      tokens: first..<tokens.upperBound, part: PlacePart(point: gazetteer.point(id), radius: radius))
  }

  private func isCoast(before start: Int) -> Bool {
    word(start - 1) == "of" && ["coast", "shore", "shores", "coastline"].contains(word(start - 2))
  }

  private func longest(_ outline: Outline) -> Double {
    guard let box = outline.bounds else { return 0 }
    return Geometry.distance(
      Coordinate(latitude: Float(box.south), longitude: Float(box.west)),
      Coordinate(latitude: Float(box.north), longitude: Float(box.east)))
  }
}

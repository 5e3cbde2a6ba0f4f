internal import Atlas
internal import Facts
internal import Indexing

extension Planner {
  /// The cells of a place's box, widened by a distance; nil where the box is no use (poles, the whole earth).
  func gridPath(_ place: PlaceID, _ kilometres: Double) -> AccessPath? {
    guard let row = index.places.place(place), kilometres.isFinite else { return nil }
    let box =
      index.places.bounds(place)
      ?? PlaceBounds(
        south: row.point.latitude, west: row.point.longitude, north: row.point.latitude,
        east: row.point.longitude)
    // A degree of latitude is at least 110.5 km; one of longitude shrinks towards the poles.
    let height = Float(max(0, kilometres) / 110.5) + 0.01
    let south = box.south - height
    let north = box.north + height
    guard south > -85, north < 85, box.west <= box.east else { return nil }
    let width = height / cosine(degrees: max(abs(south), abs(north)))
    let west = box.west - width
    let east = box.east + width
    guard east - west < 359 else { return nil }
    var cells: [Int] = []
    var latitude = south.rounded(.down)
    while latitude <= north {
      var longitude = west.rounded(.down)
      while longitude <= east {
        var wrapped = longitude + 0.5
        if wrapped >= 180 { wrapped -= 360 }
        if wrapped < -180 { wrapped += 360 }
        cells.append(Postings.cell(latitude: latitude + 0.5, longitude: wrapped))
        longitude += 1
      }
      latitude += 1
    }
    // A point at exactly 180° stands in the last column.
    if east >= 180 || west <= -180 {
      for row in Int(south.rounded(.down))...Int(north.rounded(.down)) {
        cells.append(Postings.cell(latitude: Float(row) + 0.5, longitude: 180))
      }
    }
    let byCell = index.postings.spotsByCell
    var spots: [Int] = []
    // In order, so that a plan made twice is the same.
    for cell in Set(cells).sorted() { spots += byCell[cell].map(Int.init) }
    return spotPath(spots, "place grid", isExact: false)
  }

  /// Of an angle within ±90°, by its Taylor series; too small rather than too large.
  private func cosine(degrees: Float) -> Float {
    let x = degrees * .pi / 180
    let y = x * x
    return max(0.05, 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56))) - 0.001)
  }
}

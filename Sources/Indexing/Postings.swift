/// Sorted lists of facts by what they have.
public struct Postings: Sendable {
  /// Facts by kind.
  public internal(set) var byKind = Rows()
  /// Facts by raw value of their status.
  public internal(set) var byStatus = Rows()
  /// Facts in which an entity fills a role or, for a place with a gazetteer row, that happened there.
  public internal(set) var byEntity = Rows()
  /// Facts by spot (`FactIndex.spots`): with the columns of the spots the facts of a gazetteer row, of a
  /// country, and near a point.
  public internal(set) var bySpot = Rows()
  /// Facts without a place, ascending.
  public internal(set) var unplaced: [Int32] = []
  /// Spots by one-degree cell of their point, row by row from (−90, −180).
  public internal(set) var spotsByCell = Rows()
  /// Facts of each article, by id, each once.
  public internal(set) var byArticle = Rows()
  /// How many of the facts of each kind, entity and spot are sure.
  var sureByKind: [Int32] = []
  var sureByEntity: [Int32] = []
  var sureBySpot: [Int32] = []
  /// Articles that name an entity, by id.
  public internal(set) var articlesByEntity = Rows()

  /// One-degree cells from west to east.
  public static let columns = 360
  static let cells = 180 * 360

  /// The cell of a point; −1 where a coordinate is no number.
  public static func cell(latitude: Float, longitude: Float) -> Int {
    guard latitude.isFinite, longitude.isFinite else { return -1 }
    let row = max(0, min(179, Int((latitude + 90).rounded(.down))))
    let column = max(0, min(359, Int((longitude + 180).rounded(.down))))
    return row * columns + column
  }

  /// Bytes held by the lists of facts.
  public var byteCount: Int {
    byKind.byteCount + byStatus.byteCount + byEntity.byteCount + bySpot.byteCount
      + spotsByCell.byteCount + 4 * unplaced.capacity + byArticle.byteCount
      + 4 * (sureByKind.capacity + sureByEntity.capacity + sureBySpot.capacity)
  }
}

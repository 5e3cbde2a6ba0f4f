/// The facts of the collection, one row an event, by date (start, then end), undated ones last.
///
/// What a merged fact says is chosen among its reports by fixed rules:
/// - status: the strongest of happened, ongoing, failed, cancelled, denied, planned, requested, possible;
/// - place: said in the clause before inherited before the dateline's; then with a gazetteer row, then the
///   smaller kind of place (city, district, region, country …), then confidence;
/// - date: said (full or relative) before inherited before the article's own; then the narrowest, then
///   confidence;
/// - dead, injured, amount: the latest article that gives any; source, content: the first report that has one;
/// - confidence: the highest; main: if any report says so.
/// Ties go to the earlier article. About 60 bytes a fact.
public struct MergedFacts: Sendable {
  public internal(set) var kind: [UInt8] = []
  public internal(set) var status: [UInt8] = []
  /// Minutes since 1970; `Int32.max` where undated.
  public internal(set) var start: [Int32] = []
  /// `Int32.max` where undated.
  public internal(set) var end: [Int32] = []
  /// Gazetteer row; −1 none known, −2 no place.
  public internal(set) var place: [Int32] = []
  /// 0 where none.
  public internal(set) var country: [UInt16] = []
  /// NaN where none.
  public internal(set) var latitude: [Float] = []
  public internal(set) var longitude: [Float] = []
  /// The report that place and date are taken from.
  var placeReport: [Int32] = []
  var timeReport: [Int32] = []
  /// Fact `f` has reports `members[memberStart[f]..<memberStart[f + 1]]`, by article.
  var memberStart: [Int32] = [0]
  var members: [Int32] = []
  public internal(set) var fillerStart: [Int32] = [0]
  public internal(set) var fillerRole: [UInt8] = []
  public internal(set) var fillerEntity: [Int32] = []

  /// Facts `0..<datedCount` have a date.
  public internal(set) var datedCount = 0
  /// The latest end among facts `0..<(b + 1) * 256`.
  public internal(set) var latestEnd: [Int32] = []

  public static let undated = Int32.max
  public static let block = 256

  public var count: Int { kind.count }
  func reports(_ fact: Int) -> ArraySlice<Int32> {
    members[Int(memberStart[fact])..<Int(memberStart[fact + 1])]
  }
  public func fillers(_ fact: Int) -> Range<Int> { Int(fillerStart[fact])..<Int(fillerStart[fact + 1]) }

  /// Bytes held by the columns.
  public var byteCount: Int {
    kind.capacity + status.capacity + 2 * country.capacity
      + 4
      * (start.capacity + end.capacity + place.capacity + latitude.capacity + longitude.capacity
        + placeReport.capacity + timeReport.capacity + memberStart.capacity + members.capacity
        + fillerStart.capacity + fillerEntity.capacity + latestEnd.capacity) + fillerRole.capacity
  }
}

/// Sorted lists of facts by what they have.
public struct Postings: Sendable {
  public internal(set) var byKind = Rows()
  /// Facts in which an entity fills a role or, for a place with a gazetteer row, that happened there.
  public internal(set) var byEntity = Rows()
  /// By gazetteer row, in the order of `placeRows`.
  public internal(set) var byPlace = Rows()
  /// Rows of places where facts happened, ascending; −1 first where some have a place without a row.
  public internal(set) var placeRows: [Int32] = []
  /// Facts by one-degree cell of their point, row by row from (−90, −180).
  public internal(set) var byCell = Rows()
  /// The fact of each report (by insertion): with `FactIndex.reportStart` the facts of an article.
  var factOfReport: [Int32] = []
  /// Facts of each article, by id, each once.
  public internal(set) var byArticle = Rows()
  /// Articles that name an entity, by id.
  public internal(set) var articlesByEntity = Rows()

  public static let columns = 360
  static let cells = 180 * 360

  /// The cell of a point; −1 where a coordinate is no number.
  public static func cell(latitude: Float, longitude: Float) -> Int {
    guard latitude.isFinite, longitude.isFinite else { return -1 }
    let row = max(0, min(179, Int((latitude + 90).rounded(.down))))
    let column = max(0, min(359, Int((longitude + 180).rounded(.down))))
    return row * columns + column
  }

  public var byteCount: Int {
    byKind.byteCount + byEntity.byteCount + byPlace.byteCount + byCell.byteCount + byArticle.byteCount
      + 4 * factOfReport.capacity
  }
}

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
/// Ties go to the earlier article. About 54 bytes a fact.
public struct MergedFacts: Sendable {
  /// Row of `FactIndex.kinds`.
  public internal(set) var kind: [UInt8] = []
  /// Raw value of `Status`.
  public internal(set) var status: [UInt8] = []
  /// Of 255 parts.
  public internal(set) var confidence: [UInt8] = []
  /// Minutes since 1970; `undated` where it has no date.
  public internal(set) var start: [Int64] = []
  /// `undated` where it has no date.
  public internal(set) var end: [Int64] = []
  /// Row of `FactIndex.spots`; −1 no place.
  public internal(set) var spot: [Int32] = []
  /// Which of its reports place and date are taken from; `none` where it has none.
  var placeMember: [UInt16] = []
  var timeMember: [UInt16] = []
  /// Fact `f` has reports `members[memberStart[f]..<memberStart[f + 1]]`, by article.
  var memberStart: [Int32] = [0]
  var members: [Int32] = []
  /// Fact `f` has fillers `fillerStart[f]..<fillerStart[f + 1]`.
  public internal(set) var fillerStart: [Int32] = [0]
  /// Row of the kind table's roles.
  public internal(set) var fillerRole: [UInt8] = []
  /// Entity of the collection.
  public internal(set) var fillerEntity: [Int32] = []

  /// What corrected groups would hold without their corrections, by root; only until they are put down.
  var read: [Int32: CorrectedFact.Read] = [:]

  /// Facts `0..<datedCount` have a date.
  public internal(set) var datedCount = 0
  /// The latest end among facts `0..<(b + 1) * 256`.
  public internal(set) var latestEnd: [Int64] = []

  /// Stands for the start and end of a fact without a date.
  public static let undated: Int64 = 1 << 40
  /// Facts that an entry of `latestEnd` is over.
  public static let block = 256
  static let none = UInt16.max

  /// Facts.
  public var count: Int { kind.count }
  func reports(_ fact: Int) -> ArraySlice<Int32> {
    members[Int(memberStart[fact])..<Int(memberStart[fact + 1])]
  }
  /// The report that the place is taken from; −1 none.
  func placeReport(_ fact: Int) -> Int32 {
    placeMember[fact] == Self.none ? -1 : members[Int(memberStart[fact]) + Int(placeMember[fact])]
  }
  /// The report that the date is taken from; −1 none.
  func timeReport(_ fact: Int) -> Int32 {
    timeMember[fact] == Self.none ? -1 : members[Int(memberStart[fact]) + Int(timeMember[fact])]
  }
  /// Where a fact's fillers stand in the columns of fillers.
  public func fillers(_ fact: Int) -> Range<Int> { Int(fillerStart[fact])..<Int(fillerStart[fact + 1]) }

  /// Bytes held by the columns.
  public var byteCount: Int {
    kind.capacity + status.capacity + confidence.capacity + 2 * (placeMember.capacity + timeMember.capacity)
      + 8 * (start.capacity + end.capacity + latestEnd.capacity)
      + 4
      * (spot.capacity + memberStart.capacity + members.capacity + fillerStart.capacity
        + fillerEntity.capacity) + fillerRole.capacity
  }
}

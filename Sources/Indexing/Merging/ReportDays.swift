internal import Articles
internal import Facts

/// The days that reports tell of: their own, else the article's.
struct ReportDays: Sendable {
  /// First and last day of each report; empty (first > last) where neither it nor its article has one.
  private(set) var first: [Int32] = []
  private(set) var last: [Int32] = []
  /// Days of tolerance.
  private(set) var slack: [UInt8] = []
  /// Positions in the order of the reports that have a day, by first day, then position.
  private(set) var dated: [Int32] = []

  init() {}

  /// `order` has the reports by article. O(n).
  init(_ reports: Reports, articles: [Article], order: [Int32]) {
    let count = reports.count
    first = [Int32](repeating: 1, count: count)
    last = [Int32](repeating: 0, count: count)
    slack = [UInt8](repeating: 1, count: count)
    // By address: to read a member of an element would copy and count all of it.
    let published = articles.withUnsafeBufferPointer { articles in
      articles.indices.map { article in
        articles.baseAddress.flatMap { ($0 + article).pointee.published }
      }
    }
    for report in 0..<count {
      let interval: TimeInterval
      if reports.hasTime(report) {
        interval = reports.time[report]
        let via = reports.timeVia(report)
        if via == .inherited || via == .publication || via == .dateline { slack[report] = 3 }
      } else if let day = published[Int(reports.article[report])] {
        interval = day
        slack[report] = 3
      } else {
        continue
      }
      first[report] = interval.firstDay.number
      last[report] = interval.lastDay.number
    }
    sort(order)
  }

  private mutating func sort(_ order: [Int32]) {
    var positions: [Int32] = []
    var days: [UInt64] = []
    positions.reserveCapacity(order.count)
    days.reserveCapacity(order.count)
    for position in order.indices {
      let report = Int(order[position])
      guard first[report] <= last[report] else { continue }
      positions.append(Int32(position))
      days.append(Ordering.biased(first[report]))
    }
    dated = Ordering.byKey(days, positions)
  }
}

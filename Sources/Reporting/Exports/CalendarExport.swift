internal import Articles
internal import Atlas
internal import Facts
internal import Querying

/// Answers as a calendar (iCalendar, RFC 5545): an event for each row that has a date. Whole days are days, times of day
/// are local, in whatever zone the reader is. Nothing in it depends on the clock.
extension AnswerPrinter {
  func ics(_ answer: Answer, _ details: [RowDetail]) -> String {
    var calendar = CalendarWriter()
    calendar.add("BEGIN:VCALENDAR")
    calendar.add("VERSION:2.0")
    calendar.add("PRODID:-//Dateline//Dateline//EN")
    calendar.add("CALSCALE:GREGORIAN")
    var known: [String: Int] = [:]
    for row in ExportRow.rows(answer, details) {
      guard let time = row.time else { continue }
      let id = row.id.isEmpty ? Self.madeID(row, time) : row.id
      let count = known[id, default: 0] + 1
      known[id] = count
      Self.event(row, time, id: count == 1 ? id : "\(id)-\(count)", &calendar)
    }
    // A calendar has at least one component.
    if known.isEmpty { Self.zone(&calendar) }
    calendar.add("END:VCALENDAR")
    return calendar.text
  }

  private static func event(
    _ row: ExportRow, _ time: TimeInterval, id: String, _ calendar: inout CalendarWriter
  ) {
    calendar.add("BEGIN:VEVENT")
    calendar.add("UID", text: id)
    let day = row.detail?.published ?? time.firstDay
    calendar.add("DTSTAMP:\(plain(day))T000000Z")
    if Precision(time) == .minute {
      calendar.add("DTSTART:" + local(time.start))
      if time.end > time.start { calendar.add("DTEND:" + local(time.end)) }
    } else {
      calendar.add("DTSTART;VALUE=DATE:" + plain(time.firstDay))
      let next = time.lastDay.adding(days: 1)
      if next <= .latest { calendar.add("DTEND;VALUE=DATE:" + plain(next)) }
    }
    calendar.add("SUMMARY", text: row.title)
    let places = row.places
    let names = places.map { Value.place(text: $0.text, country: $0.country, point: nil).text() }
      .filter { !$0.isEmpty }
    if !names.isEmpty { calendar.add("LOCATION", text: names.joined(separator: "; ")) }
    // An event has one position at most.
    if let point = places.lazy.compactMap(\.point).first, point.latitude.isFinite, point.longitude.isFinite {
      calendar.add("GEO:\(JSONText.degrees(point.latitude));\(JSONText.degrees(point.longitude))")
    }
    let lines = row.lines
    if !lines.isEmpty { calendar.add("DESCRIPTION", text: lines.joined(separator: "\n")) }
    if let kind = row.detail?.kind, !kind.isEmpty { calendar.add("CATEGORIES", text: kind) }
    if let status = row.detail?.status { calendar.add("STATUS:" + name(status)) }
    // Nobody is busy because of the news.
    calendar.add("TRANSP:TRANSPARENT")
    calendar.add("END:VEVENT")
  }

  /// What did not take place is cancelled to a calendar, whoever or whatever kept it from taking place.
  private static func name(_ status: Status) -> String {
    switch status {
    case .happened, .ongoing: "CONFIRMED"
    case .planned, .requested, .possible: "TENTATIVE"
    case .denied, .cancelled, .failed: "CANCELLED"
    }
  }

  /// Of rows that nothing names: the same for the same row.
  private static func madeID(_ row: ExportRow, _ time: TimeInterval) -> String {
    let text = (["\(time.start)", "\(time.end)"] + row.lines).joined(separator: "\n")
    let digits = String(FNV64(text.utf8).value, radix: 16)
    return "row-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func zone(_ calendar: inout CalendarWriter) {
    for line in [
      "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
      "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    ] { calendar.add(line) }
  }

  /// "20230117".
  private static func plain(_ day: CalendarDay) -> String { String(day.description.filter { $0 != "-" }) }

  /// "20230117T093000".
  private static func local(_ minutes: Int64) -> String {
    String(JSONText.instant(minutes).filter { $0 != "-" && $0 != ":" }) + "00"
  }
}

/// Writes the lines of a calendar: ended by CR LF, folded so that none is longer than 75 octets.
struct CalendarWriter {
  private(set) var text = ""

  /// Octets of a line without its end.
  private static let longest = 75

  /// A property whose value is a text.
  mutating func add(_ name: String, text: String) { add(name + ":" + Self.escaped(text)) }

  /// A line as it stands.
  mutating func add(_ line: String) {
    var used = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if used + width > Self.longest {
        text += "\r\n "
        used = 1
      }
      text.unicodeScalars.append(scalar)
      used += width
    }
    text += "\r\n"
  }

  /// A value of the type TEXT; control characters, which it may not hold, are made visible.
  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.neutralised(keepingLines: true).unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        result.append("\\")
        result.append(scalar)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

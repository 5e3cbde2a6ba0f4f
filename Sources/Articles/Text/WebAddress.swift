/// Addresses of pages (RFC 3986), as far as they say who published one.
enum WebAddress {
  /// The host of an address without its port and "www."; nil for what is no address. O(length).
  static func host(of address: String) -> String? {
    let bytes = Array(address.utf8)
    guard let start = bytes.firstOffset(of: Array("://".utf8)) else { return nil }
    var host = bytes[(start + 3)...].prefix { !"/:?#".utf8.contains($0) }
    if host.starts(with: "www.".utf8) { host = host.dropFirst(4) }
    return String(decoding: host, as: UTF8.self)
  }

  /// The day in an address as sites write it there, "/2019/11/19/" or "/2019-11-19"; nil where there is none. O(length).
  static func day(in address: String) -> CalendarDay? {
    let numbers = address.split { !$0.isNumber && !$0.isLetter }.map { part in
      months.firstIndex(of: part.lowercased()).map { String($0 + 1) } ?? String(part)
    }
    for i in numbers.indices.dropLast(2)
    where numbers[i].count == 4 && numbers[i + 1].count <= 2 && numbers[i + 2].count <= 2 {
      guard let year = Int(numbers[i]), let month = Int(numbers[i + 1]), let day = Int(numbers[i + 2]),
        (1990...2100).contains(year)
      else { continue }
      if let day = CalendarDay(checkedYear: year, month: month, day: day) { return day }
    }
    return nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}

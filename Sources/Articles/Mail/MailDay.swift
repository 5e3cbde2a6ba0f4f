/// The day on which a message was sent, in the zone of whoever sent it.
enum MailDay {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  static func isWeekday(_ word: some Collection<UInt8>) -> Bool { position(word, weekdays) != nil }

  /// 1 to 12; nil of a word that is no month of three letters.
  static func month(_ word: some Collection<UInt8>) -> Int? { position(word, months).map { $0 + 1 } }

  private static func position(_ word: some Collection<UInt8>, _ names: [String]) -> Int? {
    guard word.count == 3 else { return nil }
    let lowered = word.map(\.asciiLowered)
    return names.firstIndex { lowered.elementsEqual($0.utf8) }
  }

  /// The day in "Tue, 17 Jan 2023 23:30:00 -0500 (EST)" (RFC 5322, with its obsolete forms: "17 Jan 99"), in
  /// "Tue Jan 17 10:00:00 2023", or in another form that header lines have; nil of what is none.
  static func read(_ value: some Collection<UInt8>) -> CalendarDay? {
    let bytes = ContiguousArray(value.prefix(256))
    let words = bytes.split { $0 <= 32 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }
    guard let at = words.firstIndex(where: { month($0) != nil }), let month = month(words[at]) else {
      return WrittenDay.read(bytes[...])
    }
    let before = at > 0 ? number(words[at - 1]) : nil
    // The day stands before the month or, as C writes it, behind; then a time stands between it and the year.
    let day = before ?? (at + 1 < words.count ? number(words[at + 1]) : nil)
    let later = words[(at + 1)...].dropFirst(before == nil ? 1 : 0)
    let stated = later.first { word in (2...4).contains(word.count) && word.allSatisfy(\.isASCIIDigit) }
    guard let day, (1...31).contains(day), let stated, let year = number(stated) else {
      return WrittenDay.read(bytes[...])
    }
    let full =
      stated.count == 4 ? year : stated.count == 3 ? year + 1900 : year < 50 ? year + 2000 : year + 1900
    return CalendarDay(checkedYear: full, month: month, day: day)
  }

  private static func number(_ word: some Collection<UInt8>) -> Int? {
    guard (1...4).contains(word.count), word.allSatisfy(\.isASCIIDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// The day when a message was sent: by its `Date`, else by the first of the machines that have passed it on, else by the line
  /// above it in a mailbox. `unread`: what its `Date` says, where that is no day or cannot be its own and nothing else says one.
  static func sent(
    _ fields: HeaderFields, separator: ContiguousArray<UInt8>
  ) -> (day: CalendarDay?, unread: String?) {
    let stated = fields.bytes("date") ?? fields.bytes("resent-date")
    if let day = stated.flatMap({ read($0) }), PageMetadata.isSound(day) { return (day, nil) }
    for hop in fields.all("received").reversed() {
      guard let mark = hop.lastIndex(of: UInt8(ascii: ";")) else { continue }
      if let day = read(hop[(mark + 1)...]), PageMetadata.isSound(day) { return (day, nil) }
    }
    let words = separator.split(separator: 32, maxSplits: 2)
    if words.count == 3, let day = read(words[2]), PageMetadata.isSound(day) { return (day, nil) }
    return (nil, stated.map { HeaderFields.line($0.prefix(64)) })
  }
}

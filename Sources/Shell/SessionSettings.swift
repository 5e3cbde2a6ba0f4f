internal import Articles
public import Querying

/// What `.set` changes.
public struct SessionSettings: Sendable, Equatable {
  /// The form of answers.
  public var mode = OutputFormat.table
  /// Kilometres of `near` without `within`.
  public var near = 100.0
  /// Facts that are less sure, in hundredths, are shown only where a query asks for them.
  public var leastPercent = Settings.standardPercent
  /// The day that `today` and `last week` are counted from; nil: the newest article's.
  public var now: String?
  /// Rows shown on screen before the middle is left out; 0 = all.
  public var rows = 40
  /// Cells of a line; 0 = the terminal's.
  public var width = 0
  /// What stands for a missing value in tables and lines.
  public var missing = ""
  /// Whether the names of the columns come first.
  public var showsHeader = true
  /// What stands between the values of csv: one character.
  public var separator = ","
  /// Whether csv and tsv keep spreadsheets from taking text for formulas.
  public var guardsFormulas = true
  /// Only answers and errors: no notes, no status lines.
  public var isQuiet = false
  /// Whether what is longer than the screen goes through a pager.
  public var usesPager = true
  /// For people who hear the screen: words in lines, without colours, frames and what changes by itself.
  public var isPlain = false
  /// Whether tables and drawings are made of ASCII signs.
  public var isASCII = false
  /// Whether maps and charts are pictures where the terminal shows some.
  public var pictures = Pictures.auto
  /// Whether each answer tells how long it took.
  public var showsTime = false

  /// How drawings come to be pictures: as the terminal says that it shows them, never, or in a form whatever it says.
  public enum Pictures: String, Sendable, CaseIterable { case auto, off, sixel, kitty }

  /// What a session begins with.
  public init() {}

  struct Setting: Sendable {
    var name: String
    var values: String
    var help: String
    var get: @Sendable (SessionSettings) -> String
    /// False where the text is no value of it.
    var set: @Sendable (inout SessionSettings, String) -> Bool
  }

  static let table: [Setting] = [
    Setting(
      name: "mode", values: OutputFormat.modeNames.joined(separator: ", "),
      help: "how answers are written", get: { $0.mode.rawValue },
      set: { settings, text in
        guard let mode = OutputFormat(mode: text) else { return false }
        settings.mode = mode
        return true
      }),
    Setting(
      name: "near", values: "a distance: 100 km, 60 mi", help: "how far `near` reaches without `within`",
      get: { distance($0.near) },
      set: { settings, text in
        guard let kilometres = kilometres(text) else { return false }
        settings.near = kilometres
        return true
      }),
    Setting(
      name: "confidence", values: "0 to 1, or any",
      help: "how sure facts must be that are shown without `confidence any`",
      get: { $0.leastPercent == 0 ? "any" : String(Double($0.leastPercent) / 100) },
      set: { settings, text in
        guard let percent = percent(text) else { return false }
        settings.leastPercent = percent
        return true
      }),
    Setting(
      name: "now", values: "a day: 2023-01-17, or newest", help: "the day that `today` means",
      get: { $0.now ?? "newest" },
      set: { settings, text in
        if text.lowercased() == "newest" {
          settings.now = nil
          return true
        }
        guard CalendarDay(iso: Array(text.utf8)) != nil else { return false }
        settings.now = text
        return true
      }),
    Setting(
      name: "rows", values: "a number, 0 = all", help: "rows shown on screen before the middle is left out",
      get: { String($0.rows) },
      set: { settings, text in
        guard let rows = Int(text), rows >= 0 else { return false }
        settings.rows = rows
        return true
      }),
    Setting(
      name: "width", values: "a number, 0 = the terminal's", help: "cells of a line on screen",
      get: { String($0.width) },
      set: { settings, text in
        guard let width = Int(text), width == 0 || (20...10_000).contains(width) else { return false }
        settings.width = width
        return true
      }),
    Setting(
      name: "missing", values: "a text", help: "what stands for a missing value", get: { $0.missing },
      set: { settings, text in
        settings.missing = text
        return true
      }),
    flag("timing", \.showsTime, "whether the time of each query is shown"),
    flag("header", \.showsHeader, "whether the names of the columns come first"),
    Setting(
      name: "separator", values: "one character, or tab", help: "what stands between the values of csv",
      get: { $0.separator == "\t" ? "tab" : $0.separator },
      set: { settings, text in
        guard let separator = separator(text) else { return false }
        settings.separator = separator
        return true
      }),
    flag(
      "guard", \.guardsFormulas,
      "whether text that a spreadsheet would take for a formula gets a ' before it in csv and tsv"),
    flag("pager", \.usesPager, "whether what is longer than the screen goes through $PAGER, else less"),
    flag(
      "plain", \.isPlain, "for screen readers: words in lines, no colours, frames, hints, notes and pager"),
    flag(
      "ascii", \.isASCII,
      "whether tables and drawings are made of ASCII signs alone; what articles say keeps its own"),
    Setting(
      name: "pictures", values: Pictures.allCases.map(\.rawValue).joined(separator: ", "),
      help: "whether maps and charts are pictures: where the terminal shows some, never, or in a form",
      get: { $0.pictures.rawValue },
      set: { settings, text in
        guard let pictures = Pictures(rawValue: text.lowercased()) else { return false }
        settings.pictures = pictures
        return true
      }),
    flag("quiet", \.isQuiet, "only answers and errors: no notes, no status lines"),
  ]

  private static func flag(
    _ name: String, _ path: any WritableKeyPath<SessionSettings, Bool> & Sendable, _ help: String
  ) -> Setting {
    Setting(
      name: name, values: "on, off", help: help, get: { $0[keyPath: path] ? "on" : "off" },
      set: { settings, text in
        guard let isOn = ["on": true, "off": false][text.lowercased()] else { return false }
        settings[keyPath: path] = isOn
        return true
      })
  }

  /// What may stand between values: one character that is no letter, digit, quote or line break, or "tab"; nil for other
  /// texts.
  public static func separator(_ text: String) -> String? {
    if ["tab", "\\t", "\t"].contains(text.lowercased()) { return "\t" }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte >= 0x20, byte < 0x7F, byte != 0x22 else {
      return nil
    }
    let isAlphanumeric = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    return isAlphanumeric ? nil : text
  }

  static func named(_ name: String) -> Setting? { table.first { $0.name == name.lowercased() } }

  static func distance(_ kilometres: Double) -> String {
    (kilometres == kilometres.rounded() ? String(Int(kilometres)) : String(kilometres)) + " km"
  }

  /// How sure a fact must be, in hundredths, as "0.5", "70 %" or "any" say it; nil for other words.
  public static func percent(_ text: String) -> Int? {
    let text = text.lowercased()
    if text == "any" { return 0 }
    let isPercent = text.hasSuffix("%")
    guard let value = Double(isPercent ? String(text.dropLast()).trimmed : text), value.isFinite else {
      return nil
    }
    let percent = isPercent ? value : value * 100
    return (0...100).contains(percent) ? Int(percent.rounded()) : nil
  }

  /// "100", "100 km", "60mi", "500 m".
  static func kilometres(_ text: String) -> Double? {
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(number), value.isFinite, value > 0, value <= 20_040 else { return nil }
    switch text.dropFirst(number.count).trimmed.lowercased() {
    case "", "km": return value
    case "mi", "mile", "miles": return value * 1.609344
    case "m": return value / 1000
    default: return nil
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 })
    else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

internal import Library
internal import Reporting

/// The line on a terminal's standard error that says how far long work is: from half a second on, ten times a second.
final class ProgressLine {
  private static let patience: UInt64 = 500_000_000
  private static let step: UInt64 = 100_000_000

  private let surroundings: Surroundings
  private let errors: (any TextSink)?
  private let start: UInt64
  private var shownAt: UInt64?

  init(_ session: Session) {
    surroundings = session.surroundings
    errors = surroundings.showsProgress && !session.settings.isQuiet ? session.errors : nil
    start = surroundings.clock()
  }

  /// Writes what `text` says, in place of what it said before; `text` is told how many seconds have passed.
  func show(_ text: (_ seconds: Double) -> String) {
    guard let errors else { return }
    let now = surroundings.clock()
    guard now &- start > Self.patience, shownAt.map({ now &- $0 >= Self.step }) ?? true else { return }
    shownAt = now
    let line = text(Double(now &- start) / 1e9)
    errors.write("\r" + CellWidth.cut(line, to: max(20, surroundings.width()) - 1) + "\u{1B}[K")
  }

  /// Wipes it.
  func end() {
    guard shownAt != nil else { return }
    shownAt = nil
    errors?.write("\r\u{1B}[K")
  }
}

extension LoadProgress {
  /// "loading 1,204 of 26,000 files (34 %) · 830 articles/s · 12 MB/s · 0:31 left, Ctrl-C stops", once loading has gone on for
  /// so long; a single file's part is that of its bytes.
  func text(after seconds: Double) -> String {
    let percent = Int(share * 100)
    var parts: [String]
    if totalFiles == 1 {
      parts = ["loading, " + (totalBytes > 0 ? "\(percent) % of \(Self.size(totalBytes))" : Self.size(bytes))]
      parts.append(Session.count(articles, "article"))
    } else {
      parts = ["loading \(Session.grouped(files)) of \(Session.count(totalFiles, "file")) (\(percent) %)"]
    }
    guard seconds > 0 else { return parts.joined(separator: " · ") }
    if articles > 1 {
      parts.append("\(Session.grouped(Int((Double(articles) / seconds).rounded(.up)))) articles/s")
    }
    if bytes > 0 { parts.append("\(Self.size(Int(Double(bytes) / seconds)))/s") }
    if share > 0.01, share < 1 {
      let left = Int((seconds * (1 - share) / share).rounded())
      parts.append(Self.time(left) + " left")
    }
    return parts.joined(separator: " · ") + ", Ctrl-C stops"
  }

  /// "0:31", "1:02:05".
  private static func time(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = seconds / 60
    let rest = two(seconds % 60)
    return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
  }

  /// "640 kB", "1.2 MB": of thousands.
  private static func size(_ bytes: Int) -> String {
    var value = Double(bytes)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 999.5 {
        let isShort = unit == "B" || value >= 9.95
        return isShort ? "\(Int(value.rounded())) \(unit)" : "\((value * 10).rounded() / 10) \(unit)"
      }
      value /= 1000
    }
    return "\((value * 10).rounded() / 10) TB"
  }
}

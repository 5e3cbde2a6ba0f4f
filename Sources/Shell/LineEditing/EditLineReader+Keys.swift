internal import CLineEdit
internal import Reporting

extension EditLineReader {
  private static let normal = UInt8(CC_NORM)
  private static let refresh = UInt8(CC_REFRESH)
  private static let beep = UInt8(CC_REFRESH_BEEP)

  /// Keys that libedit leaves unbound or binds to something else; the user's ~/.editrc may change them.
  func bindBuiltIn() {
    let keys = [
      ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"), ("\\e[1;3D", "ed-prev-word"),
      ("\\e[1;3C", "em-next-word"), ("\\eb", "ed-prev-word"), ("\\ef", "em-next-word"),
      ("\\e[3~", "ed-delete-next-char"), ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"), ("\\eOH", "ed-move-to-beg"),
      ("\\eOF", "ed-move-to-end"), ("^U", "vi-kill-line-prev"), ("^W", "ed-delete-prev-word"),
      ("^R", "em-inc-search-prev"),
    ]
    for (key, command) in keys { dl_bind(editor, key, command) }
  }

  /// Keys that the program needs, bound after ~/.editrc. A command of our own cannot call one of libedit's,
  /// so those it needs have private sequences (Ctrl-X Ctrl-A …) that it pushes.
  func bindOwn() {
    dl_add_key(editor, "dl-complete", "complete the word", "\t") { _, _ in
      EditLineReader.current?.completeWord() ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-paste", "insert pasted text", "\\e[200~") { _, _ in
      EditLineReader.current?.paste() ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-right", "accept the hint or go right", "^F") { _, _ in
      EditLineReader.current?.acceptHint() ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-up", "line up or earlier statement", "\\e[A") { _, _ in
      EditLineReader.current?.vertical(isUp: true) ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-down", "line down or later statement", "\\e[B") { _, _ in
      EditLineReader.current?.vertical(isUp: false) ?? UInt8(CC_ERROR)
    }
    let keys = [
      ("\\eOA", "dl-up"), ("\\eOB", "dl-down"), ("\\e[C", "dl-right"), ("\\eOC", "dl-right"),
      ("^X^A", "ed-prev-line"), ("^X^B", "ed-next-line"), ("^X^C", "ed-prev-history"),
      ("^X^D", "ed-next-history"), ("^X^E", "ed-next-char"),
    ]
    for (key, command) in keys { dl_bind(editor, key, command) }
  }

  /// Inside a buffer of several lines up and down move between them, at its ends through the history.
  private func vertical(isUp: Bool) -> UInt8 {
    let (text, cursor) = line()
    let isInside = isUp ? text.utf8.prefix(cursor).contains(10) : text.utf8.dropFirst(cursor).contains(10)
    el_push(
      editor, isInside ? (isUp ? "\u{18}\u{1}" : "\u{18}\u{2}") : (isUp ? "\u{18}\u{3}" : "\u{18}\u{4}"))
    return Self.normal
  }

  private func acceptHint() -> UInt8 {
    let (text, cursor) = line()
    guard cursor == text.utf8.count else {
      el_push(editor, "\u{18}\u{5}")
      return Self.normal
    }
    guard paint.isOn, let hint = Hint.text(for: text, history: history) else { return Self.normal }
    return el_insertstr(editor, hint) == 0 ? Self.refresh : Self.beep
  }

  private func completeWord() -> UInt8 {
    let (text, cursor) = line()
    let list = complete(text, cursor)
    let stem = String(decoding: Array(text.utf8)[min(list.start, cursor)..<cursor], as: UTF8.self)
    if list.candidates.isEmpty { return Self.beep }
    if let insertion = list.insertion(stem: stem) {
      el_deletestr(editor, Int32(stem.unicodeScalars.count))
      return el_insertstr(editor, insertion) == 0 ? Self.refresh : Self.beep
    }
    // Below the last row of the line: the list. Then libedit draws anew.
    let (columns, rows) = Self.window()
    let start = layout(columns: columns)
    let down = start.end(of: text).row - start.end(of: Self.head(text, cursor)).row
    let listing = list.listing(width: columns, rows: max(3, rows - 4))
    Self.write(
      (down > 0 ? "\u{1B}[\(down)B" : "") + "\r\n"
        + listing.split(separator: "\n").map { $0 + "\r\n" }.joined())
    dl_refresh(editor)
    return Self.normal
  }

  /// Reads to the end of a bracketed paste and inserts it; its line breaks run nothing.
  private func paste() -> UInt8 {
    let end = Array("\u{1B}[201~".unicodeScalars)
    var pasted: [Unicode.Scalar] = []
    var character: Int32 = 0
    while dl_next_character(editor, &character) == 1 {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { continue }
      pasted.append(scalar)
      if scalar == "~", pasted.count >= end.count, Array(pasted.suffix(end.count)) == end {
        pasted.removeLast(end.count)
        break
      }
    }
    var text = String.UnicodeScalarView()
    for (index, scalar) in pasted.enumerated() {
      switch scalar.value {
      case 13: text.append("\n")
      case 10: if index == 0 || pasted[index - 1] != "\r" { text.append("\n") }
      case 9: text.append(" ")
      case 0..<0x20, 0x7F..<0xA0: break
      default: text.append(scalar)
      }
    }
    while text.last == "\n" { text.removeLast() }
    return text.isEmpty || el_insertstr(editor, String(text)) == 0 ? Self.refresh : Self.beep
  }
}

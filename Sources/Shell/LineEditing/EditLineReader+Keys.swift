internal import CLineEdit
internal import Reporting

extension EditLineReader {
  static let normal = UInt8(CC_NORM)
  static let refresh = UInt8(CC_REFRESH)

  /// Keys that libedit leaves unbound or binds to something else; the user's ~/.editrc may change them.
  func bindBuiltIn() {
    let keys = [
      ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"), ("\\e[1;3D", "ed-prev-word"),
      ("\\e[1;3C", "em-next-word"), ("\\eb", "ed-prev-word"), ("\\ef", "em-next-word"),
      ("\\e[3~", "ed-delete-next-char"), ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"), ("\\eOH", "ed-move-to-beg"),
      ("\\eOF", "ed-move-to-end"), ("^U", "vi-kill-line-prev"), ("^W", "ed-delete-prev-word"),
    ]
    for (key, command) in keys { dl_bind(editor, key, command) }
  }

  /// Keys that the program needs, bound after ~/.editrc. A command of our own cannot call one of libedit's,
  /// so those it needs have private sequences (Ctrl-X Ctrl-A …) that it pushes.
  func bindOwn() {
    dl_add_key(editor, "dl-complete", "complete the word", "\t") { _, _ in
      EditLineReader.current?.completeWord(isBack: false) ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-complete-back", "the candidate before", "\\e[Z") { _, _ in
      EditLineReader.current?.completeWord(isBack: true) ?? UInt8(CC_ERROR)
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
    dl_add_key(editor, "dl-enter", "run the statement, or go on with it", "^M") { _, _ in
      EditLineReader.current?.enter() ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-search", "search the history", "^R") { _, _ in
      EditLineReader.current?.searchHistory() ?? UInt8(CC_ERROR)
    }
    dl_add_key(editor, "dl-clear", "clear the screen", "^L") { _, _ in
      EditLineReader.current?.clearScreen() ?? UInt8(CC_ERROR)
    }
    var keys = [
      ("\\eOA", "dl-up"), ("\\eOB", "dl-down"), ("\\e[C", "dl-right"), ("\\eOC", "dl-right"),
      ("^J", "dl-enter"), ("^X^A", "ed-prev-line"), ("^X^B", "ed-next-line"), ("^X^C", "ed-prev-history"),
      ("^X^D", "ed-next-history"), ("^X^E", "ed-next-char"), ("^X^N", "ed-newline"),
    ]
    if dl_is_vi(editor) {
      dl_bind_escape(editor)
    } else {
      // Behind Escape it would be a command of vi.
      dl_add_key(editor, "dl-break", "begin a new line", "\\e^M") { _, _ in
        EditLineReader.current?.insert("\n") ?? UInt8(CC_ERROR)
      }
      keys.append(("\\e^J", "dl-break"))
    }
    for (key, command) in keys { dl_bind(editor, key, command) }
  }

  func insert(_ text: String) -> UInt8 {
    if el_insertstr(editor, text) != 0 { Self.write("\u{7}") }
    return Self.refresh
  }

  /// A statement that is not finished goes on in a new line of the same text; an empty line ends it all the same.
  private func enter() -> UInt8 {
    let (text, _) = line()
    if isOpen(text), !Self.endsInEmptyLine(text) { return insert("\n") }
    el_push(editor, "\u{18}\u{E}")
    return Self.normal
  }

  static func endsInEmptyLine(_ text: String) -> Bool {
    guard let start = text.utf8.lastIndex(of: 10) else { return false }
    return text.utf8[start...].allSatisfy { $0 <= 32 }
  }

  /// Inside a text of several lines up and down move between them, at its ends through the history.
  private func vertical(isUp: Bool) -> UInt8 {
    let (text, cursor) = line()
    let isInside = isUp ? text.utf8.prefix(cursor).contains(10) : text.utf8.dropFirst(cursor).contains(10)
    el_push(
      editor, isInside ? (isUp ? "\u{18}\u{1}" : "\u{18}\u{2}") : (isUp ? "\u{18}\u{3}" : "\u{18}\u{4}"))
    return Self.normal
  }

  private func acceptHint() -> UInt8 {
    let (text, cursor) = line()
    guard cursor == text.utf8.count, !hintShown.isEmpty else {
      el_push(editor, "\u{18}\u{5}")
      return Self.normal
    }
    return insert(hintShown)
  }

  private func clearScreen() -> UInt8 {
    screen.forget()
    isPart = false
    Self.write("\u{1B}[H\u{1B}[2J")
    return Self.normal
  }

  /// Puts the only candidate, or what all have in common, in the place of the word; Tab again goes through them.
  private func completeWord(isBack: Bool) -> UInt8 {
    let (text, cursor) = line()
    if var open = menu, open.stands(at: text, cursor) {
      let chosen = open.choose(isBack: isBack)
      replace(from: open.list.start, to: cursor, by: chosen)
      (open.text, open.cursor) = line()
      menu = open
      return Self.refresh
    }
    if isBack { return Self.normal }
    let list = complete(text, cursor)
    let start = min(list.start, cursor)
    let stem = String(decoding: Array(text.utf8)[start..<cursor], as: UTF8.self)
    let insertion = list.insertion(stem: stem)
    if let insertion { replace(from: start, to: cursor, by: insertion) }
    if list.candidates.count > 1 {
      if isPlain {
        if insertion == nil { showAbove(list.plainListing(rows: 40)) }
      } else {
        let (text, cursor) = line()
        menu = CompletionMenu(list, text: text, cursor: cursor)
      }
    } else if insertion == nil {
      Self.write("\u{7}")
    }
    return Self.refresh
  }

  private func replace(from start: Int, to cursor: Int, by text: String) {
    let stem = String(decoding: Array(line().text.utf8)[min(start, cursor)..<cursor], as: UTF8.self)
    el_deletestr(editor, Int32(stem.unicodeScalars.count))
    _ = insert(text)
  }

  /// Reads to the end of a bracketed paste and inserts it as one edit; its line breaks run nothing.
  private func paste() -> UInt8 {
    let end = Array("\u{1B}[201~".unicodeScalars)
    var pasted: [Unicode.Scalar] = []
    var character: Int32 = 0
    isPasting = true
    defer { isPasting = false }
    while dl_next_character(editor, &character) == 1 {
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { continue }
      pasted.append(scalar)
      if scalar == "~", pasted.count >= end.count, Array(pasted.suffix(end.count)) == end {
        pasted.removeLast(end.count)
        break
      }
    }
    let text = Self.pasted(pasted)
    return text.isEmpty ? Self.refresh : insert(text)
  }

  /// What is inserted of a pasted text: line breaks and what can be read; control characters are left out.
  static func pasted(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 13: text.append("\n")
      case 10: if index == 0 || scalars[index - 1] != "\r" { text.append("\n") }
      case 9: text.append(" ")
      case 0..<0x20, 0x7F..<0xA0: break
      default: text.append(scalar)
      }
    }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}

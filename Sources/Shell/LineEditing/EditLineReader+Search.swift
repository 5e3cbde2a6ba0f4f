internal import CLineEdit
internal import Indexing

/// Ctrl-R: statements of the history that contain what is typed, whatever its case and accents, the newest first.
extension EditLineReader {
  func searchHistory() -> UInt8 {
    let before = line()
    var wanted = ""
    /// The statement shown, its place in the history.
    var found: Int?
    var isMissing = false
    let folded = history.map(Folding.fold)
    func find(from start: Int, by step: Int) {
      guard !wanted.isEmpty else { return }
      let key = Folding.fold(wanted)
      var index = start
      while history.indices.contains(index) {
        if folded[index].contains(key), found.map({ history[$0] != history[index] || $0 == index }) ?? true {
          found = index
          isMissing = false
          setLine(history[index], cursor: nil)
          return
        }
        index += step
      }
      isMissing = true
    }
    defer {
      search = nil
      draw()
    }
    while true {
      search = "search: \(wanted)" + (isMissing ? "  (nothing found)" : "")
      draw()
      var character: Int32 = 0
      guard dl_next_character(editor, &character) == 1,
        let scalar = Unicode.Scalar(UInt32(bitPattern: character))
      else {
        // Ctrl-C, or the end of the input.
        return UInt8(CC_EOF)
      }
      switch scalar.value {
      case 0x12: find(from: (found ?? history.count) - 1, by: -1)
      case 0x13: find(from: (found ?? history.count) + 1, by: 1)
      case 0x7F, 0x08:
        if !wanted.isEmpty { wanted.unicodeScalars.removeLast() }
        found = nil
        isMissing = false
        find(from: history.count - 1, by: -1)
      case 0x07:
        setLine(before.text, cursor: before.cursor)
        return Self.refresh
      case 0..<0x20:
        // Whatever key it is does what it does with the statement found.
        el_push(editor, String(scalar))
        return Self.refresh
      default:
        wanted.unicodeScalars.append(scalar)
        find(from: found ?? history.count - 1, by: -1)
      }
    }
  }

  /// Puts a text in the place of the line; `cursor` is a byte of it, nil its end.
  private func setLine(_ text: String, cursor: Int?) {
    let (old, at) = line()
    let behind = String(decoding: Array(old.utf8)[at...], as: UTF8.self).unicodeScalars.count
    el_cursor(editor, Int32(behind))
    el_deletestr(editor, Int32(old.unicodeScalars.count))
    if !text.isEmpty { _ = insert(text) }
    guard let cursor else { return }
    let after = String(decoding: Array(text.utf8)[cursor...], as: UTF8.self).unicodeScalars.count
    el_cursor(editor, Int32(-after))
  }
}

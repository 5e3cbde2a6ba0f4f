internal import CLineEdit
internal import Glibc
internal import Reporting

/// Lines typed on a terminal, edited with libedit: history, completion, colours and hints while typing,
/// pasting, several lines in one buffer, a change of the window's size, Ctrl-Z and back.
final class EditLineReader: LineReader {
  let isInteractive = true
  /// Made anew for every line: a session names results and kinds as it goes.
  private(set) var highlighter: Highlighter
  private let makeHighlighter: () -> Highlighter
  /// What can stand at a byte of a line.
  var complete: (String, Int) -> CompletionList
  let paint: Paint
  private(set) var history: [String]

  let editor: OpaquePointer
  private let editorHistory: OpaquePointer
  private let file: HistoryFile?
  private var promptBytes: UnsafeMutablePointer<CChar>?
  var prompt = Prompt.statement
  var lastColumns = 80
  /// What goes on while a line is typed.
  weak var beside: (any Beside)?
  var isHintShown = false

  /// The one editor of the process: libedit's callbacks carry no context that Swift can use safely.
  nonisolated(unsafe) static weak var current: EditLineReader?

  /// Nil where libedit cannot be set up (no memory, no terminal).
  init?(
    historyFile: HistoryFile?, paint: Paint, highlighter: @escaping () -> Highlighter,
    complete: @escaping (String, Int) -> CompletionList
  ) {
    dl_use_utf8()
    file = historyFile
    file?.trim()
    history = (file?.load() ?? []).map(Self.typed)
    self.paint = paint
    makeHighlighter = highlighter
    self.highlighter = highlighter()
    self.complete = complete
    guard let editorHistory = history_init(),
      let editor = dl_open(
        "dateline", { _ in EditLineReader.current?.promptText() }, 1, editorHistory,
        Int32(file?.limit ?? 5000))
    else { return nil }
    self.editor = editor
    self.editorHistory = editorHistory
    Self.current = self
    for statement in history { dl_add_history(editorHistory, Self.typed(statement)) }
    dl_watch_signals()
    dl_set_hooks(
      editor, { _ in EditLineReader.current?.draw() }, { _ in EditLineReader.current?.eraseHint() },
      { _ in EditLineReader.current?.resize() })
    dl_set_beside(
      dl_beside(
        prepare: { files, milliseconds in
          guard let files, let milliseconds else { return 0 }
          return EditLineReader.current?.prepare(files, milliseconds) ?? 0
        }, wake: { _ in EditLineReader.current?.wake() }))
    bindBuiltIn()
    el_source(editor, nil)
    bindOwn()
  }

  deinit {
    el_end(editor)
    history_end(editorHistory)
    free(promptBytes)
  }

  func readLine(prompt: Prompt) -> LineEvent {
    self.prompt = prompt
    highlighter = makeHighlighter()
    _ = dl_take_interrupt()
    Self.write("\u{1B}[?2004h")
    var isEnd = false
    let text = dl_gets(editor, &isEnd)
    Self.write("\u{1B}[?2004l")
    guard let text else {
      Self.write(isEnd ? "\n" : "^C\n")
      return isEnd ? .end : .interrupted
    }
    var line = String(cString: text)
    if line.utf8.last == 10 { line = String(decoding: line.utf8.dropLast(), as: UTF8.self) }
    return .line(line)
  }

  func remember(_ statement: String) {
    guard HistoryFile.keeps(statement), statement != history.last else { return }
    history.append(statement)
    dl_add_history(editorHistory, Self.typed(statement))
    file?.append(statement)
  }

  /// libedit draws a tab as it likes, and we draw the line again: a space keeps the layout true, and a control
  /// character of a meddled history away from the terminal.
  private static func typed(_ statement: String) -> String {
    var typed = String.UnicodeScalarView()
    for scalar in statement.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      typed.append(isControl && scalar != "\n" ? " " : scalar)
    }
    return String(typed)
  }

  /// All codes in one group and the reset before the last cell: libedit drops a group at the end.
  private func promptText() -> UnsafeMutablePointer<CChar>? {
    free(promptBytes)
    let text = prompt.text
    promptBytes = strdup(
      paint.isOn ? "\u{1}\u{1B}[1;32m\u{1}" + text.dropLast() + "\u{1}\u{1B}[0m\u{1} " : text)
    return promptBytes
  }

  /// The buffer and the cursor's byte in it.
  func line() -> (text: String, cursor: Int) {
    guard let info = el_line(editor)?.pointee, let start = info.buffer, let last = info.lastchar,
      let cursor = info.cursor
    else { return ("", 0) }
    let bytes = UnsafeRawBufferPointer(start: start, count: last - start)
    return (String(decoding: bytes, as: UTF8.self), cursor - start)
  }

  static func write(_ text: String) {
    fflush(nil)
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      sent += max(0, count)
    }
  }
}

internal import CLineEdit
internal import Glibc
internal import Reporting

/// Lines typed on a terminal, edited with libedit and drawn here: history, completion, colours and hints while typing,
/// pasting, statements of several lines in one text, a change of the window's size, Ctrl-Z and back.
final class EditLineReader: LineReader {
  /// What the session knows, asked while a line is typed.
  struct Knowledge {
    /// The styles of a line with the cursor at a byte.
    var highlight: (String, Int) -> [StyledRun]
    /// What can stand at a byte of a line.
    var complete: (String, Int) -> CompletionList
    /// How the word at the end of a line may go on; nil where nothing is likely.
    var suggest: (String) -> String?
  }

  let isInteractive = true
  /// Made anew for every line: a session names results and kinds as it goes.
  private let knowledge: Knowledge
  /// Whether a text needs more lines before it can be run.
  var isOpen: (String) -> Bool = { _ in false }
  /// What one stands on, in a few words; "" for nothing.
  var note: () -> String = { "" }
  /// Whether somebody hears the screen: then there are no colours, hints, notes and lists that change.
  var asksPlain: () -> Bool = { false }
  var isPlain: Bool { asksPlain() }
  let paint: Paint
  private(set) var history: [String]

  let editor: OpaquePointer
  private let editorHistory: OpaquePointer
  private let file: HistoryFile?
  var prompt = Prompt.statement
  /// What goes on while a line is typed.
  weak var beside: (any Beside)?

  var screen = EditScreen()
  /// Cells of a row when the line was last drawn.
  var columns = 80
  /// The first row that is shown of a text taller than the screen, and whether one is.
  var top = 0
  var isPart = false
  var menu: CompletionMenu?
  /// What Ctrl-R says; nil while nothing is searched.
  var search: String?
  var hintShown = ""
  var isPasting = false
  /// The line as it was last drawn.
  var drawn = ""
  /// The last line whose styles were asked for, and they.
  private var highlighted: (text: String, cursor: Int, runs: [StyledRun]) = ("", 0, [])

  /// The one editor of the process: libedit's callbacks carry no context that Swift can use safely.
  nonisolated(unsafe) static weak var current: EditLineReader?

  /// Nil where libedit cannot be set up (no memory, no terminal).
  init?(historyFile: HistoryFile?, paint: Paint, knowledge: Knowledge) {
    dl_use_utf8()
    file = historyFile
    file?.trim()
    history = (file?.load() ?? []).map(Self.typed)
    self.paint = paint
    self.knowledge = knowledge
    guard let editorHistory = history_init(),
      let editor = dl_open("dateline", editorHistory, Int32(file?.limit ?? 5000))
    else { return nil }
    self.editor = editor
    self.editorHistory = editorHistory
    Self.current = self
    for statement in history { dl_add_history(editorHistory, Self.typed(statement)) }
    dl_watch_signals()
    dl_set_hooks(
      editor,
      dl_hooks(
        before_key: { _ in EditLineReader.current?.draw() },
        resized: { _ in EditLineReader.current?.resize() },
        stopping: { _ in EditLineReader.current?.leaveForShell() },
        continued: { _ in EditLineReader.current?.comeBack() }))
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
  }

  func readLine(prompt: Prompt) -> LineEvent {
    self.prompt = prompt
    highlighted = ("", 0, [])
    _ = dl_take_interrupt()
    screen.forget()
    Self.write("\u{1B}[?2004h")
    var isEnd = false
    let text = dl_gets(editor, &isEnd)
    guard let text else {
      close(drawn, ending: isEnd ? "" : "^C")
      Self.write("\u{1B}[?2004l")
      return isEnd ? .end : .interrupted
    }
    var line = String(cString: text)
    if line.utf8.last == 10 { line = String(decoding: line.utf8.dropLast(), as: UTF8.self) }
    close(line)
    Self.write("\u{1B}[?2004l")
    // What was left unfinished on purpose is not gone on with.
    return .line(Self.endsInEmptyLine(line) && isOpen(line) ? line + "\n\n" : line)
  }

  func highlight(_ text: String, _ cursor: Int) -> [StyledRun] {
    if text.isEmpty { return [] }
    if highlighted.text != text || highlighted.cursor != cursor {
      highlighted = (text, cursor, knowledge.highlight(text, cursor))
    }
    return highlighted.runs
  }

  func complete(_ text: String, _ cursor: Int) -> CompletionList { knowledge.complete(text, cursor) }
  func suggest(_ text: String) -> String? { knowledge.suggest(text) }

  func remember(_ statement: String) {
    guard HistoryFile.keeps(statement), statement != history.last else { return }
    history.append(statement)
    dl_add_history(editorHistory, Self.typed(statement))
    file?.append(statement)
  }

  /// A history that somebody has meddled with brings no control characters into the line.
  private static func typed(_ statement: String) -> String {
    var typed = String.UnicodeScalarView()
    for scalar in statement.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      typed.append(isControl && scalar != "\n" ? " " : scalar)
    }
    return String(typed)
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
    if text.isEmpty { return }
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

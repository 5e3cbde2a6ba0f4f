internal import Querying
internal import Saving

/// Where answers go instead of the screen.
struct Redirect {
  enum Place {
    /// Written whole, once the answer is there.
    case file(path: String, TextFile.Manner)
    /// Written to as answers come, so that none is lost whatever ends the program.
    case stream(DescriptorSink)
    case program(ProgramSink)
  }

  var place: Place
  /// As it was typed, for messages.
  var name: String
  /// By the file's ending; nil: the mode set.
  var mode: OutputFormat?
  /// `>>` stood before the file: its rows go on below those that it holds.
  var appends = false
  /// Of the rows that stand last in the file, where it is added to: the names of their columns.
  var header: String?
  /// Something was written to its stream, or stands in the file before.
  var hasAnswers = false

  /// What goes there is a whole page of HTML, not rows in a mode.
  var isPage: Bool { !isProgram && FileForm(path: name, mode: .table) == .page }

  /// A program may well write to our terminal.
  var isProgram: Bool {
    if case .program = place { true } else { false }
  }
}

/// What stands behind `.once` and `.output`: a file, perhaps to be added to or replaced, or a program.
struct RedirectTarget {
  var program: String?
  var path = ""
  var appends = false
  var isForced = false

  init(_ arguments: Arguments) {
    // The bar may stand inside the quotation marks, too.
    let unquoted = arguments.words.joined(separator: " ")
    if arguments.rest.hasPrefix("|") || unquoted.hasPrefix("|") {
      program = (arguments.rest.hasPrefix("|") ? arguments.rest : unquoted).dropFirst().trimmed
      return
    }
    appends = arguments.rest.hasPrefix(">>")
    let (words, isForced) = (appends ? Arguments(arguments.rest.dropFirst(2)) : arguments).taking("--force")
    path = words.joined(separator: " ").trimmed
    self.isForced = isForced
  }
}

/// What is written into a file, whatever way an answer gets there: `to`, `.once` or `.output`.
enum FileForm: Equatable {
  /// A page of HTML with the answer and its evidence.
  case page
  /// Text, or for Parquet bytes, of this form.
  case rows(OutputFormat)

  /// By the form that is asked for, else by the file's ending, else the mode set.
  init(path: String, format: OutputFormat? = nil, mode: OutputFormat) {
    if format == nil, PageForm(path: path) == .html {
      self = .page
    } else {
      self = .rows(format ?? OutputFormat(path: path) ?? mode)
    }
  }
}

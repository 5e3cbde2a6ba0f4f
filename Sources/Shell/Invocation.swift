public import Articles
public import Querying

/// What the command line asks for.
public struct Invocation: Sendable, Equatable {
  /// Of the program, by Semantic Versioning.
  public static let version = "0.1.0"

  /// When to print in colours: on a terminal, always, never.
  public enum Colour: String, Sendable, CaseIterable { case auto, always, never }

  /// Files and folders; "-" for an article on standard input.
  public var paths: [String] = []
  /// `--kinds`: files of kinds of facts beside the program's own, in order.
  public var kinds: [String] = []
  /// `--aliases`: files of names of places beside the gazetteer's, in order.
  public var aliases: [String] = []
  /// `--fields`, `--unpack-ratio` …: how files are read.
  public var reading = ReadingOptions()
  /// `-c`, in order.
  public var queries: [String] = []
  /// `-f`: scripts, run before `-c`.
  public var files: [String] = []
  /// Whether statements go on after one that failed; the exit code still says that one did.
  public var keepsGoing = false
  /// `--watch`: folders that are loaded, and what changes in them from then on.
  public var watches: [String] = []
  /// `--engine`: what answers queries in the program's place, and where its tables are; empty: the program itself.
  public var engine: [String] = []
  /// `--safe`: no file is written and no program run.
  public var isSafe = false
  /// `--trust`: a check may run the programs that read kinds of files.
  public var trusts = false
  /// `--no-rc`: the person's own settings are not read.
  public var ignoresConfig = false
  /// `--config`: files of settings, read before all else, in scripts, too.
  public var configs: [String] = []
  /// `--force`: files that exist are replaced.
  public var replacesFiles = false
  /// `--restore`: goes on with the newest session that did not end in good order.
  public var restores = false
  /// `--forget`: removes the sessions that did not end in good order, and does nothing else.
  public var forgets = false
  /// The form of answers; nil: tables.
  public var mode: OutputFormat?
  /// Whether answers begin with the names of their columns.
  public var showsHeader = true
  /// What stands between the values of csv; nil: a comma.
  public var separator: String?
  /// Only answers and errors.
  public var isQuiet = false
  /// When to print in colours.
  public var colour = Colour.auto
  /// `--check`: a saved session to replay over `paths`, or over its own articles where there are none.
  public var check: String?
  /// `--set name=value`, in order.
  public var settings: [String] = []
  /// `-p name=value`, in order.
  public var parameters: [String] = []

  /// An invocation without any argument.
  public init() {}

  /// Exit codes.
  public enum Exit {
    /// All that was asked was done.
    public static let fine: Int32 = 0
    /// A statement failed, or a replayed session differs.
    public static let failed: Int32 = 1
    /// The arguments cannot be understood.
    public static let usage: Int32 = 2
    /// An article, or all, could not be read, or a part of the program is missing.
    public static let nothingLoaded: Int32 = 3
    /// Stopped from the keyboard (128 + SIGINT).
    public static let interrupted: Int32 = 130
    /// Stopped by SIGTERM while it watched (128 + SIGTERM).
    public static let terminated: Int32 = 143
  }
}

public import Querying

/// What the command line asks for.
public struct Invocation: Sendable, Equatable {
  public static let version = "0.1.0"

  public enum Colour: String, Sendable, CaseIterable { case auto, always, never }

  /// Files and folders; "-" for an article on standard input.
  public var paths: [String] = []
  /// `--kinds`: files of kinds of facts beside the program's own, in order.
  public var kinds: [String] = []
  /// `--aliases`: files of names of places beside the gazetteer's, in order.
  public var aliases: [String] = []
  /// `-c`, in order.
  public var queries: [String] = []
  /// `-f`: scripts, run before `-c`.
  public var files: [String] = []
  public var keepsGoing = false
  public var mode: OutputFormat?
  public var colour = Colour.auto
  /// `--check`: a saved session to replay over `paths`, or over its own articles where there are none.
  public var check: String?
  /// `--set name=value`, in order.
  public var settings: [String] = []
  /// `-p name=value`, in order.
  public var parameters: [String] = []

  public init() {}

  /// Exit codes.
  public enum Exit {
    public static let fine: Int32 = 0
    public static let failed: Int32 = 1
    public static let usage: Int32 = 2
    public static let nothingLoaded: Int32 = 3
    public static let interrupted: Int32 = 130
  }
}

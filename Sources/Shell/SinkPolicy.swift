internal import Articles

/// What a session may do to what lies outside of it: files that are written and programs that are run, by `to`, `.once`,
/// `.output`, `.save` and `.edit`. Handed down from the command line to the session, and from it to the scripts that it
/// reads.
struct SinkPolicy: Sendable, Equatable {
  enum Rule: Sendable {
    case allowed
    /// `--safe`: a statement that would write or run something fails.
    case refused
    /// A check: nothing is written or run, and answers are compared as if they had gone to the screen.
    case compared
  }

  var rule = Rule.allowed
  /// `--force`: files that exist are replaced without a word about each.
  var replacesFiles = false

  /// Whether programs may run that read kinds of files: not by `--safe`.
  var mayReadByProgram = true

  /// As in a check.
  var compared: SinkPolicy { SinkPolicy(rule: .compared, mayReadByProgram: mayReadByProgram) }

  /// The stricter of two: a script cannot be allowed what its session may not do.
  func narrowed(isSafe: Bool, replacesFiles: Bool) -> SinkPolicy {
    var policy = self
    if isSafe, rule == .allowed { policy.rule = .refused }
    if isSafe { policy.mayReadByProgram = false }
    policy.replacesFiles = self.replacesFiles || replacesFiles
    return policy
  }

  /// How files are read: where no program may run, those of kinds that one reads are refused.
  func reading(_ options: ReadingOptions) -> ReadingOptions {
    var options = options
    if !mayReadByProgram { options.programFolders = [] }
    return options
  }

  /// Fails where neither files may be written nor programs run. `what` says it of the statement: "writes f.csv".
  func admit(_ what: String) throws(Failure) {
    guard rule != .allowed else { return }
    throw .command(
      "this \(what), which --safe forbids", hint: "without --safe files are written and programs run")
  }
}

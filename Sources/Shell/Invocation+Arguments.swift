internal import Articles

extension Invocation {
  /// The words of the process's command line without the program's name; bytes that are no UTF-8 stay what they are, so
  /// that such a file can be named.
  public static var arguments: [String] {
    UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst().compactMap {
      $0.map { PathText.text(UnsafePointer($0)) }
    }
  }
}

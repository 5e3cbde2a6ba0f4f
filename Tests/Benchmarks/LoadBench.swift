internal import ArgumentParser
internal import Articles
internal import Facts
internal import Library

/// Speed of loading as the program does it: on all cores, into one index.
struct LoadBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Articles a second from files to an index that is in order.")

  @Argument(help: "Files or folders of articles.")
  var paths: [String]

  func run() throws {
    var news = ArticleCollection()
    // The models are opened before the clock starts.
    news.add([Article(text: ContiguousArray("Ann met Bob in Paris on Monday.".utf8), path: "warm")])
    let clock = ContinuousClock()
    var report = LoadReport()
    let loading = clock.measure { report = news.load(paths) }
    let again = clock.measure { news.load(paths) }
    let summary = news.summary
    print("loaded              \(report.loaded) articles, \(summary.facts) facts in \(loading)")
    print("loaded again        \(again): nothing had changed")
    let name = news.article(ArticleID(rawValue: 0))?.path ?? ""
    print("one article removed \(clock.measure { news.remove([name]) })")
  }
}

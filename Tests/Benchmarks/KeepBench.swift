internal import ArgumentParser
internal import Articles
internal import Facts
internal import Glibc
internal import Indexing
internal import Keeping
internal import Library
internal import Querying

/// What keeping costs and saves: a collection is made, kept, opened again and added to, beside making it anew.
struct KeepBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Measures kept files.")

  @Option(help: "How many facts to make, where no articles are given.") var facts = 1_000_000
  @Option(help: "A folder for the kept file.") var folder = "/tmp"
  @Argument(help: "Articles to read instead: files and folders.") var paths: [String] = []

  func run() throws {
    let path = "\(folder)/bench-\(getpid()).dateline"
    defer { KeptFile.remove(path) }
    var collection = ArticleCollection(pipeline)
    var more: [Harvest] = []
    if paths.isEmpty {
      print(SyntheticNews.description)
      var news = SyntheticNews(seed: 1, kinds: .standard)
      try timed("insert") { collection = synthetic(&news) }
      more = (facts / 5..<facts / 5 + 100).map { news.harvest($0) }
    } else {
      try timed("read and extract") { collection.load(paths) }
      // Its last hundred come later.
      let last = (0..<collection.index.articleCount).suffix(100).map {
        collection.index.article(ArticleID(rawValue: Int32($0)))
      }
      more = last.map { pipeline.extract($0) }
      collection = collection.part(Set(collection.hashes.keys).subtracting(last.map(\.key)))
    }
    try timed("finish") { collection.finish() }
    print("\(collection.index.articleCount) articles, \(collection.index.factCount) facts")
    let file = try KeptFile.create(at: path)
    try timed("keep") { try file.keep(collection, KeptFile.Context(), isWhole: true) }
    print(
      "\(size(path) / 1_000_000) MB, \(size(path) / max(1, collection.index.factCount)) bytes a fact, texts among them"
    )
    try open(path)
    let harvests = more
    try timed("add 100 articles and keep them") {
      var index = collection.index
      index.insert(contentsOf: harvests)
      index.finish()
      var known = collection.hashes
      for harvest in harvests { known[harvest.article.key] = harvest.article.contentHash }
      collection = ArticleCollection(pipeline, index: index, known: known)
      try file.keep(collection, KeptFile.Context())
    }
    try open(path)
    try timed("keep nothing new") { try file.keep(collection, KeptFile.Context()) }
  }

  private var pipeline: Pipeline {
    paths.isEmpty
      ? Pipeline(kinds: .standard, places: SyntheticWorld.knowledge) { Harvest(article: $0) } : .standard
  }

  private func synthetic(_ news: inout SyntheticNews) -> ArticleCollection {
    var index = FactIndex(kinds: .standard, places: SyntheticWorld.knowledge)
    var known: [ArticleKey: ContentHash] = [:]
    for start in stride(from: 0, to: facts / 5, by: 64) {
      let harvests = (start..<min(start + 64, facts / 5)).map { news.harvest($0) }
      for harvest in harvests { known[harvest.article.key] = harvest.article.contentHash }
      index.insert(contentsOf: harvests)
    }
    return ArticleCollection(pipeline, index: index, known: known)
  }

  private func open(_ path: String) throws {
    var contents: KeptFile.Contents?
    try timed("open") { contents = try KeptFile.open(path).load(pipeline) }
    guard let index = contents?.collection.index else { return }
    if let why = contents?.readAgain { print("read again: \(why)") }
    try timed("ask") {
      _ = try Engine(index: index).run(Query.parse("meetings during 2015 | count by month"))
    }
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return ["", "-wal"].reduce(0) { stat(path + $1, &status) == 0 ? $0 + Int(status.st_size) : $0 }
  }

  private func timed(_ what: String, _ work: () throws -> Void) throws {
    let clock = ContinuousClock()
    let start = clock.now
    try work()
    let seconds = (clock.now - start) / .seconds(1)
    print("\((seconds * 1000).rounded() / 1000) s\t\(what)")
  }
}

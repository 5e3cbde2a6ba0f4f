internal import ArgumentParser
internal import Articles
internal import English
internal import Facts
internal import Glibc

/// Speed of each stage of reading and extraction, on one thread.
struct PipelineBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Words per second of each stage, on one thread, over the articles of a folder.",
    discussion: "Stages are timed one after another over all articles, so each has its own caches warm.")

  @Argument(help: "Files or folders of articles.")
  var paths: [String]

  func run() throws {
    let files = ArticleFiles.list(paths).files
    var articles: [Article] = []
    let load = seconds { articles = files.compactMap { try? ArticleLoader.load($0) } }
    var readings: [Reading] = []
    let read = seconds { readings = articles.map { Reader.standard.read($0) } }
    let words = readings.reduce(0) { $0 + $1.tokens.count }
    var parsed = readings
    var workspace = ArcParser.Workspace()
    let arcs = seconds {
      for index in parsed.indices {
        ArcParser.standard?.addArcs(to: &parsed[index], using: &workspace) { _ in true }
      }
    }
    let extractor = Extractor.standard
    var demanded: [Reading] = []
    let demand = seconds { demanded = articles.map { extractor.read($0) } }
    let share = demanded.reduce(into: (0, 0)) { counts, reading in
      counts.0 += reading.sentences.count { $0.isParsed }
      counts.1 += reading.sentences.count
    }
    var names: [[NameMention]] = []
    let naming = seconds { names = demanded.map { NameFinder.standard.find(in: $0) } }
    let placing = seconds {
      for (reading, name) in zip(demanded, names) { _ = PlaceFinder.standard.find(in: reading, names: name) }
    }
    let timing = seconds { for reading in demanded { _ = TimeFinder.standard.find(in: reading) } }
    var facts = 0
    let extracting = seconds { facts = demanded.reduce(0) { $0 + extractor.harvest($1).facts.count } }
    print("\(articles.count) articles, \(words) tokens, \(facts) facts")
    row("load", load, words)
    row("tokens, sentences, tags, lemmas", read, words)
    row("arcs of all sentences", arcs, words)
    row("all of reading, arcs on demand (\(100 * share.0 / max(1, share.1)) % of sentences)", demand, words)
    row("names", naming, words)
    row("places", placing, words)
    row("times", timing, words)
    row("names, places, times and facts", extracting, words)
    row("tokens to names, arcs of all sentences", read + arcs + naming, words)
    row("tokens to names, arcs on demand", demand + naming, words)
    row("everything", demand + extracting, words)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak resident memory: \(usage.ru_maxrss / 1024) MiB (readings of all articles are kept)")
  }

  private func row(_ stage: String, _ seconds: Double, _ words: Int) {
    let rate = Int(Double(words) / max(seconds, 1e-9) / 1000)
    print("\(stage): \(Int(seconds * 1000)) ms, \(rate)k words/s")
  }

  private func seconds(_ work: () -> Void) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    work()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }
}

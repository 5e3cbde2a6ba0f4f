internal import ArgumentParser
internal import Articles
internal import Glibc
internal import Library
internal import TestSupport

/// Speed of reading alone, on one core, before anything is extracted: bytes a second of each form in which news come.
struct ReadBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract:
      "Bytes and articles a second that files yield, before extraction, on one core or all, and the peak of memory.",
    discussion:
      "Without files some are made of each form: all but the pages by repeating one article with another number."
  )

  @Argument(help: "Files of articles, compressed or not.")
  var paths: [String] = []

  @Option(help: "MiB of each file that is made.")
  var size = 200

  @Flag(help: "On all cores, as articles are loaded; by the clock on the wall.")
  var allCores = false

  func run() throws {
    print("form                      MiB      MiB/s  articles/s  peak MiB")
    if paths.isEmpty {
      let folder = TemporaryFolder()
      for form in MadeNews.all {
        let path = folder.path + "/" + form.name
        try form.write(to: path, bytes: size << 20)
        try measure(path, form.name)
        unlink(path)
      }
    }
    for path in paths { try measure(path, path) }
  }

  private func measure(_ path: String, _ name: String) throws {
    var info = stat()
    stat(path, &info)
    let (articles, problems, seconds) = allCores ? onAllCores(path) : try onOneCore(path)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func column(_ value: Double, _ width: Int) -> String {
      let text = String(Int(value.rounded()))
      return String(repeating: " ", count: max(1, width - text.count)) + text
    }
    let size = Double(info.st_size) / 1_048_576
    print(
      name + String(repeating: " ", count: max(1, 22 - name.count)) + column(size, 8)
        + column(size / seconds, 11)
        + column(Double(articles) / seconds, 12) + column(Double(usage.ru_maxrss) / 1024, 10)
        + (problems > 0 ? "  \(problems) problems" : ""))
  }
}

extension ReadBench {
  private func onOneCore(_ path: String) throws -> (articles: Int, problems: Int, seconds: Double) {
    var (articles, problems) = (0, 0)
    // Of the processor, so that what else the machine does counts little.
    let start = clock()
    var stream = try ArticleStream(path: path)
    while true {
      do throws(LoadProblem) {
        guard let article = try stream.next() else { break }
        articles += article.text.isEmpty ? 0 : 1
      } catch { problems += 1 }
    }
    return (articles, problems, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }

  private func onAllCores(_ path: String) -> (articles: Int, problems: Int, seconds: Double) {
    var (articles, problems) = (0, 0)
    let clock = ContinuousClock()
    let start = clock.now
    ArticleReader.read(ArticleFiles.list([path])) {
      $0.text.count
    } _: { result in
      switch result {
      case .success(let length): articles += length > 0 ? 1 : 0
      case .failure: problems += 1
      }
      return true
    }
    return (articles, problems, (clock.now - start) / .seconds(1))
  }
}

/// A file of many articles in one form.
private struct MadeNews {
  var name: String
  var start = ""
  var end = ""
  /// An article by its number.
  var article: @Sendable (Int) -> String

  static let paragraph =
    "The minister of trade met a delegation of harbour pilots in the old town hall on Tuesday, and both sides said that "
    + "the talks about tariffs, cranes and the night shift would go on until the end of the month. "
  static let text = String(repeating: paragraph, count: 12)

  static let all: [MadeNews] = [
    MadeNews(name: "made.ndjson") {
      "{\"title\": \"Talks \($0) go on\", \"date\": \"2024-03-04\", \"url\": \"https://news.example/\($0)\", \"text\": \"\(text)\\n\\n\(text)\"}\n"
    },
    MadeNews(name: "made.csv", start: "title,published,text\n") {
      "Talks \($0) go on,2024-03-04,\"\(text)\n\n\(text)\"\n"
    },
    MadeNews(
      name: "made.rss", start: "<rss version=\"2.0\"><channel><title>Harbour Wire</title>\n",
      end: "</channel></rss>\n"
    ) {
      "<item><title>Talks \($0) go on</title><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;\(text)&lt;/p&gt;&lt;p&gt;\(text)&lt;/p&gt;</description></item>\n"
    },
    MadeNews(name: "made.wet") { number in
      record("conversion", "text/plain", number, "Talks \(number) go on\n\(text)\n\(text)\n")
    },
    MadeNews(name: "made.warc") { number in
      let scripts = String(
        repeating: "<script>var a = {\"b\": [1, 2, 3]};</script>\n<style>p { margin: 0 }</style>\n",
        count: 300)
      let page =
        "<!doctype html><html><head><title>Talks \(number) go on</title>\(scripts)</head><body><nav><a href=\"/\">Home</a></nav><article><h1>Talks \(number) go on</h1><p>\(text)</p><p>\(text)</p></article></body></html>"
      return record(
        "response", "application/http; msgtype=response", number,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page)
    },
    MadeNews(name: "requests.warc") { number in
      record("request", "application/http; msgtype=request", number, "GET / HTTP/1.1\r\n\r\n" + text + text)
    },
    MadeNews(name: "made.mbox") {
      "From wire@news.example Mon Mar  4 10:00:00 2024\nFrom: Harbour Wire <wire@news.example>\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nSubject: Talks \($0) go on\n\n\(text)\n\n\(text)\n\n"
    },
  ]

  private static func record(_ type: String, _ media: String, _ number: Int, _ block: String) -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Date: 2024-03-04T10:00:00Z\r\nWARC-Target-URI: https://news.example/\(number)\r\n"
      + "WARC-Record-ID: <urn:uuid:\(number)>\r\nContent-Type: \(media)\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
  }

  func write(to path: String, bytes: Int) throws {
    guard let file = fopen(path, "w") else { throw ValidationError("\(path) cannot be written") }
    defer { fclose(file) }
    fputs(start, file)
    var written = 0
    var number = 1
    while written < bytes {
      let text = article(number)
      guard fputs(text, file) >= 0 else { throw ValidationError("\(path) cannot be written") }
      written += text.utf8.count
      number += 1
    }
    fputs(end, file)
  }
}

import Articles
import Facts
import Glibc
import Indexing
import TestSupport
import Testing

@testable import Library

/// Loading, replacing and removing, with an extractor of its own: a fact a line, `A met B`.
@Suite struct ArticleCollectionTests {
  static let pipeline = Pipeline(kinds: .standard, places: SmallWorld.knowledge) { article in
    var builder = HarvestBuilder(path: article.path, published: "2023-01-17")
    for line in article.string(article.body).split(separator: "\n") {
      let people = line.split(separator: " ").map { Entity(name: String($0), kind: .person) }
      builder.fact("meeting", people.map { ("participant", $0) })
    }
    var harvest = builder.harvest()
    harvest.article.number = article.number
    return harvest
  }

  let folder = TemporaryFolder()

  private func loaded(_ files: [(String, String)]) -> ArticleCollection {
    for (name, text) in files { folder.write(name, text) }
    var collection = ArticleCollection(Self.pipeline)
    collection.load([folder.path])
    return collection
  }

  private func people(_ collection: ArticleCollection) -> [String] {
    collection.index.entities.map(\.name).sorted()
  }

  @Test func whatFilesHoldBesidesArticlesIsTold() {
    var collection = ArticleCollection(Self.pipeline)
    let folder = RepositoryFile.root + "/examples/formats/"
    let archive = collection.load([folder + "gulf-courier.warc"])
    #expect(
      archive.passedBy.line
        == folder
        + "gulf-courier.warc: left out requests (5), copies (1), descriptions (1), other types (1), redirects (1)"
    )
    let mail = collection.load([
      folder + "harbour-news.mbox", folder + "rail-line.eml", folder + "amber-gazette.wet",
    ])
    #expect(mail.loaded == 4)
    #expect(
      mail.passedBy.line
        == "3 files (the first: \(folder)harbour-news.mbox): left out attachments (2), descriptions (1), messages without text (1)"
    )
    #expect(collection.load([folder + "ledger.csv"]).passedBy.line == nil)
  }

  @Test func filesAreLoadedOnce() {
    var collection = loaded([("a.txt", "Ann Bob\n"), ("b.txt", "Carl Dan\n"), ("c.txt", "\0")])
    let report = collection.load([folder.path])
    #expect((report.loaded, report.known, report.problems.count) == (0, 2, 1))
    #expect(!report.hasChanges)
    #expect(collection.summary.articles == 2)
  }

  @Test func whatVanishesOrGrowsWhileItIsReadCostsNothingElse() {
    folder.write("a.txt", "Ann Bob\n")
    let gone = folder.write("b.txt", "Carl Dan\n")
    folder.write("c.txt", "Eve Fay\n")
    var collection = ArticleCollection(Self.pipeline)
    var isFirst = true
    let report = collection.load([folder.path]) { _ in
      if isFirst {
        unlink(gone)
        folder.write("c.txt", "Eve Fay\nGus Hal\n")
      }
      isFirst = false
    }
    #expect(report.problems.map(\.reason) == [.missing] && report.loaded == 2)
    #expect(people(collection) == ["Ann", "Bob", "Eve", "Fay", "Gus", "Hal"])
  }

  @Test func whatChangedIsReplaced() {
    var collection = loaded([("a.txt", "Ann Bob\n"), ("b.txt", "Carl Dan\n")])
    folder.write("b.txt", "Eve Fay\n")
    let report = collection.load([folder.path])
    #expect((report.loaded, report.known, report.replaced) == (0, 1, 1))
    #expect(people(collection) == ["Ann", "Bob", "Eve", "Fay"])
  }

  /// Whatever comes or goes, of articles that were there.
  @Test func whatCameAndWentIsTold() throws {
    var collection = ArticleCollection(Self.pipeline)
    folder.write("a.txt", "Ann Bob\n")
    #expect(collection.load([folder.path]).changes == nil, "all is new")
    folder.write("b.txt", "Carl Dan\n")
    let came = try #require(collection.load([folder.path]).changes)
    #expect(came.new.map(\.articles) == [["b"]] && came.gone.isEmpty && came.changed.isEmpty)
    #expect(collection.load([folder.path]).changes == nil, "nothing has changed")
    let went = try #require(collection.remove([folder.path + "/a.txt"]).changes)
    #expect(went.gone.map(\.articles) == [["a"]] && went.new.isEmpty && went.changed.isEmpty)
    #expect(collection.remove(["none"]).changes == nil)
  }

  /// A file that is read to its end holds what it holds, even where its last record is broken; where it breaks off, the rest may
  /// still come.
  @Test func aBrokenLastRecordKeepsNothingElse() {
    func record(_ text: String) -> String {
      "{\"text\":\"\(text)\",\"title\":\"T\",\"date\":\"2023-01-17\"}\n"
    }
    let all = ["Ann Bob", "Carl Dan", "Eve Fay"].map(record).joined()
    for (end, count) in [("{\"text\" \"Gus\"}\n", 1), ("{\"text\":\"Gus Ha", 3)] {
      var collection = loaded([("a.json", all)])
      #expect(collection.summary.articles == 3)
      folder.write("a.json", record("Ann Bob") + end)
      #expect(collection.load([folder.path]).problems.count == 1)
      #expect(collection.summary.articles == count, "\(end)")
    }
  }

  @Test func whatIsRemovedIsGone() {
    var collection = loaded([("a.txt", "Ann Bob\n"), ("b.txt", "Carl Dan\n")])
    #expect(collection.remove([folder.path + "/b.txt", "none"]).removed == 1)
    #expect(people(collection) == ["Ann", "Bob"])
    // It can come again.
    #expect(collection.load([folder.path]).loaded == 1)
    #expect(people(collection) == ["Ann", "Bob", "Carl", "Dan"])
  }

  @Test func articlesInMemoryAreAddedOrReplaced() {
    var collection = ArticleCollection(Self.pipeline)
    func article(_ text: String, _ number: Int32) -> Article {
      var article = Article(text: ContiguousArray(text.utf8), path: "feed")
      article.number = number
      return article
    }
    #expect(collection.add([article("Ann Bob", 0), article("Carl Dan", 1)]).loaded == 2)
    #expect(collection.add([article("Ann Eve", 0), article("Carl Dan", 1)]).replaced == 1)
    #expect(people(collection) == ["Ann", "Carl", "Dan", "Eve"])
  }

  @Test func copiesAreSnapshots() {
    var collection = loaded([("a.txt", "Ann Bob\n")])
    let before = collection
    folder.write("b.txt", "Carl Dan\n")
    collection.load([folder.path])
    #expect((before.summary.articles, collection.summary.articles) == (1, 2))
  }

  @Test func aStoppedLoadGoesOnLater() {
    for number in 0..<200 { folder.write("\(number).txt", "Ann\(number) Bob\n") }
    var collection = ArticleCollection(Self.pipeline)
    nonisolated(unsafe) var calls = 0
    var report = collection.load(
      [folder.path], progress: { _ in calls += 1 }, isCancelled: { calls > 1 })
    #expect(report.isCancelled && report.loaded < 200)
    let first = report.loaded
    report = collection.load([folder.path])
    #expect(report.loaded + first == 200 && report.known == first)
    #expect(collection.summary.articles == 200)
  }

  /// However it came about, a collection is the one that its articles make.
  @Test func theWayDoesNotMatter() {
    var random = SeededGenerator(seed: 5)
    var texts: [String: String] = [:]
    var collection = ArticleCollection(Self.pipeline)
    for _ in 0..<60 {
      let name = "\(random.below(9)).txt"
      if random.chance(0.3), texts[name] != nil {
        texts[name] = nil
        collection.remove([name])
      } else {
        let text = (0..<(1 + random.below(3))).map { _ in "P\(random.below(6)) P\(random.below(6))" }
          .joined(separator: "\n")
        texts[name] = text
        collection.add([Article(text: ContiguousArray(text.utf8), path: name)])
      }
      var fresh = ArticleCollection(Self.pipeline)
      fresh.add(texts.sorted { $0.key < $1.key }.map { Article(text: ContiguousArray($1.utf8), path: $0) })
      #expect(collection.summary == fresh.summary)
      #expect(collection.index.entities == fresh.index.entities)
      #expect(collection.index.facts.fillerEntity == fresh.index.facts.fillerEntity)
    }
  }
}

import Articles
import Facts
import Glibc
import Indexing
import TestSupport
import Testing

@testable import Library

/// Folders that are watched, with real files.
@Suite struct WatchTests {
  let folder = TemporaryFolder()

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// What was seen to happen so far, names behind the folder's path; all but what is being written.
  private func seen(_ watch: FolderWatch) -> [String] {
    watch.read(at: Self.now)
    return watch.take(at: Self.now, atOnce: true).paths.map(name)
  }

  private func name(_ path: String) -> String {
    path == folder.path ? "." : String(path.dropFirst(folder.path.utf8.count + 1))
  }

  private func watch() throws -> FolderWatch {
    let watch = try FolderWatch()
    #expect(watch.add(folder.path).isEmpty)
    return watch
  }

  @Test func filesThatComeChangeAndGo() throws {
    folder.write("n/a.txt", "x")
    let watch = try watch()
    #expect(seen(watch) == [])
    folder.write("b.txt", "x")
    folder.write("n/a.txt", "y")
    folder.write("n/c.jpg", "no article")
    folder.write("n/.d.txt", "hidden")
    #expect(seen(watch) == ["b.txt", "n/a.txt"])
    // As editors and downloads do it.
    folder.write("n/new.part", "z")
    rename(folder.path + "/n/new.part", folder.path + "/n/a.txt")
    unlink(folder.path + "/b.txt")
    #expect(seen(watch) == ["b.txt", "n/a.txt"])
    folder.write(rawName: Array("caf".utf8) + [0xE9] + Array(".txt".utf8), "x")
    folder.write("line\nbreak.txt", "x")
    #expect(
      seen(watch) == [PathText.text(Array("caf".utf8) + [0xE9] + Array(".txt".utf8)), "line\nbreak.txt"])
  }

  @Test func foldersThatComeAndGo() throws {
    let watch = try watch()
    folder.write("new/deep/a.txt", "x")
    #expect(seen(watch).contains("new"))
    folder.write("new/deep/b.txt", "x")
    #expect(seen(watch) == ["new/deep/b.txt"], "what is made in it later is seen, too")
    rename(folder.path + "/new", folder.path + "/old")
    #expect(seen(watch) == ["new", "old"])
    folder.write("old/deep/b.txt", "y")
    #expect(seen(watch) == ["old/deep/b.txt"], "by its new name")
    let other = TemporaryFolder()
    rename(folder.path + "/old", other.path + "/old")
    #expect(seen(watch) == ["old"])
    other.write("old/deep/b.txt", "z")
    #expect(seen(watch) == [], "what was moved away is watched no longer")
  }

  @Test func foldersThatComeAndGoAtOnceAreNoFault() throws {
    let watch = try FolderWatch()
    // As shells complete it.
    #expect(watch.add(folder.path + "/").isEmpty)
    for name in ["a", "a/b"] { mkdir("\(folder.path)/\(name)", 0o755) }
    for name in ["a/b", "a"] { rmdir("\(folder.path)/\(name)") }
    watch.read(at: Self.now)
    let found = watch.take(at: Self.now, atOnce: true)
    #expect(found.notices == [] && found.paths == [folder.path + "/a"])
    folder.write("n/a.txt", "x")
    #expect(seen(watch).contains("n"))
    watch.remove(folder.path + "/")
    folder.write("n/a.txt", "y")
    #expect(seen(watch) == [])
  }

  @Test func linksAreFollowedAndCirclesAreNot() throws {
    let other = TemporaryFolder()
    other.write("x/a.txt", "x")
    folder.write("n/a.txt", "x")
    folder.link("n/up", to: "..")
    folder.link("far", to: other.path)
    let watch = try watch()
    other.write("x/a.txt", "y")
    folder.write("n/a.txt", "y")
    #expect(seen(watch) == ["far/x/a.txt", "n/a.txt"])
    unlink(folder.path + "/far")
    #expect(seen(watch) == ["far"])
    other.write("x/a.txt", "z")
    #expect(seen(watch) == [])
  }

  @Test func aFileThatIsWrittenIsWaitedFor() throws {
    let watch = try watch()
    let file = try #require(fopen(folder.path + "/a.txt", "w"))
    fputs("half", file)
    fflush(file)
    #expect(seen(watch) == [])
    let due = try #require(watch.nextDue)
    #expect(due > Self.now && due < Self.now + 2 * ChangeQueue.quiet)
    #expect(watch.take(at: due).paths.map(name) == ["a.txt"], "nobody has written for a while")
    fputs(" and half", file)
    fclose(file)
    #expect(seen(watch) == ["a.txt"])
  }

  @Test func aFolderThatIsGoneIsWatchedAgainOnceItIsBack() throws {
    folder.write("n/a.txt", "x")
    let path = folder.path + "/n"
    let watch = try FolderWatch()
    #expect(watch.add(path).isEmpty)
    rename(path, folder.path + "/m")
    watch.read(at: Self.now)
    var found = watch.take(at: Self.now + ChangeQueue.settling)
    #expect(found.notices == [.lost(folder: path)] && found.paths == [path])
    #expect(watch.take(at: Self.now + FolderWatch.retry * 2).notices == [])
    rename(folder.path + "/m", path)
    found = watch.take(at: Self.now + FolderWatch.retry * 4)
    #expect(found.notices == [.back(folder: path)])
    #expect(seen(watch) == ["n"])
    folder.write("n/b.txt", "x")
    #expect(seen(watch) == ["n/b.txt"])
    #expect(watch.nextDue == nil)
  }

  @Test func moreThanTheSystemCanTellIsLookedAtAnew() throws {
    let limit =
      Int(RepositoryFile.text("/proc/sys/fs/inotify/max_queued_events").split(separator: "\n").first ?? "")
      ?? 0
    try #require(limit > 0 && limit < 100_000)
    let watch = try watch()
    for number in 0...(limit / 2) { close(open("\(folder.path)/\(number).txt", O_CREAT | O_WRONLY, 0o644)) }
    watch.read(at: Self.now)
    let found = watch.take(at: Self.now, atOnce: true)
    #expect(found.notices == [.overflow] && found.paths.contains(folder.path))
    folder.write("last.txt", "x")
    #expect(seen(watch) == ["last.txt"])
  }

  @Test func whatCannotBeWatchedIsTold() throws {
    let watch = try FolderWatch()
    #expect(watch.add(folder.path + "/none").map(\.reason) == [.missing])
    #expect(watch.add(folder.write("a.txt", "x")).map(\.reason) == [.notAFolder])
    #expect(watch.folders == [])
    #expect(watch.add(folder.path).isEmpty && watch.add(folder.path).isEmpty)
    watch.remove(folder.path)
    folder.write("b.txt", "x")
    #expect(seen(watch) == [] && watch.folders == [])
  }

  // MARK: When

  @Test func changesSettleTogether() {
    var queue = ChangeQueue()
    #expect(queue.nextDue == nil && queue.take(at: 0) == [])
    queue.settle("b", at: 1000)
    queue.settle("a", at: 1000 + ChangeQueue.settling - 1)
    #expect(queue.take(at: 1000 + ChangeQueue.settling) == [], "something happened since")
    #expect(queue.nextDue == 1000 + 2 * ChangeQueue.settling - 1)
    #expect(queue.take(at: 1000 + 2 * ChangeQueue.settling) == ["a", "b"])
    // Where something happens all the time, nothing waits for ever.
    var now: UInt64 = 0
    var taken: [String] = []
    while taken.isEmpty, now < 10 * ChangeQueue.patience {
      queue.settle("c", at: now)
      taken = queue.take(at: now)
      now += ChangeQueue.settling / 2
    }
    #expect(now <= ChangeQueue.patience + ChangeQueue.settling)
    queue.write("d", at: 0)
    #expect(queue.take(at: ChangeQueue.quiet - 1, atOnce: true) == [])
    queue.write("d", at: ChangeQueue.quiet - 1)
    #expect(queue.take(at: ChangeQueue.quiet) == [])
    #expect(queue.take(at: 2 * ChangeQueue.quiet) == ["d"])
  }

  // MARK: What is made of it

  private func people(_ collection: ArticleCollection) -> [String] {
    collection.index.entities.map(\.name).sorted()
  }

  @Test func updatesAreTrueToTheFiles() {
    var collection = ArticleCollection(ArticleCollectionTests.pipeline)
    folder.write("n/a.txt", "Ann Bob\n")
    folder.write("n/x/b.txt", "Carl Dan\n")
    collection.load([folder.path + "/n"])
    #expect(!collection.update([folder.path + "/n"]).hasChanges)
    folder.write("n/c.txt", "Eve Fay\n")
    folder.write("n/a.txt", "Ann Gus\n")
    rename(folder.path + "/n/x", folder.path + "/n/y")
    let report = collection.update([folder.path + "/n"])
    #expect((report.loaded, report.replaced, report.removed, report.known) == (2, 1, 1, 0))
    #expect(people(collection) == ["Ann", "Carl", "Dan", "Eve", "Fay", "Gus"])
    unlink(folder.path + "/n/c.txt")
    #expect(collection.update([folder.path + "/n/c.txt", folder.path + "/n/never.txt"]).removed == 1)
    #expect(people(collection) == ["Ann", "Carl", "Dan", "Gus"])
  }

  @Test func whatCannotBeReadKeepsItsArticles() {
    var collection = ArticleCollection(ArticleCollectionTests.pipeline)
    let path = folder.write("n/a.txt", "Ann Bob\n")
    collection.load([folder.path + "/n"])
    folder.write("n/a.txt", "")
    let report = collection.update([path])
    #expect(report.problems.map(\.reason) == [.empty] && !report.hasChanges)
    #expect(people(collection) == ["Ann", "Bob"])
    // An update that is stopped changes nothing.
    folder.write("n/a.txt", "Eve Fay\n")
    #expect(collection.update([path], isCancelled: { true }).isCancelled)
    #expect(people(collection) == ["Ann", "Bob"])
  }

  /// A part of an archive has a path within that of the archive's file.
  @Test func partsOfAFileAreThereAsLongAsItIs() {
    var collection = ArticleCollection(ArticleCollectionTests.pipeline)
    folder.write("n/pack", "x")
    var article = Article(text: ContiguousArray("Ann Bob".utf8), path: folder.path + "/n/pack/a.txt")
    article.number = 0
    collection.add([article])
    #expect(!collection.update([folder.path + "/n"]).hasChanges)
    unlink(folder.path + "/n/pack")
    #expect(collection.update([folder.path + "/n/pack"]).removed == 1)
    collection.add([article])
    #expect(collection.update([folder.path + "/n"]).removed == 1)
  }
}

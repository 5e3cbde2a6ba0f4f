internal import Articles
import TestSupport
import Testing

/// Whether a file was looked at to its end: only then what it does not hold any more is gone.
@Suite struct WholeFileTests {
  private func isWhole(_ text: String, _ path: String) throws -> Bool {
    var stream = try ArticleStream(ContiguousArray(text.utf8), path: path)
    var count = 0
    while true {
      do { if try stream.next() == nil { break } } catch { count += 1 }
    }
    #expect(count == 1, "\(text)")
    return stream.isWhole
  }

  private static let record =
    "{\"text\":\"Lind met Berg in Oslo.\",\"title\":\"T\",\"date\":\"2023-01-17\"}\n"
  private static let warc =
    "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\nLind met Berg.\r\n\r\n"
  private static func start(_ count: Int) -> String {
    String(decoding: warc.utf8.prefix(count), as: UTF8.self)
  }
  private static let item = "<item><title>T</title><description>Lind met Berg.</description></item>"

  @Test(arguments: [
    ("a.json", record + "{\"text\":\"Rain\" \"x\"}\n"), ("a.json", record + "no object\n"),
    ("a.csv", "title,text,date\nT,Lind met Berg.,2023-01-17\nU,Rain fell.,2023-01-18,more\n"),
    ("a.rss", "<rss><channel>\(item)<item><title>U</item></channel></rss>"),
    ("a.warc", warc + "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nno length, and all of it is there\r\n\r\n"),
  ])
  func aBrokenRecordIsPassedBy(path: String, text: String) throws {
    #expect(try isWhole(text, path), "\(text)")
  }

  @Test(arguments: [
    ("a.json", record + "{\"text\":\"Rain"), ("a.json", "[" + record),
    ("a.csv", "title,text,date\nT,Lind met Berg.,2023-01-17\nU,\"Rain fell, and"),
    ("a.rss", "<rss><channel>\(item)<item><title>U</title>"), ("a.warc", warc + start(88)),
    ("a.warc", warc + start(30)), ("a.warc", warc + "WAR"),
  ])
  func whatIsCutOffIsNotThereYet(path: String, text: String) throws {
    #expect(try !isWhole(text, path), "\(text)")
  }
}

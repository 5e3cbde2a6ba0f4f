import Glibc
import TestSupport
import Testing

@testable import Articles

/// Web archives and mail with whatever is wrong in them: seeds that are sound, cut, doubled and changed. The same ones always, and
/// more of them for as many seconds as `DATELINE_FUZZ_SECONDS` says. None may crash or hang; what comes out is sound text that
/// knows its place.
@Suite struct MessageFuzzTests {
  private static let folder = RepositoryFile.root + "/examples/formats/"

  /// Sound files to begin with.
  private static let seeds: [ContiguousArray<UInt8>] =
    ["gulf-courier.warc", "amber-gazette.wet", "rail-line.eml", "harbour-news.mbox"].map { name in
      guard var stream = try? ByteStream(path: folder + name), let bytes = try? stream.rest() else {
        return []
      }
      return bytes
    }

  private static let pieces = [
    "WARC/1.0\r\n", "\r\n\r\n", "\r\n", "\n", "\n\n", "Content-Length: 9\r\n",
    "Content-Length: 99999999999999\r\n",
    "WARC-Type: response\r\n", "WARC-Type: conversion\r\n", "WARC-Target-URI: http://a.example/\r\n",
    "HTTP/1.1 200 OK\r\n", "Content-Type: text/html\r\n", "Content-Type: text/plain; charset=utf-16\r\n",
    "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: deflate\r\n",
    "ffffffff\r\n",
    "5\r\n<p>ab\r\n0\r\n", "\u{1F}\u{8B}\u{8}", "<p>The ministers met in Riga on Monday, and agreed.</p>",
    "\0",
    "\nFrom a Tue Jan 17 10:00:00 2023\n", "From: a <a@b.example>\n", "Subject: =?utf-8?B?4oC?=\n",
    "MIME-Version: 1.0\n",
    "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n", "--b--\n",
    "Content-Type: multipart/alternative; boundary=b\n\n",
    "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "=\n", "=E9", "=?utf-8?Q?", "?=", "> quoted\n", "-- \n", "Unsubscribe\n\n",
    "Content-Disposition: attachment; filename*0*=x'y'%E\n",
    "---------- Forwarded message ----------\nFrom: a@b.example\n\n",
    "Content-Type: text/plain; format=flowed; delsp=yes\n\n",
    " \n", "Received: ; Tue, 17 Jan 2023\n", "\u{FEFF}", "é",
  ]

  private func bytes(_ seed: UInt64) -> ContiguousArray<UInt8> {
    var random = SeededGenerator(seed: seed)
    var bytes: ContiguousArray<UInt8> = []
    if random.chance(0.7) {
      bytes = random.pick(Self.seeds)
      for _ in 0..<random.below(8) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8(random.below(256))
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.below(400)))
        case 3:
          bytes.insert(
            contentsOf: Array(bytes[at..<min(bytes.count, at + random.below(900))]),
            at: random.below(bytes.count))
        default: bytes.insert(contentsOf: Array(random.pick(Self.pieces).utf8), at: at)
        }
      }
    } else {
      bytes = ContiguousArray(
        random.pick(["WARC/1.0\r\n", "From a Tue Jan 17 10:00:00 2023\n", "MIME-Version: 1.0\n"]).utf8)
      for _ in 0..<random.below(60) { bytes += ContiguousArray(random.pick(Self.pieces).utf8) }
    }
    return bytes
  }

  private func check(_ seed: UInt64) {
    let bytes = bytes(seed)
    let file = RecordFile(bytes: bytes, path: "a.eml")
    for article in file.articles {
      let isSound = String(validating: article.text, as: UTF8.self) != nil && !article.text.contains(0)
      #expect(isSound, "seed \(seed)")
      #expect(article.text.contains { $0 > 32 }, "seed \(seed)")
      #expect(!article.source.utf8.contains(0) && !article.author.utf8.contains(0), "seed \(seed)")
      #expect(article.body.start >= 0 && article.body.end <= article.text.count, "seed \(seed)")
      for offset in stride(from: 0, to: article.text.count, by: 7) {
        #expect(article.sourceMap.source(of: Int32(offset)) >= 0, "seed \(seed)")
      }
    }
    #expect(Set(file.articles.map(\.number)).count == file.articles.count, "seed \(seed)")
    #expect(file.problems.count <= 102, "seed \(seed)")
  }

  @Test func brokenFilesDoNoHarm() {
    #expect(Self.seeds.allSatisfy { !$0.isEmpty })
    for seed in 0..<400 as Range<UInt64> { check(seed) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(RecordFuzzTests.seconds)
    var seed: UInt64 = 1_000_000
    while clock.now < end {
      check(seed)
      seed += 1
    }
  }

  /// What nests, repeats or goes on without end is read in time that grows with its length only.
  @Test func nestingAndLengthTakeNoTimeWorthTelling() {
    func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    let mail = "MIME-Version: 1.0\nSubject: x\nFrom: a@b.example\n"
    let box = "From a Tue Jan 17 10:00:00 2023\nSubject: x\n"
    let nameless = "MIME-Version: 1.0\nFrom: a@b.example\n"
    let chunks =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
      + times("1\r\na\r\n", 100_000)
    let hostile: [String: String] = [
      "fields": mail + times("X: y\n", 1 << 16) + "\nText.",
      "folded": mail + "X:" + times(" y\n", 1 << 17) + "\n\nText.",
      "subject": nameless + "Subject: " + times("=?utf-8?B?", 1 << 15) + "\n\nText.",
      "word after word": nameless + "Subject: " + times("=?a?q?", 1 << 16) + "\n\nText.",
      "words": nameless + "Subject: " + times("=?utf-8?Q?a?= ", 1 << 14) + "\n\nText.",
      "parameters": mail + "Content-Type: text/plain; " + times("a*0*=b; ", 1 << 15) + "\n\nText.",
      "nested": mail + times("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 1 << 13),
      "guessed": mail + times("Content-Type: multipart/mixed\n\n--bbb\n", 1 << 13),
      "messages": mail + times("Content-Type: message/rfc822\n\n", 1 << 14),
      "parts": mail + "Content-Type: multipart/mixed; boundary=b\n\n" + times("--b\n\nx\n", 1 << 16),
      "dashes": mail + "Content-Type: multipart/mixed; boundary=b\n\n" + times("--bb\n", 1 << 17),
      "escapes": mail + "Content-Transfer-Encoding: quoted-printable\n\n" + times("= \t", 1 << 17),
      "base64": mail + "Content-Transfer-Encoding: base64\n\n" + times("====", 1 << 17),
      "brackets": mail + "\n" + times("<http://", 1 << 15),
      "brackets apart": mail + "\n" + times("( ", 1 << 17),
      "flowed": mail + "Content-Type: text/plain; format=flowed\n\n" + times("a \n", 1 << 17),
      "quotes": mail + "\n" + times(">", 1 << 19), "signatures": mail + "\n" + times("-- \n", 1 << 17),
      "paragraphs": mail + "\n" + times("unsubscribe\n\n", 1 << 15),
      "separators": times("From a Tue Jan 17 10:00:00 2023\n", 1 << 14),
      "mailbox": times(box + "\nx\n", 1 << 13),
      "mailbox without ends": times(box, 1 << 14),
      "lengths": times(box + "Content-Length: 60000000\n\nx\n", 1 << 10),
      "from": box + "\n" + times("\nFrom ", 1 << 17),
      "records": times("WARC/1.0\r\n\r\n", 1 << 15), "heads": times("WARC/1.0\r\nX: y\r\n", 1 << 15),
      "long records": times(
        "WARC/1.0\r\nContent-Length: 60000000\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n\r\n",
        1 << 11),
      "chunks":
        "WARC/1.0\r\nContent-Length: \(chunks.utf8.count)\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n\r\n\(chunks)",
      "html": mail + "Content-Type: text/html\n\n" + times("<blockquote>x", 1 << 14),
    ]
    for (name, text) in hostile {
      let time = ThreadTime.measure { _ = RecordFile(text, path: "a.eml") }
      #expect(time < .seconds(20), "\(name)")
    }
  }
}

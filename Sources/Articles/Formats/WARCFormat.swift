/// Web archives (WARC 1.0 and 1.1, ISO 28500, as crawlers and `wget --warc-file` write them, and the texts that Common Crawl makes
/// of them, WET): an article for each page that was fetched.
///
/// It holds one record at a time, and of those that are no pages no more than their heads.
public struct WARCFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "WARC"
  /// Of files that folders are searched for.
  public static let endings = ["warc", "wet"]

  private let path: String
  private var records: WARCRecords
  private var options = ReadingOptions()
  private var seen: Set<Capture> = []
  private var faults = FaultCount()
  /// What the bodies of pages were unpacked to.
  private var unpacked = UnpackingCount()
  /// Requests, pictures, redirects and the like.
  public private(set) var passedBy = PassedBy()
  private var isDone = false

  /// Begins to read the file at `path`.
  public init(path: String) {
    self.path = path
    records = WARCRecords(path: path)
  }

  /// By its first line.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    let line = start.prefix(12)
    return line.starts(with: "WARC/".utf8) && line.contains(13) || line.starts(with: "WARC/1.0\n".utf8)
      || line.starts(with: "WARC/1.1\n".utf8)
  }

  /// Takes what was said of the members of records, for those that were fetched.
  public mutating func use(_ options: ReadingOptions) { self.options = options }

  /// Records without an article so far.
  public var leftOut: Int { passedBy.total }

  /// The article of the next page; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    while !isDone {
      do throws(LoadProblem) {
        guard let head = try records.next(&bytes) else {
          isDone = true
          try faults.end(path)
          return nil
        }
        if let draft = try draft(of: head, &bytes) { return draft }
      } catch {
        if try faults.isTold(error) { throw error }
      }
    }
    return nil
  }

  // MARK: Records

  /// Bytes in which the head of an answer ends.
  private static let mostHead = 1 << 16

  private mutating func draft(
    of head: WARCRecords.Head, _ bytes: inout ByteStream
  ) throws(LoadProblem) -> ArticleDraft? {
    switch head.fields["warc-type"]?.lowercased() ?? "" {
    case "response":
      let start = try records.start(Self.mostHead, of: head, &bytes)
      guard let response = HTTPResponse(start) else { return pass("answers that are none of HTTP") }
      guard response.status == 200 || response.status == 203 else {
        return pass((300..<400).contains(response.status) ? "redirects" : "errors of servers")
      }
      guard let page = WARCPage(head, type: response.type, path: path) else { return pass("other types") }
      let block = try records.block(of: head, &bytes)
      guard isNew(page, block[response.bodyStart...]) else { return pass("copies") }
      let (body, count) = Self.body(response, block)
      try spend(count, &bytes)
      do throws(HTTPResponse.Fault) {
        let body = try body.get()
        return draft(page, body, at: bytes.offset - head.length + response.bodyStart)
      } catch {
        switch error {
        case .packed(let coding): return pass("pages packed with \(Self.known(coding))")
        case .tooLarge:
          throw LoadProblem(
            path: path,
            reason: .brokenRecord(
              offset: head.offset, what: "unpacked it is too large, or too many times larger than packed"))
        case .damaged:
          throw LoadProblem(
            path: path, reason: .brokenRecord(offset: head.offset, what: "what it is packed in is damaged"))
        }
      }
    case "resource", "conversion":
      let type = MediaType(head.fields.bytes("content-type") ?? [])
      guard let page = WARCPage(head, type: type, path: path) else { return pass("other types") }
      let block = try records.block(of: head, &bytes)
      guard isNew(page, block[...]) else { return pass("copies") }
      return draft(page, HTTPResponse.Body(bytes: block), at: bytes.offset - head.length)
    case "request": return pass("requests")
    case "revisit": return pass("revisits")
    case "metadata", "warcinfo": return pass("descriptions")
    default: return pass("other records")
    }
  }

  private static func body(
    _ response: HTTPResponse, _ block: ContiguousArray<UInt8>
  ) -> (body: Result<HTTPResponse.Body, HTTPResponse.Fault>, unpacked: Int) {
    var count = 0
    do throws(HTTPResponse.Fault) {
      let body = try response.body(of: block, unpacked: &count)
      return (.success(body), count)
    } catch { return (.failure(error), count) }
  }

  /// Counts bytes that came of unpacking a page, as those of the archive around the file are counted, if there is one. Where they
  /// are too many the reading ends.
  private mutating func spend(_ count: Int, _ bytes: inout ByteStream) throws(LoadProblem) {
    guard count > 0 else { return }
    do throws(LoadProblem) {
      if let budget = bytes.budget { return try budget.add(count) }
      if let reason = unpacked.add(count, of: bytes.offset, options.limits) {
        throw LoadProblem(path: path, reason: reason)
      }
    } catch {
      isDone = true
      throw error
    }
  }

  private mutating func pass(_ kind: String) -> ArticleDraft? {
    passedBy.add(kind)
    return nil
  }

  private func draft(_ page: WARCPage, _ body: HTTPResponse.Body, at offset: Int) -> ArticleDraft {
    let options = options
    return ArticleDraft(made: {
      var made = ArticleDraft.Made()
      let contents = page.contents(body, at: offset, options)
      made.articles = contents.articles
      if made.articles.isEmpty {
        made.passedBy.add(contents.passedBy)
        made.leftOut = 1
      }
      return made
    })
  }

  /// What a server calls a packing, where others do, too.
  private static func known(_ coding: String) -> String {
    ["br", "zstd", "compress", "x-compress", "dcb", "dcz"].contains(coding) ? coding : "what is not known"
  }

  // MARK: Copies

  /// An address and what was there.
  private struct Capture: Hashable {
    var address: UInt64
    var content: UInt64
  }

  /// Pages that are remembered.
  private static let mostSeen = 4 << 20

  /// Whether it is the first of its address and content.
  private mutating func isNew(_ page: WARCPage, _ content: ContiguousArray<UInt8>.SubSequence) -> Bool {
    guard seen.count < Self.mostSeen else { return true }
    let hash = page.digest.map { FNV64($0) } ?? FNV64(content)
    return seen.insert(Capture(address: FNV64(page.address.utf8).value, content: hash.value)).inserted
  }
}

/// Broken records of a file: the first are told one by one, the others are counted.
struct FaultCount {
  private var count = 0
  private static let mostTold = 100

  /// Whether this one is told. Throws it where it is none of one record.
  mutating func isTold(_ problem: LoadProblem) throws(LoadProblem) -> Bool {
    guard case .brokenRecord = problem.reason else { throw problem }
    count += 1
    return count <= Self.mostTold
  }

  /// Throws how many were not told.
  func end(_ path: String) throws(LoadProblem) {
    if count > Self.mostTold {
      throw LoadProblem(path: path, reason: .moreFaults(count - Self.mostTold))
    }
  }
}

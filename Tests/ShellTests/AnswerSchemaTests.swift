import Facts
import Querying
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// What the program writes as JSON about the example articles is what `examples/answers.schema.json` says.
@Suite(.serialized) struct AnswerSchemaTests {
  private static func schema() throws -> JSONSchema {
    JSONSchema(try JSON(RepositoryFile.text(AnswerSchema.path)))
  }

  /// The objects that statements print in mode ndjson, a list a statement.
  private static func objects(_ statements: [String]) throws -> [[JSON]] {
    var invocation = try #require(
      Dateline.invocation([
        RepositoryFile.root + "/examples/articles", "-q", "--mode", "ndjson", "--keep-going",
      ]))
    for statement in statements { invocation.queries += [statement, ".mode ndjson"] }
    let output = MarkedSink()
    let errors = StringSink()
    let streams = Streams(
      input: TextLineReader(events: [], isInteractive: false), output: output, errors: errors)
    #expect(invocation.run(streams, Surroundings()) == 0, "\(errors.text)")
    return try output.answers.map { try $0.split(separator: "\n").map { try JSON($0) } }
  }

  /// Keeps apart what is written at once: an answer each.
  private final class MarkedSink: TextSink {
    private(set) var answers: [String] = []
    let isClosed = false
    func write(_ text: String) { answers.append(text) }
  }

  @Test func theSchemaIsThatOfTheFields() {
    if let difference = RecordedText.difference(AnswerSchema.text, at: AnswerSchema.path) {
      Issue.record("\(difference)")
    }
  }

  @Test func rowsAreAsTheSchemaSays() throws {
    let schema = try Self.schema()
    let every = [
      ("facts status any confidence any | show *", "factRow", 150), ("meetings | show *", "kindRow", 15),
      ("statements | show *", "kindRow", 20), ("attacks | show *", "kindRow", 5),
      ("articles | show *", "articleRow", 26),
      ("sentences | limit 100 | show *", "sentenceRow", 100), ("people | show *", "personRow", 30),
      ("organisations | show *", "organisationRow", 5), ("places | show *", "placeRow", 20),
      ("entities | show *", "entityRow", 80),
      ("facts status any confidence any | why", "evidence", 150), (".sources", "source", 30),
      (".describe articles", "field", 8), (".schema", "field", 300), (".place \"Paris\"", "gazetteer", 2),
      (".explain analyze meetings near \"Poland\" | count by month", "step", 3),
      (".explain meetings near \"Poland\"", "step", 2), (".set", "setting", 8),
      ("entities | mentions", "nameRow", 300), ("facts | mentions", "triggerRow", 100),
    ]
    let found = try Self.objects(every.map(\.0))
    try #require(found.count == every.count)
    for ((statement, name, least), objects) in zip(every, found) {
      #expect(objects.count >= least, "\(statement): \(objects.count)")
      let faults = objects.flatMap { schema.faults($0, as: name) }
      #expect(faults.isEmpty, "\(statement): \(faults.prefix(3))")
    }
    // The evidence is that of the facts, in their order.
    #expect(found[0].map { $0["id"] } == found[10].map { $0["id"] })
  }

  @Test func whatFollowsARowIsAsTheSchemaSays() throws {
    let schema = try Self.schema()
    let found = try Self.objects(["meetings | show date, participant", ".why 1", ".open 1"])
    try #require(found.count == 3)
    #expect(found[1].count == 1 && found[2].count == 1)
    #expect(schema.faults(found[1][0], as: "evidence").isEmpty)
    #expect(schema.faults(found[2][0], as: "opened").isEmpty)
    // The offsets are those of the text that the article has.
    let article = found[2][0]
    let mention = try #require(found[1][0]["mentions"]?.elements.first)
    #expect(mention["article"]?["id"] == article["id"])
    let path = try #require(article["path"]?.string)
    let scalars = Array(RepositoryFile.text(path).unicodeScalars)
    for span in [mention] + (mention["marks"]?.elements ?? []) {
      let (start, end) = (Int(span["start"]?.number ?? -1), Int(span["end"]?.number ?? -1))
      try #require(start >= 0 && end <= scalars.count && start < end)
      #expect(String(String.UnicodeScalarView(scalars[start..<end])) == span["text"]?.string)
    }
  }

  /// What `extract` says of an article and what queries say of it can be joined.
  @Test func recordsOfExtractHaveTheSameIds() throws {
    let folder = RepositoryFile.root + "/examples/articles"
    var extraction = try #require(
      Dateline.extraction([folder, "--records", "fact", "--confidence", "any"]))
    extraction.paths = [folder]
    let output = StringSink()
    #expect(extraction.run(output: output, errors: StringSink()) == 0)
    let records = try output.text.split(separator: "\n").map { try JSON($0) }
    #expect(records.count > 180)
    let ids = records.compactMap { $0["id"]?.string }
    #expect(Set(ids).count == records.count)
    // Facts that several articles tell are shown under the id of one, and found by each.
    let found = try Self.objects(ids.map { "facts where id = \"\($0)\" | show kind" })
    try #require(found.count == ids.count)
    for (record, rows) in zip(records, found) {
      #expect(rows.count == 1 && rows.first?["kind"] == record["kind"], "\(record)")
    }
    let shown = try Self.objects(["facts status any confidence any | show id"])[0]
    #expect(Set(shown.compactMap { $0["id"]?.string }).isSubset(of: ids) && shown.count < ids.count)
  }

  /// A validator that finds nothing wrong would test nothing.
  @Test func whatTheSchemaDoesNotSayIsAFault() throws {
    let schema = try Self.schema()
    let found = try Self.objects(["facts | show * | limit 1", "facts | limit 1 | why"])
    guard case .object(let members) = found[0][0], case .object(let parts) = found[1][0] else {
      Issue.record("no object")
      return
    }
    func faults(_ members: [(key: String, value: JSON)], _ name: String, _ key: String, _ value: JSON)
      -> [String]
    {
      schema.faults(.object(members.map { (key: $0.key, value: $0.key == key ? value : $0.value) }), as: name)
    }
    #expect(faults(members, "factRow", "none", .null).isEmpty)
    for (key, value) in [
      ("id", JSON.string("xyz")), ("participant", .string("Ann")), ("participant", .null),
      ("date", .string("2023")),
      ("status", .string("perhaps")), ("main", .string("yes")), ("killed", .string("3")),
      ("location", .array([])),
      ("confidence", .boolean(true)), ("location", .object([("text", .string("Oslo"))])),
      (
        "date",
        .object([("start", .string("2023")), ("end", .string("2023-12-31")), ("precision", .string("year"))])
      ),
    ] {
      #expect(!faults(members, "factRow", key, value).isEmpty, "\(key): \(value)")
    }
    #expect(!schema.faults(.object(members.filter { $0.key != "killed" }), as: "factRow").isEmpty)
    #expect(schema.faults(.object(members.filter { $0.key != "killed" }), as: "kindRow").isEmpty)
    #expect(!schema.faults(.object(members + [(key: "more", value: JSON.null)]), as: "factRow").isEmpty)
    #expect(!schema.faults(.object(parts.filter { $0.key != "mentions" }), as: "evidence").isEmpty)
    #expect(!faults(parts, "evidence", "mentions", .array([])).isEmpty)
  }
}

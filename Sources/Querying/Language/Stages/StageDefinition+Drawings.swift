/// Stages that draw the rows, or show what stands behind them.
extension StageDefinition {
  static let chart = StageDefinition(
    word: "chart", method: "draw",
    help: [
      HelpEntry(
        name: "chart", form: "chart",
        summary: "bars of the last column of numbers; rows with a date are counted over time",
        example: "facts | count by kind | chart",
        details: "Of counts by two keys a table whose cells are the darker the greater they are.",
        more: [.init(query: "facts | count by kind, month | chart", meaning: "each kind in each month")])
    ],
    misfit: { schema in
      schema.rows == .table && !schema.fields.contains { $0.type == .number } ? .noNumbers : nil
    },
    parse: { (parser, _) throws(QueryError) in
      if parser.current.isWord("by") {
        let key = parser.following.kind == .word ? parser.following.text : "month"
        throw QueryError(
          .unexpected("by"), at: parser.current.range, suggestions: ["count by \(key) | chart"])
      }
      return [.chart]
    },
    print: { _, printer in printer.add("chart") },
    schema: { _, schema, _ in
      switch schema.rows {
      case .table, .entities: schema
      case .facts, .articles, .sentences: schema.overTime(nil)
      }
    })

  static let map = StageDefinition(
    word: "map", method: "draw",
    help: [
      HelpEntry(
        name: "map", form: "map [in PLACE]",
        summary: "the places of the rows on a map, with how many rows are at each",
        example: "facts | count by location | map",
        details: "`map in` shows that place alone, whatever else the rows are.")
    ],
    misfit: { $0.rows == .sentences ? .noPlaces : nil },
    parse: { (parser, _) throws(QueryError) in
      guard parser.take("in") else { return [.map(in: nil)] }
      let place = try parser.string()
      guard let name = place.literal else {
        throw QueryError(.missing(.value), at: place.range.bytes, help: #"write the place: map in "Ukraine""#)
      }
      return [.map(in: name)]
    },
    print: { form, printer in
      printer.add("map")
      if case .map(let place?) = form { printer.add(" in " + quoted(place)) }
    })

  static let graph = StageDefinition(
    word: "graph", method: "draw",
    help: [
      HelpEntry(
        name: "graph", form: "graph", summary: "who is named with whom, and in how many rows",
        example: "meetings | graph",
        details: #"`| to "who.graphml"`, .gexf and .dot write the same for other programs."#)
    ],
    misfit: { $0.rows == .sentences ? .unsupported("`graph`") : nil },
    parse: { (_, _) throws(QueryError) in [.graph] }, print: { _, printer in printer.add("graph") })

  static let context = StageDefinition(
    word: "context", method: "draw",
    help: [
      HelpEntry(
        "context", "context N",
        "what was looked for, with N words on both sides; of facts their trigger, of people and places their names",
        #"articles where text matches "border" | context 8"#)
    ],
    misfit: { $0.rows == .table && !$0.standsInText ? .nothingSearched : nil },
    parse: { (parser, _) throws(QueryError) in [.context(try parser.count())] },
    print: { form, printer in
      if case .context(let count) = form { printer.add("context \(count)") }
    },
    schema: { _, _, _ in
      .table([
        .init("left", .text, .column(0), help: "the words before", example: #"left contains "the""#),
        .init("match", .text, .column(1), help: "the words found", example: #"match = "met""#),
        .init("right", .text, .column(2), help: "the words after", example: #"right contains "in""#),
        .init("article", .text, .column(3), help: "the title of the article"),
      ])
    })

  static let vertical = StageDefinition(
    word: "vertical", method: "draw",
    help: [
      HelpEntry(
        "vertical", "vertical", "each row below the one before, a line for each value",
        "meetings | limit 2 | show * | vertical")
    ],
    parse: { (_, _) throws(QueryError) in [.vertical] }, print: { _, printer in printer.add("vertical") })

  static let why = StageDefinition(
    word: "why", method: "draw",
    help: [
      HelpEntry("why", "why", "the sentences behind the rows, with the rule", "meetings | limit 1 | why")
    ],
    parse: { (_, _) throws(QueryError) in [.why] }, print: { _, printer in printer.add("why") })
}

internal import Facts

/// Views with the names of the language's sources and fields, so that whoever knows the language can ask in SQL.
///
/// Fields of several values are joined by "; ". `facts` and the kinds leave out what a query leaves out unasked: facts that are less
/// than half sure and those that did not take place; the table `fact` has them all. Views of entities leave out those without a name of
/// their own ("protesters"), which the table `entity` has.
enum KeptViews {
  /// Makes them anew for these kinds.
  static func statements(_ kinds: KindTable) -> String {
    var made = fixed
    let roles = kinds.roleNames.filter { !columns.contains($0) }
    made.append(("facts", facts(roles, condition: "")))
    for row in kinds.rows where !taken.contains(row.plural) && !row.plural.hasPrefix("sqlite_") {
      let own = row.roles.map(kinds.name).filter { !columns.contains($0) }
      made.append((row.plural, facts(own, condition: " AND f.kind = \(quoted(row.name))")))
    }
    return made.map { name, select in
      "CREATE VIEW \(identifier(name)) AS \(select);"
    }
    .joined(separator: "\n")
  }

  /// What a view of facts has beside its roles.
  private static let columns: Set<String> = [
    "id", "kind", "date", "date_start", "date_end", "status", "location", "country", "latitude", "longitude",
    "content",
    "killed", "injured", "amount", "currency", "arrested", "missing", "magnitude", "share", "source",
    "sources", "mentions",
    "confidence", "main", "corrected", "note", "row",
  ]

  /// Names of tables and of other views, which no kind takes.
  private static let taken: Set<String> = [
    "meta", "article", "article_order", "sentence", "place", "spot", "kind", "kind_role", "entity",
    "entity_order",
    "alias", "fact", "role", "mention", "fact_article", "figure", "fact_box", "article_text", "definition",
    "correction", "session", "columns",
    "facts",
    "articles", "sentences", "entities", "people", "organisations", "places",
  ]

  private static let fixed: [(String, String)] = [
    (
      "articles",
      """
      SELECT a.key AS id, a.title, a.date, a.published_via AS "published.via", a.author, a.outlet, a.agency, a.language,
        (SELECT o.title FROM article o WHERE o.id = a.original) AS original,
        (SELECT o.title FROM article o WHERE o.id = a.successor) AS successor,
        (SELECT count(*) FROM article o WHERE o.original = a.id) AS copies,
        a.path || CASE a.number WHEN 0 THEN '' ELSE '#' || (a.number + 1) END AS path, a.text,
        (SELECT count(*) FROM fact_article fa JOIN fact f ON f.id = fa.fact
          WHERE fa.article = a.id AND \(shown)) AS facts, a.id AS row
      FROM article a
      """
    ),
    (
      "sentences",
      """
      SELECT substr(a.text, s.start + 1, s."end" - s.start) AS text, a.title AS article, a.date, a.outlet, a.id AS row,
        s.position
      FROM sentence s JOIN article a ON a.id = s.article
      """
    ),
    ("entities", entities("1")),
    ("people", entities("e.kind = 'person'")),
    ("organisations", entities("e.kind = 'organisation'")),
    (
      "places",
      """
      SELECT e.key AS id, e.name, p.kind, p.country, p.region, p.population, p.latitude, p.longitude, p.geonames,
        \(counts), e.id AS row
      FROM entity e LEFT JOIN place p ON p.id = e.place WHERE e.is_named AND e.kind = 'place'
      """
    ),
  ]

  private static let shown =
    "f.confidence >= 0.5 AND f.status NOT IN ('denied', 'cancelled', 'failed')"

  private static let counts = """
    (SELECT count(DISTINCT r.fact) FROM role r JOIN fact f ON f.id = r.fact WHERE r.entity = e.id AND \(shown)) AS facts,
      e.mentions, (SELECT group_concat(name, '; ') FROM (SELECT n.name FROM alias n WHERE n.entity = e.id ORDER BY n.position)) AS alias
    """

  private static func entities(_ condition: String) -> String {
    """
    SELECT e.key AS id, e.name, e.kind, e.title, e.role, e.organisation, e.country, e.gender, \(counts), e.id AS row
    FROM entity e WHERE e.is_named AND \(condition)
    """
  }

  private static func facts(_ roles: [String], condition: String) -> String {
    let fillers = roles.map { role in
      """
      (SELECT group_concat(name, '; ') FROM (SELECT e.name FROM role r JOIN entity e ON e.id = r.entity
        WHERE r.fact = f.id AND r.role = \(quoted(role)) ORDER BY r.position)) AS \(identifier(role))
      """
    }
    let named = [
      "f.key AS id", "f.kind", "f.date", "f.date_start", "f.date_end", "f.location", "f.country",
      "f.latitude",
      "f.longitude",
    ]
    let rest = [
      "f.content", "f.status", "(SELECT e.name FROM entity e WHERE e.id = f.source) AS source", "f.killed",
      "f.injured",
      "f.arrested", "f.missing", "f.magnitude", "f.share", "f.amount", "f.currency", "f.sources",
      "f.mentions",
      "f.confidence", "f.is_main AS main", "f.corrected", "f.note", "f.id AS row",
    ]
    return
      "SELECT \((named + fillers + rest).joined(separator: ", "))\nFROM fact f WHERE \(shown)\(condition)"
  }

  /// As a name of SQL.
  static func identifier(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// As a text of SQL.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}

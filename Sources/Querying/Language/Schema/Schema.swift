public import Facts

/// What one row of a result is, and the fields it can be asked for.
public struct Schema: Hashable, Sendable {
  /// What a row is.
  public enum Rows: Hashable, Sendable {
    /// Nil: facts of every kind.
    case facts(Kind?)
    case articles, sentences
    /// Nil: entities of every kind.
    case entities(NameKind?)
    /// A table made by `count by`, `distinct`, `timeline` …; its fields are its columns.
    case table
  }

  /// What its rows are.
  public var rows: Rows
  /// The plural that messages use: "meetings", "articles", "rows".
  public var title: String
  /// In the order in which `.describe` lists them.
  public var fields: [Field]
  /// Of a table: each row is of words that stand in an article.
  var standsInText = false

  /// A schema with these fields.
  public init(rows: Rows, title: String, fields: [Field]) {
    self.rows = rows
    self.title = title
    self.fields = fields
  }

  /// One thing that rows can be asked for.
  public struct Field: Hashable, Sendable {
    /// As it is written in a query, in small letters.
    public var name: String
    /// Which operators fit it.
    public var type: FieldType
    /// What it stands for: how its values are read.
    public var meaning: FieldMeaning
    /// A row may have several values; a test holds if some value meets it.
    public var isMultiple: Bool
    /// In a few words what it is.
    public var help: String
    /// A condition that uses it: `location near "Poland"`.
    public var example: String
    /// Another name of a field listed before.
    public var isAlias: Bool
    /// The bare words that the field is compared with, where it has a fixed set.
    public var words: [String]
    /// Of a table's numbers: those of several rows together are their sum, as of counts and totals, but not of averages.
    public var isAdditive = true
    /// Of a column of ids, however it is called: what they name.
    var identifies: IdentifiedRows?

    /// A field; its example is a condition that uses it.
    public init(
      _ name: String, _ type: FieldType, _ meaning: FieldMeaning, isMultiple: Bool = false,
      help: String, example: String = "", isAlias: Bool = false, words: [String] = []
    ) {
      self.name = name
      self.type = type
      self.meaning = meaning
      self.isMultiple = isMultiple
      self.help = help
      self.example = example
      self.isAlias = isAlias
      self.words = words
    }
  }

  /// A field and, for `participant.country`, the field of its value.
  public struct Resolved: Hashable, Sendable {
    /// The field of the rows.
    public var field: Field
    /// The field of its value; nil where the field itself is meant.
    public var nested: Field?

    /// The field whose value is tested: the nested one if there is one.
    public var innermost: Field { nested ?? field }
  }

  /// Whether the rows are facts.
  public var isOfFacts: Bool {
    if case .facts = rows { true } else { false }
  }

  /// The rows counted, as messages say it: "1 meeting", "214 meetings".
  public func counted(_ count: Int, in kinds: KindTable) -> String {
    guard count == 1 else { return "\(count) \(title)" }
    let singular =
      switch rows {
      case .facts(.some(let kind)) where Int(kind.rawValue) < kinds.rows.count: kinds.name(kind)
      case .facts: "fact"
      case .articles: "article"
      case .sentences: "sentence"
      case .entities(.person): "person"
      case .entities(.organisation): "organisation"
      case .entities(.place): "place"
      case .entities: "entity"
      case .table: "row"
      }
    return "1 \(singular)"
  }

  /// The fields that `show *` shows: all but aliases, what names a row first.
  public var shownFields: [Field] {
    let own = fields.filter { !$0.isAlias }
    return own.filter { $0.meaning == .id } + own.filter { $0.meaning != .id }
  }

  /// The field of this name, aliases among them; nil if there is none. O(fields).
  public func field(named name: String) -> Field? { fields.first { $0.name == name } }

  /// Nil where the schema has no such field. In a table a dotted name is one column.
  public func resolve(_ reference: FieldReference) -> Resolved? {
    if let field = field(named: reference.name) { return Resolved(field: field, nested: nil) }
    guard reference.path.count == 2, let field = field(named: reference.path[0]),
      let nested = Schema.nestedFields(of: field).first(where: { $0.name == reference.path[1] })
    else { return nil }
    return Resolved(field: field, nested: nested)
  }

  /// The column of a table that a key names: `month`, `pair(participant)`, `n`; nil if there is none or the
  /// rows are no table.
  public func column(of key: Key) -> Int? {
    rows == .table && key.name == nil ? fields.firstIndex { $0.name == key.columnName } : nil
  }
}

/// What a field holds, which decides the operators that fit it.
public enum FieldType: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case text, entity, place, time, number
  /// A fixed set of bare words: statuses, kinds, kinds of place.
  case word
  /// `yes` or `no`.
  case flag
  /// An article: compared by its title.
  case article
}

/// What a field stands for, so that the executor need not know its name.
public enum FieldMeaning: Hashable, Sendable {
  /// Of a fact, an article or an entity: what names it outside of the program.
  case id
  // Of a fact.
  case kind, status
  /// The words of the article that tell it.
  case trigger
  /// Fillers of any of these roles; empty = fillers of every role.
  case roles([Role])
  /// The fact's `content`, and the names that fill these roles.
  case content([Role])
  /// The words that fill these roles, without the content of what is said.
  case wording([Role])
  case location, date, source, confidence, main, killed, injured, amount, currency
  /// Of a fact: the fields that a person has changed, and the remarks on it.
  case corrected, note
  /// Another number of the fact.
  case figure(Figure.Quantity)
  /// Independent texts that report it.
  case sourceCount
  case mentionCount
  // Of a fact or a sentence.
  case article
  /// The text of its sentences; of an article its text.
  case text
  /// Of a fact, an article, a sentence: who published it.
  case outlet
  /// Of a fact or an article: the news agency.
  case agency
  // Of an article.
  case title, path, score, author, language
  /// How the article's day is known.
  case publishedVia
  /// Of an article: the one that it is a copy of, and the version that counts in its place.
  case original, successor
  case copyCount
  // Of an entity or a place.
  case name, nameKind, aliases, role, honorific, organisation, country, gender
  /// Of an entity or an article: how many facts there are.
  case factCount
  case articleCount
  case placeKind, region, population
  /// Of a time: the whole day, week, month … that it lies in; none where it lies in no single one.
  case unit(PeriodUnit)
  // Of a table: an index into its columns.
  case column(Int)
  /// What `show … as` gave a name.
  case calculated(Key)
}

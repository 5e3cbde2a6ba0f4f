internal import Articles
internal import Facts

/// A query whose words have become what they stand for: fields their meanings, names the numbers of entities and
/// places, periods stretches of the calendar. A value: it holds no closure and asks nothing, so it can be
/// compared, printed, and turned into a plan or another language.
public struct ResolvedQuery: Hashable, Sendable {
  var primary: ResolvedPrimary
  var stages: [ResolvedStage]

  /// What the rows are in the end.
  public var schema: Schema { stages.last?.after ?? primary.schema }
}

indirect enum ResolvedPrimary: Hashable, Sendable {
  case clause(ResolvedClause)
  case nested(ResolvedQuery)
  case combined(ResolvedPrimary, SetOperator, ResolvedPrimary, Schema)

  var schema: Schema {
    switch self {
    case .clause(let clause): clause.schema
    case .nested(let query): query.schema
    case .combined(_, _, _, let schema): schema
    }
  }
}

/// A source with its condition.
struct ResolvedClause: Hashable, Sendable {
  var source: Source
  var schema: Schema
  var condition: ResolvedCondition?
  /// Denied, failed and cancelled facts too: asked for by `status any`, or by a test of the status.
  var keepsEveryStatus: Bool
  /// Facts that are less sure are left out, in hundredths; 0 where `confidence any`, or a test of the confidence, asks for
  /// all.
  var leastPercent: Int
  /// What a person should know of its names and periods.
  var remarks: [String] = []

  /// Tests all of which must hold, in written order.
  var conjuncts: [ResolvedCondition] {
    condition?.conjuncts ?? []
  }
}

/// A stage with what its condition and its keys stand for.
struct ResolvedStage: Hashable, Sendable {
  /// As it is written, what `let` gave a name written out.
  var stage: Stage
  /// Of `where`.
  var condition: ResolvedCondition?
  /// What `Stage.Form.keys` stand for, in their order.
  var keys: [ResolvedKey] = []
  /// What the rows are after it.
  var after: Schema
  /// Of `| facts`, where the rows before are none: facts that are less sure are left out, in hundredths.
  var leastPercent = 0
  /// Of the same: those that were denied, failed or cancelled are left out.
  var leavesOutDenied = false
  /// What a person should know of its names and periods.
  var remarks: [String] = []
}

/// A key with what it stands for.
struct ResolvedKey: Hashable, Sendable {
  enum Meaning: Hashable, Sendable {
    /// Of a table, by number.
    case column(Int)
    case field(ResolvedField)
    case unit(PeriodUnit, of: ResolvedField)
    case pair(ResolvedField)
    case country(ResolvedField)
    case expression(ResolvedExpression)
  }

  var key: Key
  var meaning: Meaning
}

extension ResolvedKey {
  /// `now`: the day from which relative periods count.
  ///
  /// - Throws: a field that the rows do not have, what cannot be calculated.
  init(_ key: Key, in schema: Schema, now: CalendarDay?) throws(QueryError) {
    self.key = key
    // A name of its own is no column of the rows before.
    if let column = schema.column(of: key.unnamed) {
      meaning = .column(column)
      return
    }
    switch key.form {
    case .field(let field): meaning = .field(try ResolvedField(field, in: schema))
    case .unit(let unit, let field): meaning = .unit(unit, of: try ResolvedField(field, in: schema))
    case .country(let field): meaning = .country(try ResolvedField(field, in: schema))
    case .pair(let field): meaning = .pair(try ResolvedField(field, in: schema))
    case .expression(let expression):
      meaning = .expression(try ResolvedExpression(expression, in: schema, now: now))
    case .count:
      throw QueryError(
        .unknownField("n", of: schema.title), at: key.range.bytes, expected: schema.fieldNames)
    }
  }
}

/// A field with its meaning.
struct ResolvedField: Hashable, Sendable {
  var reference: FieldReference
  var field: Schema.Field
  /// Of `participant.country` the country.
  var nested: Schema.Field?

  /// The field whose value is tested: the nested one if there is one.
  var innermost: Schema.Field { nested ?? field }

  /// - Throws: a field that the rows do not have.
  init(_ reference: FieldReference, in schema: Schema) throws(QueryError) {
    guard let resolved = schema.resolve(reference) else {
      throw QueryError(
        .unknownField(reference.name, of: schema.title), at: reference.range.bytes,
        expected: schema.fieldNames)
    }
    self.reference = reference
    field = resolved.field
    nested = resolved.nested
  }

  /// A field of the rows themselves.
  init(_ field: Schema.Field) {
    reference = FieldReference(field.name)
    self.field = field
  }
}

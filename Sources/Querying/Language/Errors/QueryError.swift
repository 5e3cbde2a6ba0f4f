/// What is wrong with a query: data, whose text `ErrorRendering` makes.
public struct QueryError: Error, Hashable, Sendable {
  /// What is wrong.
  public var reason: Reason
  /// The bytes of the statement that are at fault; empty at the place where something is missing.
  public var range: Range<Int>
  /// What may have been meant, best first; at most three, often none.
  public var suggestions: [String]
  /// What could stand there, as it is written: `"text"`, `a period`, `and`.
  public var expected: [String]
  /// Where to read on: `.describe meetings`; overrides the reason's own help.
  public var help: String?

  /// An error at a range of bytes of its statement.
  public init(
    _ reason: Reason, at range: Range<Int>, suggestions: [String] = [], expected: [String] = [],
    help: String? = nil
  ) {
    self.reason = reason
    self.range = range
    self.suggestions = suggestions
    self.expected = expected
    self.help = help
  }

  /// What can be wrong, with the words that the message needs.
  public enum Reason: Hashable, Sendable {
    // Characters.
    case unclosedQuote
    /// A quotation mark that closes only where, so many lines below, another was meant to open.
    case quoteOverLines(Int)
    case unclosedRegex
    case unexpectedCharacter(String)
    case malformedNumber(String)
    // Names.
    case unknownField(String, of: String)
    case unknownNestedField(String, of: String)
    case unknownSource(String)
    case unknownStage(String)
    case unknownOperator(String, field: String)
    case unknownKindOrField(String)
    case unknownWord(String, field: String)
    case unknownFormat(String)
    case unknownParameter(String)
    case noLastResult
    // Values.
    case unquotedText(String)
    case quotedDate(String)
    case quotedDistance(String)
    case noUnit(String)
    case unknownUnit(String)
    case noSuchMonth(String, month: Int)
    case noSuchDay(String, day: Int, days: Int)
    case noSuchWeek(String, week: Int)
    case noSuchQuarter(String)
    case noSuchHalf(String)
    case notADate(String)
    case monthWithoutYear(String)
    case relativeWithoutUnit(String)
    case notAWholeNumber(String)
    case wrongType(field: String, isA: FieldType, found: String)
    case operatorDoesNotFit(String, field: String, isA: FieldType)
    /// The message: quantities that cannot be joined or compared.
    case cannotCalculate(String)
    // Form.
    case missing(Missing)
    case unclosedBracket
    case strayBracket
    case stageWithoutBar(String)
    case unexpected(String)
    case foreign(String, instead: String)
    case tooDeep(limit: Int)
    /// `of` says what there are too many of: bytes, stages, sources.
    case tooLong(limit: Int, of: String)
    case reservedName(String)
    case twoColumns(String)
    case incompatibleRows(String, String)
    case wrongArgumentCount(name: String, expected: Int, found: Int)
    case definitionInCycle(String)
    // What only the data can tell.
    case unknownPlace(String)
    /// Digits that several ids begin with, of "fact" or "article".
    case ambiguousID(String, of: String)
    case badPattern(String, String)
    case badSearch(String, String)
    /// Of a token.
    case unknownAttribute(String)
    case cannotExport(String, String)
    case unknownCommand(String)
    case unsupported(String)
    /// What SQL cannot say exactly.
    case notInSQL(String)
    case nothingSearched, noNumbers, noPlaces, nothingCounted, noMentions
    /// The column of this name would have to be added up.
    case notAdditive(String)
    /// Words of a question in English that nothing can be made of.
    case notUnderstood(String)
    /// A name in a question that no article has.
    case unknownName(String)
    case cancelled
  }

  /// What has not been written yet, for errors and for the shell's continuation prompt.
  public enum Missing: Hashable, Sendable {
    case closingQuote, closingBracket, regexEnd
    case source, condition, field, stage, key, value, period, distance, number, name, query
    /// A part of an expression.
    case operand
    /// An operator after this field.
    case operation(String)
    /// A token of a sequence, and what is asked of one.
    case token, attribute
    /// What this aggregate is made of.
    case aggregated(String, takesTimes: Bool)
    /// This word or sign: `by`, `of`, `(`.
    case word(String)
  }
}

/// What could stand at a place: collected while the parser looks at it, for completion and for messages.
enum Expectation: Hashable, Sendable {
  case word(String)
  /// A word that completion offers, and that messages do not list.
  case quiet(String)
  case symbol(String)
  /// A sign that completion offers, and that messages do not list.
  case quietSymbol(String)
  case source, stage, condition
  case field
  /// A part of an expression: a field of numbers or dates, a number, a date.
  case operand
  case nestedField(Schema.Field)
  /// The rest of a table's column whose name begins so: `location.`, `pair(`.
  case columnRest(String)
  /// A key's field, or a function of one.
  case key
  /// What an aggregate is made of.
  case aggregated(Aggregate)
  /// A quoted value of this field.
  case value(Schema.Field)
  /// The name of somebody or something that the articles mention.
  case mention
  case regex
  /// What is known of a token, and a value of it.
  case attribute(TokenAttribute)
  case tokenValue(TokenAttribute)
  case period, number, distance, distanceUnit, calendarUnit, newName, format, file
  /// A kind of fact in the singular, after `has`.
  case kind
}

extension QueryError {
  /// Stable: a code never changes its meaning, and a new fault gets a new one.
  public var code: String { reason.code }
}

extension QueryError.Reason {
  /// The stable code of the reason: "Q003".
  public var code: String {
    switch self {
    case .unclosedQuote, .quoteOverLines: "Q001"
    case .unexpectedCharacter: "Q002"
    case .unknownField: "Q003"
    case .unknownSource: "Q004"
    case .unknownStage: "Q005"
    case .unknownOperator: "Q006"
    case .unknownNestedField: "Q007"
    case .unknownKindOrField: "Q008"
    case .unknownWord: "Q009"
    case .unquotedText: "Q010"
    case .quotedDate: "Q011"
    case .noUnit: "Q012"
    case .noSuchMonth, .noSuchDay, .noSuchWeek, .noSuchQuarter, .noSuchHalf: "Q013"
    case .notADate: "Q014"
    case .monthWithoutYear: "Q015"
    case .relativeWithoutUnit: "Q016"
    case .unknownUnit: "Q017"
    case .notAWholeNumber: "Q018"
    case .wrongType: "Q019"
    case .operatorDoesNotFit: "Q020"
    case .missing: "Q021"
    case .unclosedBracket: "Q022"
    case .strayBracket: "Q023"
    case .stageWithoutBar: "Q024"
    case .unexpected: "Q025"
    case .foreign: "Q026"
    case .tooDeep, .tooLong: "Q027"
    case .reservedName, .twoColumns: "Q028"
    case .incompatibleRows: "Q029"
    case .wrongArgumentCount: "Q030"
    case .definitionInCycle: "Q031"
    case .unknownParameter: "Q032"
    case .noLastResult: "Q033"
    case .unknownFormat: "Q034"
    case .unclosedRegex: "Q035"
    case .malformedNumber: "Q036"
    case .quotedDistance: "Q037"
    case .ambiguousID: "Q038"
    case .unknownPlace: "Q040"
    case .badPattern, .badSearch: "Q041"
    case .cannotExport: "Q042"
    case .unknownCommand: "Q043"
    case .unsupported: "Q044"
    case .cancelled: "Q045"
    case .nothingSearched: "Q046"
    case .noNumbers: "Q047"
    case .noPlaces: "Q048"
    case .nothingCounted: "Q049"
    case .notAdditive: "Q050"
    case .unknownAttribute: "Q051"
    case .cannotCalculate: "Q052"
    case .noMentions: "Q053"
    }
  }
}

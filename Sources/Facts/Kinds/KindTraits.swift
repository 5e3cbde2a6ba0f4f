/// What a kind's facts have in common beyond their frames: all that the program knows of kinds it does not know by name.
public struct KindTraits: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Those in its roles are one group: they met, they agreed.
  public static let mutual = KindTraits(rawValue: 1)
  /// Who was hurt says nothing of who else was.
  public static let harm = KindTraits(rawValue: 2)
  /// Told one after another, they took place in one town.
  public static let encounter = KindTraits(rawValue: 4)
  /// Without a place of its own it is in the country of those who act.
  public static let domestic = KindTraits(rawValue: 8)
  /// It is not where the report was written.
  public static let afar = KindTraits(rawValue: 16)
  /// It takes more than one: one person alone has met nobody.
  public static let company = KindTraits(rawValue: 32)
  /// What somebody says: quotations make its facts.
  public static let speech = KindTraits(rawValue: 64)
  /// What no frame knows.
  public static let catchAll = KindTraits(rawValue: 128)
  /// It is told of an event that caused it, and then is no fact beside it: a death.
  public static let toll = KindTraits(rawValue: 256)
  /// It causes what is a toll: an attack.
  public static let cause = KindTraits(rawValue: 512)
  /// The place in front of its noun, or that it hit, is where it took place: the Ohio primary.
  public static let sited = KindTraits(rawValue: 1024)

  /// By their names in a file of kinds.
  static let named: [String: KindTraits] = [
    "mutual": mutual, "harm": harm, "encounter": encounter, "domestic": domestic, "afar": afar,
    "company": company, "speech": speech, "catch-all": catchAll, "toll": toll, "cause": cause,
    "sited": sited,
  ]
}

extension KindTable {
  /// Roles that the program fills or reads by name.
  static let knownRoles = ["speaker", "addressee", "subject", "content", "destination"]

  /// Throws where the program acts on a trait, a role or a figure that no kind of the table has: it would do nothing,
  /// and nobody would notice.
  public func checkTraits() throws(KindFileError) {
    let all = rows.reduce(into: KindTraits()) { $0.formUnion($1.traits) }
    for (name, trait) in KindTraits.named.sorted(by: { $0.key < $1.key }) where !all.contains(trait) {
      throw KindFileError(line: 1, message: "no kind has the trait `\(name)`, which the program acts on")
    }
    for name in Self.knownRoles where role(named: name) == nil {
      throw KindFileError(line: 1, message: "no kind has the role `\(name)`, which the program fills")
    }
    for quantity in Figure.Quantity.allCases where !rows.contains(where: { $0.figures.contains(quantity) }) {
      throw KindFileError(
        line: 1, message: "no kind has the figure `\(quantity.name)`, which the program finds")
    }
  }
}

internal import CFactsData

/// The kinds of facts, the roles in them and the frames that find them, as the readable file `data/kinds.txt`
/// states them.
///
/// A kind's plural is its source in the query language. The table is immutable once the program reads articles;
/// user-defined kinds are appended before that.
public struct KindTable: Sendable {
  public struct Row: Sendable {
    public var kind: Kind
    /// "meeting".
    public var name: String
    /// "meetings": the source's name in queries.
    public var plural: String
    /// The roles of this kind, the principal (acting) one first.
    public var roles: [Role]
    /// The roles of which a fact needs one.
    public var principals: [Role]
    /// What may fill each of `roles`.
    public var fillers: [Filler]
    /// What `.describe` says of it.
    public var help: String
    /// How its facts merge and where they may be.
    public var traits: KindTraits = []
    /// What may be counted in its facts.
    public var figures: Set<Figure.Quantity> = []
  }

  /// Indexed by `Kind`.
  public private(set) var rows: [Row] = []
  /// Indexed by `Role`.
  public private(set) var roleNames: [String] = []
  /// Indexed by `FactMention.rule`.
  public private(set) var frames: [Frame] = []

  public init() {}

  public func name(_ kind: Kind) -> String { rows[Int(kind.rawValue)].name }
  public func plural(_ kind: Kind) -> String { rows[Int(kind.rawValue)].plural }
  public func name(_ role: Role) -> String { roleNames[Int(role.rawValue)] }
  public func kind(named name: String) -> Kind? { rows.first { $0.name == name }?.kind }
  public func kind(plural: String) -> Kind? { rows.first { $0.plural == plural }?.kind }
  public func role(named name: String) -> Role? {
    roleNames.firstIndex(of: name).map { Role(rawValue: UInt8($0)) }
  }
  public subscript(kind: Kind) -> Row { rows[Int(kind.rawValue)] }

  /// What may fill `role` in `kind`.
  public func filler(of role: Role, in kind: Kind) -> Filler {
    let row = self[kind]
    return row.roles.firstIndex(of: role).map { row.fillers[$0] } ?? .thing
  }

  public func isPrincipal(_ role: Role, in kind: Kind) -> Bool { self[kind].principals.contains(role) }

  /// The rule's text for `.why`: "meeting: verb meet …".
  public func ruleTitle(_ rule: UInt16) -> String {
    guard Int(rule) < frames.count else {
      switch rule {
      case Self.clauseRule: return "any clause"
      case Self.learnedRule: return "learned from annotated news"
      default: return "reported speech"
      }
    }
    let frame = frames[Int(rule)]
    return "\(name(frame.kind)): \(frame.title)"
  }

  /// The rule number of statements, which no frame finds.
  public static let quoteRule = UInt16.max
  /// The rule number of clauses that no frame knows.
  public static let clauseRule = UInt16.max - 1
  /// The rule number of events that the learned reader finds where no frame does.
  public static let learnedRule = UInt16.max - 2

  /// The kind of clauses that no frame knows, if the table has one.
  public private(set) var catchAll: Kind?
  /// The kind of what somebody says, which quotations make.
  public private(set) var speech: Kind?

  /// Adds a kind; nil when its name is taken or 255 kinds or roles are used up.
  public mutating func add(name: String, plural: String, help: String) -> Kind? {
    guard kind(named: name) == nil, kind(plural: plural) == nil, rows.count < 255 else { return nil }
    let kind = Kind(rawValue: UInt8(rows.count))
    rows.append(
      Row(kind: kind, name: name, plural: plural, roles: [], principals: [], fillers: [], help: help))
    return kind
  }

  /// Adds a kind with roles that actors fill, the first of them principal; nil as above.
  public mutating func add(name: String, plural: String, roles: [String], help: String) -> Kind? {
    guard let kind = add(name: name, plural: plural, help: help) else { return nil }
    for role in roles { add(role: role, to: kind, filler: .actor, isPrincipal: role == roles.first) }
    return kind
  }

  /// Adds a role to a kind; nil when 255 roles are used up.
  @discardableResult
  public mutating func add(role name: String, to kind: Kind, filler: Filler, isPrincipal: Bool) -> Role? {
    var role = self.role(named: name)
    if role == nil {
      guard roleNames.count < 255 else { return nil }
      roleNames.append(name)
      role = Role(rawValue: UInt8(roleNames.count - 1))
    }
    guard let role else { return nil }
    let index = Int(kind.rawValue)
    if !rows[index].roles.contains(role) {
      rows[index].roles.append(role)
      rows[index].fillers.append(filler)
      if isPrincipal { rows[index].principals.append(role) }
    }
    return role
  }

  mutating func add(_ traits: KindTraits, to kind: Kind) {
    rows[Int(kind.rawValue)].traits.formUnion(traits)
    if traits.contains(.catchAll) { catchAll = catchAll ?? kind }
    if traits.contains(.speech) { speech = speech ?? kind }
  }

  mutating func add(_ figure: Figure.Quantity, to kind: Kind) {
    rows[Int(kind.rawValue)].figures.insert(figure)
  }

  mutating func append(_ frame: Frame) { frames.append(frame) }
  mutating func changeLastFrame(_ change: (inout Frame) -> Void) {
    guard !frames.isEmpty else { return }
    change(&frames[frames.count - 1])
  }

  /// The kinds that the program knows without being told; those above the first fault of their file, which `fault` tells.
  public static var standard: KindTable { embedded.table }

  /// The first fault of the program's own kinds: a line that cannot be read, or a trait or role that the program acts on
  /// and no kind has.
  public static var fault: KindFileError? { embedded.fault }

  private static let embedded: (table: KindTable, fault: KindFileError?) = {
    var table = KindTable()
    do throws(KindFileError) {
      try table.readEmbedded()
      try table.checkTraits()
    } catch { return (table, error) }
    return (table, nil)
  }()

  private mutating func readEmbedded() throws(KindFileError) {
    var size = 0
    let start = dl_kinds(&size)
    try read(UnsafeBufferPointer(start: start, count: size))
  }
}

internal import Articles
internal import Facts

/// All that corrections say of one fact, its names looked up.
struct CorrectedFact: Sendable {
  var isWrong = false
  /// Somebody has read it and let it stand.
  var isRight = false
  /// Row of the kind table.
  var kind: Kind?
  var status: Status?
  var time: Said<TimeInterval>?
  var place: Said<Place>?
  /// Who fills a role: clusters until entities are numbered, then entities.
  var fillers: [(role: Role, entities: [Int32])] = []
  var source: Said<Int32>?
  var content: Said<String>?
  var figures: [(quantity: Figure.Quantity, figure: Figure?)] = []
  var notes: [String] = []
  /// The fields that were changed, each once, in order.
  var fields: [String] = []
  /// What the columns would hold without it.
  var read: Read?

  struct Read: Sendable {
    var kind: UInt8
    var status: UInt8
    /// Clusters until entities are numbered, then entities.
    var fillers: [(role: Role, entity: Int32)]
  }

  /// What a person says of a field, were it that nothing is known.
  enum Said<Value: Sendable>: Sendable {
    case nothing
    case value(Value)

    var value: Value? {
      switch self {
      case .nothing: nil
      case .value(let value): value
      }
    }

    init(_ value: Value?) { self = value.map { .value($0) } ?? .nothing }
  }

  /// A place by the name that a person gave it.
  struct Place: Sendable {
    var name: String
    /// Row of the spots; −1 while it has none.
    var spot: Int32
  }

  /// Whether it has any field that is not as the articles have it.
  var isChanged: Bool { !fields.isEmpty }

  /// Gives its entities their final numbers.
  mutating func renumber(_ number: [Int32]) {
    for position in fillers.indices {
      fillers[position].entities = fillers[position].entities.map { number[Int($0)] }
    }
    if let entity = source?.value { source = .value(number[Int(entity)]) }
    guard let fillers = read?.fillers else { return }
    read?.fillers = fillers.map { ($0.role, number[Int($0.entity)]) }
  }
}

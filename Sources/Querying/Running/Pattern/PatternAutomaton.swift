/// A `PatternProgram` as a machine of one state at a time: each set of threads that a text leads to is made once and
/// remembered (a lazy DFA: R. Cox, "Regular Expression Matching in the Wild", 2010). A byte of text costs one look
/// into a table, whatever the pattern.
///
/// Scalars that no part of the pattern tells apart are one class. What `^` and `\b` ask of the scalar before is part of a
/// state; what `$` and `\b` ask of the one behind is answered one step late, with an end of the text as a class of its
/// own. States are let go where they are too many or too large, so memory is bounded: some 4 MiB. Where nearly every scalar
/// makes a new one (`\w.{1000}Q`), the program is run instead.
///
/// Used on one thread.
final class PatternAutomaton {
  let program: PatternProgram
  private let classes: PatternClasses
  /// Entries of a state in `table`: one for each class, and one for the end of the text.
  private let width: Int
  /// Where each state's row begins; `unknown` and `accepting` are none.
  private let table: UnsafeMutablePointer<Int32>
  private let capacity: Int
  private var states: [State] = []
  private var numbers: [State: Int32] = [:]
  /// Whether the threads of a state are none but the one that begins here, by number.
  private var isIdle: [Bool] = []

  private static let unknown: Int32 = -1
  private static let accepting: Int32 = -2
  /// Instructions that the states hold.
  private var held = 0
  private static let mostHeld = 1 << 18
  /// States that were made for the text under way.
  private var made = 0
  /// Whether the pattern made more of them than one in four scalars of a stretch.
  private(set) var isHopeless = false

  private static let tableSize = 1 << 18
  private static let fewestStates = 64

  /// What stands before the present place.
  private enum Before: UInt8 {
    case start, wordPart, other

    /// A scalar of that sort.
    var scalar: UInt32? {
      switch self {
      case .start: nil
      case .wordPart: 0x61
      case .other: 0x20
      }
    }
  }

  private struct State: Hashable {
    /// Instructions to go on from, ascending.
    var waiting: [Int32]
    var before: Before
  }

  init(_ program: PatternProgram) {
    self.program = program
    classes = PatternClasses(program)
    width = classes.count + 1
    capacity = max(Self.fewestStates, Self.tableSize / width)
    table = .allocate(capacity: capacity * width)
  }

  deinit { table.deallocate() }

  /// Whether the pattern matches somewhere in a text; false, too, once `isCancelled` says so, which is asked every few
  /// thousand scalars. O(bytes).
  func matches(_ text: String, isCancelled: () -> Bool = { false }) -> Bool {
    var text = text
    return text.withUTF8 { matches($0, isCancelled: isCancelled) }
  }

  /// The same of bytes; what is no UTF-8 among them is read as U+FFFD.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>, isCancelled: () -> Bool = { false }) -> Bool {
    var scan = Scan(place: 0, row: row(State(waiting: [], before: .start)))
    while !isHopeless {
      made = 0
      let part = scan.place + Self.stretch
      if run(&scan, bytes, upTo: min(part, bytes.count)) { return true }
      if scan.place >= bytes.count { return endsHere(scan.row) }
      if isCancelled() { return false }
      isHopeless = made > Self.stretch / 4
    }
    return program.matches(String(decoding: bytes, as: UTF8.self), isCancelled: isCancelled)
  }

  /// A place, from `start` on, before which no match begins and near which the first one does; nil where none begins
  /// from there on. `start` is where a scalar begins. O(bytes up to the end of the shortest match that ends first).
  func startBound(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var before = Before.start
    if start > 0 {
      var first = start - 1
      while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
      let (scalar, _) = Self.decode(bytes, first)
      before = self.before(behind: classes.number(of: scalar))
    }
    var scan = Scan(place: start, row: row(State(waiting: [], before: before)))
    var idle = start
    made = 0
    while scan.place < bytes.count {
      // From here on threads are followed instead.
      if made > (scan.place - start) / 4 + Self.stretch {
        isHopeless = true
        return start
      }
      if isIdle[Int(scan.row) / width] { idle = scan.place }
      // One scalar at a time: where all threads have ended is of interest.
      if run(&scan, bytes, upTo: scan.place + 1) { return idle }
    }
    if isIdle[Int(scan.row) / width] { idle = scan.place }
    return endsHere(scan.row) ? idle : nil
  }

  private struct Scan {
    var place: Int
    /// Of the present state.
    var row: Int32
  }

  /// Bytes between two looks at whether the result is still wanted.
  private static let stretch = 1 << 12

  /// Goes on until a match is certain or `end` is reached or passed by a scalar that begins before it. True for a match.
  private func run(_ scan: inout Scan, _ bytes: UnsafeBufferPointer<UInt8>, upTo end: Int) -> Bool {
    var (place, row) = (scan.place, scan.row)
    defer { scan = Scan(place: place, row: row) }
    let (table, ascii) = (table, classes.ascii)
    return ascii.withUnsafeBufferPointer { ascii in
      while place < end {
        let byte = bytes[place]
        let number: Int
        if byte < 0x80 {
          number = Int(ascii[Int(byte)])
          place += 1
        } else {
          let (scalar, length) = Self.decode(bytes, place)
          number = classes.number(of: scalar)
          place += length
        }
        var next = table[Int(row) + number]
        if next < 0 {
          if next == Self.unknown { next = step(row, number) }
          if next == Self.accepting { return true }
        }
        row = next
      }
      return false
    }
  }

  private func endsHere(_ row: Int32) -> Bool {
    let known = table[Int(row) + classes.count]
    return (known == Self.unknown ? step(row, classes.count) : known) == Self.accepting
  }

  /// The scalar at a place, and how many bytes it has; a byte that is none is U+FFFD.
  @inline(__always)
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[place])
    if first < 0x80 { return (first, 1) }
    func tail(_ offset: Int) -> UInt32? {
      guard place + offset < bytes.count, bytes[place + offset] & 0xC0 == 0x80 else { return nil }
      return UInt32(bytes[place + offset] & 0x3F)
    }
    switch first {
    case 0xC2..<0xE0: if let a = tail(1) { return ((first & 0x1F) << 6 | a, 2) }
    case 0xE0..<0xF0:
      if let a = tail(1), let b = tail(2) { return ((first & 0x0F) << 12 | a << 6 | b, 3) }
    case 0xF0..<0xF5:
      if let a = tail(1), let b = tail(2), let c = tail(3) {
        return ((first & 0x07) << 18 | a << 12 | b << 6 | c, 4)
      }
    default: break
    }
    return (0xFFFD, 1)
  }
}

extension PatternAutomaton {
  /// Where the row of a state begins; it is made where it is new.
  private func row(_ state: State) -> Int32 {
    if let known = numbers[state] { return known }
    made += 1
    if states.count == capacity || held > Self.mostHeld {
      held = 0
      states.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      isIdle.removeAll(keepingCapacity: true)
    }
    let row = Int32(states.count * width)
    (table + Int(row)).initialize(repeating: Self.unknown, count: width)
    states.append(state)
    held += state.waiting.count
    isIdle.append(state.waiting.isEmpty)
    numbers[state] = row
    return row
  }

  private func before(behind number: Int) -> Before { classes.isWordPart[number] ? .wordPart : .other }

  /// Where a state leads by a scalar of a class, or by the end of the text.
  private func step(_ row: Int32, _ number: Int) -> Int32 {
    let state = states[Int(row) / width]
    let isEnd = number == classes.count
    let after = isEnd ? nil : classes.examples[number]
    var isVisited = [Bool](repeating: false, count: program.instructions.count)
    var next: [Int32] = []
    var stack = state.waiting.map(Int.init) + [0]
    while let at = stack.popLast() {
      if isVisited[at] { continue }
      isVisited[at] = true
      switch program.instructions[at] {
      case .scalars(let set): if let after, set.contains(after) { next.append(Int32(at + 1)) }
      case .accept:
        table[Int(row) + number] = Self.accepting
        return Self.accepting
      default: program.follow(at, between: state.before.scalar, after, onto: &stack)
      }
    }
    if isEnd {
      table[Int(row) + number] = row
      return row
    }
    next.sort()
    let count = states.count
    let found = self.row(State(waiting: next, before: before(behind: number)))
    // Where states were let go, the row is another's now.
    if states.count >= count { table[Int(row) + number] = found }
    return found
  }
}

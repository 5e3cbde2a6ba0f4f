internal import Articles
internal import Dispatch
internal import Indexing
internal import Synchronization

/// What is made of the articles of a queue, in order, some articles ahead of whoever takes it.
///
/// Workers on all cores take what is to be done next one after another: none waits for the slowest article of a batch, nor for whoever
/// takes what is made. One that finds nothing to do ends, and is begun again when there is something.
final class ReadingAhead<Value: Sendable>: Sendable {
  typealias Made = Result<Value, LoadProblem>

  /// Articles that are given at once.
  static var batch: Int { 32 }
  /// Articles that are begun and not given, at most, so that memory holds few readings beside the index.
  private static var most: Int { 2 * batch }

  private struct State {
    /// What was read, in order, and is not begun.
    var waiting = Line<Result<Article, LoadProblem>>()
    /// What was made of those that are begun and not given; nil where it is not made yet.
    var made = Line<Made?>()
    /// How many of `made` are there before the first that is not.
    var leading = 0
    /// Of the articles that were given.
    var given = 0
    /// What was taken from the files and became articles before its turn.
    var early: [Int: ArticleQueue.Made] = [:]
    var turn = 0
    /// Takings of which articles are being made.
    var making = 0
    /// One worker at a time reads the files.
    var isTaking = false
    /// More would have to be waited for: what came is given first.
    var isHeld = false
    var isAtEnd = false
    /// Takings that lie before the last time it was held.
    var base = 0
    var workers = 0
    /// Somebody waits for `change`.
    var isAwaited = false

    /// Whether nothing is under way.
    var isStill: Bool { waiting.isEmpty && making == 0 && !isTaking && leading == made.count }
    /// Whether a batch can be given, or all there is before an end or a wait.
    var isReady: Bool { leading >= batch || isStill && (isAtEnd || isHeld) }
    var canWork: Bool { !waiting.isEmpty && made.count < most }
    /// Files are read on where not much of them waits.
    var canTake: Bool {
      !isTaking && !isHeld && !isAtEnd && waiting.count + making + early.count < batch && made.count < most
    }
  }

  private enum Step {
    case work(Int, Result<Article, LoadProblem>)
    case take(behind: Int)
    case none
  }

  private let queue: ArticleQueue
  private let work: @Sendable (Article) -> Value
  private let state = Mutex(State())
  private let stop = StopFlag()
  /// Told when what `State.isAwaited` is for may have come.
  private let change = DispatchSemaphore(value: 0)

  init(_ queue: ArticleQueue, _ work: @escaping @Sendable (Article) -> Value) {
    self.queue = queue
    self.work = work
  }

  /// How many articles were given.
  var given: Int { state.withLock { $0.given } }

  /// What came of the next articles, or what is wrong with them, in their order, at most `batch`; empty at the end. Once that is
  /// cancelled, what there is, with nil for what there is not and at the end.
  func next(_ isCancelled: () -> Bool) -> [Made?] {
    while true {
      if stop.isSet { return [nil] }
      if isCancelled() {
        stop.set()
        return state.withLock { state in
          let made = state.made.take(state.made.count)
          state = State(given: state.given + made.count, isTaking: state.isTaking, workers: state.workers)
          return made + [nil]
        }
      }
      begin()
      switch state.withLock({ given(&$0) }) {
      case .made(let made):
        begin()
        return made
      // What came was given, and is waited for now.
      case .released: break
      case .none:
        // Where no thread can be had it is done here.
        let isAlone = state.withLock { state in
          let isAlone = state.workers == 0 && (state.canWork || state.canTake)
          state.workers += isAlone ? 1 : 0
          return isAlone
        }
        if isAlone { run() } else { _ = change.wait(timeout: .now() + .milliseconds(5)) }
      }
    }
  }

  private enum Given {
    case made([Made?])
    case released, none
  }

  private func given(_ state: inout State) -> Given {
    guard state.isReady else {
      state.isAwaited = true
      return .none
    }
    if state.leading == 0, !state.isAtEnd {
      state.isHeld = false
      state.base = queue.taken
      return .released
    }
    let made = state.made.take(min(Self.batch, state.leading))
    state.leading -= made.count
    state.given += made.count
    return .made(made)
  }

  /// Waits for the workers, that no more is wanted of: a program that ends takes away what they work with. One that waits for whoever
  /// writes is left.
  func end() {
    stop.set()
    var looks = 0
    while state.withLock({ $0.workers > ($0.isTaking && looks >= 100 ? 1 : 0) }) {
      looks += 1
      _ = change.wait(timeout: .now() + .milliseconds(1))
    }
  }

  /// Begins as many workers as find something to do.
  private func begin() {
    let count = state.withLock { state in
      let steps =
        (state.canWork ? min(state.waiting.count, Self.most - state.made.count) : 0) + (state.canTake ? 1 : 0)
      let count = max(0, min(Parallel.cores - state.workers, steps))
      state.workers += count
      return count
    }
    // Threads of their own: those of a pool may all be busy with another reading.
    for begun in 0..<count where !Interruptible.begin({ self.run() }) {
      state.withLock { $0.workers -= count - begun }
      return
    }
  }

  private func run() {
    while true {
      let step: Step = state.withLock { state in
        if !stop.isSet {
          // What is read while others work need not be waited for.
          if state.canTake, state.waiting.count < Parallel.cores || !state.canWork {
            state.isTaking = true
            return .take(behind: state.base)
          }
          if state.canWork, let next = state.waiting.takeFirst() {
            state.made.append(nil)
            return .work(state.given + state.made.count - 1, next)
          }
        }
        state.workers -= 1
        return .none
      }
      switch step {
      case .none: return
      case .work(let number, let article): put(article.map(work), at: number)
      case .take(let base): take(behind: base)
      }
    }
  }

  /// Tells whoever waits for it that something can be given.
  private func tell(_ state: inout State) {
    guard state.isAwaited, state.isReady else { return }
    state.isAwaited = false
    change.signal()
  }

  private func put(_ value: Made, at number: Int) {
    state.withLock { state in
      // Whoever cancelled has taken the places away.
      let place = number - state.given
      guard place >= 0, place < state.made.count else { return }
      state.made[place] = value
      while state.leading < state.made.count, state.made[state.leading] != nil { state.leading += 1 }
      tell(&state)
    }
  }

  /// Reads on in the files, and makes articles of what was read.
  private func take(behind base: Int) {
    let next = queue.next(behind: base)
    let taken: ArticleQueue.Taken? = state.withLock { state in
      state.isTaking = false
      switch next {
      case .taken(let taken):
        state.making += 1
        return taken
      case .waiting: state.isHeld = true
      case .end: state.isAtEnd = true
      }
      tell(&state)
      return nil
    }
    guard let taken, !stop.isSet else { return }
    // The next may be taken meanwhile.
    begin()
    let made = taken.made()
    state.withLock { state in
      guard !stop.isSet else { return }
      state.making -= 1
      state.early[made.number] = made
      while let next = state.early.removeValue(forKey: state.turn) {
        for article in queue.put(next) { state.waiting.append(article) }
        state.turn += 1
      }
      tell(&state)
    }
    begin()
  }
}

/// A line in which one joins at the end and leaves at the beginning, in O(1) at the mean.
private struct Line<Element> {
  private var elements: [Element] = []
  private var first = 0

  var count: Int { elements.count - first }
  var isEmpty: Bool { first == elements.count }

  subscript(place: Int) -> Element {
    get { elements[first + place] }
    set { elements[first + place] = newValue }
  }

  mutating func append(_ element: Element) { elements.append(element) }

  /// The first `count`, which leave.
  mutating func take(_ count: Int) -> [Element] {
    let taken = Array(elements[first..<first + count])
    first += count
    if 2 * first >= elements.count {
      elements.removeFirst(first)
      first = 0
    }
    return taken
  }

  mutating func takeFirst() -> Element? { isEmpty ? nil : take(1)[0] }
}

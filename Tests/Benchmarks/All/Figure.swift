internal import TestSupport

/// One thing that was measured several times, beside a peer that did the same in the same run.
struct Figure {
  /// What was done: a query, or "word index".
  var name: String
  /// Milliseconds of each run.
  var times: [Double]
  /// Who did the same; "" where nobody does.
  var peer = ""
  /// Milliseconds of each run of the peer; none where it is missing.
  var peerTimes: [Double] = []
  /// What both found: rows. Nil where nothing is found.
  var rows: Int?
  var peerRows: Int?

  var median: Double { Self.median(times) }
  var peerMedian: Double { Self.median(peerTimes) }
  /// From the fastest run to the slowest.
  var spread: Double { (times.max() ?? 0) - (times.min() ?? 0) }

  /// How many times as fast as its peer it is; nil where no peer did it. What takes less than half a millisecond counts as that: shorter
  /// times are those of caches and clocks.
  var ratio: Double? {
    times.isEmpty || peerTimes.isEmpty ? nil : max(0.5, peerMedian) / max(0.5, median)
  }

  static func median(_ times: [Double]) -> Double {
    let sorted = times.sorted()
    return sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

/// All figures of a run, with the machine that they are of.
struct FigureReport {
  var machine: String
  var data: String
  var figures: [Figure] = []
  /// Peers that are not there, and why.
  var missing: [String] = []

  /// Takes a figure, and notes where its peer, which is there, did not answer each time.
  mutating func add(_ figure: Figure, hasPeer: Bool) {
    if hasPeer, !figure.peer.isEmpty, figure.peerTimes.count < figure.times.count {
      missing.append("\(figure.times.count - figure.peerTimes.count) failed runs of \(figure.peer)")
    }
    figures.append(figure)
  }

  /// A table for persons.
  var text: String {
    var lines = [machine, data]
    lines += missing.map { "missing: \($0)" }
    lines.append(
      Self.row(["ms", "±", "peer ms", "ratio", "rows", "peer rows"]) + "  what, and beside whom")
    for figure in figures {
      let hasPeer = !figure.peerTimes.isEmpty
      lines.append(
        Self.row([
          Self.rounded(figure.median), Self.rounded(figure.spread),
          hasPeer ? Self.rounded(figure.peerMedian) : "–",
          hasPeer ? Self.rounded(figure.median / max(0.001, figure.peerMedian)) : "–",
          figure.rows.map(String.init) ?? "", figure.peerRows.map(String.init) ?? "",
        ]) + "  " + figure.name + (figure.peer.isEmpty ? "" : " | \(figure.peer)"))
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }

  static func rounded(_ number: Double) -> String {
    let digits = number < 10 ? 100.0 : 10
    return "\((number * digits).rounded() / digits)"
  }

  /// What `--compare` reads again.
  var json: String {
    let figures = figures.map { figure in
      "    {\"name\": \(Self.quoted(figure.name)), \"ms\": \(figure.times), "
        + "\"peer\": \(Self.quoted(figure.peer)), \"peer_ms\": \(figure.peerTimes)}"
    }
    return "{\n  \"machine\": \(Self.quoted(machine)),\n  \"data\": \(Self.quoted(data)),\n"
      + "  \"figures\": [\n\(figures.joined(separator: ",\n"))\n  ]\n}\n"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Reads what `json` wrote.
  init(json text: String) throws(JSON.Fault) {
    let json = try JSON(text)
    machine = json["machine"]?.string ?? ""
    data = json["data"]?.string ?? ""
    figures = (json["figures"]?.elements ?? []).map { figure in
      Figure(
        name: figure["name"]?.string ?? "",
        times: (figure["ms"]?.elements ?? []).compactMap(\.number), peer: figure["peer"]?.string ?? "",
        peerTimes: (figure["peer_ms"]?.elements ?? []).compactMap(\.number))
    }
  }

  init(machine: String, data: String) {
    self.machine = machine
    self.data = data
  }

  /// What is less than half as fast beside its peer as it was, whatever the machine: a line each. Both medians are of one run, so what
  /// else the machine does slows both.
  func weaker(than old: FigureReport) -> [String] {
    figures.compactMap { figure in
      guard let now = figure.ratio,
        let before = old.figures.first(where: { $0.name == figure.name && $0.peer == figure.peer })?.ratio,
        now < before / 2
      else { return nil }
      return "weaker: \(Self.rounded(before)) → \(Self.rounded(now)) times as fast as its peer  "
        + "\(figure.name) | \(figure.peer)"
    }
  }

  /// What takes longer than before, its fastest run than the slowest one then, and by more than a tenth, or by half of what was
  /// measured once only: a line each.
  func slower(than old: FigureReport) -> [String] {
    figures.compactMap { figure in
      guard let before = old.figures.first(where: { $0.name == figure.name }),
        let slowest = before.times.max(), let fastest = figure.times.min()
      else { return nil }
      let isOnce = figure.times.count == 1 || before.times.count == 1
      guard fastest > slowest, figure.median > before.median * (isOnce ? 1.5 : 1.1) else { return nil }
      return "slower: \(Self.rounded(before.median)) → \(Self.rounded(figure.median)) ms  \(figure.name)"
    }
  }
}

extension KindTable {
  /// Adds a kind from one line: `NAME PLURAL : verb LEMMA …, noun LEMMA …`, with the roles agent and target.
  public mutating func define(_ line: String) throws(KindFileError) {
    let usage = KindFileError(line: 1, message: "write: NAME PLURAL : verb WORD …, noun WORD …")
    let halves = line.split(separator: ":", maxSplits: 1).map { String($0) }
    guard halves.count == 2 else { throw usage }
    let names = halves[0].split(separator: " ").map { $0.lowercased() }
    guard names.count == 2, names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" } })
    else {
      throw usage
    }
    var text = "kind \(names[0]) \(names[1]) : defined by the user\nroles agent*:actor target*:thing\n"
    var triggers = 0
    for part in halves[1].split(separator: ",") {
      let words = part.split(separator: " ").map { $0.lowercased() }
      guard let first = words.first, first == "verb" || first == "noun", words.count > 1 else { throw usage }
      triggers += 1
      let lemmas = words.dropFirst().joined(separator: " ")
      text +=
        first == "verb"
        ? "verb \(lemmas) : subj=agent obj=target :\n"
        : "noun \(lemmas) : poss=agent by=agent light=agent of=target on|against=target :\n"
    }
    guard triggers > 0 else { throw usage }
    do { try read(text.utf8) } catch { throw KindFileError(line: 1, message: error.message) }
  }
}

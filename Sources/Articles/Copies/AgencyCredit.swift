/// The news agency that an article is from: what several papers print of one agency is one source.
///
/// It stands in brackets at the end of the dateline, where a name that is not known will do, too; before the dateline's dash, in the author's field,
/// in a line of its own at the end, or is the outlet itself, where only agencies that are known count.
struct AgencyCredit {
  /// Its usual name; "" where the article names none.
  private(set) var agency = ""

  init(_ article: Article, _ told: ToldText) {
    agency =
      inDateline(article, told.dateline) ?? ofAuthor(article.author) ?? atEnd(article, told.range)
      ?? Self.known(article.source) ?? ""
  }

  private func inDateline(_ article: Article, _ dateline: Range<Int>) -> String? {
    guard !dateline.isEmpty else { return nil }
    var end = dateline.upperBound
    while end > dateline.lowerBound, !Self.isEndOfPlace(article.text[end - 1]) { end -= 1 }
    let place = dateline.lowerBound..<end
    if let name = Dateline.name(in: article.text, place) {
      let text = article.string(TextRange(name))
      if let known = Self.known(text) { return known }
      return Dateline.mayBeAgency(name, in: article.text, dateline) ? text : nil
    }
    // "WARSAW, AFP –"
    let last = article.string(TextRange(place)).split(separator: ",").last
    return last.flatMap { Self.known(String($0)) }
  }

  /// Not the dash and the spaces around it.
  private static func isEndOfPlace(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ".")
  }

  /// The whole field, or a part of it that is no first name: "Novak, Petra" is a person.
  private func ofAuthor(_ author: String) -> String? {
    if author.isEmpty || author.utf8.count > 200 { return nil }
    if let whole = Self.known(author) { return whole }
    return author.split { $0 == "," || $0 == "/" || $0 == ";" || $0 == "|" }.lazy
      .compactMap { Self.isNoFirstName($0) ? Self.known(String($0)) : nil }.first
  }

  /// Whether a part of a list of authors is of two words, in capitals, or a name that nobody is called by.
  private static func isNoFirstName(_ part: Substring) -> Bool {
    let words = part.split { !$0.isLetter && $0 != "-" }
    guard let word = words.first, words.count == 1 else { return true }
    return !word.contains { $0.isLowercase } || plain.contains(word.lowercased())
  }

  private static let plain: Set<String> = [
    "reuters", "xinhua", "kyodo", "yonhap", "interfax", "interfax-ukraine", "itar-tass", "ukrinform",
    "bernama",
    "tanjug", "agerpres", "anadolu", "dpa",
  ]

  /// The last lines: "— AFP", "(Reuters)", "Source: PAP", "(Reporting by A; Editing by B)".
  private func atEnd(_ article: Article, _ range: Range<Int>) -> String? {
    var end = range.upperBound
    for _ in 0..<3 {
      while end > range.lowerBound, article.text[end - 1] <= 32 { end -= 1 }
      guard end > range.lowerBound else { return nil }
      let start = article.text[range.lowerBound..<end].lastIndex(of: 10).map { $0 + 1 } ?? range.lowerBound
      if end - start <= 240 {
        let line = article.string(TextRange(start..<end))
        if let agency = Self.known(line) ?? Self.credited(line) { return agency }
      }
      // A sentence may end with the credit.
      if let agency = behindText(article, start..<end) { return agency }
      end = start
    }
    return nil
  }

  /// "… he said. (Reuters)", "… he said. — AFP"
  private func behindText(_ article: Article, _ line: Range<Int>) -> String? {
    let tail = article.string(TextRange(max(line.lowerBound, line.upperBound - 40)..<line.upperBound))
    guard let stop = tail.utf8.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "\"") }),
      tail.utf8.index(after: stop) < tail.endIndex
    else { return nil }
    let rest = String(tail[tail.utf8.index(after: stop)...])
    guard let first = rest.utf8.first(where: { $0 != 32 }), !first.isASCIILetter else { return nil }
    return Self.known(rest)
  }

  /// The form in which one agency names who wrote and who edited.
  private static func credited(_ line: String) -> String? {
    let folded = line.utf8.map(\.asciiLowered)
    let isReuters = folded.holds(Array("reporting by ".utf8)) && folded.holds(Array("editing by ".utf8))
    return isReuters ? "Reuters" : nil
  }

  /// The usual name of an agency that is known by this one, whatever marks and words of courtesy stand around it; nil for
  /// others. O(length).
  static func known(_ name: String) -> String? {
    if name.isEmpty || name.utf8.count > 60 { return nil }
    var words: [Substring] = []
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
      let bare = word.drop { $0 == "-" }
      if !bare.isEmpty, !courtesy.contains(String(bare)) { words.append(bare) }
    }
    return agencies[words.joined(separator: " ")]
  }

  private static let courtesy: Set<String> = [
    "the", "by", "source", "via", "from", "staff", "writer", "writers", "reporter", "reporters", "news",
    "agency", "with", "and",
    "agencies", "correspondent", "desk", "wire", "service",
  ]

  private static let agencies: [String: String] = {
    var table: [String: String] = [:]
    for (name, forms) in names {
      table[name.lowercased()] = name
      for form in forms { table[form] = name }
    }
    return table
  }()

  /// Usual names and the other forms of each, without words of courtesy.
  private static let names: [(String, [String])] = [
    ("AP", ["associated press"]), ("Reuters", ["thomson reuters"]),
    ("AFP", ["agence france-presse", "agence france presse"]),
    ("dpa", ["deutsche presse-agentur"]), ("UPI", ["united press international"]),
    ("TASS", ["itar-tass", "tass russian"]),
    ("Interfax", ["interfax-ukraine"]), ("RIA Novosti", ["ria"]), ("Xinhua", []), ("Kyodo", []),
    ("Jiji", ["jiji press"]),
    ("Yonhap", []), ("ANSA", []), ("EFE", ["agencia efe"]), ("PA", ["press association", "pa media"]),
    ("PTI", ["press trust of india"]),
    ("ANI", ["asian international"]), ("IANS", []), ("APA", []), ("PAP", ["polska agencja prasowa"]),
    ("MTI", []), ("CTK", ["čtk"]),
    ("TASR", []), ("BNS", []), ("ELTA", []), ("LETA", []), ("Ukrinform", []), ("Belga", []), ("ANP", []),
    ("NTB", []),
    ("Ritzau", []), ("STT", []), ("Lusa", []), ("Tanjug", []), ("HINA", []), ("Agerpres", []), ("BTA", []),
    ("Anadolu", ["anadolu ajansı"]),
    ("IRNA", []), ("SANA", []), ("WAM", []), ("SPA", ["saudi press"]), ("Petra", []), ("KUNA", []),
    ("MENA", []), ("AAP", ["australian associated press"]),
    ("CP", ["canadian press"]), ("Bernama", []), ("Antara", []), ("CNA", []), ("KCNA", []), ("Bloomberg", []),
    ("Dow Jones", ["dow jones newswires"]),
    ("Keystone-SDA", ["sda"]), ("ATS", []), ("Europa Press", []), ("Télam", ["telam"]),
    ("Agência Brasil", ["agencia brasil"]),
  ]
}

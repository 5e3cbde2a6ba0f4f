/// Which language a text is in.
public enum Language {
  /// Bits by which three letters must be likelier in another language, on the average, for a text to be none in English. Texts
  /// of figures in English reach a third of one, other languages have more than one.
  private static let margin = 0.4
  /// Rows of three letters that tell enough.
  private static let fewest = 60

  /// The code (BCP 47) of the language of a text: "en" where it seems to be English, another one where it surely is that, ""
  /// where it is too short to tell, or a table.
  ///
  /// `stated` is what a page, a feed or a header says, as "de" or "en-GB". It helps where a text is short; many say it wrongly.
  /// O(1): of a long text parts are looked at.
  static func code(of text: UnsafeBufferPointer<UInt8>, stated: String) -> String {
    if LanguageCount.isPlainlyEnglish(text) { return "en" }
    let count = LanguageCount(text)
    if count.words >= 20, count.englishShare >= 12 { return "en" }
    let stated = base(stated)
    let latin = count[.latin]
    if count.allLetters >= 20, latin * 2 < count.allLetters { return other(text, count, stated) }
    // Of a table of figures nothing is told by its letters: prices and shares are called alike in many languages.
    if count.digits * 3 >= latin { return count.englishShare >= 6 || stated == "en" ? "en" : "" }
    guard latin > 0, let table = LanguageTable.all.first, let english = table.languages.firstIndex(of: "en")
    else { return stated == "en" ? stated : "" }
    let (sums, rows) = LanguageCount.scores(text, by: table)
    let best = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? english
    func lead(_ language: Int) -> Double {
      Double(sums[language] - sums[english]) / Double(LanguageTable.unit * max(1, rows))
    }
    if best != english {
      // What is said helps, but "en" stands in many templates.
      let wanted = stated == "en" ? margin * 1.5 : margin
      if rows >= fewest, lead(best) >= wanted { return table.languages[best] }
      if let said = table.languages.firstIndex(of: stated), said != english, rows >= 15, lead(said) > 0 {
        return stated
      }
    }
    // One that the tables do not have, as it says itself.
    let isUnknown = !stated.isEmpty && !table.languages.contains(stated)
    if isUnknown, count.words >= 20, count.englishShare < 3 { return stated }
    return best == english && rows >= 15 || count.englishShare >= 6 || stated == "en" ? "en" : ""
  }

  /// Of a text that is not written in Latin letters.
  private static func other(
    _ text: UnsafeBufferPointer<UInt8>, _ count: LanguageCount, _ stated: String
  ) -> String {
    // Japanese is written in Han, too, and hardly without kana.
    if count[.kana] * 10 > count[.han] { return "ja" }
    let script = LanguageCount.Script.allCases.dropFirst().max { count[$0] < count[$1] } ?? .other
    let languages = codes[script] ?? []
    if languages.contains(stated) || !stated.isEmpty && stated != "en" && languages.isEmpty { return stated }
    guard languages.count > 1, let table = LanguageTable.group(of: languages[0]) else {
      return languages.first ?? "und"
    }
    let sums = LanguageCount.scores(text, by: table).sums
    let best = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
    return table.languages[best]
  }

  /// The languages of scripts, those that a table tells apart and more that may be stated.
  private static let codes: [LanguageCount.Script: [String]] = [
    .cyrillic: ["ru", "uk", "bg", "mk", "sr", "be", "kk", "ky", "tg", "mn"], .greek: ["el"],
    .hebrew: ["he", "yi"],
    .arabic: ["ar", "fa", "ur", "ps", "ku", "sd"], .devanagari: ["hi", "mr", "ne"], .bengali: ["bn", "as"],
    .gurmukhi: ["pa"], .gujarati: ["gu"], .tamil: ["ta"], .telugu: ["te"], .kannada: ["kn"],
    .malayalam: ["ml"],
    .thai: ["th"], .han: ["zh"], .hangul: ["ko"],
  ]

  /// "en-GB", "EN_us" and "English" as "en"; "" for none.
  static func base(_ tag: String) -> String {
    let code = String(decoding: tag.utf8.prefix { $0.isASCIILetter }.map(\.asciiLowered), as: UTF8.self)
    if (2...3).contains(code.utf8.count) { return code == "und" || code == "mul" ? "" : three[code] ?? code }
    return code.isEmpty ? "" : codesByName[code] ?? ""
  }

  private static let codesByName = Dictionary(
    names.map { ($0.value.lowercased(), $0.key) }, uniquingKeysWith: { max($0, $1) })

  /// Codes of three letters that records have.
  private static let three = [
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
    "rus": "ru",
    "nld": "nl", "dut": "nl", "pol": "pl", "zho": "zh", "chi": "zh", "jpn": "ja", "ara": "ar", "tur": "tr",
  ]

  /// The English name of a language: "German"; the code itself of one that has none here.
  public static func name(of code: String) -> String { names[code] ?? "`\(code)`" }

  private static let names = [
    "af": "Afrikaans", "ar": "Arabic", "as": "Assamese", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish",
    "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "kk": "Kazakh", "kn": "Kannada",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "ne": "Nepali", "nl": "Dutch",
    "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sd": "Sindhi", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish", "zh": "Chinese", "und": "another language",
  ]
}

extension Article {
  /// Whether it is surely not in English, and so nothing can be read in it.
  public var isForeign: Bool { !language.isEmpty && language != "en" }

  /// Tells the language by the text, with what was stated. O(1).
  mutating func tellLanguage() {
    let range = body.range.clamped(to: 0..<text.count)
    language = text.withUnsafeBufferPointer {
      Language.code(of: UnsafeBufferPointer(rebasing: $0[range]), stated: language)
    }
  }
}

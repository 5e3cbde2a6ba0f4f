import TestSupport
import Testing

@testable import Articles

/// Which articles are told to be in another language than English, and which are not.
@Suite struct LanguageTests {
  private static func language(_ text: String, stated: String = "") throws -> String {
    let head = stated.isEmpty ? "" : "Language: \(stated)\n\n"
    return try ArticleLoader.article(from: ContiguousArray((head + text).utf8), path: "a.txt").language
  }

  static let texts: [(String, String)] = [
    (
      "de",
      "Die Minister beider Länder trafen sich am Montag in Riga und einigten sich auf eine Obergrenze für die Hafengebühren. Die Gewerkschaft warnte, dass die Mannschaften streiken könnten, wenn die Löhne nicht vor dem Sommer steigen."
    ),
    (
      "fr",
      "Les ministres des deux pays se sont réunis lundi à Riga et ont fixé un plafond pour les droits de port. Le syndicat a prévenu que les équipages pourraient cesser le travail si les salaires n'étaient pas relevés avant l'été."
    ),
    (
      "es",
      "Los ministros de los dos países se reunieron el lunes en Riga y acordaron un límite para las tasas del puerto. El sindicato advirtió de que las tripulaciones podrían parar si los salarios no suben antes del verano."
    ),
    (
      "it",
      "I ministri dei due paesi si sono incontrati lunedì a Riga e hanno concordato un tetto per le tasse portuali. Il sindacato ha avvertito che gli equipaggi potrebbero fermarsi se i salari non aumenteranno prima dell'estate."
    ),
    (
      "nl",
      "De ministers van beide landen kwamen maandag in Riga bijeen en werden het eens over een plafond voor de havengelden. De vakbond waarschuwde dat de bemanningen zouden kunnen staken als de lonen niet voor de zomer stijgen."
    ),
    (
      "pl",
      "Ministrowie obu krajów spotkali się w poniedziałek w Rydze i uzgodnili górną granicę opłat portowych. Związek ostrzegł, że załogi mogą zastrajkować, jeśli płace nie wzrosną przed latem."
    ),
    (
      "tr",
      "İki ülkenin bakanları pazartesi günü Riga'da bir araya geldi ve liman ücretleri için bir üst sınır üzerinde anlaştı. Sendika, ücretler yazdan önce artmazsa mürettebatın iş bırakabileceği uyarısında bulundu."
    ),
    (
      "ru",
      "Министры двух стран встретились в понедельник в Риге и договорились о потолке портовых сборов. Профсоюз предупредил, что экипажи могут объявить забастовку."
    ),
    (
      "uk",
      "Міністри двох країн зустрілися в понеділок у Ризі та домовилися про верхню межу портових зборів. Профспілка попередила, що екіпажі можуть оголосити страйк."
    ),
    ("el", "Οι υπουργοί των δύο χωρών συναντήθηκαν τη Δευτέρα στη Ρίγα και συμφώνησαν σε ανώτατο όριο."),
    ("ja", "両国の大臣は月曜日にリガで会談し、港湾使用料の上限について合意した。組合はストライキの可能性を警告した。"),
    ("zh", "两国部长星期一在里加会晤，并就港口费的上限达成一致。工会警告说，如果工资不上涨，船员可能罢工。"),
    ("ar", "اجتمع وزيرا البلدين يوم الاثنين في ريغا واتفقا على سقف لرسوم الميناء، وحذرت النقابة من إضراب."),
    ("ko", "양국 장관은 월요일 리가에서 만나 항만 사용료의 상한에 합의했다. 노조는 파업 가능성을 경고했다."),
  ]

  @Test(arguments: texts) func otherLanguagesAreTold(code: String, text: String) throws {
    #expect(try Self.language(text) == code)
    // What many templates say does not hide it.
    #expect(try Self.language(text, stated: "en-GB") == code)
  }

  static let english = [
    "The ministers of both countries met in Riga on Monday and agreed on a ceiling for harbour dues.",
    "Ministers meet in Riga",
    // Names and words of others.
    "Jean-Luc Moreau et Fils, the shipyard in Saint-Nazaire, said its \"droit de regard\" on the Société des Chantiers de l'Atlantique would stay. \"Nous sommes très contents,\" said Moreau. Der Hafen von Bremen and Puerto de Bilbao declined to comment.",
    // Figures.
    "SHIP STORES INC 3RD QTR NET\n\nShr 23 cts vs 18 cts\nNet 509,144 vs 277,834\nRevs 7,004,201 vs 5,120,077\nNine mths\nShr 61 cts vs 44 cts\nNet 1.2 mln vs 800,000\nRevs 20.1 mln vs 15.5 mln\nAvg shrs 2,100,000 vs 1,900,000",
    "RATES AT NOON\nus 7.8015 - 7.8035 uk 12.622 - 12.634 dm 4.201 - 4.211 yen 5.10 - 5.12 ff 1.28 - 1.29 lit 0.56 - 0.57",
    "Президент said the word \"наш\" twice, and the reporters wrote that it was not what they had been told.",
    "12 13 14 15 16 17 18 19 20",
  ]

  @Test(arguments: english) func englishStays(_ text: String) throws {
    let article = try ArticleLoader.article(from: ContiguousArray(text.utf8), path: "a.txt")
    #expect(!article.isForeign, "\(article.language)")
  }

  @Test func whatIsStatedHelpsWithShortText() throws {
    #expect(
      try Self.language("Die Minister einigten sich am Montag in Riga auf neue Gebühren.", stated: "de")
        == "de")
    // The text is stronger than what is stated.
    #expect(
      try Self.language(
        Self.english[0] + " " + Self.english[0] + " It was the third time that they met there.", stated: "de")
        == "en")
  }

  @Test(arguments: [
    ("en-GB", "en"), ("DE_at", "de"), ("English", "en"), ("ger", "de"), ("und", ""), ("", ""), ("x", ""),
  ])
  func tagsAreRead(tag: String, code: String) { #expect(Language.base(tag) == code) }

  @Test func theEmbeddedTableIsWhole() throws {
    #expect(LanguageTable.all.count == 4)
    #expect(LanguageTable.all.first?.languages.contains("en") == true)
    // No bytes of another form are taken, whatever they are.
    for bytes in [
      [], Array("DLLANG01".utf8), Array("DLLANG01".utf8) + [1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 0],
    ] {
      #expect(bytes.withUnsafeBytes { LanguageTable.tables($0) } == nil)
    }
  }

  @Test func severalAreToldTogether() {
    var foreign = ForeignArticles()
    #expect(foreign.subject == nil)
    foreign.add("de")
    #expect(foreign.subject == "1 article is not in English (German)")
    for code in ["fr", "fr", "de", "de"] { foreign.add(code) }
    #expect(foreign.subject == "5 articles are not in English (3 German, 2 French)")
  }
}

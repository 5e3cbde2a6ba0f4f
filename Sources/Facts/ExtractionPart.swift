public import Articles
internal import Atlas
internal import CFactsData
internal import English

/// A model, table or list that the extraction needs, and what it does not find without it.
public struct ExtractionPart: Sendable {
  /// What is lost without it: "no names of people or bodies".
  public var loss: String
  /// What is wrong with it ("the tagger is damaged: its length"); nil where it is whole.
  public var fault: @Sendable () -> String?

  public init(loss: String, fault: @escaping @Sendable () -> String?) {
    self.loss = loss
    self.fault = fault
  }

  /// All that is embedded.
  public static let standard: [ExtractionPart] = [
    model("hardly anything is found") { () throws(ModelError) in _ = try Lexicon.embedded() },
    model("no names, quotations or facts are found") { () throws(ModelError) in _ = try Tagger.standard() },
    model("no facts, and no speakers of quotations, are found") { () throws(ModelError) in
      try ArcParser.checkEmbedded()
    },
    model("only facts that a frame of the kind table finds are found") { () throws(ModelError) in
      _ = try EventModel.loaded.get()
    },
    model("no names of people or bodies are found") { () throws(ModelError) in
      _ = try NameModel.embedded()
    },
    model("no quotations and no statements are found") { () throws(ModelError) in
      _ = try QuoteModel.embedded()
    },
    model("places of one name are confused") { () throws(ModelError) in _ = try PlaceWeights.loaded.get() },
    model("facts without a place of their own are in no country") { () throws(ModelError) in
      _ = try CountryWeights.loaded.get()
    },
    model("facts have the dates of their own words and of the fact before them alone") {
      () throws(ModelError) in
      _ = try DateWeights.loaded.get()
    },
    model("facts have the places of their own words, of the dateline and of countries alone") {
      () throws(ModelError) in
      _ = try FactPlaceWeights.loaded.get()
    },
    ExtractionPart(loss: "no places are found") {
      do throws(GazetteerError) { _ = try Gazetteer.embedded() } catch { return error.description }
      return nil
    },
    ExtractionPart(loss: "facts of some kinds are not found or read wrongly") {
      KindTable.fault.map { "the table of kinds is damaged: line \($0.line): \($0.message)" }
    },
    ExtractionPart(loss: "sentences end in wrong places, and base forms are not known") {
      Reader.hasWordLists ? nil : "a list of words for reading is missing"
    },
    list("cue words", "speakers, roles and whether events took place are not found", dl_words),
    list("words of times", "no dates are found", dl_times),
    list("words of numbers", "no figures are found", dl_numbers),
    list("words beside places", "some places are not found", dl_place_words),
  ]

  /// A hash of all models and lists but the kinds and the gazetteer, which have their own: facts that were read with others may
  /// be others.
  public static let modelsHash: ContentHash = {
    var hash = EmbeddedModels.hash
    for file in [
      dl_names, dl_quotes, dl_numbers, dl_words, dl_times, dl_place_words, dl_place_weights,
      dl_country_weights, dl_date_weights, dl_fact_place_weights,
    ] {
      hash.add(sampling: file)
    }
    return hash
  }()

  private static func model(
    _ loss: String, _ open: @escaping @Sendable () throws(ModelError) -> Void
  ) -> ExtractionPart {
    ExtractionPart(loss: loss) {
      do throws(ModelError) { try open() } catch { return error.description }
      return nil
    }
  }

  /// A list that is there has been read by the tests: that it is empty is all that can have happened to it.
  private static func list(
    _ name: String, _ loss: String,
    _ file: @escaping @Sendable (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?
  ) -> ExtractionPart {
    ExtractionPart(loss: loss) {
      var size = 0
      return file(&size) != nil && size > 0 ? nil : "the list of \(name) is missing"
    }
  }
}

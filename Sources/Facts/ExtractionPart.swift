internal import Atlas
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
      _ = try ArcParser.loaded.get()
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
    model("places of one name are confused") { () throws(ModelError) in _ = try PlaceWeights.embedded() },
    ExtractionPart(loss: "no places are found") {
      do throws(GazetteerError) { _ = try Gazetteer.embedded() } catch { return error.description }
      return nil
    },
    ExtractionPart(loss: "facts of some kinds are not found or read wrongly") {
      do throws(KindFileError) { _ = try KindTable.checked() } catch {
        return "the table of kinds is damaged: line \(error.line): \(error.message)"
      }
      return nil
    },
    list("words of the tokeniser", "sentences end in wrong places", isWhole: Reader.hasWordLists),
    list(
      "words of times", "no dates are found",
      isWhole: !TimeRules.standard.rules.isEmpty && TimeRules.standard.problems.isEmpty),
    list("words of numbers", "no figures are found", isWhole: !NumberWords.standard.examples.isEmpty),
    list(
      "cue words", "speakers, roles and whether events took place are not found",
      isWhole: CueWords.sections.allSatisfy { !WordLists.standard.words($0).isEmpty }),
    list("words beside places", "some places are not found", isWhole: PlaceVocabulary.isWhole),
  ]

  private static func model(
    _ loss: String, _ open: @escaping @Sendable () throws(ModelError) -> Void
  ) -> ExtractionPart {
    ExtractionPart(loss: loss) {
      do throws(ModelError) { try open() } catch { return error.description }
      return nil
    }
  }

  private static func list(
    _ name: String, _ loss: String, isWhole: @autoclosure @escaping @Sendable () -> Bool
  ) -> ExtractionPart {
    ExtractionPart(loss: loss) { isWhole() ? nil : "the list of \(name) is missing or damaged" }
  }
}

extension [ExtractionPart] {
  /// A line for each part that is missing or damaged: what is wrong, and what is lost.
  public var faults: [String] { compactMap { part in part.fault().map { "\($0); \(part.loss)" } } }
}

internal import ArgumentParser

@main
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline-train",
    abstract: "Builds the models and the gazetteer that dateline embeds, and scores them.",
    subcommands: [
      CountryWeightsCommand.self, DateWeightsCommand.self, FactPlaceWeightsCommand.self, LexiconCommand.self,
      NamesCommand.self,
      NamesPrintCommand.self,
      PlacesCommand.self, PlaceWeightsCommand.self, QuotesCommand.self, ReportCommand.self,
      ScoreCommand.self, TaggerCommand.self, TimeRecords.self, TokensCommand.self,
    ])
}

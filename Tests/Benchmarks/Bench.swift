internal import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline-bench", abstract: "Measures speed and memory.",
    subcommands: [
      LoadBench.self, ReadBench.self, CopyBench.self, IndexBench.self, CancelBench.self, PipelineBench.self,
      PlacesBench.self, KeepBench.self, AllBench.self,
    ])
}
